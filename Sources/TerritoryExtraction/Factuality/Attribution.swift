import Reading

/// Who is credited with what a trigger says, and how the credit reaches it.
struct Attribution: Sendable {
  enum Scope: String, Sendable {
    /// The clause is what the reporting verb says: "said *the town had fallen*", "*the town has fallen*, residents said".
    case content
    /// The credit hangs on the clause: "*the town fell*, according to residents".
    case trails
    /// A clause within what is said: "said the town, *which fell in May*, …".
    case subordinate
    /// The sentence credits somebody, but the tree does not say that it reaches this clause.
    case beside
    /// The sentence before does.
    case earlier
    case nobody
  }

  let cue: ReportingCue?
  let scope: Scope
}

/// Finds the reporting word that covers a trigger.
struct AttributionFinder: Sendable {
  let survey: TextSurvey
  let lexicon: Lexicon

  func attribution(of trigger: TriggerMatch) -> Attribution {
    let line = survey.lines[trigger.line]
    let cues = survey.cues[trigger.line]
    let governed = line.tree.flatMap { governing(cues, trigger, line, $0) }
    if governed == nil || governed?.scope == .subordinate,
      let opening = cues.first(where: { opensSentence($0, line, before: trigger) })
    {
      return Attribution(cue: opening, scope: .trails)
    }
    if let governed { return governed }
    if let nearest = cues.filter({ $0.source != nil }).min(by: { distance($0, trigger) < distance($1, trigger) }) {
      return Attribution(cue: nearest, scope: .beside)
    }
    if !cues.isEmpty { return Attribution(cue: cues[0], scope: .beside) }
    guard trigger.line > 0, let earlier = survey.cues[trigger.line - 1].last(where: { $0.source != nil }) else {
      return Attribution(cue: nil, scope: .nobody)
    }
    return Attribution(cue: earlier, scope: .earlier)
  }

  // "According to the monitor, …", "As it notes, …": what opens a sentence so bears on its main clause, wherever the tree
  // hangs it.
  private func opensSentence(_ cue: ReportingCue, _ line: Line, before trigger: TriggerMatch) -> Bool {
    guard let source = cue.source else { return false }
    let end = max(cue.words.upperBound, source.upperBound)
    guard end < trigger.first, line.words[end...].prefix(Self.bracketMax).contains(where: { $0.text == "," }) else {
      return false
    }
    let isNested = (end..<trigger.first).contains { index in
      lexicon.relative.contains(line.words[index].low) || lexicon.subordinator.contains(line.words[index].low)
    }
    if isNested { return false }
    if cue.verb == "according" { return cue.words.lowerBound == 0 }
    return source.lowerBound <= 2 && line.words[0].low.text == "as" && cue.words.lowerBound >= source.upperBound
  }

  /// Words between the source and its comma: "(SOHR)".
  private static let bracketMax = 4

  private func governing(_ cues: [ReportingCue], _ trigger: TriggerMatch, _ line: Line, _ tree: Tree) -> Attribution? {
    let chain = tree.chain(TreeClues(tree: tree, line: line).head(trigger))
    var best: (step: Int, found: Attribution)?
    for cue in cues {
      guard let (step, scope) = reach(cue, chain, tree) else { continue }
      if best.map({ step < $0.step || (step == $0.step && $0.found.cue?.source == nil) }) ?? true {
        best = (step, Attribution(cue: cue, scope: scope))
      }
    }
    return best?.found
  }

  // How many steps above the trigger the cue joins its chain, and as what.
  private func reach(_ cue: ReportingCue, _ chain: [Int], _ tree: Tree) -> (Int, Attribution.Scope)? {
    let word = cue.words.lowerBound
    if let step = chain.firstIndex(of: word) {
      guard step > 0 else { return nil }
      switch tree.relations[chain[step - 1]] {
      case .clausalComplement, .openComplement, .parataxis, .object:
        return (step, isSubordinate(chain[..<(step - 1)], tree) ? .subordinate : .content)
      default: return nil
      }
    }
    // "…, residents said": the verb hangs on the clause that it credits.
    var current = word
    for _ in 0..<3 {
      let relation = tree.relations[current]
      let head = tree.heads[current]
      guard head >= 0 else { return nil }
      if let step = chain.firstIndex(of: head) {
        guard relation == .parataxis || relation == .adverbialClause || relation == .oblique || relation == .adverb
        else { return nil }
        return (step, isSubordinate(chain[..<step], tree) ? .subordinate : .trails)
      }
      current = head
    }
    return nil
  }

  private func isSubordinate(_ way: ArraySlice<Int>, _ tree: Tree) -> Bool {
    way.contains { node in
      switch tree.relations[node] {
      case .relativeClause, .adnominalClause, .adverbialClause, .adverbialRelativeClause: true
      default: false
      }
    }
  }

  private func distance(_ cue: ReportingCue, _ trigger: TriggerMatch) -> Int {
    abs(cue.words.lowerBound - trigger.first)
  }
}
