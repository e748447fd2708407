package import Model

/// One choice with its options, as the trainer reads it.
package struct ChoiceRecord: Sendable, Codable {
  /// One thing that may be chosen, with the clues seen for it.
  package struct Option: Sendable, Codable {
    /// What it would fill in: an actor, a date span; empty for a choice among fixed answers.
    package let actor: String?
    package let date: DateSpan?
    /// The places an anaphor would mean.
    package var places: [ReportedPlace]?
    package let clues: [String]
  }

  /// The words of `Choice`.
  package let choice: String
  /// Ties the choices of one candidate together.
  package let candidate: Int
  /// Ties the candidates of one place mention together, and to what the mention may mean.
  package var mention: Int?
  package let kind: ReportKind
  package let places: [ReportedPlace]
  package let sentence: Evidence
  package let form: String
  package let distance: Int
  package let options: [Option]
}

extension Weighing {
  /// What every anaphor may mean.
  private func meantChoices() -> [ChoiceRecord] {
    let antecedents = Antecedents(
      lexicon: resources.lexicon, lines: survey.lines, triggers: survey.triggers, places: survey.places,
      names: resources.names, weights: .empty)
    return survey.places.indices.compactMap { index in
      let mention = survey.places[index]
      guard mention.form == .anaphor || mention.form == .implicit, mention.apposed.isEmpty else { return nil }
      let line = survey.lines[mention.line]
      let options = antecedents.options(index, survey.places, last: mention.meantBefore, keepingWords: true)
      return ChoiceRecord(
        choice: Choice.meant.rawValue, candidate: 0, mention: index, kind: .held, places: [reportedPlace(index, index)],
        sentence: Evidence(start: line.span.lowerBound, end: line.span.upperBound), form: mention.form.rawValue,
        distance: 0,
        options: options.map { option in
          .init(
            actor: nil, date: nil, places: option.mentions.map { reportedPlace(index, $0) },
            clues: option.clues.words ?? [])
        })
    }
  }

  func choices(wanted: Set<Int>) -> [ChoiceRecord] {
    var records: [ChoiceRecord] = []
    var number = 0
    var known = KnownActors()
    let names = actorNames
    if wanted.isEmpty {
      let sheet = TextClues.sheet(survey.lines, survey.triggers, section: survey.text.section, keepingWords: true)
      records.append(
        ChoiceRecord(
          choice: Choice.text.rawValue, candidate: 0, kind: .held, places: [], sentence: Evidence(start: 0, end: 0),
          form: "", distance: 0, options: [.init(actor: nil, date: nil, clues: sheet.words ?? [])]))
      records.append(contentsOf: meantChoices())
    }
    for line in survey.lines where !survey.triggers[line.number].isEmpty {
      for candidate in candidates(in: line) {
        number += 1
        let frame = resources.frames.frames[candidate.trigger.trigger.frame]
        let mention = survey.places[candidate.place]
        let places = candidate.referents.map { reportedPlace(candidate.place, $0) }
        let distance =
          mention.words.lowerBound > candidate.trigger.last
          ? mention.group.lowerBound - candidate.trigger.last : candidate.trigger.first - mention.group.upperBound + 1
        func add(_ choice: Choice, _ options: [ChoiceRecord.Option], kind: ReportKind) {
          records.append(
            ChoiceRecord(
              choice: choice.rawValue, candidate: number, mention: candidate.place, kind: kind, places: places,
              sentence: Evidence(start: line.span.lowerBound, end: line.span.upperBound), form: mention.form.rawValue,
              distance: distance, options: options))
        }
        if wanted.isEmpty || wanted.contains(number) {
          add(.report, [.init(actor: nil, date: nil, clues: candidate.clues.words ?? [])], kind: frame.kind)
        }
        guard wanted.contains(number) else { continue }
        // Roles and time are learnt under the kind that will have been chosen before them.
        let kind = likelyKind(candidate)
        for choice in [Choice.to, .from] {
          let options = actorOptions(candidate, frame, kind, candidate.referents[0], &known)
          add(
            choice,
            options.map { option in
              let actor = names.reported(option.actor, option.mention.map { words($0) })
              return .init(actor: actor?.description, date: nil, clues: option.clues.words ?? [])
            },
            kind: kind)
        }
        let certainty = CertaintyClues(survey: survey, lines: marks, lexicon: resources.lexicon, keepingWords: true)
        add(
          .certainty, [.init(actor: nil, date: nil, clues: certainty.sheet(candidate, frame, kind).words ?? [])],
          kind: kind)
        let dates = DateClues(survey: survey, lines: marks, lexicon: resources.lexicon, keepingWords: true)
          .options(candidate, frame, kind)
        add(.date, dates.map { .init(actor: nil, date: $0.span, clues: $0.clues.words ?? []) }, kind: kind)
        let status = StatusClues(survey: survey, lexicon: resources.lexicon, keepingWords: true)
        let chosen = chosenDate(candidate, frame, kind)
        add(
          .status,
          [.init(actor: nil, date: chosen.span, clues: status.sheet(candidate, frame, kind, chosen).words ?? [])],
          kind: kind)
      }
    }
    return records
  }
}
