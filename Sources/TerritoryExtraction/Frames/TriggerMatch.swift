/// A trigger found in a sentence.
struct TriggerMatch: Sendable {
  let line: Int
  /// The words of the pattern, in order; gaps leave holes.
  let words: [Int]
  let trigger: Trigger
  /// The pattern as matched, a verb in its base form.
  let pattern: Term
  let shape: VerbShape?
  let voice: Voice

  var first: Int { words[0] }
  var last: Int { words[words.count - 1] }

  enum Voice: String, Sendable {
    case active, passive
    /// A bare participle behind a noun or before one: "the town captured by rebels", "captured weapons".
    case participle
    case infinitive, gerund, noun
  }
}

extension TriggerMatch {
  /// Whether a verb stands without an object: "the guards had left on Wednesday", "the attackers were driven back".
  func isElliptic(in line: Line, _ lexicon: Lexicon) -> Bool {
    guard trigger.category == .verb, voice != .participle else { return false }
    var next = last + 1
    while next < line.words.count, line.words[next].low.text.hasSuffix("ly") || line.words[next].low.text == "again" {
      next += 1
    }
    guard next < line.words.count else { return true }
    let word = line.words[next]
    return word.shape == .mark || lexicon.day.contains(word.low) || lexicon.objectEnd.contains(word.low)
  }
}

/// Finds the triggers of a sentence.
struct TriggerFinder: Sendable {
  let automaton: TriggerAutomaton
  let lexicon: Lexicon

  func triggers(in line: Line) -> [TriggerMatch] {
    var matches: [TriggerAutomaton.Match] = []
    for index in line.keys.indices where automaton.begins(with: line.keys[index]) {
      for match in automaton.matches(at: index, keys: line.keys) {
        let condition = automaton.triggers[match.end.trigger].condition
        if condition == nil || holds(condition, match, line) { matches.append(match) }
      }
    }
    guard !matches.isEmpty else { return [] }
    // The longest pattern speaks for its words: "take control of" silences "take" and "control of".
    matches.sort {
      if $0.words.count != $1.words.count { return $0.words.count > $1.words.count }
      let (left, right) = (extent($0), extent($1))
      if left != right { return left < right }
      if $0.words[0] != $1.words[0] { return $0.words[0] < $1.words[0] }
      return fits($0, line) && !fits($1, line)
    }
    var covered = [Bool](repeating: false, count: line.words.count)
    var kept: [TriggerMatch] = []
    for match in matches where !covered[match.words[0]] && !covered[match.words[match.words.count - 1]] {
      for word in match.words { covered[word] = true }
      let trigger = automaton.triggers[match.end.trigger]
      kept.append(
        TriggerMatch(
          line: line.number, words: match.words, trigger: trigger, pattern: match.end.pattern, shape: match.end.shape,
          voice: voice(line, match, trigger)))
    }
    return kept.sorted { $0.first < $1.first }
  }

  /// Whether the words around agree with the part of speech: "the advance" and "capture of" are nouns.
  private func fits(_ match: TriggerAutomaton.Match, _ line: Line) -> Bool {
    let category = automaton.triggers[match.end.trigger].category
    guard category != .phrase, match.end.shape == nil || match.end.shape == .base || match.end.shape == .third else {
      return true
    }
    return (category == .noun) == isNominal(line, match.words)
  }

  private func holds(_ condition: Trigger.Condition?, _ match: TriggerAutomaton.Match, _ line: Line) -> Bool {
    guard placeFollows(line, (match.words.last ?? match.words[0]) + 1) else { return false }
    return condition != .forceAndPlace || forceLeads(line, match.words[0])
  }

  /// Whether a noun phrase follows that is a name or ends in a noun of place.
  private func placeFollows(_ line: Line, _ start: Int) -> Bool {
    guard start < line.words.count, opensPlace(line.words[start]) else { return false }
    for index in start..<min(line.words.count, start + Self.phraseMax) {
      let word = line.words[index]
      if index == start, word.low.text == "it" { return true }
      if word.isName || lexicon.placeNoun.contains(word.low) { return !lexicon.day.contains(word.low) }
      if word.shape == .mark || lexicon.preposition.contains(word.low) && word.low.text != "of" { return false }
      if lexicon.forceNoun.contains(word.low) { return false }
    }
    return false
  }

  // "Has Kobo", "has the town"; "has lost control" is another verb's auxiliary.
  private func opensPlace(_ word: Word) -> Bool {
    word.isName || word.shape == .number || lexicon.determiner.contains(word.low)
      || lexicon.placePart.contains(word.low)
      || lexicon.placeModifier.contains(word.low) || lexicon.placeNoun.contains(word.low)
      || word.low.text == "it" || word.low.text == "nearby"
  }

  private static let phraseMax = 6

  /// Whether the words before hold a noun of force, a name, or "they".
  private func forceLeads(_ line: Line, _ end: Int) -> Bool {
    for index in stride(from: end - 1, through: max(0, end - Self.phraseMax), by: -1) {
      let word = line.words[index]
      if word.shape == .mark { return false }
      if word.isName && !lexicon.determiner.contains(word.low) || lexicon.forceNoun.contains(word.low)
        || lexicon.armedPronoun.contains(word.low)
      {
        return true
      }
    }
    return false
  }

  private func isNominal(_ line: Line, _ words: [Int]) -> Bool {
    let next = words[words.count - 1] + 1
    if words.count == 1, next < line.words.count, line.words[next].low.text == "of" { return true }
    var index = words[0] - 1
    // "the rebels' swift advance": back over a modifier or two.
    for _ in 0..<3 where index >= 0 {
      let low = line.words[index].low
      if lexicon.determiner.contains(low) || low.text == "'s" || low.text == "'" { return true }
      if lexicon.isGrammar(low) || line.words[index].shape == .mark || lexicon.forceNoun.contains(low) { return false }
      index -= 1
    }
    return false
  }

  private func extent(_ match: TriggerAutomaton.Match) -> Int { (match.words.last ?? 0) - match.words[0] }

  private func voice(_ line: Line, _ match: TriggerAutomaton.Match, _ trigger: Trigger) -> TriggerMatch.Voice {
    guard let shape = match.end.shape else { return .noun }
    let before = Auxiliaries(line: line, before: match.words[0], lexicon: lexicon)
    switch shape {
    case .base: return before.to ? .infinitive : .active
    case .third, .past: return .active
    case .gerund: return before.be ? .active : .gerund
    case .participle, .pastOrParticiple:
      if before.be { return .passive }
      if before.have { return .active }
      if shape == .participle { return .participle }
      let next = match.words[match.words.count - 1] + 1
      if next < line.words.count, line.words[next].low.text == "by" { return .participle }
      return .active
    }
  }
}

/// The auxiliaries that stand before a verb, adverbs between them skipped.
struct Auxiliaries: Sendable {
  private(set) var be = false
  private(set) var have = false
  private(set) var to = false
  private(set) var modal: Term?
  private(set) var negated = false
  private(set) var had = false

  init(line: Line, before index: Int, lexicon: Lexicon) {
    var at = index - 1
    while at >= 0, at >= index - 6 {
      let word = line.words[at].low
      let text = word.text
      if lexicon.auxiliaryBe.contains(word) {
        be = true
      } else if lexicon.auxiliaryHave.contains(word) {
        have = true
        if text == "had" { had = true }
      } else if lexicon.auxiliaryModal.contains(word) {
        modal = line.words[at].low
        if text == "cannot" { negated = true }
      } else if text == "to" {
        to = true
        break
      } else if lexicon.auxiliaryNot.contains(word) {
        negated = true
      } else if !lexicon.auxiliaryAdverb.contains(word), !text.hasSuffix("ly") {
        break
      }
      at -= 1
    }
  }
}
