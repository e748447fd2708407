/// The place and agency that head a news paragraph: "BEIRUT -", "KYIV, Nov 12 (Reuters) —", "20:10 UTC -".
enum Dateline {
  private static let tokensMax = 14

  /// How many tokens at the head of a paragraph are its dateline, the dash included; 0 when there is none.
  static func count(in tokens: ArraySlice<Token>) -> Int {
    let head = tokens.prefix(tokensMax)
    guard let dash = head.firstIndex(where: isDash), dash > tokens.startIndex, dash + 1 < tokens.endIndex else {
      return 0
    }
    let candidate = tokens[tokens.startIndex..<dash]
    let following = tokens[dash + 1]
    guard following.shape.contains(.afterSpace), opensProse(following), candidate.allSatisfy(belongs) else { return 0 }
    let lowerWords = candidate.count { isLowerWord($0) }
    guard lowerWords <= 1, looksLikeDateline(candidate) else { return 0 }
    return candidate.count + 1
  }

  private static func isDash(_ token: Token) -> Bool {
    token.shape.contains(.afterSpace) && ["-", "–", "—", "--", "_"].contains(token.form)
  }

  private static func isLowerWord(_ token: Token) -> Bool {
    token.shape.contains(.hasLetter) && !token.shape.contains(.capitalised) && !token.shape.contains(.innerCapital)
      && !token.shape.contains(.hasDigit)
  }

  private static func belongs(_ token: Token) -> Bool {
    guard token.shape.contains(.mark) else { return true }
    return [",", "(", ")", "/", "."].contains(token.form)
  }

  private static func opensProse(_ token: Token) -> Bool {
    token.shape.contains(.capitalised) || token.shape.contains(.innerCapital) || token.shape.contains(.hasDigit)
      || ["\"", "“", "'", "‘", "("].contains(token.form)
  }

  /// A place in capitals, an agency in brackets or after a comma, or a clock's time.
  private static func looksLikeDateline(_ tokens: ArraySlice<Token>) -> Bool {
    guard let first = tokens.first, let last = tokens.last else { return false }
    if first.shape.contains(.allCapitals), first.form.utf8.count > 2 { return true }
    if last.form == ")", tokens.contains(where: { $0.form == "(" }) { return true }
    if tokens.contains(where: { $0.form == "," }), last.shape.contains(.allCapitals) { return true }
    return first.shape.contains(.hasDigit) && first.form.contains(":")
  }
}
