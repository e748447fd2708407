/// Tells lines about the page or its publisher from lines of news.
struct BoilerplateRules: Sendable {
  private enum Place { case whole, start, within, names, notice, opening }

  private struct Pattern {
    let place: Place
    /// Hashes of the words; nil is any number.
    let words: [UInt64?]
  }

  private var byFirst: [UInt64: [Pattern]] = [:]
  /// Patterns that begin with a number.
  private var numbered: [Pattern] = []
  private var signs: [String] = []

  /// A short line in words; longer ones are sentences of the news unless a rule says otherwise.
  private static let shortLineMax = 26

  init(_ lines: [DataLine]) throws(StoryRulesError) {
    var reader = WordReader(ScalarTables.shared)
    for line in lines {
      let fields = line.fields
      guard fields.count == 2, !fields[1].isEmpty else { throw line.error("a kind, a tab, and words are expected") }
      let place: Place
      switch fields[0] {
      case "whole": place = .whole
      case "start": place = .start
      case "within": place = .within
      case "names": place = .names
      case "notice": place = .notice
      case "opening": place = .opening
      case "sign":
        signs.append(fields[1])
        continue
      default: throw line.error("unknown kind `\(fields[0])`")
      }
      let words = fields[1].split(separator: " ").map { $0 == "#" ? nil : reader.words(of: $0).first?.hash }
      let pattern = Pattern(place: place, words: words)
      if let first = words.first, let hash = first {
        byFirst[hash, default: []].append(pattern)
      } else {
        numbered.append(pattern)
      }
    }
  }

  /// - Parameters:
  ///   - line: trimmed.
  ///   - words: those of the line.
  func fits(_ line: Substring, _ words: [Word]) -> Bool {
    let isShort = words.count <= BoilerplateRules.shortLineMax
    if isShort, hasSign(line) { return true }
    for (index, word) in words.enumerated() {
      for pattern in byFirst[word.hash] ?? [] where fits(pattern, words, at: index, isShort: isShort) { return true }
      if word.isFact {
        for pattern in numbered where fits(pattern, words, at: index, isShort: isShort) { return true }
      }
    }
    return false
  }

  private func hasSign(_ line: Substring) -> Bool {
    let start = line.prefix(BoilerplateRules.signMax).lowercased()
    return signs.contains { start.hasPrefix($0) }
  }

  /// The longest sign, in characters.
  private static let signMax = 24

  private func fits(_ pattern: Pattern, _ words: [Word], at index: Int, isShort: Bool) -> Bool {
    guard index + pattern.words.count <= words.count else { return false }
    for (offset, wanted) in pattern.words.enumerated() {
      let word = words[index + offset]
      if let wanted { if word.hash != wanted { return false } } else if !word.isFact { return false }
    }
    switch pattern.place {
    case .whole: return words.count == pattern.words.count
    case .start: return index == 0 && isShort
    case .within: return isShort
    case .notice: return true
    case .opening: return index == 0
    case .names: return index == 0 && words.count <= 9 && holdsNames(words.dropFirst(pattern.words.count))
    }
  }

  /// Names and the small words between them.
  private func holdsNames(_ words: ArraySlice<Word>) -> Bool {
    let others = words.count { if case .name = $0.kind { false } else { true } }
    return !words.isEmpty && others * 3 <= words.count
  }
}
