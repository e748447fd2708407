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
  /// A listed actor or a noun of force stands in the source.
  let isParty: Bool
}

/// Finds reporting verbs and their subjects.
struct CueFinder: Sendable {
  let lexicon: Lexicon

  func cues(in line: Line, actors: [ActorMention]) -> [ReportingCue] {
    var found: [ReportingCue] = []
    for index in line.words.indices {
      let low = line.words[index].low
      if low.text == "according", index + 1 < line.words.count, line.words[index + 1].low.text == "to" {
        found.append(cue(line, index..<index + 2, low, right(line, index + 2), index > 0, actors))
      } else if lexicon.reporting.contains(low), isVerb(line, index) {
        let left = self.left(line, index)
        if let left {
          found.append(cue(line, index..<index + 1, low, left, closes(line, left.lowerBound, index), actors))
        } else {
          found.append(cue(line, index..<index + 1, low, right(line, index + 1), true, actors))
        }
      }
    }
    return found
  }

  private func cue(
    _ line: Line, _ words: Range<Int>, _ verb: Term, _ source: Range<Int>?, _ closes: Bool, _ actors: [ActorMention]
  )
    -> ReportingCue
  {
    var head: Term?
    var party = false
    if let source {
      for index in source {
        if lexicon.speakerNoun.contains(line.words[index].low) { head = line.words[index].low }
        if lexicon.forceNoun.contains(line.words[index].low) { party = true }
      }
      if head == nil, let last = source.last { head = line.words[last].low }
      if actors.contains(where: { $0.listed != nil && source.contains($0.words.lowerBound) }) { party = true }
    }
    return ReportingCue(
      line: line.number, words: words, verb: verb, source: source, head: head, closes: closes, isParty: party)
  }

  // "report", "claims", "note" are nouns behind a determiner or an adjective.
  private func isVerb(_ line: Line, _ index: Int) -> Bool {
    guard index > 0 else { return line.words[index].low.text.hasSuffix("ing") }
    let before = line.words[index - 1].low
    if lexicon.determiner.contains(before), before.text != "that", before.text != "all" { return false }
    if ["of", "in", "for", "with", "no", "'s"].contains(before.text) { return false }
    return true
  }

  private func left(_ line: Line, _ verb: Int) -> Range<Int>? {
    var end = verb
    while end > 0, skips(line, end - 1) { end -= 1 }
    var start = end
    while start > 0, end - start < 14 {
      let before = line.words[start - 1]
      if before.shape == .mark {
        // "the commissioner, Jamac Maxamed Qurshe, told": an apposition belongs to the source.
        if before.text == ",", start - 1 > 0, start == end || line.words[start].isName, start == end {
          start -= 1; end = start; continue
        }
        if before.text == ",", line.words[start].isName, let open = nounBefore(line, start - 1) {
          start = open; continue
        }
        if before.text == "." || before.text == "-" {
          if start < end, line.words[start].isName, before.text == "-" { break }
        }
        break
      }
      if ["that", "and", "but", "as", "while", "because", "which", "who", "after", "when", "where", "so"].contains(
        before.low.text)
      {
        break
      }
      if lexicon.reporting.contains(before.low), !lexicon.speakerNoun.contains(before.low) { break }
      start -= 1
    }
    return start < end ? start..<end : nil
  }

  private func skips(_ line: Line, _ index: Int) -> Bool {
    let word = line.words[index].low
    return ["has", "have", "had", "also", "then", "later", "was", "were", "is", "are", "being", "been", "n't", "not"]
      .contains(word.text)
      || word.text.hasSuffix("ly") && word.text != "family"
  }

  private func nounBefore(_ line: Line, _ comma: Int) -> Int? {
    var index = comma
    while index > 0, comma - index < 10, line.words[index - 1].shape != .mark {
      index -= 1
      if lexicon.speakerNoun.contains(line.words[index].low) {
        while index > 0, line.words[index - 1].shape != .mark, comma - index < 10 { index -= 1 }
        return index
      }
    }
    return nil
  }

  private func right(_ line: Line, _ start: Int) -> Range<Int>? {
    var end = start
    while end < line.words.count, end - start < 12, line.words[end].shape != .mark,
      !["that", "on", "as", "who", "which", "after", "while"].contains(line.words[end].low.text)
    { end += 1 }
    return end > start ? start..<end : nil
  }

  // The credited words come first when a comma or a quotation closes before the source.
  private func closes(_ line: Line, _ source: Int, _ verb: Int) -> Bool {
    guard source > 1 else { return false }
    let before = line.words[source - 1].text
    guard [",", "”", "\"", "’"].contains(before) else { return false }
    let next = verb + 1
    guard next < line.words.count else { return true }
    return line.words[next].shape == .mark || ["on", "in", "to"].contains(line.words[next].low.text) || true
  }
}
