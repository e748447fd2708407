import Model
import Naming
import Reading

/// A candidate that was taken for a report, with all that was decided about it.
struct Finding: Sendable {
  let candidate: Candidate
  let line: Line
  let kind: ReportKind
  /// How sure the choice was, 0 to 1.
  let share: Float
  /// Which of the survey's mentions it is about.
  let referent: Int
  let place: ReportedPlace
  /// As the table of actors knows them, also those that reports give by name: `ActorNames` calls them.
  let to: ReportedActor?
  let from: ReportedActor?
  /// The words by which the text calls them there.
  let toWords: String?
  let fromWords: String?
  let date: DateSpan
  let certainty: Certainty
  let sources: [String]
  let status: ReportStatus
  /// Unicode scalars of the text.
  let evidence: Range<Int>
}

/// Weighs every candidate of a text and decides what is reported.
struct Weighing: Sendable {
  let resources: TerritoryResources
  let survey: TextSurvey
  let keepingWords: Bool
  let marks: [LineMarks]
  /// How much the text as a whole speaks of territory changing hands, in steps.
  let textScore: Term

  init(resources: TerritoryResources, survey: TextSurvey, keepingWords: Bool) {
    self.resources = resources
    self.survey = survey
    self.keepingWords = keepingWords
    marks = survey.lines.map { LineMarks(line: $0, survey: survey, lexicon: resources.lexicon) }
    textScore = survey.score.map(TextClues.step) ?? "unknown"
  }

  /// From this share on a candidate is taken: the surer, the less the text as a whole speaks of territory, since a wrong
  /// alert costs more than a missed repetition. Found on texts of authors that the weights had not seen: a third of the
  /// false reports at the same detection.
  var acceptedFrom: Float {
    // A note of a few sentences has too few words to score high.
    let isNote = survey.lines.count <= Self.noteLinesMax
    return switch survey.score {
    case nil: 0.5
    case .some(..<0): isNote ? 0.92 : 0.95
    case .some(..<1): isNote ? 0.7 : 0.85
    case .some(..<2): 0.6
    default: 0.44
    }
  }

  var actorNames: ActorNames { ActorNames(names: resources.names) }

  private static let noteLinesMax = 3

  func findings(_ note: (TerritoryTrace.Step) -> Void = { _ in }) -> [Finding] {
    let weights = resources.weights(.report)
    guard !weights.answers.isEmpty else { return [] }
    note(step("text", survey.lines[0], "speaks of territory: \(textScore.text)"))
    var findings: [Finding] = []
    var known = KnownActors()
    for line in survey.lines where !survey.triggers[line.number].isEmpty {
      var told = SentenceFindings()
      let candidates = self.candidates(in: line)
      var shares = candidates.map { 1 - (Weights.shares(weights.sums($0.clues)).first ?? 1) }
      let locating = pass(&shares, of: candidates, in: line)
      for (number, candidate) in candidates.enumerated() {
        let share = shares[number]
        let name = "\(candidate.trigger.pattern.text) + \(survey.places[candidate.place].mention)"
        if let located = locating[number], share >= acceptedFrom {
          note(step("rejected", line, "\(name): it says where \(survey.places[located].mention) lies"))
          continue
        }
        guard share >= acceptedFrom else {
          note(step("rejected", line, "\(name): \(percent(share)) \(clues(weights, candidate.clues, 1))"))
          continue
        }
        let kind = likelyKind(candidate)
        if survey.places[candidate.place].isBearing, !kind.isShortOfPlace {
          note(step("rejected", line, "\(name): a bearing, not a place"))
          continue
        }
        note(
          step(
            "accepted", line, "\(name): \(kind.rawValue) \(percent(share)) \(clues(weights, candidate.clues, 1))"))
        for referent in candidate.referents {
          told.add(self.finding(candidate, line, kind, share, referent, &known, note))
        }
      }
      findings.append(contentsOf: told.kept)
    }
    return findings
  }

  /// What speaks for a place that only locates another speaks for that other: "controls the Albu Kamal crossing in
  /// Deir al Zour" says nothing of who holds Deir al Zour, however likely the name alone makes it.
  ///
  /// - Returns: by candidate, the place that it locates.
  private func pass(_ shares: inout [Float], of candidates: [Candidate], in line: Line) -> [Int: Int] {
    let finder = Locating(survey: survey, line: line, lexicon: resources.lexicon)
    var found: [Int: Int] = [:]
    for (number, candidate) in candidates.enumerated() where shares[number] >= acceptedFrom {
      let rivals = candidates.indices.filter {
        $0 != number && candidates[$0].trigger.first == candidate.trigger.first
          && candidates[$0].trigger.last == candidate.trigger.last
      }
      let located = finder.located(by: candidate.place)
      if let other = rivals.first(where: { candidates[$0].place == located }) {
        shares[other] = max(shares[other], shares[number])
        found[number] = located
      } else if let other = rivals.first(where: {
        // "The base at Kobo" and "Kobo" within it are one.
        shares[$0] > shares[number]
          && survey.places[candidates[$0].place].words.overlaps(survey.places[candidate.place].words)
      }) {
        found[number] = candidates[other].place
      }
    }
    return found
  }

  // MARK: candidates

  func candidates(in line: Line) -> [Candidate] {
    var found: [Candidate] = []
    let clues = CandidateClues(
      survey: survey, line: line, marks: marks[line.number], lexicon: resources.lexicon, keepingWords: keepingWords,
      textScore: textScore)
    let reader = SlotReader(survey: survey, line: line, marks: marks[line.number], lexicon: resources.lexicon)
    let places = survey.placesOfLine[line.number]
    let triggers = survey.triggers[line.number]
    let slots = triggers.map { trigger in
      places.map { index -> Slot in
        let group = survey.places[index].group
        // A place that is not said stands where the object is missing.
        if survey.places[index].form == .implicit {
          return trigger.isElliptic(in: line, resources.lexicon) ? .object : .right
        }
        return reader.slot(trigger, group, clues.preposition(before: group.lowerBound, of: trigger))
      }
    }
    // Where a trigger's frame expects the place.
    let fits = zip(triggers, slots).map { trigger, row in
      let frame = resources.frames.frames[trigger.trigger.frame]
      return zip(places, row).map { place, slot in
        survey.places[place].form != .implicit && slot.role(frame, trigger.voice) == .place
      }
    }
    for (number, trigger) in triggers.enumerated() {
      let frame = resources.frames.frames[trigger.trigger.frame]
      let fitting = Set(zip(places, fits[number]).filter(\.1).map { survey.places[$0.0].group })
      for (position, place) in places.enumerated() {
        let mention = survey.places[place]
        if mention.isDateline || trigger.words.contains(where: mention.core.contains) { continue }
        if mention.isElided, !fitting.isEmpty || !trigger.isElliptic(in: line, resources.lexicon) { continue }
        let referents = self.referents(place)
        guard !referents.isEmpty else { continue }
        if isStrayPronoun(mention, trigger, line) { continue }
        let rivals = CandidateClues.Rivals(
          place: fitting.contains { $0 != mention.group },
          trigger: triggers.indices.first { $0 != number && fits[$0][position] }.map { triggers[$0] })
        found.append(
          Candidate(
            trigger: trigger, place: place, referents: referents,
            fits: slots[number][position].role(frame, trigger.voice) == .place,
            clues: clues.sheet(trigger, frame, mention, slot: slots[number][position], rivals: rivals)))
      }
    }
    return found
  }

  /// "It can barely advance if they push it": a pronoun that is the object of another verb says nothing of this one.
  private func isStrayPronoun(_ mention: PlaceMention, _ trigger: TriggerMatch, _ line: Line) -> Bool {
    guard mention.form == .anaphor, mention.noun == nil, let tree = line.tree, !mention.words.isEmpty else {
      return false
    }
    let word = tree.head(of: mention.words)
    let head = tree.heads[word]
    guard head >= 0, tree.relations[word] == .object, tree.tags[head] == .verb else { return false }
    return !trigger.words.contains(head)
  }

  /// What a mention comes to: itself, or what it stands for. "The bridge" that nothing before fits is a place of its own.
  private func referents(_ place: Int) -> [Int] {
    let mention = survey.places[place]
    switch mention.form {
    case .name, .described: return [place]
    case .implicit: return mention.antecedents
    case .anaphor: return mention.antecedents.isEmpty && mention.noun != nil ? [place] : mention.antecedents
    }
  }

  func likelyKind(_ candidate: Candidate) -> ReportKind {
    decided(.kind, candidate.clues, resources.frames.frames[candidate.trigger.trigger.frame].kind)
  }

  // MARK: one finding

  private func finding(
    _ candidate: Candidate, _ line: Line, _ kind: ReportKind, _ share: Float, _ referent: Int,
    _ known: inout KnownActors, _ note: (TerritoryTrace.Step) -> Void
  ) -> Finding {
    let frame = resources.frames.frames[candidate.trigger.trigger.frame]
    let place = reportedPlace(candidate.place, referent)
    let options = actorOptions(candidate, frame, kind, referent, &known)
    let (toOption, fromOption) = chosenSides(options)
    let to = toOption.actor
    let from = fromOption.actor
    let date = chosenDate(candidate, frame, kind)
    let certaintySheet = CertaintyClues(
      survey: survey, lines: marks, lexicon: resources.lexicon, keepingWords: keepingWords
    )
    .sheet(candidate, frame, kind)
    let certainty = Stance(survey: survey, lexicon: resources.lexicon)
      .ruled(
        decided(.certainty, certaintySheet, .asserted), candidate.trigger,
        sides: [toOption.mention, fromOption.mention].compactMap { $0 })
    let statusSheet = StatusClues(survey: survey, lexicon: resources.lexicon, keepingWords: keepingWords)
      .sheet(candidate, frame, kind, date)
    let status = StatusRule(published: survey.text.published)
      .ruled(
        resources.weights(.status), statusSheet, kind, date,
        isLookedBackOn: StatusRule.isLookedBackOn(
          candidate.trigger, in: line, isNamedBefore: survey.isNamedBefore(candidate.place)))
    var span = date.span
    if date.expression == nil {
      if status == .background || certainty == .hypothetical || certainty == .predicted { span = .unknown }
    }
    let sources =
      certainty == .asserted ? [] : SourceNames(survey: survey, lexicon: resources.lexicon).names(candidate.trigger)
    note(
      step(
        "decided", line,
        "\(kind.rawValue) \(place.name) to=\(to?.description ?? "-") from=\(from?.description ?? "-") \(certainty.rawValue) \(status.rawValue) \(TerritoryTrace.days(span))"
      ))
    return Finding(
      candidate: candidate, line: line, kind: kind, share: share, referent: referent, place: place, to: to, from: from,
      toWords: toOption.mention.map { words($0) }, fromWords: fromOption.mention.map { words($0) },
      date: span, certainty: certainty, sources: sources, status: status,
      evidence: evidence(candidate, line, [toOption.mention, fromOption.mention]))
  }

  private func evidence(_ candidate: Candidate, _ line: Line, _ actors: [Int?]) -> Range<Int> {
    var needed = candidate.trigger.words.map { $0..<$0 + 1 }
    let place = survey.places[candidate.place]
    if !place.words.isEmpty { needed.append(place.words) }
    for case let actor? in actors where survey.actors[actor].line == line.number {
      needed.append(survey.actors[actor].words)
    }
    return EvidenceClause(line: line, lexicon: resources.lexicon).span(holding: needed)
  }

  private func decided<Answer: RawRepresentable<String>>(_ choice: Choice, _ sheet: ClueSheet, _ fallback: Answer)
    -> Answer
  {
    let weights = resources.weights(choice)
    let sums = weights.sums(sheet)
    guard let top = sums.indices.max(by: { sums[$0] < sums[$1] }), let answer = Answer(rawValue: weights.answers[top])
    else {
      return fallback
    }
    return answer
  }

  func chosenDate(_ candidate: Candidate, _ frame: Frame, _ kind: ReportKind) -> DateOption {
    let options = DateClues(survey: survey, lines: marks, lexicon: resources.lexicon, keepingWords: keepingWords)
      .options(candidate, frame, kind)
    let weights = resources.weights(.date)
    let scored = options.map { weights.sum($0.clues) }
    let top = scored.indices.max { scored[$0] < scored[$1] } ?? 0
    return options[top]
  }

  func reportedPlace(_ place: Int, _ referent: Int) -> ReportedPlace {
    let mention = survey.places[place]
    let meant = survey.places[referent]
    let known = meant.place
    let standsIn = mention.form == .anaphor || mention.form == .implicit
    // "About half of the town" says more than the town's name.
    let words = standsIn && mention.part == nil ? meant.mention : mention.mention
    if mention.part != nil, mention.noun?.text == "country" {
      return ReportedPlace(
        mention: words, id: nil, name: mention.mention, country: known?.country, lat: nil, lon: nil)
    }
    return ReportedPlace(
      mention: words, id: known?.id,
      name: known.flatMap { $0.id != nil || $0.latitude != nil ? $0.name : nil } ?? meant.name,
      country: known?.country,
      lat: known?.latitude, lon: known?.longitude)
  }

  // MARK: actors

  func actorOptions(
    _ candidate: Candidate, _ frame: Frame, _ kind: ReportKind, _ referent: Int, _ known: inout KnownActors
  ) -> [ActorOption] {
    let clues = ActorClues(survey: survey, lines: marks, lexicon: resources.lexicon, keepingWords: keepingWords)
    let mentions = clues.mentions(for: candidate)
    let place = survey.places[referent].place
    var options = [
      ActorOption(
        mention: nil, actor: nil, clues: clues.sheetForNobody(candidate, frame, kind, options: mentions.count))
    ]
    let trigger = candidate.trigger
    let left = mentions.last {
      survey.actors[$0].line == trigger.line && survey.actors[$0].words.upperBound <= trigger.first
    }
    let right = mentions.first {
      survey.actors[$0].line == trigger.line && survey.actors[$0].words.lowerBound > trigger.last
    }
    if known.parts.isEmpty {
      known.parts = survey.lines.flatMap { clues.plainParts(in: $0, frames: resources.frames.frames) }
    }
    for (rank, index) in mentions.enumerated() {
      let actor = resolved(index, at: place, &known)
      if case .named = actor, isTown(index) || isWhere(index) { continue }
      let order: Term = index == left ? "nearest-left" : index == right ? "nearest-right" : "farther"
      var sheet = clues.sheet(
        index, candidate, frame, kind, sameCountry: country(actor, place), order: order, rank: mentions.count - rank)
      if let actor { clues.note(&sheet, kind, elsewhere(actor, at: place, apartFrom: trigger, &known)) }
      options.append(ActorOption(mention: index, actor: actor, clues: sheet))
    }
    return options
  }

  /// What an actor does in the rest of the text: takes places, loses them, both or neither.
  private func elsewhere(
    _ actor: ReportedActor, at place: Place?, apartFrom trigger: TriggerMatch, _ known: inout KnownActors
  ) -> Term {
    var (takes, loses) = (0, 0)
    for part in known.parts where part.trigger != trigger.first || part.line != trigger.line {
      guard part.role != .place, resolved(part.actor, at: place, &known) == actor else { continue }
      if part.role == .to { takes += 1 } else { loses += 1 }
    }
    return takes == loses ? (takes == 0 ? "neither" : "both") : takes > loses ? "takes" : "loses"
  }

  /// What the text calls an actor at a mention; "they" and "the group" are called as whom they stand for.
  func words(_ index: Int) -> String {
    let mention = survey.actors[index]
    let isOwn =
      mention.form != .pronoun
      && (mention.listed != nil
        || survey.names.identify(actor: mention.text, at: nil) != nil)
    if !isOwn, let antecedent = mention.antecedent, antecedent != index, antecedent < index { return words(antecedent) }
    return mention.fullText
  }

  /// Who took and who lost: the likeliest pair of options in which nobody takes from himself.
  private func chosenSides(_ options: [ActorOption]) -> (to: ActorOption, from: ActorOption) {
    let to = ranked(.to, options)
    let from = ranked(.from, options)
    var best = (to: 0, from: 0, score: -Float.infinity)
    for taker in to.prefix(Self.sidesMax) {
      for loser in from.prefix(Self.sidesMax) where taker.score + loser.score > best.score {
        if let one = options[taker.index].actor, let other = options[loser.index].actor, one == other { continue }
        best = (taker.index, loser.index, taker.score + loser.score)
      }
    }
    return (options[best.to], options[best.from])
  }

  /// Options of a role that are looked at: of those behind none has won yet.
  private static let sidesMax = 4

  private func ranked(_ choice: Choice, _ options: [ActorOption]) -> [(index: Int, score: Float)] {
    let weights = resources.weights(choice)
    return options.indices.map { ($0, weights.sum(options[$0].clues)) }.sorted {
      $0.score == $1.score ? $0.index < $1.index : $0.score > $1.score
    }
  }

  // "ZAGREB (Reuters)", "in Jalalabad": a town that stands for no government is nobody.
  private func isTown(_ index: Int) -> Bool {
    let mention = survey.actors[index]
    guard mention.form == .name else { return false }
    return survey.places[survey.placesOfLine[mention.line]].contains { place in
      guard place.form != .anaphor, place.words.overlaps(mention.words), place.otherKind?.text != "actor" else {
        return false
      }
      // A name that a gazetteer holds, or one with a noun of place: "Gezira state".
      return (place.support ?? 0) > 0.5 || place.noun != nil || place.support != nil && place.place?.id != nil
    }
  }

  // "In Shodroda", "near Zugdidi": a name that says where.
  private func isWhere(_ index: Int) -> Bool {
    let mention = survey.actors[index]
    guard mention.form == .name, !mention.isTitled, mention.words.lowerBound > 0 else { return false }
    return resources.lexicon.inside.contains(survey.lines[mention.line].words[mention.words.lowerBound - 1].low)
  }

  /// Who an actor mention is, at a place; "they" and "the group" are whom they stand for.
  func resolved(_ index: Int, at place: Place?, _ known: inout KnownActors) -> ReportedActor? {
    let key = KnownActors.Key(mention: index, country: place?.country)
    if let found = known.found[key] { return found }
    let actor = identity(index, at: place, &known)
    known.found[key] = .some(actor)
    return actor
  }

  private func identity(_ index: Int, at place: Place?, _ known: inout KnownActors) -> ReportedActor? {
    let mention = survey.actors[index]
    if let listed = mention.listed, mention.form == .name || mention.words.count == 1 { return .listed(listed) }
    if mention.form == .pronoun {
      return mention.antecedent.flatMap { resolved($0, at: place, &known) }
    }
    if let own = survey.names.identify(actor: mention.text, at: place) {
      return .listed(own.id)
    }
    if let antecedent = mention.antecedent, !isTown(antecedent), let meant = resolved(antecedent, at: place, &known),
      mayMean(mention, meant)
    {
      return meant
    }
    // "The Arakan Army's allies" are not the Arakan Army.
    if let listed = mention.listed,
      !resources.lexicon.otherSide.contains(survey.lines[mention.line].words[mention.head].low)
    {
      return .listed(listed)
    }
    return .named(mention.fullText)
  }

  // "The insurgents" are not the army named before them.
  private func mayMean(_ mention: ActorMention, _ actor: ReportedActor) -> Bool {
    guard case .listed(let id) = actor, let row = resources.names.actors.actor(id: id) else { return true }
    return resources.names.mayMean(mention.text, row)
  }

  private func country(_ actor: ReportedActor?, _ place: Place?) -> Term {
    guard case .listed(let id) = actor, let listed = resources.names.actors.actor(id: id) else {
      return actor == nil ? "nobody" : "unlisted"
    }
    guard let home = listed.country, let here = place?.country else { return "unknown" }
    return home == here ? "same" : "other"
  }

  // MARK: the trace

  private func step(_ stage: String, _ line: Line, _ words: String) -> TerritoryTrace.Step {
    TerritoryTrace.Step(stage: stage, sentence: line.number, words: words)
  }

  private func percent(_ share: Float) -> String { "\(Int((share * 100).rounded())) %" }

  private func clues(_ weights: Weights, _ sheet: ClueSheet, _ answer: Int) -> String {
    let loudest = weights.loudest(sheet, for: answer, most: 9)
    return "(" + loudest.map { "\($0.clue) \(Double(Int($0.weight * 100)) / 100)" }.joined(separator: ", ") + ")"
  }
}

extension ReportKind {
  /// Kinds that a place is told of though nobody is said to be in it: "advanced north of X".
  var isShortOfPlace: Bool { self == .advanced || self == .repelled }

  /// Kinds that tell the same event: of several readings of one clause only the best is kept.
  var family: String {
    switch self {
    case .captured, .recaptured, .handedOver, .annexed, .advanced: "gain"
    case .withdrawn: "loss"
    case .contested: "contest"
    case .held: "hold"
    case .repelled: "repel"
    }
  }
}

/// Actor mentions already looked up in a text: the answer depends on the country of the place.
struct KnownActors {
  struct Key: Hashable {
    let mention: Int
    let country: String?
  }

  var found: [Key: ReportedActor?] = [:]
  /// Who takes or loses something anywhere in the text, by the plainest reading.
  var parts: [ActorClues.Part] = []
}
