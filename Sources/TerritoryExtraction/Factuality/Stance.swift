import Model

/// What the guide to the task settles outright, whatever was learnt.
struct Stance: Sendable {
  let survey: TextSurvey
  let lexicon: Lexicon

  /// A reader's comment reports hearsay; "reportedly" beside the verb is no assertion of the author's.
  ///
  /// - Parameter sides: the mentions of who took and who lost.
  func ruled(_ certainty: Certainty, _ trigger: TriggerMatch, sides: [Int] = []) -> Certainty {
    switch certainty {
    case .asserted, .reported, .claimed:
      if survey.text.section == .comment { return .rumoured }
      if certainty == .asserted, saysReportedly(trigger) { return .reported }
      return credited(certainty, trigger, sides)
    case .rumoured, .predicted, .hypothetical, .denied: return certainty
    }
  }

  // "denied that the town had fallen" denies it; what residents or a monitor say is nobody's claim, and what those say
  // who took it themselves is one.
  private func credited(_ certainty: Certainty, _ trigger: TriggerMatch, _ sides: [Int]) -> Certainty {
    let attribution = AttributionFinder(survey: survey, lexicon: lexicon).attribution(of: trigger)
    guard let cue = attribution.cue else { return certainty }
    switch attribution.scope {
    case .content where lexicon.denyingVerb.contains(cue.verb): return .denied
    case .content, .trails:
      // "According to" and "as they note" say outright that the author does not vouch for it.
      if certainty == .asserted {
        guard let source = cue.source, cue.verb == "according" || follows(source, "as", on: cue.line) else {
          return .asserted
        }
        return cue.kind == .party || isOwn(cue, sides) ? .claimed : .reported
      }
      if certainty == .reported, cue.kind == .party || cue.kind != .other && isOwn(cue, sides) { return .claimed }
      return certainty == .claimed && cue.kind == .other && !lexicon.claimingVerb.contains(cue.verb)
        ? .reported : certainty
    case .subordinate, .beside, .earlier, .nobody: return certainty
    }
  }

  private func follows(_ source: Range<Int>, _ word: Term, on line: Int) -> Bool {
    source.lowerBound > 0 && survey.lines[line].words[..<source.lowerBound].suffix(2).contains { $0.low == word }
  }

  // "The front said that it had taken the port": whoever is credited is one of the sides.
  private func isOwn(_ cue: ReportingCue, _ sides: [Int]) -> Bool {
    let meant = cue.kind == .pronoun ? SourceNames(survey: survey, lexicon: lexicon).antecedent(cue) ?? cue : cue
    guard let source = meant.source else { return false }
    return sides.contains { side in
      var index = side
      for _ in 0..<3 {
        let mention = survey.actors[index]
        if mention.line == meant.line, mention.words.overlaps(source) { return true }
        guard let antecedent = mention.antecedent, antecedent != index else { return false }
        index = antecedent
      }
      return false
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
