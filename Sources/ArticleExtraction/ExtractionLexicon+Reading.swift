extension ExtractionLexicon {
  mutating func read(_ text: String, named file: String) throws(LexiconError) {
    var section: LexiconSection?
    var number = 0
    for raw in text.split(separator: "\n", omittingEmptySubsequences: false) {
      number += 1
      let line = raw.prefix { $0 != "#" }.trimmingSpaces()
      if line.isEmpty { continue }
      if line.hasPrefix("["), line.hasSuffix("]") {
        let name = String(line.dropFirst().dropLast())
        guard let known = LexiconSection(rawValue: name) else {
          throw .unknownSection(
            name: name, file: file, line: number, known: LexiconSection.allCases.map(\.rawValue))
        }
        section = known
        continue
      }
      guard let section else { throw .entryOutsideSection(file: file, line: number) }
      try add(String(line).lowercased(), to: section, at: (file, number))
    }
  }

  private mutating func add(
    _ entry: String, to section: LexiconSection, at place: (file: String, line: Int)
  ) throws(LexiconError) {
    if let mark = section.mark {
      for word in entry.split(separator: " ") { names.insert(String(word), mark) }
      return
    }
    let words = entry.split(separator: " ").map(String.init)
    switch section {
    case .stopwords:
      guard words.count > 1, (2...3).contains(words[0].count) else {
        throw .malformed(
          entry: entry, expected: "a language's code and its commonest words", file: place.file, line: place.line)
      }
      for word in words.dropFirst() { stopwords.insert(word, language: words[0]) }
    case .months:
      guard words.count > 1, let month = Int(words[0]), (1...12).contains(month) else {
        throw .malformed(
          entry: entry, expected: "a month's number and its names", file: place.file, line: place.line)
      }
      for word in words.dropFirst() { months[word] = month }
    default:
      phrases[section, default: PhraseList()].insert(entry)
    }
  }
}

extension StringProtocol where SubSequence == Substring {
  /// Without the white space around it.
  func trimmingSpaces() -> Substring {
    var rest = self[startIndex...]
    while let first = rest.first, first.isWhitespace { rest.removeFirst() }
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return rest
  }
}
