import Model

/// What the guide to the task settles outright, whatever was learnt.
struct Stance: Sendable {
  let survey: TextSurvey
  let lexicon: Lexicon

  /// A reader's comment reports hearsay; "reportedly" beside the verb is no assertion of the author's.
  func ruled(_ certainty: Certainty, _ trigger: TriggerMatch) -> Certainty {
    switch certainty {
    case .asserted, .reported, .claimed:
      if survey.text.section == .comment { return .rumoured }
      return certainty == .asserted && saysReportedly(trigger) ? .reported : certainty
    case .rumoured, .predicted, .hypothetical, .denied: return certainty
    }
  }

  private func saysReportedly(_ trigger: TriggerMatch) -> Bool {
    let line = survey.lines[trigger.line]
    return (1...3).contains { back in
      let index = trigger.first - back
      return index >= 0 && line.words[index].low.text.hasSuffix("ly")
        && lexicon.reportedly.contains(line.words[index].low)
    }
  }
}
