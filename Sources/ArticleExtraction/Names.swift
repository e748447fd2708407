/// Reads the names of people out of what pages write in their places.
struct Names {
  private let lexicon: ExtractionLexicon
  /// Names that are the publisher's, folded: no people.
  private let publishers: Set<[UInt8]>

  init(lexicon: ExtractionLexicon, publishers: [String?]) {
    self.lexicon = lexicon
    self.publishers = Set(publishers.compactMap { $0.map { folded(Array($0.utf8)) } })
  }

  /// The names in a list of values, each once, in order. Several names in one value are parted at commas and at
  /// `and`; addresses and the site's own name are no names.
  func names(_ values: [String]) -> [String] {
    var found: [String] = []
    var seen: Set<[UInt8]> = []
    for value in values {
      for name in split(value) {
        let key = folded(Array(name.utf8))
        guard !key.isEmpty, found.count < ArticleLimits.namesMax, seen.insert(key).inserted else { continue }
        found.append(name)
      }
    }
    let people = found.filter { !publishers.contains(folded(Array($0.utf8))) }
    return people.isEmpty ? [] : people
  }

  private func split(_ value: String) -> [String] {
    guard !value.contains("://"), value.utf8.count < 300 else { return [] }
    let bare = withoutByline(value)
    var pieces: [String] = [""]
    for word in bare.split(separator: " ") {
      if word == "and" || word == "&" || word == "und" || word == "et" || word == "y" || word == "|" {
        pieces.append("")
        continue
      }
      let ends = word.hasSuffix(",") || word.hasSuffix(";")
      let piece = ends ? word.dropLast() : word
      if !piece.isEmpty { pieces[pieces.count - 1] += pieces[pieces.count - 1].isEmpty ? piece : " " + piece }
      if ends { pieces.append("") }
    }
    return pieces.compactMap { name in
      let tidy = tidied(name)?.trimmingSigns()
      guard let tidy, tidy.utf8.count > 1, tidy.split(separator: " ").count <= 6, !tidy.contains("@"),
        tidy.contains(where: \.isLetter), lexicon.months[tidy.lowercased()] == nil
      else { return nil }
      return tidy
    }
  }

  private func withoutByline(_ value: String) -> String {
    let small = lowered(Array(value.utf8)[...])
    guard small.count == value.utf8.count,
      let length = lexicon.phrases(.bylineWords).prefix(of: small.span), length < small.count,
      small[length] == 0x20
        || small[length] == 0x3A
    else { return value }
    return String(decoding: Array(value.utf8)[(length + 1)...], as: UTF8.self)
  }
}

extension String {
  /// Without the signs that stand around names: bars, dashes, brackets.
  func trimmingSigns() -> String {
    var rest = self[...]
    while let first = rest.first, "|-–—:·•,;/()[]\"".contains(first) || first.isWhitespace { rest.removeFirst() }
    while let last = rest.last, "|-–—:·•,;/([\"".contains(last) || last.isWhitespace { rest.removeLast() }
    return String(rest)
  }
}
