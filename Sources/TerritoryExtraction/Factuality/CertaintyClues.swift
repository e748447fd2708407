import Model

/// Notes what the words say about how sure a report is.
struct CertaintyClues: Sendable {
  let survey: TextSurvey
  let lines: [LineMarks]
  let lexicon: Lexicon
  let keepingWords: Bool

  func sheet(_ candidate: Candidate, _ frame: Frame, _ kind: ReportKind) -> ClueSheet {
    var sheet = ClueSheet(keepingWords: keepingWords)
    let trigger = candidate.trigger
    let line = survey.lines[trigger.line]
    let auxiliaries = Auxiliaries(line: line, before: trigger.first, lexicon: lexicon)
    sheet.note("bias")
    sheet.note("kind", Term(kind.rawValue))
    sheet.note("frame-voice", frame.name, Term(trigger.voice.rawValue))
    sheet.note("trigger", trigger.pattern)
    sheet.note("section", Term(survey.text.section.rawValue))
    if let modal = auxiliaries.modal { sheet.note("modal", modal) }
    if auxiliaries.negated { sheet.note("negated") }
    if auxiliaries.to { sheet.note("to") }
    if auxiliaries.had { sheet.note("had") }
    if let tree = line.tree { TreeClues(tree: tree, line: line).noteClause(&sheet, trigger) }
    noteVicinity(&sheet, line, trigger)
    noteCues(&sheet, line, trigger)
    noteEarlier(&sheet, line, trigger)
    noteScope(&sheet, line, trigger)
    return sheet
  }

  // Whose words the clause is, and for which side they speak.
  private func noteScope(_ sheet: inout ClueSheet, _ line: Line, _ trigger: TriggerMatch) {
    let attribution = AttributionFinder(survey: survey, lexicon: lexicon).attribution(of: trigger)
    let scope = Term(attribution.scope.rawValue)
    let quoted: Term = line.words[trigger.first].quoted ? "quoted" : "plain"
    sheet.note("scope", scope, quoted)
    guard let cue = attribution.cue else { return }
    var kind = cue.kind
    if kind == .pronoun {
      kind = SourceNames(survey: survey, lexicon: lexicon).antecedent(cue)?.kind ?? .pronoun
    }
    sheet.note("scope-kind", scope, Term(kind.rawValue), quoted)
    sheet.note("scope-verb", scope, cue.verb)
    if let head = cue.head { sheet.note("scope-head", scope, head) }
    if cue.source == nil { sheet.note("scope-unsaid", scope, cue.verb) }
  }

  private func noteVicinity(_ sheet: inout ClueSheet, _ line: Line, _ trigger: TriggerMatch) {
    // Words on the way from the clause's start.
    var index = trigger.first - 1
    var steps = 0
    while index >= 0, steps < 14 {
      let word = line.words[index]
      if word.shape == .mark, word.text != ",", word.text != "'", word.text != "’" { break }
      let low = word.low
      let near: Term = steps < 4 ? "near" : "far"
      if lexicon.negator.contains(low) { sheet.note("negator", low, near); sheet.note("negator-near", near) }
      if lexicon.modal.contains(low) { sheet.note("modal-left", low, near) }
      if lexicon.future.contains(low) { sheet.note("future", low, near) }
      if lexicon.conditional.contains(low) { sheet.note("conditional", low, near) }
      if lexicon.intent.contains(low) { sheet.note("intent", low, near) }
      if lexicon.reportedly.contains(low) { sheet.note("reportedly", low, near) }
      if lexicon.hearsay.contains(low) { sheet.note("hearsay", low) }
      if lexicon.subordinator.contains(low) { sheet.note("subordinate", low, near) }
      index -= 1
      steps += 1
    }
    for word in line.words {
      if lexicon.conditional.contains(word.low) { sheet.note("line-conditional", word.low) }
      if lexicon.hearsay.contains(word.low) { sheet.note("line-hearsay", word.low) }
      if word.low.text == "would" || word.low.text == "will" { sheet.note("line-modal", word.low) }
      if lexicon.reportedly.contains(word.low) { sheet.note("line-reportedly", word.low) }
      if lexicon.negator.contains(word.low) { sheet.note("line-negator", word.low) }
    }
    if trigger.first > 0 { sheet.note("before", line.words[trigger.first - 1].low) }
    if line.words[trigger.first].quoted { sheet.note("quoted") }
    if let first = line.words.first { sheet.note("first", first.low) }
  }

  private func noteCues(_ sheet: inout ClueSheet, _ line: Line, _ trigger: TriggerMatch) {
    let cues = survey.cues[line.number]
    sheet.note("cues", Term(String(min(3, cues.count))), line.words[trigger.first].quoted ? "quoted" : "plain")
    let before = cues.last { $0.words.upperBound <= trigger.first }
    let after = cues.first { $0.words.lowerBound > trigger.last }
    if let cue = before { note(&sheet, "left", cue, line, stretch(cue.words.upperBound, trigger.first), trigger) }
    if let cue = after {
      note(
        &sheet, "right", cue, line,
        stretch(trigger.last + 1, cue.source.map { min($0.lowerBound, cue.words.lowerBound) } ?? cue.words.lowerBound),
        trigger)
    }
    sheet.note("sides", before == nil ? "-" : "left", after == nil ? "-" : "right")
    if before == nil, after == nil { sheet.note("no-cue", line.words[trigger.first].quoted ? "quoted" : "plain") }
  }

  private func note(
    _ sheet: inout ClueSheet, _ side: Term, _ cue: ReportingCue, _ line: Line, _ between: Range<Int>,
    _ trigger: TriggerMatch
  ) {
    let governs: Term = cue.closes ? "closes" : "opens"
    sheet.note("cue", side, governs)
    sheet.note("cue-verb", side, cue.verb)
    sheet.note("cue-verb-governs", side, cue.verb, governs)
    if let head = cue.head {
      sheet.note("cue-head", side, head)
      sheet.note("cue-head-governs", side, head, governs)
    }
    sheet.note("cue-party", side, cue.isParty ? "party" : "other", governs)
    if let source = cue.source {
      for index in source where line.words[index].shape != .mark { sheet.note("cue-word", side, line.words[index].low) }
      if line.words[source.lowerBound].isName { sheet.note("cue-named", side, governs) }
    } else {
      sheet.note("cue-nobody", side, cue.verb)
    }
    var (commas, triggers) = (0, 0)
    for index in between where line.words.indices.contains(index) {
      switch lines[line.number].marks[index] {
      case .comma: commas += 1
      case .trigger: triggers += 1
      case .stop: sheet.note("cue-mark", side, Term(line.words[index].text))
      default: break
      }
      let low = line.words[index].low
      if lexicon.clauseLink.contains(low) { sheet.note("cue-between", side, low, governs) }
    }
    sheet.note("cue-commas", side, Term(String(min(commas, 3))), governs)
    sheet.note("cue-triggers", side, Term(String(min(triggers, 2))), governs)
    sheet.note("cue-distance", side, between.count < 4 ? "near" : between.count < 10 ? "middle" : "far")
  }

  // The sentence before may name the speaker that this one goes on with.
  private func noteEarlier(_ sheet: inout ClueSheet, _ line: Line, _ trigger: TriggerMatch) {
    guard line.number > 0 else {
      sheet.note("first-line")
      return
    }
    let quoted: Term = line.words[trigger.first].quoted ? "quoted" : "plain"
    let own: Term = survey.cues[line.number].isEmpty ? "none" : "some"
    let earlier = survey.cues[line.number - 1].last
    let same: Term = survey.lines[line.number - 1].paragraph == line.paragraph ? "same" : "new"
    sheet.note("earlier", earlier == nil ? "no" : "yes", own, quoted)
    if let earlier, own.text == "none" {
      if let head = earlier.head { sheet.note("earlier-head", head, quoted) }
      sheet.note("earlier-party", earlier.isParty ? "party" : "other", quoted, same)
      sheet.note("earlier-verb", earlier.verb, quoted)
    }
    if own.text != "none", let cue = survey.cues[line.number].first, let head = cue.head,
      lexicon.pronoun.contains(head), let earlier
    {
      if let head = earlier.head { sheet.note("pronoun-earlier", head) }
      sheet.note("pronoun-party", earlier.isParty ? "party" : "other")
      if let source = earlier.source {
        for index in source where survey.lines[line.number - 1].words[index].shape != .mark {
          sheet.note("pronoun-word", survey.lines[line.number - 1].words[index].low)
        }
      }
    }
  }
}
