/// The word lists of a language, read from `words.txt`: `list NAME` begins one, words follow.
struct WordLists: Sendable {
  private let sets: [String: Set<UInt64>]

  /// - Returns: the keys of the words in a list; asking for a list that the file lacks is an error of the file.
  func set(_ name: String) throws(TerritoryResourceError) -> WordSet {
    guard let keys = sets[name] else { throw .missing(list: name, file: "words.txt") }
    return WordSet(keys: keys)
  }

  init(_ text: String) throws(TerritoryResourceError) {
    var sets: [String: Set<UInt64>] = [:]
    var current: String?
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let words = line.split(separator: " ")
      guard let first = words.first, !first.hasPrefix("#") else { continue }
      if first == "list" {
        guard words.count == 2 else {
          throw .malformed(file: "words.txt", line: number + 1, what: "a list needs one name")
        }
        current = String(words[1])
        continue
      }
      guard let list = current else {
        throw .malformed(file: "words.txt", line: number + 1, what: "words before the first list")
      }
      for word in words { sets[list, default: []].insert(Term.key(of: word)) }
    }
    self.sets = sets
  }
}

/// A set of lower-case words.
struct WordSet: Sendable {
  let keys: Set<UInt64>

  func contains(_ word: Term) -> Bool { keys.contains(word.key) }
}
