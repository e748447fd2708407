import Reading

/// The names that a sentence credits.
struct SourceNames: Sendable {
  let survey: TextSurvey
  let lexicon: Lexicon

  /// How many sentences back "he said" is followed.
  static let sentencesBack = 4

  func names(_ trigger: TriggerMatch) -> [String] {
    let attribution = AttributionFinder(survey: survey, lexicon: lexicon).attribution(of: trigger)
    guard let cue = attribution.cue else { return [] }
    var names: [String] = []
    // "He said" of whom nobody was named before credits nobody whom the record could name.
    if let meant = cue.kind == .pronoun ? antecedent(cue) : cue, let source = meant.source {
      names = members(survey.lines[meant.line], source)
    }
    if let hearer = cue.hearer { names.append(survey.lines[cue.line].text(hearer)) }
    return names
  }

  /// Whom "he" or "it" means: the last source before it that is more than a pronoun.
  func antecedent(_ cue: ReportingCue) -> ReportingCue? {
    var number = cue.line
    while number >= 0, cue.line - number < Self.sentencesBack {
      let before = survey.cues[number].last { earlier in
        (number < cue.line || earlier.words.lowerBound < cue.words.lowerBound) && earlier.source != nil
          && earlier.kind != .pronoun
      }
      if let before { return before }
      number -= 1
    }
    return nil
  }

  // "residents and a local senator" are two; "a spokesman, Michael Williams" is one, called by his name.
  private func members(_ line: Line, _ range: Range<Int>) -> [String] {
    var pieces: [(words: Range<Int>, apposed: Bool)] = []
    var start = range.lowerBound
    var apposed = false
    for index in range {
      let word = line.words[index]
      let joins = word.low.text == "and" || word.low.text == "or"
      guard joins && isDivision(line, index, range) || word.text == "," else { continue }
      if index > start { pieces.append((start..<index, apposed)) }
      apposed = word.text == "," && !range.suffix(from: index + 1).contains { line.words[$0].low.text == "and" }
      start = index + 1
    }
    if range.upperBound > start { pieces.append((start..<range.upperBound, apposed)) }
    var names: [String] = []
    var lastIsPerson = false
    for piece in pieces {
      let bare = stripped(line, piece.words)
      guard !bare.isEmpty else { continue }
      if piece.apposed, !names.isEmpty {
        // The name wins over the office, whichever comes first.
        if lastIsPerson || !line.words[bare.lowerBound].isName || !line.words[bare.upperBound - 1].isName { continue }
        names.removeLast()
      }
      let last = line.words[bare.upperBound - 1]
      lastIsPerson = last.isName && !lexicon.speakerNoun.contains(last.low)
      names.append(line.text(bare))
    }
    return names
  }

  // "the rebels and the army" are two, "the Ministry of Defence and Security" is one.
  private func isDivision(_ line: Line, _ index: Int, _ range: Range<Int>) -> Bool {
    guard index > range.lowerBound, index + 1 < range.upperBound else { return true }
    if let tree = line.tree {
      let next = tree.heads[index]
      if next > index, range.contains(next), tree.relations[next] == .conjunct {
        // Conjoined with the phrase's own head, not with something that hangs on it by "of".
        return !lexicon.preposition.contains(line.words[index + 1].low) && isTop(tree, tree.heads[next], range)
      }
    }
    return true
  }

  private func isTop(_ tree: Tree, _ index: Int, _ range: Range<Int>) -> Bool {
    !range.contains(index) || !range.contains(tree.heads[index]) || tree.relations[index] == .conjunct
  }

  // Without articles and titles: "Deputy Defence Minister Hanna Maliar" is Hanna Maliar.
  private func stripped(_ line: Line, _ words: Range<Int>) -> Range<Int> {
    var start = words.lowerBound
    while start < words.upperBound,
      lexicon.determiner.contains(line.words[start].low) || lexicon.opener.contains(line.words[start].low)
        || line.words[start].shape == .mark
    { start += 1 }
    let isTitle = { (index: Int) in
      lexicon.title.contains(line.words[index].low) || lexicon.speakerNoun.contains(line.words[index].low)
    }
    if let last = (start..<words.upperBound).last(where: isTitle), last + 1 < words.upperBound,
      (last + 1..<words.upperBound).allSatisfy({
        line.words[$0].isName && !lexicon.forceNoun.contains(line.words[$0].low)
      })
    {
      start = last + 1
    }
    return start..<words.upperBound
  }
}
