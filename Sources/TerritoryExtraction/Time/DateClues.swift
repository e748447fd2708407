import Model

/// A time that a report may carry; nil for none of the text's.
struct DateOption: Sendable {
  let expression: TimeExpression?
  let span: DateSpan
  let clues: ClueSheet
}

/// Notes what speaks for a time of the text being that of a candidate.
struct DateClues: Sendable {
  let survey: TextSurvey
  let lines: [LineMarks]
  let lexicon: Lexicon
  let keepingWords: Bool

  func options(_ candidate: Candidate, _ frame: Frame, _ kind: ReportKind) -> [DateOption] {
    let resolver = TimeResolver(published: survey.text.published)
    let line = candidate.trigger.line
    let here = survey.times[line]
    var options = [nobody(candidate, frame, kind, count: here.count)]
    for (index, given) in here.enumerated() {
      let time = when(candidate.trigger, given)
      guard let span = resolver.days(time, anchor: anchor(line, before: index, resolver)) else { continue }
      options.append(
        DateOption(
          expression: time, span: span, clues: sheet(time, span, candidate, frame, kind, rank: index, count: here.count)
        ))
    }
    if line > 0 {
      for (index, time) in survey.times[line - 1].enumerated() {
        guard let span = resolver.days(time, anchor: anchor(line - 1, before: index, resolver)) else { continue }
        options.append(
          DateOption(
            expression: time, span: span, clues: earlierSheet(time, span, candidate, frame, kind, count: here.count)))
      }
    }
    return options
  }

  // "Since May 1998, when Eritrea seized Badme": the state lasts since then, the event was then.
  private func when(_ trigger: TriggerMatch, _ time: TimeExpression) -> TimeExpression {
    guard time.bound == .since, trigger.first > time.words.upperBound else { return time }
    let words = survey.lines[time.line].words
    let opens = words[time.words.upperBound].low.text == "," ? time.words.upperBound + 1 : time.words.upperBound
    guard opens < trigger.first, words[opens].low.text == "when" else { return time }
    return TimeExpression(line: time.line, words: time.words, meaning: time.meaning, bound: nil)
  }

  // The day that "later" counts from: the nearest date given before.
  private func anchor(_ line: Int, before index: Int, _ resolver: TimeResolver) -> Day? {
    var number = line
    var last = index - 1
    while number >= 0, number >= line - 3 {
      while last >= 0 {
        if let span = resolver.days(survey.times[number][last], anchor: nil), let end = span.end { return end }
        last -= 1
      }
      number -= 1
      if number >= 0 { last = survey.times[number].count - 1 }
    }
    return nil
  }

  private func nobody(_ candidate: Candidate, _ frame: Frame, _ kind: ReportKind, count: Int) -> DateOption {
    var sheet = ClueSheet(keepingWords: keepingWords)
    let auxiliaries = Auxiliaries(
      line: survey.lines[candidate.trigger.line], before: candidate.trigger.first, lexicon: lexicon)
    sheet.note("none")
    sheet.note("none-kind", Term(kind.rawValue))
    sheet.note("none-count", Term(String(min(count, 3))))
    sheet.note(
      "none-voice", Term(candidate.trigger.voice.rawValue), auxiliaries.have ? "have" : auxiliaries.be ? "be" : "-")
    sheet.note("none-trigger", candidate.trigger.pattern)
    sheet.note("none-kind-count", Term(kind.rawValue), Term(String(min(count, 2))))
    if let shape = candidate.trigger.shape { sheet.note("none-shape", Term(shape.rawValue), frame.name) }
    let published = survey.text.published
    return DateOption(
      expression: nil, span: DateSpan(start: published, end: published, basis: .publication), clues: sheet)
  }

  private func meaning(_ time: TimeExpression) -> Term {
    let name =
      switch time.meaning {
      case .offset: "offset"
      case .weekday, .weekdayOfLastWeek: "weekday"
      case .weekdayOfMonth, .dayOfMonth: "date"
      case .weekend, .thisWeek, .lastWeek, .nextWeek: "week"
      case .thisMonth, .lastMonth, .nextMonth: "relative-month"
      case .thisYear, .lastYear: "relative-year"
      case .season: "season"
      case .date(let year, _, _, _): year == nil ? "date" : "date-year"
      case .month: "month"
      case .year, .years: "year"
      case .distance(_, _, let direction): "distance-" + direction.rawValue
      case .vagueLater, .vagueEarlier: "vague"
      }
    return Term(name)
  }

  private func age(_ span: DateSpan) -> Term {
    guard let end = span.end, let start = span.start else { return "none" }
    let days = survey.text.published - end
    if survey.text.published < start { return "future" }
    switch days {
    case ..<1: return "0"
    case ..<4: return "1"
    case ..<15: return "4"
    case ..<60: return "15"
    case ..<400: return "60"
    default: return "400"
    }
  }

  private func sheet(
    _ time: TimeExpression, _ span: DateSpan, _ candidate: Candidate, _ frame: Frame, _ kind: ReportKind, rank: Int,
    count: Int
  ) -> ClueSheet {
    var sheet = ClueSheet(keepingWords: keepingWords)
    let line = survey.lines[time.line]
    let trigger = candidate.trigger
    let place = survey.places[candidate.place]
    let clues = CandidateClues(
      survey: survey, line: line, marks: lines[time.line], lexicon: lexicon, keepingWords: false, textScore: "-")
    let right = time.words.lowerBound > trigger.last
    let side: Term = right ? "R" : "L"
    let between =
      right ? stretch(trigger.last + 1, time.words.lowerBound) : stretch(time.words.upperBound, trigger.first)
    let kindTerm = Term(kind.rawValue)
    if let tree = line.tree {
      sheet.note(
        "path", tree.path(from: tree.head(of: time.words), to: TreeClues(tree: tree, line: line).head(trigger)))
    }
    let meaning = self.meaning(time)
    let preposition = clues.preposition(before: time.words.lowerBound)
    sheet.note("time", side)
    sheet.note("meaning", meaning, side)
    sheet.note("kind-meaning", kindTerm, meaning)
    sheet.note("age", age(span))
    sheet.note("kind-age", kindTerm, age(span))
    sheet.note("prep", preposition, side)
    sheet.note("meaning-prep", meaning, preposition)
    sheet.note("bound", Term(time.bound?.rawValue ?? "-"), kindTerm)
    sheet.note("between", side, clues.signature(between))
    sheet.note("distance", side, clues.bucket(between.count))
    sheet.note("rank", Term(String(min(rank, 2))), Term(String(min(count, 3))))
    sheet.note("frame", frame.name, side, meaning)
    let nearest = nearestTrigger(time)
    sheet.note("nearest", nearest == trigger.first ? "this" : "other", side)
    let fromPlace =
      time.words.lowerBound >= place.group.upperBound
      ? time.words.lowerBound - place.group.upperBound : place.group.lowerBound - time.words.upperBound
    sheet.note("from-place", clues.bucket(max(0, fromPlace)), side)
    let auxiliaries = Auxiliaries(line: line, before: trigger.first, lexicon: lexicon)
    sheet.note("aux", auxiliaries.have ? "have" : auxiliaries.be ? "be" : "-", meaning, side)
    // "said on Tuesday" dates the saying.
    var saying: Term = "no"
    for back in 1...4 where time.words.lowerBound - back >= 0 {
      let index = time.words.lowerBound - back
      if lexicon.reporting.contains(line.words[index].low),
        !survey.cues[line.number].filter({ $0.words.contains(index) }).isEmpty
      {
        saying = "yes"
      }
    }
    sheet.note("saying", saying, side)
    sheet.note("saying-meaning", saying, meaning)
    var (commas, triggers) = (0, 0)
    for index in between {
      switch lines[line.number].marks[index] {
      case .comma: commas += 1
      case .trigger: triggers += 1
      case .reporting: sheet.note("says-between", side)
      default: break
      }
      if lexicon.clauseWord.contains(line.words[index].low) {
        sheet.note("clause-between", line.words[index].low, side)
      }
    }
    sheet.note("commas", Term(String(min(commas, 2))), side)
    sheet.note("triggers", Term(String(min(triggers, 2))), side)
    if time.words.lowerBound <= 2 { sheet.note("opens") }
    return sheet
  }

  private func earlierSheet(
    _ time: TimeExpression, _ span: DateSpan, _ candidate: Candidate, _ frame: Frame, _ kind: ReportKind, count: Int
  ) -> ClueSheet {
    var sheet = ClueSheet(keepingWords: keepingWords)
    let same: Term =
      survey.lines[time.line].paragraph == survey.lines[candidate.trigger.line].paragraph ? "same" : "new"
    sheet.note("earlier", same)
    sheet.note("earlier-kind", Term(kind.rawValue), same)
    sheet.note("earlier-count", Term(String(min(count, 2))))
    sheet.note("earlier-meaning", meaning(time), same)
    sheet.note("earlier-age", age(span), same)
    sheet.note(
      "earlier-aux",
      Auxiliaries(line: survey.lines[candidate.trigger.line], before: candidate.trigger.first, lexicon: lexicon).had
        ? "had" : "-",
      age(span))
    return sheet
  }

  private func nearestTrigger(_ time: TimeExpression) -> Int {
    survey.triggers[time.line].min {
      abs($0.first - time.words.lowerBound) < abs($1.first - time.words.lowerBound)
    }?.first ?? -1
  }
}

/// Notes what tells news from background and standing control.
struct StatusClues: Sendable {
  let survey: TextSurvey
  let lexicon: Lexicon
  let keepingWords: Bool

  func sheet(_ candidate: Candidate, _ frame: Frame, _ kind: ReportKind, _ date: DateOption) -> ClueSheet {
    var sheet = ClueSheet(keepingWords: keepingWords)
    let trigger = candidate.trigger
    let line = survey.lines[trigger.line]
    let kindTerm = Term(kind.rawValue)
    if let tree = line.tree { TreeClues(tree: tree, line: line).noteClause(&sheet, trigger) }
    let auxiliaries = Auxiliaries(line: line, before: trigger.first, lexicon: lexicon)
    let aux: Term = auxiliaries.had ? "had" : auxiliaries.have ? "have" : auxiliaries.be ? "be" : "-"
    let shape = Term(trigger.shape?.rawValue ?? "noun")
    sheet.note("kind", kindTerm)
    sheet.note("kind-aux", kindTerm, aux, shape)
    sheet.note("kind-voice", kindTerm, Term(trigger.voice.rawValue))
    sheet.note("trigger", trigger.pattern)
    var age: Term = "none"
    if date.expression != nil, let end = date.span.end {
      let days = survey.text.published - end
      age = days < 1 ? "0" : days <= 7 ? "7" : days <= 14 ? "14" : days <= 40 ? "40" : days <= 400 ? "400" : "old"
    }
    sheet.note("age", age)
    sheet.note("kind-age", kindTerm, age)
    sheet.note("named-before", survey.isNamedBefore(candidate.place) ? "yes" : "no", shape, age)
    sheet.note("age-aux", age, aux)
    sheet.note("line", line.number == 0 ? "first" : line.number < 3 ? "early" : "late", kindTerm)
    sheet.note("line-age", line.number == 0 ? "first" : "later", age)
    var index = trigger.first - 1
    var steps = 0
    while index >= 0, steps < 8 {
      let low = line.words[index].low
      if lexicon.contextLink.contains(low) {
        sheet.note("subordinate", low, kindTerm)
        sheet.note("subordinate-aux", low, aux)
        break
      }
      if line.words[index].shape == .mark, line.words[index].text != "," { break }
      index -= 1
      steps += 1
    }
    if trigger.first > 0 { sheet.note("before", line.words[trigger.first - 1].low) }
    for word in line.words where lexicon.contextWord.contains(word.low) {
      sheet.note("word", word.low, kindTerm)
    }
    sheet.note("section", Term(survey.text.section.rawValue))
    sheet.note("capital", survey.lines.count > 12 ? "long" : survey.lines.count > 5 ? "middle" : "short", age)
    return sheet
  }
}
