import Reading

/// Notes what the tree says about a trigger and a mention.
struct TreeClues: Sendable {
  let tree: Tree
  let line: Line

  /// The word of a trigger's pattern on which the others hang.
  func head(_ trigger: TriggerMatch) -> Int {
    if trigger.trigger.category == .verb { return trigger.first }
    return tree.head(of: trigger.first..<trigger.last + 1)
  }

  func note(_ sheet: inout ClueSheet, _ trigger: TriggerMatch, _ frame: Frame, mention: Range<Int>) {
    let verb = head(trigger)
    let path = tree.path(from: tree.head(of: mention), to: verb)
    let passive: Term = tree.isPassive(verb) ? "passive" : "active"
    sheet.note("path", path, passive)
    sheet.note("path-frame", path, frame.name, passive)
    sheet.note("path-trigger", path, trigger.pattern)
    sheet.note("path-category", path, Term(trigger.trigger.category.rawValue))
  }

  /// Auxiliaries, markers and adverbs of the trigger, and what it hangs on.
  func noteClause(_ sheet: inout ClueSheet, _ trigger: TriggerMatch) {
    let verb = head(trigger)
    sheet.note("tag", Term(tree.tags[verb].universalTag))
    for child in tree.children(of: verb) {
      switch tree.relations[child] {
      case .auxiliary, .clauseMarker, .adverb, .passiveAuxiliary, .copula:
        sheet.note("child", Term(tree.relations[child].rawValue), tree.lemmas[child])
      default: break
      }
    }
    var current = verb
    var steps = 0
    while tree.heads[current] >= 0, steps < 4 {
      let relation = Term(tree.relations[current].rawValue)
      let parent = tree.heads[current]
      sheet.note("above", relation, tree.lemmas[parent])
      sheet.note("above-step", Term(String(steps)), relation)
      if tree.relations[current].isClause {
        for child in tree.children(of: parent)
        where [.auxiliary, .clauseMarker, .adverb].contains(tree.relations[child]) {
          sheet.note("above-child", tree.lemmas[child])
        }
      }
      current = parent
      steps += 1
    }
    if tree.heads[current] < 0, steps == 0 { sheet.note("is-root") }
  }
}
