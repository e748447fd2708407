import Foundation
import Reading

/// One sentence of a treebank, cut as the Reading room cuts text.
struct TreebankSentence {
  var tokens: [Token]
  /// "VERB/VBN", by word.
  var classes: [String]
  var lemmas: [String]
  /// The head's index, the count of words for the root.
  var heads: [Int]
  var relations: [DependencyRelation]
}

enum Treebank {
  struct Failure: Error, CustomStringConvertible { let description: String }

  /// The sentences of a CoNLL-U file.
  static func read(_ path: String) throws -> [TreebankSentence] {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw Failure(description: "cannot read \(path); Training/Reading/README.md tells where the treebanks are had")
    }
    var sentences: [TreebankSentence] = []
    var words: [Word] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty {
        if let sentence = sentence(of: words) { sentences.append(sentence) }
        words = []
        continue
      }
      if line.hasPrefix("#") { continue }
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard fields.count == 10, let number = Int(fields[0]), let head = Int(fields[6]) else { continue }
      words.append(
        Word(
          number: number, form: String(fields[1]), lemma: String(fields[2]), tag: String(fields[3]),
          penn: String(fields[4]), head: head, relation: String(fields[7]),
          spaceAfter: !fields[9].contains("SpaceAfter=No")))
    }
    return sentences
  }

  private struct Word {
    let number: Int
    var form: String
    var lemma: String
    var tag: String
    var penn: String
    var head: Int
    var relation: String
    var spaceAfter: Bool
  }

  /// Joins what a hyphen joins ("al" "-" "Qaim"), since the room keeps such words whole, and renumbers.
  private static func sentence(of words: [Word]) -> TreebankSentence? {
    guard !words.isEmpty else { return nil }
    var groups: [[Int]] = []
    var place = 0
    while place < words.count {
      var group = [place]
      while let last = group.last, last + 2 < words.count, !words[last].spaceAfter, words[last + 1].form == "-",
        !words[last + 1].spaceAfter, isWordEnd(words[last].form.last), isWordEnd(words[last + 2].form.first)
      {
        group += [last + 1, last + 2]
      }
      groups.append(group)
      place = (group.last ?? place) + 1
    }
    var groupOf = [Int](repeating: 0, count: words.count)
    for (number, group) in groups.enumerated() { for member in group { groupOf[member] = number } }
    var sentence = TreebankSentence(tokens: [], classes: [], lemmas: [], heads: [], relations: [])
    var afterSpace = true
    for group in groups {
      // The member nearest the root speaks for the group: no arc can then lead back into it.
      let leader = group.min { depth(of: $0, words) < depth(of: $1, words) } ?? group[0]
      let word = words[leader]
      let form = group.map { words[$0].form }.joined()
      sentence.tokens.append(Token(form: form, afterSpace: afterSpace))
      sentence.classes.append(wordClass(of: word, isJoined: group.count > 1, last: words[group[group.count - 1]]))
      sentence.lemmas.append(group.count > 1 ? form.lowercased() : word.lemma.lowercased())
      sentence.heads.append(word.head == 0 ? groups.count : groupOf[word.head - 1])
      sentence.relations.append(relation(word.relation))
      afterSpace = words[group[group.count - 1]].spaceAfter
    }
    return sentence
  }

  private static func isWordEnd(_ character: Character?) -> Bool {
    character.map { $0.isLetter || $0.isNumber || $0 == "." } ?? false
  }

  private static func depth(of place: Int, _ words: [Word]) -> Int {
    var depth = 0
    var current = words[place].head
    while current > 0, depth < words.count {
      depth += 1
      current = words[current - 1].head
    }
    return depth
  }

  private static func wordClass(of word: Word, isJoined: Bool, last: Word) -> String {
    if isJoined {
      if word.tag == "PROPN" { return "PROPN/" + (word.penn == "NNPS" ? "NNPS" : "NNP") }
      // "rebel-held", "ten-week", "two-year-old" before a noun.
      if word.relation == "amod" { return "ADJ/JJ" }
    }
    return word.tag + "/" + word.penn
  }

  private static func relation(_ name: String) -> DependencyRelation {
    DependencyRelation(rawValue: name) ?? DependencyRelation(rawValue: String(name.prefix { $0 != ":" }))
      ?? .unspecified
  }
}
