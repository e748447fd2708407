import Naming
import Reading

/// Notes what speaks for and against a trigger and a place being a report together.
struct CandidateClues: Sendable {
  let survey: TextSurvey
  let line: Line
  let marks: LineMarks
  let lexicon: Lexicon
  let keepingWords: Bool
  let textScore: Term

  /// What else of the sentence lays claim to the same part.
  struct Rivals: Sendable {
    /// Another mention stands where the frame expects the place.
    let place: Bool
    /// Another trigger whose frame expects a place where the mention stands.
    let trigger: TriggerMatch?
  }

  func sheet(_ trigger: TriggerMatch, _ frame: Frame, _ place: PlaceMention, slot: Slot, rivals: Rivals) -> ClueSheet {
    var sheet = ClueSheet(keepingWords: keepingWords)
    let pattern = trigger.pattern
    let right = place.group.lowerBound > trigger.last
    let side: Term = right ? "R" : (place.group.upperBound <= trigger.first ? "L" : "I")
    let between =
      right
      ? stretch(trigger.last + 1, place.group.lowerBound)
      : (side.text == "L" ? stretch(place.group.upperBound, trigger.first) : 0..<0)
    let preposition = self.preposition(before: place.group.lowerBound, of: trigger)
    let voice = Term(trigger.voice.rawValue)
    let signature = self.signature(between)
    let form = Term(place.form.rawValue)
    let distance = bucket(between.count)
    let nearer = self.nearerTrigger(between)

    sheet.note("bias")
    sheet.note("frame", frame.name)
    sheet.note("trigger", pattern)
    sheet.note("trigger-side", pattern, side)
    sheet.note("frame-side-prep", frame.name, side, preposition)
    sheet.note("trigger-side-prep", pattern, side, preposition)
    sheet.note("between", side, signature)
    sheet.note("frame-between", frame.name, side, signature)
    sheet.note("trigger-between", pattern, side, signature)
    sheet.note("distance", side, distance)
    sheet.note("frame-voice-side", frame.name, voice, side)
    sheet.note("frame-voice-side-prep", frame.name, voice, side, preposition)
    sheet.note("trigger-voice-side", pattern, voice, side)
    sheet.note("form", form)
    sheet.note("frame-form-side", frame.name, form, side)
    sheet.note("prep", preposition)
    sheet.note("nearer", nearer, side)
    sheet.note("frame-nearer", frame.name, nearer, side)
    noteSlot(&sheet, trigger, frame, form, slot, rivals)
    if let tree = line.tree {
      let clues = TreeClues(tree: tree, line: line)
      if place.form != .implicit { clues.note(&sheet, trigger, frame, mention: place.words) }
      clues.noteClause(&sheet, trigger)
    }
    noteStanding(&sheet, trigger, place, side: side, voice: voice)
    noteObject(&sheet, trigger, frame, pattern)
    notePlace(&sheet, place, frame, pattern)
    noteBetween(&sheet, between, side, frame)
    noteSurroundings(&sheet, trigger, frame, pattern)
    noteText(&sheet, frame)
    return sheet
  }

  private func noteSlot(
    _ sheet: inout ClueSheet, _ trigger: TriggerMatch, _ frame: Frame, _ form: Term, _ slot: Slot, _ rivals: Rivals
  ) {
    let voice = Term(trigger.voice.rawValue)
    let role = Term(slot.role(frame, trigger.voice)?.rawValue ?? "-")
    let category = Term(trigger.trigger.category.rawValue)
    sheet.note("slot", slot.term)
    sheet.note("slot-voice", slot.term, voice)
    sheet.note("slot-frame", slot.term, frame.name)
    sheet.note("slot-frame-voice", slot.term, frame.name, voice)
    sheet.note("slot-trigger", slot.term, trigger.pattern)
    sheet.note("role", role, category)
    sheet.note("role-frame", role, frame.name)
    sheet.note("role-form", role, form)
    sheet.note("role-trigger", role, trigger.pattern)
    sheet.note("role-rival", role, rivals.place ? "rival" : "alone", category)
    if let other = rivals.trigger {
      sheet.note("role-claimed", role, category, other.first < trigger.first ? "before" : "after")
      sheet.note("frame-claimed", frame.name, other.trigger.frameName, role)
    } else {
      sheet.note("role-unclaimed", role, category)
    }
    sheet.note("frame-rival", frame.name, rivals.place ? "rival" : "alone", role)
  }

  // MARK: the words around

  /// The preposition that governs a phrase, "-" when none does or when it belongs to the trigger's own words.
  func preposition(before start: Int, of trigger: TriggerMatch? = nil) -> Term {
    var index = start - 1
    if let trigger, index >= 0,
      trigger.words.contains(index)
        || lexicon.determiner.contains(line.words[index].low) && trigger.words.contains(index - 1)
    {
      return "-"
    }
    while index >= 0, index >= start - 3 {
      let word = line.words[index]
      if lexicon.preposition.contains(word.low) { return word.low }
      if !lexicon.determiner.contains(word.low) { break }
      index -= 1
    }
    return index >= 0 && index == start - 1 && line.words[index].shape == .mark ? "mark" : "-"
  }

  /// The words between as a short row of kinds: grammar words as they are, mentions by kind.
  func signature(_ between: Range<Int>) -> Term {
    var parts: [String] = []
    var index = between.lowerBound
    while index < between.upperBound {
      let part: String
      switch marks.marks[index] {
      case .place(let mention):
        part = "PLACE"
        index = max(index, survey.places[mention].words.upperBound - 1)
      case .actor(let mention):
        part = "ACTOR"
        index = max(index, survey.actors[mention].words.upperBound - 1)
      case .trigger: part = "TRIGGER"
      case .time: part = "TIME"
      case .reporting: part = "SAY"
      case .comma: part = ","
      case .stop: part = line.words[index].text
      case .grammar: part = line.words[index].low.text
      case .content: part = "x"
      }
      if parts.last != part { parts.append(part) }
      if parts.count > 5 { return "long" }
      index += 1
    }
    return Term(parts.joined(separator: " "))
  }

  func bucket(_ count: Int) -> Term {
    switch count {
    case ..<1: "0"
    case 1: "1"
    case 2: "2"
    case 3...4: "3"
    case 5...7: "5"
    case 8...12: "8"
    case 13...20: "13"
    default: "20"
    }
  }

  /// The frame of a trigger that stands between, "-" when none does.
  private func nearerTrigger(_ between: Range<Int>) -> Term {
    for index in between {
      if case .trigger(let number) = marks.marks[index] {
        return survey.triggers[line.number][number].trigger.category == .verb ? "verb" : "noun"
      }
    }
    return "-"
  }

  /// How the place hangs on what stands right before it: "X along with Y", "X in Y", "the soldiers stationed at Y".
  private func noteStanding(
    _ sheet: inout ClueSheet, _ trigger: TriggerMatch, _ place: PlaceMention, side: Term, voice: Term
  ) {
    guard place.form != .implicit else { return }
    let start = place.group.lowerBound
    if place.form == .described {
      let named = survey.placesOfLine[line.number].contains { index in
        survey.places[index].form == .name && place.words.overlaps(survey.places[index].core)
      }
      let plural = place.noun?.text.hasSuffix("s") ?? false
      sheet.note("described", named ? "named" : "bare", plural ? "plural" : "single")
    }
    if let joint = Self.joint(before: place.group, in: line, lexicon) {
      sheet.note("joined", joint, side, voice)
      sheet.note("joined-category", side, Term(trigger.trigger.category.rawValue), voice)
    }
    guard start >= 2 else { return }
    let preposition = line.words[start - 1].low
    guard lexicon.preposition.contains(preposition) else { return }
    switch marks.marks[start - 2] {
    case .place: sheet.note("within-place", preposition, side)
    case .actor(let actor):
      sheet.note("actor-at", preposition, side, Term(trigger.trigger.category.rawValue))
      sheet.note("actor-at-frame", preposition, Term(survey.actors[actor].form.rawValue), side)
    case .content where line.words[start - 2].low.text.hasSuffix("ed"):
      sheet.note("placed-at", line.words[start - 2].low, side)
      sheet.note("placed-at-side", preposition, side, Term(trigger.trigger.category.rawValue))
    default: break
    }
  }

  /// The frame of the last trigger of the sentences before: what a denial denies, what "it" was said of.
  private var frameBefore: Term? {
    for number in stride(from: line.number - 1, through: max(0, line.number - 3), by: -1) {
      if let last = survey.triggers[number].last(where: { $0.trigger.category != .phrase })
        ?? survey.triggers[number].last
      {
        return last.trigger.frameName
      }
    }
    return nil
  }

  /// The words by which a sentence adds one more to what it named before: "along with the nearby Y".
  static func joint(before words: Range<Int>, in line: Line, _ lexicon: Lexicon) -> Term? {
    let start = words.lowerBound
    let last = max(0, start - 4)..<start
    for (first, second) in joints {
      for index in last.dropLast() where line.keys[index] == first.key && line.keys[index + 1] == second.key {
        return first
      }
    }
    var index = start - 1
    // "and from nearby Galcad".
    while index >= max(0, start - 4), lexicon.beforeJoint.contains(line.words[index].low) { index -= 1 }
    guard index >= 0 else { return nil }
    if lexicon.listOpening.contains(line.words[index].low) { return line.words[index].low }
    guard line.words[index].low.text == "and", words.upperBound < line.words.count else { return nil }
    // "and Baga was shelled" begins another clause.
    let next = words.upperBound
    if let tree = line.tree, [.verb, .auxiliary].contains(tree.tags[next]) { return nil }
    return line.words[next].shape == .lower && line.words[next].low.text.hasSuffix("ed") ? nil : "and"
  }

  private static let joints: [(Term, Term)] = [
    ("along", "with"), ("together", "with"), ("well", "as"), ("addition", "to"), ("among", "them"), ("among", "it"),
    ("among", "which"), ("such", "as"),
  ]
  /// "The airport at Kobo" and the Kobo within it: one of them is meant.
  private func noteNesting(_ sheet: inout ClueSheet, _ place: PlaceMention, _ frame: Frame) {
    guard place.form != .implicit else { return }
    for index in survey.placesOfLine[line.number] {
      let other = survey.places[index]
      guard other.form != .implicit, other.words != place.words,
        other.words.overlaps(place.core) || place.words.overlaps(other.core)
      else { continue }
      let inner = other.words.count > place.words.count
      let noun = (inner ? other : place).noun ?? "-"
      sheet.note("nested", inner ? "inner" : "outer", Term(other.form.rawValue), Term(place.form.rawValue))
      sheet.note("nested-noun", inner ? "inner" : "outer", noun)
      sheet.note("nested-frame", inner ? "inner" : "outer", frame.name)
      return
    }
  }

  // What directly follows the trigger tells its sense: "seized weapons", "took the lead".
  private func noteObject(_ sheet: inout ClueSheet, _ trigger: TriggerMatch, _ frame: Frame, _ pattern: Term) {
    var index = trigger.last + 1
    var seen = 0
    var head: Term = "none"
    while index < line.words.count, seen < 5 {
      switch marks.marks[index] {
      case .place: head = "PLACE"
      case .actor: head = "ACTOR"
      case .content:
        head = line.words[index].low
        index += 1
        seen += 1
        continue
      case .grammar where lexicon.determiner.contains(line.words[index].low):
        index += 1
        continue
      default: if head.text == "none" { head = line.words[index].low }
      }
      break
    }
    sheet.note("object", head)
    sheet.note("frame-object", frame.name, head)
    sheet.note("trigger-object", pattern, head)
    if trigger.last + 1 < line.words.count { sheet.note("next", line.words[trigger.last + 1].low) }
    if trigger.last + 1 < line.words.count { sheet.note("trigger-next", pattern, line.words[trigger.last + 1].low) }
    if trigger.first > 0 {
      sheet.note("before", line.words[trigger.first - 1].low)
      sheet.note("trigger-before", pattern, line.words[trigger.first - 1].low)
    }
  }

  private func notePlace(_ sheet: inout ClueSheet, _ place: PlaceMention, _ frame: Frame, _ pattern: Term) {
    if let noun = place.noun {
      sheet.note("noun", noun)
      sheet.note("frame-noun", frame.name, noun)
    }
    if let part = place.part {
      sheet.note("part", part)
      sheet.note("frame-part", frame.name, part)
    }
    if place.form == .anaphor { sheet.note("anaphor", line.words[place.core.lowerBound].low) }
    if let other = place.otherKind { sheet.note("other-kind", other) }
    if let support = place.support {
      sheet.note("support", support > 0.8 ? "high" : support > 0.4 ? "middle" : "low")
    } else if place.form == .name {
      sheet.note("no-support")
    }
    if let known = place.place, known.id != nil { sheet.note("known", Term(known.kind.rawValue)) }
    if case .actor(let actor) = marks.marks[place.core.lowerBound] {
      sheet.note("within-actor", Term(survey.actors[actor].form.rawValue))
      sheet.note("frame-within-actor", frame.name, Term(survey.actors[actor].form.rawValue))
      if survey.actors[actor].isTitled { sheet.note("titled") }
    }
    if place.words.upperBound < line.words.count {
      let next = line.words[place.words.upperBound]
      sheet.note("after-place", next.low)
      if lexicon.reporting.contains(next.low) { sheet.note("speaks") }
    } else {
      sheet.note("after-place", "end")
    }
    noteNesting(&sheet, place, frame)
    if place.isLandmark { sheet.note("landmark", frame.name) }
    if place.form == .anaphor || place.form == .implicit {
      sheet.note("meant-margin", place.meantMargin, Term(place.form.rawValue))
      if place.isElided { sheet.note("elided", frame.name, pattern) }
      let far = place.antecedents.first.map { line.number - survey.places[$0].line } ?? 9
      sheet.note("antecedent", Term(String(min(far, 3))), Term(place.form.rawValue))
      if let first = place.antecedents.first {
        sheet.note(
          "antecedent-like", survey.places[first].support == nil ? "unsure" : "sure", Term(place.form.rawValue))
        if !survey.triggers[survey.places[first].line].isEmpty {
          sheet.note("antecedent-trigger", Term(place.form.rawValue))
        }
      }
      sheet.note("anaphor-frame", frame.name, place.noun ?? line.words[place.core.lowerBound].low)
      if let told = frameBefore { sheet.note("told-before", told, frame.name) }
    }
    if place.words.lowerBound == 0 { sheet.note("opens") }
    if place.words.lowerBound > 0 { sheet.note("before-place", line.words[place.words.lowerBound - 1].low) }
    sheet.note("rank", place.rank == 0 ? "0" : "1", place.companions > 1 ? "group" : "single")
    if line.words[place.core.lowerBound].shape == .capitals { sheet.note("capitals") }
    if place.core.count == 1 { sheet.note("core", line.words[place.core.lowerBound].low) }
  }

  private func noteBetween(_ sheet: inout ClueSheet, _ between: Range<Int>, _ side: Term, _ frame: Frame) {
    var (places, actors, triggers, commas) = (0, 0, 0, 0)
    var index = between.lowerBound
    while index < between.upperBound {
      switch marks.marks[index] {
      case .place(let mention):
        places += 1
        index = max(index, survey.places[mention].words.upperBound - 1)
      case .actor(let mention):
        actors += 1
        index = max(index, survey.actors[mention].words.upperBound - 1)
      case .trigger: triggers += 1
      case .comma: commas += 1
      case .reporting: sheet.note("says-between", side)
      case .stop: sheet.note("mark-between", Term(line.words[index].text), side)
      case .grammar, .content, .time: break
      }
      let low = line.words[index].low
      if lexicon.clauseWord.contains(low) { sheet.note("clause-between", low, side) }
      if lexicon.preposition.contains(low) { sheet.note("prep-between", low, side) }
      index += 1
    }
    sheet.note("places-between", Term(String(min(places, 3))), side)
    sheet.note("actors-between", Term(String(min(actors, 2))), side)
    sheet.note("triggers-between", Term(String(min(triggers, 2))), side)
    sheet.note("commas-between", Term(String(min(commas, 3))), side)
    sheet.note("frame-places-between", frame.name, Term(String(min(places, 2))), side)
  }

  private func noteSurroundings(_ sheet: inout ClueSheet, _ trigger: TriggerMatch, _ frame: Frame, _ pattern: Term) {
    let auxiliaries = Auxiliaries(line: line, before: trigger.first, lexicon: lexicon)
    if auxiliaries.to { sheet.note("to-before", frame.name) }
    if let modal = auxiliaries.modal { sheet.note("modal", modal) }
    if auxiliaries.negated { sheet.note("negated", frame.name) }
    // The nearest actor or noun to the left is the likely subject.
    var index = trigger.first - 1
    var subject: Term = "none"
    search: while index >= 0, index >= trigger.first - 12 {
      switch marks.marks[index] {
      case .actor(let actor):
        subject = survey.actors[actor].form == .force ? line.words[survey.actors[actor].head].low : "NAME"
        sheet.note("subject-listed", survey.actors[actor].listed == nil ? "no" : "yes")
        break search
      case .place: subject = "PLACE"; break search
      default: break
      }
      index -= 1
    }
    sheet.note("subject", subject)
    sheet.note("frame-subject", frame.name, subject)
    sheet.note("trigger-subject", pattern, subject)
    if line.words.last?.text == "?" { sheet.note("question") }
    if line.words[trigger.first].quoted { sheet.note("quoted", frame.name) }
    // Words of intent before the trigger: "offensive to retake".
    for back in 1...4 where trigger.first - back >= 0 {
      let low = line.words[trigger.first - back].low
      if lexicon.intent.contains(low), back <= 3 { sheet.note("intent", low) }
      if lexicon.negator.contains(low) { sheet.note("negator", low) }
    }
    for word in line.words {
      if lexicon.peaceWord.contains(word.low) { sheet.note("peace", word.low) }
    }
  }

  private func noteText(_ sheet: inout ClueSheet, _ frame: Frame) {
    let war: Term = survey.warWords == 0 ? "0" : survey.warWords < 3 ? "1" : survey.warWords < 8 ? "3" : "8"
    let peace: Term = survey.peaceWords == 0 ? "0" : survey.peaceWords < 3 ? "1" : "3"
    sheet.note("text", war, peace)
    sheet.note("frame-text", frame.name, war, peace)
    if textScore.text != "unknown" { sheet.note("text-score", textScore) }
    let listed = survey.actors.contains { $0.listed != nil }
    sheet.note("listed-actor", listed ? "yes" : "no")
    sheet.note("section", Term(survey.text.section.rawValue))
    sheet.note("line", line.number == 0 ? "first" : line.number < 3 ? "early" : "late")
  }
}
