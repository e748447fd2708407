import Model

/// Says why the sentences of one piece of evidence came to what they came to: the frame, the roles with their ways
/// through the tree, each choice with its clues and their weights, and what was turned down.
struct Explaining: Sendable {
  let weighing: Weighing
  let evidence: Range<Int>

  private var resources: TerritoryResources { weighing.resources }
  private var survey: TextSurvey { weighing.survey }

  /// Clues that are shown of a choice, and options that are shown beside the chosen one.
  private static let cluesMax = 6
  private static let optionsMax = 3

  /// - Precondition: the weighing keeps the words of its clues.
  func steps() -> TerritoryTrace {
    var steps: [TerritoryTrace.Step] = []
    let concerned = Set(survey.lines.filter { $0.span.overlaps(evidence) }.map(\.number))
    steps += TerritoryTrace.steps(of: survey).filter { concerned.contains($0.sentence) }
    let findings = weighing.findings { step in
      // The score of the text stands with its first sentence, and bears on all.
      if concerned.contains(step.sentence) || step.stage == "text" { steps.append(step) }
    }
    for finding in findings where finding.evidence.overlaps(evidence) { steps += self.steps(of: finding) }
    let reports = Merging(findings: findings, names: weighing.actorNames).reports()
    return TerritoryTrace(steps: steps, reports: reports)
  }

  private func steps(of finding: Finding) -> [TerritoryTrace.Step] {
    let candidate = finding.candidate
    let trigger = candidate.trigger
    let frame = resources.frames.frames[trigger.trigger.frame]
    var known = KnownActors()
    var steps: [TerritoryTrace.Step] = []
    func add(_ stage: String, _ words: String) {
      steps.append(TerritoryTrace.Step(stage: stage, sentence: finding.line.number, words: words))
    }
    let weights = resources.weights(.report)
    add(
      "report",
      "\(finding.kind.rawValue) \(finding.place.name), \(percent(finding.share)) sure: "
        + clues(weights, candidate.clues, answer: 1))
    add(
      "frame",
      "\(frame.name.text), called up by \"\(trigger.pattern.text)\" (\(trigger.voice.rawValue)); place \(way(to: candidate, from: survey.places[candidate.place].words))"
    )
    let options = weighing.actorOptions(candidate, frame, finding.kind, finding.referent, &known)
    for choice in [Choice.to, .from] {
      for line in roles(choice, options, candidate) { add(choice.rawValue, line) }
    }
    for line in dates(candidate, frame, finding.kind) { add("date", line) }
    let certainty = CertaintyClues(
      survey: survey, lines: weighing.marks, lexicon: resources.lexicon, keepingWords: true
    ).sheet(candidate, frame, finding.kind)
    add("certainty", decision(.certainty, certainty, became: finding.certainty.rawValue))
    let status = StatusClues(survey: survey, lexicon: resources.lexicon, keepingWords: true)
      .sheet(candidate, frame, finding.kind, weighing.chosenDate(candidate, frame, finding.kind))
    add("status", decision(.status, status, became: finding.status.rawValue))
    if !finding.sources.isEmpty { add("sources", finding.sources.joined(separator: "; ")) }
    return steps
  }

  /// The likeliest options of a role, the chosen one first.
  private func roles(_ choice: Choice, _ options: [ActorOption], _ candidate: Candidate) -> [String] {
    let weights = resources.weights(choice)
    let shares = Weights.shares(options.map { weights.sum($0.clues) })
    let order = options.indices.sorted { shares[$0] > shares[$1] }.prefix(Self.optionsMax)
    return order.map { index in
      let option = options[index]
      let name = option.mention.map { "\"\(survey.actors[$0].text)\"" } ?? "nobody"
      let actor = option.actor.map { " = \($0)" } ?? ""
      let way = option.mention.map { mention in
        survey.actors[mention].line == candidate.trigger.line
          ? ", " + self.way(to: candidate, from: survey.actors[mention].words) : ", of an earlier sentence"
      }
      return "\(name)\(actor) \(percent(shares[index]))\(way ?? ""): \(clues(weights, option.clues, answer: 0))"
    }
  }

  private func dates(_ candidate: Candidate, _ frame: Frame, _ kind: ReportKind) -> [String] {
    let options = DateClues(
      survey: survey, lines: weighing.marks, lexicon: resources.lexicon, keepingWords: true
    ).options(candidate, frame, kind)
    let weights = resources.weights(.date)
    let shares = Weights.shares(options.map { weights.sum($0.clues) })
    let order = options.indices.sorted { shares[$0] > shares[$1] }.prefix(Self.optionsMax)
    return order.map { index in
      let option = options[index]
      let line = option.expression.map { _ in TerritoryTrace.days(option.span) } ?? "none of the text's"
      return "\(line) \(percent(shares[index])): \(clues(weights, option.clues, answer: 0))"
    }
  }

  /// The answers of a choice by their likelihood, and the clues for the first; the rules of the guide may overrule it.
  private func decision(_ choice: Choice, _ sheet: ClueSheet, became decided: String) -> String {
    let weights = resources.weights(choice)
    let shares = Weights.shares(weights.sums(sheet))
    let order = shares.indices.sorted { shares[$0] > shares[$1] }.prefix(Self.optionsMax)
    let list = order.map { "\(weights.answers[$0]) \(percent(shares[$0]))" }.joined(separator: ", ")
    guard let first = order.first else { return decided }
    let ruled = weights.answers[first] == decided ? "" : " by rule"
    return "\(decided)\(ruled) (\(list)): \(clues(weights, sheet, answer: first))"
  }

  private func way(to candidate: Candidate, from words: Range<Int>) -> String {
    let line = survey.lines[candidate.trigger.line]
    guard let tree = line.tree, !words.isEmpty else { return "not in the tree" }
    let path = tree.path(from: tree.head(of: words), to: TreeClues(tree: tree, line: line).head(candidate.trigger))
    return "by \(path.text)"
  }

  private func clues(_ weights: Weights, _ sheet: ClueSheet, answer: Int) -> String {
    weights.loudest(sheet, for: answer, most: Self.cluesMax)
      .map { "\($0.clue) \(Double(Int($0.weight * 100)) / 100)" }
      .joined(separator: ", ")
  }

  private func percent(_ share: Float) -> String { "\(Int((share * 100).rounded())) %" }
}
