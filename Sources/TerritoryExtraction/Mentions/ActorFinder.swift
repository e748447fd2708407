import Reading

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
    for index in line.words.indices where !taken[index] && lexicon.actorPronoun.contains(line.words[index].low) {
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
    // "The Syrian side of the crossing" is a place.
    if word.low.text == "side", index + 1 < line.words.count, line.keys[index + 1] == Self.of { return false }
    // "The main army base", "a rebel town": what the force only tells of a place.
    if index + 1 < line.words.count, word.shape == .lower, line.words[index + 1].shape == .lower,
      lexicon.siteNoun.contains(line.words[index + 1].low) || lexicon.settlementNoun.contains(line.words[index + 1].low)
    {
      return false
    }
    // "men were", "side of the river", "front line": words that are forces only after a modifier.
    guard lexicon.weakForce.contains(word.low) else { return true }
    guard index > 0 else { return false }
    let before = line.words[index - 1]
    return before.isName || before.low.text.hasSuffix("'s") || before.low.key == Self.possessive
      || lexicon.forceModifier.contains(before.low)
  }

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
      // "Have driven Islamic State": before a name stand names, nouns of force and adjectives with a hyphen.
      if line.words[head].isName, before.shape == .lower, !before.low.text.contains("-"),
        !lexicon.forceNoun.contains(before.low)
      {
        break
      }
      // "Beating government forces", "would leave rebels": verbs, not what tells the force from its like.
      if before.shape == .lower, line.tree?.tags[start - 1] == .verb || before.low.text.hasSuffix("ing"),
        !before.low.text.contains("-"), !lexicon.moving.contains(before.low),
        !lexicon.forceAdjective.contains(before.low)
      {
        break
      }
      if before.shape == .lower, before.low.text.hasSuffix("ed"), !before.low.text.contains("-"),
        !lexicon.forceAdjective.contains(before.low)
      {
        break
      }
      start -= 1
    }
    var end = head + 1
    // "fighters of Libya's National Transitional Council", "soldiers of the Lord's Resistance Army".
    if let behind = complement(line, end, names, after: [Self.of]) { end = behind }
    // "Movement for Democracy in Liberia", "Alliance of Democratic Forces for the Liberation of Congo-Zaire".
    if line.words[head].isName {
      for _ in 0..<3 {
        guard let behind = complement(line, end, names, after: end > head + 1 ? Self.joints : Self.firstJoints) else {
          break
        }
        end = behind
      }
    }
    let first =
      lexicon.actorArticle.contains(line.words[start].low) && start < head ? start + 1 : start
    return ActorMention(
      line: line.number, words: start..<end, head: head, form: .force, text: line.text(first..<end),
      fullText: line.text(first..<qualified(line, end, names)), isTitled: false)
  }

  /// The end of a name that stands behind one of these words.
  private func complement(_ line: Line, _ end: Int, _ names: [Range<Int>], after joints: Set<UInt64>) -> Int? {
    guard end + 1 < line.words.count, joints.contains(line.keys[end]) else { return nil }
    let next = line.keys[end + 1] == Self.the ? end + 2 : end + 1
    guard let name = names.first(where: { $0.lowerBound == next }) else { return nil }
    return name.upperBound
  }

  private static let the = Term.key(of: "the")
  private static let firstJoints: Set<UInt64> = [of, Term.key(of: "for")]
  private static let joints: Set<UInt64> = [of, Term.key(of: "for"), Term.key(of: "in")]

  // "backing X", "loyal to the former ruler X", "led by X": up to the end of the name.
  private func qualified(_ line: Line, _ end: Int, _ names: [Range<Int>]) -> Int {
    guard end < line.words.count, lexicon.forceQualifier.contains(line.words[end].low) else { return end }
    guard let name = names.first(where: { $0.lowerBound > end && $0.lowerBound <= end + 5 }) else { return end }
    // "Aligned with Libya's unity government": the name owns the force.
    guard name.upperBound < line.words.count, line.keys[name.upperBound] == Self.possessive else {
      return name.upperBound
    }
    let owned = (name.upperBound + 1)..<min(name.upperBound + 6, line.words.count)
    return owned.first { lexicon.forceNoun.contains(line.words[$0].low) }.map { $0 + 1 } ?? name.upperBound
  }

}
