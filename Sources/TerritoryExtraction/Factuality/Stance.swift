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
      if certainty == .asserted { return saysReportedly(trigger) ? .reported : .asserted }
      return credited(certainty, trigger)
    case .rumoured, .predicted, .hypothetical, .denied: return certainty
    }
  }

  // "denied that the town had fallen" denies it; what residents or a monitor say is nobody's claim.
  private func credited(_ certainty: Certainty, _ trigger: TriggerMatch) -> Certainty {
    let attribution = AttributionFinder(survey: survey, lexicon: lexicon).attribution(of: trigger)
    guard let cue = attribution.cue else { return certainty }
    switch attribution.scope {
    case .content where lexicon.denyingVerb.contains(cue.verb): return .denied
    case .content, .trails:
      return certainty == .claimed && cue.kind == .other && !lexicon.claimingVerb.contains(cue.verb)
        ? .reported : certainty
    case .subordinate, .beside, .earlier, .nobody: return certainty
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
