import Reading

/// A word that credits what the sentence says to somebody, and that somebody.
struct ReportingCue: Sendable {
  let line: Int
  /// "said", "according to".
  let words: Range<Int>
  let verb: Term
  /// The noun phrase of the source; nil where none was found.
  let source: Range<Int>?
  /// The noun that says what sort of source it is: "spokesman", "residents", a name's last word.
  let head: Term?
  /// The credited words stand before the cue: "…, an official said".
  let closes: Bool
  /// Which side of the war the source speaks for.
  let kind: SourceKind
  /// Who was told, when it is a name: "told *Reuters*".
  let hearer: Range<Int>?

  var isParty: Bool { kind == .party }
}

/// Whether a source speaks for a side that fights or for anyone else (docs/territory.md).
enum SourceKind: String, Sendable {
  /// A side of the war, its officials, spokesmen, soldiers or media.
  case party
  /// A monitor, an agency, residents, analysts, unnamed sources.
  case other
  /// A name that says nothing of that.
  case unknown
  /// "he", "it", "they".
  case pronoun
}

/// Finds reporting verbs and their subjects.
struct CueFinder: Sendable {
  let lexicon: Lexicon

  func cues(in line: Line, actors: [ActorMention]) -> [ReportingCue] {
    let phrases = SourcePhrase(line: line, lexicon: lexicon)
    var found: [ReportingCue] = []
    for index in line.words.indices {
      let low = line.words[index].low
      if low.text == "according", index + 1 < line.words.count, line.words[index + 1].low.text == "to" {
        found.append(cue(line, index..<index + 2, phrases.right(of: index + 2), index > 0, actors))
      } else if lexicon.reporting.contains(low), isVerb(line, index) {
        let subject = phrases.subject(of: index)
        let closes = closes(line, subject, verb: index)
        found.append(cue(line, index..<index + 1, subject, closes, actors, hearer: hearer(line, index)))
      }
    }
    return found
  }

  private func cue(
    _ line: Line, _ words: Range<Int>, _ source: Range<Int>?, _ closes: Bool, _ actors: [ActorMention],
    hearer: Range<Int>? = nil
  ) -> ReportingCue {
    var head: Term?
    if let source {
      for index in source where lexicon.speakerNoun.contains(line.words[index].low) { head = line.words[index].low }
      if head == nil, let last = source.last { head = line.words[last].low }
    }
    return ReportingCue(
      line: line.number, words: words, verb: line.words[words.lowerBound].low, source: source, head: head,
      closes: closes, kind: source.map { kind(line, $0, actors) } ?? .unknown, hearer: hearer)
  }

  private func kind(_ line: Line, _ source: Range<Int>, _ actors: [ActorMention]) -> SourceKind {
    if source.count == 1, lexicon.pronoun.contains(line.words[source.lowerBound].low) { return .pronoun }
    let side = sideName(line, source)
    if source.contains(where: { !side.contains($0) && isNeutral(line, $0, source) }) { return .other }
    if !side.isEmpty { return .party }
    let speaksForSide = source.contains { index in
      lexicon.partySource.contains(line.words[index].low) || lexicon.forceNoun.contains(line.words[index].low)
    }
    if speaksForSide || actors.contains(where: { $0.listed != nil && source.contains($0.words.lowerBound) }) {
      return .party
    }
    return source.contains { lexicon.speakerNoun.contains(line.words[$0].low) } ? .other : .unknown
  }

  // "A military source" speaks for the military, "a source" for nobody.
  private func isNeutral(_ line: Line, _ index: Int, _ source: Range<Int>) -> Bool {
    guard lexicon.neutralSource.contains(line.words[index].low) else { return false }
    return index == source.lowerBound || !lexicon.sideOfSource.contains(line.words[index - 1].low)
  }

  // The words of a name that ends in a word for those who fight: "Sudan People's Liberation Army".
  private func sideName(_ line: Line, _ source: Range<Int>) -> Range<Int> {
    guard let last = source.last(where: { line.words[$0].isName && lexicon.sideName.contains(line.words[$0].low) }),
      last + 1 == line.words.count || !line.words[last + 1].isName
    else { return source.lowerBound..<source.lowerBound }
    var first = last
    while first > source.lowerBound, line.words[first - 1].isName || line.words[first - 1].low.text == "'s" {
      first -= 1
    }
    return first..<last + 1
  }

  // "Islamic State", "the report", "heavy claims": reporting words that are names or nouns.
  private func isVerb(_ line: Line, _ index: Int) -> Bool {
    guard line.words[index].shape == .lower else { return false }
    if let tree = line.tree {
      switch tree.tags[index] {
      case .noun, .properNoun, .adjective, .adposition, .adverb: return false
      default: break
      }
    }
    guard index > 0 else { return line.words[index].low.text.hasSuffix("ing") }
    let before = line.words[index - 1].low
    if lexicon.determiner.contains(before), !lexicon.plainSubject.contains(before) { return false }
    return !lexicon.nounOpening.contains(before)
  }

  private func hearer(_ line: Line, _ verb: Int) -> Range<Int>? {
    guard lexicon.tellingVerb.contains(line.words[verb].low) else { return nil }
    var start = verb + 1
    while start < line.words.count, lexicon.determiner.contains(line.words[start].low) { start += 1 }
    var end = start
    while end < line.words.count, line.words[end].isName { end += 1 }
    return end > start ? start..<end : nil
  }

  // The credited words come first when a comma or a quotation closes before the source or the inverted verb.
  private func closes(_ line: Line, _ source: Range<Int>?, verb: Int) -> Bool {
    let start = min(source?.lowerBound ?? verb, verb)
    var index = start - 1
    while index >= 0, lexicon.determiner.contains(line.words[index].low) { index -= 1 }
    guard index > 0 else { return false }
    return lexicon.closingMark.contains(line.words[index].low)
  }
}
