import Model

/// Somebody who may hold or have lost a place; nil for "the text does not say".
struct ActorOption: Sendable {
  /// Index into the survey's actors.
  let mention: Int?
  let actor: ReportedActor?
  let clues: ClueSheet
}

/// Notes what speaks for an actor filling a role of a candidate.
struct ActorClues: Sendable {
  let survey: TextSurvey
  let lines: [LineMarks]
  let lexicon: Lexicon
  let keepingWords: Bool

  /// How many sentences back an actor may be named.
  static let linesBack = 2

  /// The mentions that may fill a role of a trigger, in the order of the text.
  func mentions(for candidate: Candidate) -> [Int] {
    let line = candidate.trigger.line
    let place = survey.places[candidate.place]
    let first = survey.actorsOfLine[max(0, line - Self.linesBack)].lowerBound
    let last = survey.actorsOfLine[line].upperBound
    return (first..<last).filter { index in
      let mention = survey.actors[index]
      if mention.line == line, mention.words.overlaps(place.core), mention.form != .force { return false }
      return true
    }
  }

  func sheetForNobody(_ candidate: Candidate, _ frame: Frame, _ kind: ReportKind, options: Int) -> ClueSheet {
    var sheet = ClueSheet(keepingWords: keepingWords)
    let kindTerm = Term(kind.rawValue)
    sheet.note("nobody")
    sheet.note("nobody-kind", kindTerm)
    sheet.note("nobody-frame", frame.name, Term(candidate.trigger.voice.rawValue))
    sheet.note("nobody-trigger", candidate.trigger.pattern, Term(candidate.trigger.voice.rawValue))
    sheet.note("nobody-kind-voice", kindTerm, Term(candidate.trigger.voice.rawValue))
    sheet.note("nobody-count", Term(String(min(options, 6))))
    sheet.note("nobody-form", kindTerm, Term(survey.places[candidate.place].form.rawValue))
    return sheet
  }

  func sheet(
    _ index: Int, _ candidate: Candidate, _ frame: Frame, _ kind: ReportKind, sameCountry: Term, order: Term, rank: Int
  )
    -> ClueSheet
  {
    var sheet = ClueSheet(keepingWords: keepingWords)
    let mention = survey.actors[index]
    let trigger = candidate.trigger
    let line = survey.lines[trigger.line]
    let kindTerm = Term(kind.rawValue)
    let voice = Term(trigger.voice.rawValue)
    let away = trigger.line - mention.line
    let head = survey.lines[mention.line].words[mention.head].low
    let form: Term =
      mention.form == .name
      ? (mention.isTitled ? "person" : "name") : mention.form == .force ? "force" : mention.isTitled ? "person" : head
    sheet.note("away", Term(String(away)))
    sheet.note("kind-away", kindTerm, Term(String(away)))
    sheet.note("form", form)
    sheet.note("listed", mention.listed == nil ? "no" : "yes")
    sheet.note("country", sameCountry)
    sheet.note("head", head)
    sheet.note("order", order)
    sheet.note("kind-order", kindTerm, order)
    if isSource(mention) { sheet.note("source", form, away == 0 ? "here" : "there") }
    let clues = CandidateClues(
      survey: survey, line: survey.lines[mention.line], marks: lines[mention.line], lexicon: lexicon,
      keepingWords: false, textScore: "-")
    let preposition = clues.preposition(before: mention.words.lowerBound)
    let next: Term =
      mention.words.upperBound < survey.lines[mention.line].words.count
      ? survey.lines[mention.line].words[mention.words.upperBound].low : "end"
    sheet.note("next", next)
    if away > 0 {
      sheet.note("away-rank", Term(String(away)), Term(String(min(rank, 4))))
      sheet.note("away-prep", preposition)
      sheet.note("kind-away-form", kindTerm, form)
      sheet.note("away-frame-voice", frame.name, voice)
      if mention.words.lowerBound <= 2 { sheet.note("away-opens", kindTerm) }
      return sheet
    }
    if let tree = line.tree {
      let path = tree.path(from: tree.head(of: mention.words), to: TreeClues(tree: tree, line: line).head(trigger))
      let passive: Term = tree.isPassive(TreeClues(tree: tree, line: line).head(trigger)) ? "passive" : "active"
      sheet.note("path", path, passive)
      sheet.note("path-kind", path, kindTerm, passive)
      sheet.note("path-frame", path, frame.name, passive)
    }
    let right = mention.words.lowerBound > trigger.last
    let side: Term = right ? "R" : mention.words.upperBound <= trigger.first ? "L" : "I"
    let between =
      right
      ? stretch(trigger.last + 1, mention.words.lowerBound)
      : side.text == "L" ? stretch(mention.words.upperBound, trigger.first) : 0..<0
    let signature = clues.signature(between)
    let placeFirst: Term =
      mention.words.lowerBound > survey.places[candidate.place].words.lowerBound ? "after-place" : "before-place"
    sheet.note("frame-voice-side", frame.name, voice, side)
    sheet.note("kind-voice-side", kindTerm, voice, side)
    sheet.note("voice-side-prep", voice, side, preposition)
    sheet.note("frame-side-prep", frame.name, side, preposition)
    sheet.note("trigger-voice-side", trigger.pattern, voice, side)
    sheet.note("trigger-side-prep", trigger.pattern, side, preposition)
    sheet.note("frame-between", frame.name, side, signature)
    sheet.note("between", side, signature, voice)
    sheet.note("distance", side, clues.bucket(between.count))
    sheet.note("side-order", side, order, voice)
    sheet.note("kind-side-order", kindTerm, side, order)
    sheet.note("place-order", placeFirst, side, voice)
    sheet.note("frame-next", frame.name, side, next)
    sheet.note("hand-role", hand(mention, trigger, frame, side, preposition, order, line))
    var counts = (triggers: 0, commas: 0)
    for word in between {
      switch lines[line.number].marks[word] {
      case .trigger: counts.triggers += 1
      case .comma: counts.commas += 1
      case .reporting: sheet.note("says-between", side)
      default: break
      }
      if lexicon.clauseWord.contains(line.words[word].low) {
        sheet.note("clause-between", line.words[word].low, side)
      }
    }
    sheet.note("triggers-between", Term(String(min(2, counts.triggers))), side)
    sheet.note("commas-between", Term(String(min(2, counts.commas))), side)
    return sheet
  }

  /// An actor mention that takes or loses something at a trigger.
  struct Part: Sendable {
    let actor: Int
    let line: Int
    /// The first word of the trigger.
    let trigger: Int
    let role: Frame.Role
  }

  /// Who takes and who loses in a sentence: the actor right before a trigger and those behind it with a preposition.
  func plainParts(in line: Line, frames: [Frame]) -> [Part] {
    let actors = survey.actorsOfLine[line.number]
    var found: [Part] = []
    for trigger in survey.triggers[line.number] {
      let frame = frames[trigger.trigger.frame]
      func take(_ actor: Int, _ role: Frame.Role?) {
        guard let role, role == .to || role == .from else { return }
        found.append(Part(actor: actor, line: line.number, trigger: trigger.first, role: role))
      }
      let isPassive = trigger.voice == .passive || trigger.voice == .participle
      if !isPassive, let left = actors.last(where: { survey.actors[$0].words.upperBound <= trigger.first }) {
        take(left, frame.roles["subject"])
      }
      for right in actors where survey.actors[right].words.lowerBound > trigger.last {
        let start = survey.actors[right].words.lowerBound
        guard start - trigger.last <= Self.behindMax else { break }
        var before = start - 1
        while before > trigger.last, lexicon.determiner.contains(line.words[before].low) { before -= 1 }
        if before >= 0, let role = frame.roles[line.words[before].low.text] { take(right, role) }
      }
    }
    return found
  }

  private static let behindMax = 8

  /// Notes what the actor does in the rest of the text.
  func note(_ sheet: inout ClueSheet, _ kind: ReportKind, _ elsewhere: Term) {
    sheet.note("elsewhere", elsewhere)
    sheet.note("kind-elsewhere", Term(kind.rawValue), elsewhere)
  }

  private func isSource(_ mention: ActorMention) -> Bool {
    survey.cues[mention.line].contains { $0.source?.overlaps(mention.words) ?? false }
  }

  // The role that the frame's own table gives, by the plainest reading of the clause.
  private func hand(
    _ mention: ActorMention, _ trigger: TriggerMatch, _ frame: Frame, _ side: Term, _ preposition: Term, _ order: Term,
    _ line: Line
  ) -> Term {
    var role: Frame.Role?
    if side.text == "R", let byPreposition = frame.roles[preposition.text] { role = byPreposition }
    if side.text == "L", order.text == "nearest-left", preposition.text == "-" || preposition.text == "mark" {
      let slot = trigger.voice == .passive || trigger.voice == .participle ? "object" : "subject"
      role = frame.roles[slot]
    }
    if side.text == "R", preposition.text == "-", order.text == "nearest-right", trigger.voice != .passive {
      role = frame.roles["object"]
    }
    if trigger.voice == .noun, mention.words.upperBound < line.words.count,
      line.words[mention.words.upperBound].low.text == "'s"
    {
      role = frame.roles["subject"]
    }
    return Term(role?.rawValue ?? "-")
  }
}
