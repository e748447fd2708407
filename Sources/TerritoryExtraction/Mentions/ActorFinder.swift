/// Finds the phrases of a sentence that may name or mean a side of the conflict.
struct ActorFinder: Sendable {
  let lexicon: Lexicon
  let chunks: NameChunks

  init(lexicon: Lexicon) {
    self.lexicon = lexicon
    chunks = NameChunks(lexicon: lexicon)
  }

  private static let of = Term.key(of: "of")
  private static let possessive = Term.key(of: "'s")
  private static let pronouns = Set("they it he she we them us him who".split(separator: " ").map { Term.key(of: $0) })

  func actors(in line: Line) -> [ActorMention] {
    var taken = [Bool](repeating: false, count: line.words.count)
    var found: [ActorMention] = []
    let names = chunks.chunks(of: line)
    for index in line.words.indices.reversed() where !taken[index] {
      guard line.words[index].shape != .mark, isForce(line, index) else { continue }
      let mention = forcePhrase(line, index, names)
      for word in mention.words { taken[word] = true }
      found.append(mention)
    }
    for name in names where !taken[name.lowerBound] {
      let titled =
        name.lowerBound > 0 && lexicon.title.contains(line.words[name.lowerBound - 1].low)
        || name.count > 1 && lexicon.title.contains(line.words[name.lowerBound].low)
      for word in name { taken[word] = true }
      found.append(
        ActorMention(
          line: line.number, words: name, head: name.upperBound - 1, form: .name, text: line.text(name),
          fullText: line.text(name), isTitled: titled))
    }
    for index in line.words.indices where !taken[index] && Self.pronouns.contains(line.keys[index]) {
      found.append(
        ActorMention(
          line: line.number, words: index..<index + 1, head: index, form: .pronoun, text: line.words[index].text,
          fullText: line.words[index].text,
          isTitled: false))
    }
    return found.sorted { $0.words.lowerBound < $1.words.lowerBound }
  }

  private func isForce(_ line: Line, _ index: Int) -> Bool {
    let word = line.words[index]
    guard lexicon.forceNoun.contains(word.low) else { return false }
    // "men were", "side of the river", "front line": words that are forces only after a modifier.
    guard Self.weak.contains(word.low.key) else { return true }
    guard index > 0 else { return false }
    let before = line.words[index - 1]
    return before.isName || before.low.text.hasSuffix("'s") || before.low.key == Self.possessive
      || ["his", "their", "our", "its", "armed", "masked", "government", "rebel"].contains(before.low.text)
  }

  private static let weak = Set(
    "men side front party group groups guard state administration command ally allies unit elements division divisions column columns patrol"
      .split(separator: " ").filter { $0 != "group" && $0 != "groups" }.map { Term.key(of: $0) })

  private func forcePhrase(_ line: Line, _ head: Int, _ names: [Range<Int>]) -> ActorMention {
    var start = head
    while start > 0, head - start < 6 {
      let before = line.words[start - 1]
      if before.shape == .mark { break }
      if before.low.key == Self.possessive {
        if let name = names.first(where: { $0.upperBound == start - 1 }) {
          start = name.lowerBound
          break
        }
        start -= 1
        continue
      }
      if lexicon.determiner.contains(before.low) || before.shape == .number {
        start -= 1
        break
      }
      if lexicon.isGrammar(before.low) || lexicon.reporting.contains(before.low) { break }
      if before.shape == .lower, before.low.text.hasSuffix("ed"), !before.low.text.contains("-"),
        !Self.adjectives.contains(before.low.key)
      {
        break
      }
      start -= 1
    }
    var end = head + 1
    // "fighters of Libya's National Transitional Council", "soldiers of the Lord's Resistance Army".
    if end + 1 < line.words.count, line.keys[end] == Self.of {
      let next = line.keys[end + 1] == Term.key(of: "the") ? end + 2 : end + 1
      if let name = names.first(where: { $0.lowerBound == next }) { end = name.upperBound }
    }
    let first =
      ["the", "a", "an", "some", "its", "their", "his"].contains(line.words[start].low.text) && start < head
      ? start + 1 : start
    return ActorMention(
      line: line.number, words: start..<end, head: head, form: .force, text: line.text(first..<end),
      fullText: line.text(first..<qualified(line, end, names)), isTitled: false)
  }

  // "backing X", "loyal to the former ruler X", "led by X": up to the end of the name.
  private func qualified(_ line: Line, _ end: Int, _ names: [Range<Int>]) -> Int {
    guard end < line.words.count, Self.qualifiers.contains(line.keys[end]) else { return end }
    return names.first { $0.lowerBound > end && $0.lowerBound <= end + 5 }?.upperBound ?? end
  }

  private static let qualifiers = Set(
    "backing loyal led backed allied under commanded supporting".split(separator: " ").map { Term.key(of: $0) })

  private static let adjectives = Set(
    "armed united allied mechanized mechanised masked combined joint sacred".split(separator: " ").map {
      Term.key(of: $0)
    })
}
