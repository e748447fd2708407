/// How a mention stands to a trigger in the plainest reading of the words between them.
///
/// A row of words stands in for the tree where that is missing or bad.
enum Slot: Hashable, Sendable {
  case subject, object
  /// Behind the trigger with a preposition: "withdrew *from* Kobo"; far when something else stands between.
  case preposition(Term, far: Bool)
  /// "Kobo, which fell", "Kobo, which rebels seized".
  case relativeSubject, relativeObject
  /// "Kobo's fall".
  case possessor
  /// "fell Kobo": no; "the town rebels hold": a clause without pronoun.
  case bareRelative
  case left, right

  var term: Term {
    switch self {
    case .subject: "subject"
    case .object: "object"
    case .preposition(let word, let far): Term((far ? "far-" : "") + word.text)
    case .relativeSubject: "relative-subject"
    case .relativeObject: "relative-object"
    case .possessor: "possessor"
    case .bareRelative: "bare-relative"
    case .left: "left"
    case .right: "right"
    }
  }

  /// The role that a frame's table gives to the slot.
  func role(_ frame: Frame, _ voice: TriggerMatch.Voice) -> Frame.Role? {
    let passive = voice == .passive || voice == .participle
    switch self {
    case .subject, .relativeSubject: return frame.roles[passive ? "object" : "subject"]
    case .object: return passive ? nil : frame.roles["object"]
    case .relativeObject, .bareRelative: return frame.roles["object"]
    case .possessor: return frame.roles["of"]
    case .preposition(let word, _): return frame.roles[word.text]
    case .left, .right: return nil
    }
  }
}

/// Finds slots from the row of words.
struct SlotReader: Sendable {
  let survey: TextSurvey
  let line: Line
  let marks: LineMarks
  let lexicon: Lexicon

  /// - Parameters:
  ///   - words: the mention, with those it is joined to by "and".
  ///   - preposition: the one that governs it, "-" for none.
  func slot(_ trigger: TriggerMatch, _ words: Range<Int>, _ preposition: Term) -> Slot {
    if words.lowerBound > trigger.last { return behind(trigger, words, preposition) }
    if words.upperBound <= trigger.first { return before(trigger, words, preposition) }
    // Between the words of the trigger: "took Kobo back".
    return words.lowerBound > trigger.first ? .object : .left
  }

  private func behind(_ trigger: TriggerMatch, _ words: Range<Int>, _ preposition: Term) -> Slot {
    if CandidateClues.joint(before: words, in: line, lexicon) != nil,
      let shared = sharedSlot(trigger, words, preposition)
    {
      return shared
    }
    var content = 0
    var stops = 0
    for index in trigger.last + 1..<words.lowerBound {
      switch marks.marks[index] {
      case .content:
        if !line.words[index].low.text.hasSuffix("ly") { content += 1 }
      case .actor, .place: content += 1
      case .trigger, .reporting, .comma, .stop: stops += 1
      case .grammar:
        if lexicon.clauseWord.contains(line.words[index].low), line.words[index].low != preposition { stops += 1 }
      case .time: break
      }
    }
    if stops > 0 { return .right }
    if preposition.text == "-" || preposition.text == "mark" {
      // A noun triggers by its preposition, which the pattern already holds: "control of Kobo".
      return content == 0 || content <= 2 && !hasMention(trigger.last + 1..<words.lowerBound) ? .object : .right
    }
    return .preposition(preposition, far: content > 0)
  }

  // "Kobo was seized along with Baga", "four towns, among them Kobo": what joins a place to one named before gives it the
  // same part.
  private func sharedSlot(_ trigger: TriggerMatch, _ words: Range<Int>, _ own: Term) -> Slot? {
    guard trigger.trigger.category != .phrase else { return nil }
    let before = survey.placesOfLine[line.number].filter { index in
      let mention = survey.places[index]
      return mention.form != .implicit && mention.group.upperBound <= words.lowerBound
        && (mention.form != .anaphor || mention.noun != nil)
    }
    // "From Woldia, a town on the main road, and from nearby Kobo": the preposition says whom it joins.
    guard let nearest = before.last(where: { survey.places[$0].preposition == own }) ?? before.last else { return nil }
    let joint = CandidateClues.joint(before: words, in: line, lexicon)
    // A list tells what a plural before it is made of.
    let first =
      joint == "and" ? nearest : before.last { survey.places[$0].noun?.text.hasSuffix("s") ?? false } ?? nearest
    let group = survey.places[first].group
    if joint == "and", hasTriggerOrClause(between: group.upperBound, words.lowerBound) { return nil }
    let start = group.lowerBound
    let preposition: Term = start > 0 && trigger.words.contains(start - 1) ? "-" : survey.places[first].preposition
    if group.upperBound <= trigger.first { return self.before(trigger, group, preposition) }
    guard group.lowerBound > trigger.last else { return .object }
    return behind(trigger, group, preposition)
  }

  private func hasTriggerOrClause(between start: Int, _ end: Int) -> Bool {
    (start..<end).contains { index in
      if case .trigger = marks.marks[index] { return true }
      return line.words[index].text == ";"
    }
  }

  private func hasMention(_ range: Range<Int>) -> Bool {
    range.contains { index in
      switch marks.marks[index] {
      case .actor, .place: true
      default: false
      }
    }
  }

  private func before(_ trigger: TriggerMatch, _ words: Range<Int>, _ preposition: Term) -> Slot {
    var rest: [LineMarks.Mark] = []
    var firstWord: Term?
    var index = words.upperBound
    // An apposition in commas does not part a subject from its verb.
    if index < trigger.first, marks.marks[index] == .comma,
      let close = (index + 1..<trigger.first).last(where: { marks.marks[$0] == .comma }),
      !relative(line.words[index + 1].low)
    {
      let inner = index + 1..<close
      let clean = inner.allSatisfy { marks.marks[$0] != .reporting && marks.marks[$0] != .stop }
      if clean { index = close + 1 }
    }
    while index < trigger.first {
      let low = line.words[index].low
      switch marks.marks[index] {
      case .time: break
      case .grammar where isAuxiliary(low): break
      case .content where low.text.hasSuffix("ly"): break
      default:
        if firstWord == nil { firstWord = low }
        rest.append(marks.marks[index])
      }
      index += 1
    }
    if firstWord?.text == "'s", trigger.voice == .noun { return rest.count <= 3 ? .possessor : .left }
    if rest.isEmpty { return preposition.text == "-" || preposition.text == "mark" ? .subject : .left }
    if let firstWord,
      relative(firstWord) || firstWord.text == "," && rest.count > 1 && relative(line.words[words.upperBound + 1].low)
    {
      let actors = rest.contains { if case .actor = $0 { true } else { false } }
      let stops = rest.contains { $0 == .reporting || $0 == .stop }
      if stops { return .left }
      return actors || rest.count > 3 ? .relativeObject : .relativeSubject
    }
    let onlyActor = rest.allSatisfy { if case .actor = $0 { true } else { false } }
    if onlyActor, trigger.voice == .active { return .bareRelative }
    if rest.count <= 2, rest.allSatisfy({ $0 == .content }), preposition.text == "-" { return .subject }
    return .left
  }

  private func relative(_ word: Term) -> Bool { lexicon.slotRelative.contains(word) }

  private func isAuxiliary(_ word: Term) -> Bool {
    lexicon.slotAuxiliary.contains(word)
  }

}
