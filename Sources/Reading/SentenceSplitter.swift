/// Cuts a text into paragraphs, lines and sentences.
///
/// Paragraphs are parted by blank lines. A single line break parts too, where the line is a list's entry or stands by
/// itself; the breaks of a wrapped paragraph do not.
struct SentenceSplitter {
  let text: TextBytes
  let abbreviations: Abbreviations

  func sentences() -> [Sentence] {
    var found: [Sentence] = []
    var tokenizer = Tokenizer(text, abbreviations: abbreviations, byte: 0, scalar: 0)
    var done = 0
    for block in TextBlocks(text) {
      tokenizer.cut(block.range)
      let tokens = tokenizer.tokens[done...]
      done = tokenizer.tokens.count
      guard !tokens.isEmpty else { continue }
      let kind: Sentence.Kind = block.isBullet ? .bullet : isHeading(tokens, block) ? .heading : .prose
      split(tokens, paragraph: block.paragraph, kind: kind, into: &found)
    }
    return found
  }

  private func split(_ tokens: ArraySlice<Token>, paragraph: Int, kind: Sentence.Kind, into found: inout [Sentence]) {
    var dateline = Dateline.count(in: tokens)
    var start = tokens.startIndex
    while start < tokens.endIndex {
      let end = sentenceEnd(in: tokens, from: start + dateline)
      found.append(
        Sentence(tokens: Array(tokens[start..<end]), paragraph: paragraph, kind: kind, datelineCount: dateline))
      dateline = 0
      start = end
    }
  }

  /// The index after the last token of the sentence that begins at `start`.
  private func sentenceEnd(in tokens: ArraySlice<Token>, from start: Int) -> Int {
    let bound = min(tokens.endIndex, start + Limits.tokensPerSentenceMax)
    var index = start
    while index < bound {
      defer { index += 1 }
      let token = tokens[index]
      guard let last = token.utf8.isEmpty ? nil : text.bytes[token.utf8.upperBound - 1] else { continue }
      let isMark = token.shape.contains(.mark)
      // "…" ends in byte 0xA6; the other closing signs are ASCII.
      guard last == 0x2E || (isMark && (last == 0x21 || last == 0x3F || last == 0xA6)) else { continue }
      guard token.form == "…" || last != 0xA6 else { continue }
      let next = closersEnd(in: tokens, after: index)
      if next >= bound { return bound }
      if endsSentence(token, isMark: isMark, before: tokens[next], in: tokens, next: next) { return next }
    }
    return bound
  }

  /// The index after the quotation marks, brackets and further marks that close right after the token at `index`.
  private func closersEnd(in tokens: ArraySlice<Token>, after index: Int) -> Int {
    var next = index + 1
    while next < tokens.endIndex, !tokens[next].shape.contains(.afterSpace), tokens[next].shape.contains(.mark),
      Self.closers.contains(tokens[next].form)
    {
      next += 1
    }
    return next
  }

  private static let closers: Set<String> = ["\"", "'", "”", "’", "»", ")", "]", "''", "!", "?", "!!", "…", "..."]
  private static let openers: Set<String> = ["\"", "'", "“", "‘", "«", "(", "["]

  private func endsSentence(
    _ token: Token, isMark: Bool, before following: Token, in tokens: ArraySlice<Token>, next: Int
  ) -> Bool {
    var word = following
    if Self.openers.contains(following.form), next + 1 < tokens.endIndex { word = tokens[next + 1] }
    let startsLower =
      word.shape.contains(.hasLetter) && !word.shape.contains(.capitalised)
      && !word.shape.contains(.innerCapital) && !word.shape.contains(.hasDigit)
    // "al-Nusra said", "iPhone": a name with an inner capital may begin a sentence.
    if startsLower { return false }
    guard !isMark else { return !Self.goesOn(following) }
    let stem = String(token.form.dropLast())
    switch abbreviations.kind(of: stem) {
    case .title?: return false
    case .number?: return !word.shape.contains(.hasDigit)
    case .either?: return abbreviations.opensSentence(word.form)
    case .end?: return !abbreviations.follows(word.form) && !Self.goesOn(following)
    // Initials that no list knows ("J.", "R.P.F."), and names on the net.
    case nil: return abbreviations.opensSentence(word.form)
    }
  }

  /// A mark after a full stop that continues the sentence: "Inc., which", "(Nov. 3) –".
  private static func goesOn(_ token: Token) -> Bool {
    [",", ";", ":", "-", "–", "—", "--", ")", "]"].contains(token.form)
  }

  /// A line of its own that no mark closes.
  private func isHeading(_ tokens: ArraySlice<Token>, _ block: TextBlock) -> Bool {
    guard let first = tokens.first, let last = tokens.last, tokens.count <= Self.headingTokensMax else { return false }
    if first.shape.contains(.hasLetter), !first.shape.contains(.capitalised), !first.shape.contains(.innerCapital) {
      return false
    }
    return !last.form.hasSuffix(".") && ![":", "!", "?", "…", "\"", "”", "’", "'", ";", ",", ")"].contains(last.form)
  }

  private static let headingTokensMax = 24
}
