import Model

/// Makes one record of one fact, however often the text says it (docs/territory.md).
struct Merging: Sendable {
  let findings: [Finding]
  let names: ActorNames

  func reports() -> [TerritorialReport] {
    var kept: [Finding] = []
    for finding in findings {
      if let index = kept.firstIndex(where: { sameFact($0, finding) }) {
        kept[index] = merged(kept[index], finding)
      } else {
        kept.append(finding)
      }
    }
    return kept.map { finding in
      TerritorialReport(
        kind: finding.kind, place: finding.place, to: names.reported(finding.to, finding.toWords),
        from: names.reported(finding.from, finding.fromWords),
        date: finding.date,
        certainty: finding.certainty, sources: finding.sources, status: finding.status,
        evidence: Evidence(start: finding.evidence.lowerBound, end: finding.evidence.upperBound))
    }
  }

  private func samePlace(_ left: ReportedPlace, _ right: ReportedPlace) -> Bool {
    if let one = left.id, let other = right.id { return one == other }
    return PlaceKey.fold(left.name) == PlaceKey.fold(right.name)
  }

  private func sameFact(_ left: Finding, _ right: Finding) -> Bool {
    guard samePlace(left.place, right.place) else { return false }
    let kinds =
      left.kind == right.kind
      || (left.kind.family == "gain" && right.kind.family == "gain" && left.kind != .advanced
        && right.kind != .advanced)
    guard kinds else { return false }
    if left.stance != right.stance { return false }
    if !isRetold(right, after: left), let one = left.to, let other = right.to, !names.mayBeOne(one, other) {
      return false
    }
    if left.kind == .withdrawn, let one = left.from, let other = right.from, !names.mayBeOne(one, other) {
      return false
    }
    return datesMeet(left.date, right.date) || left.status == right.status
  }

  /// "With the capture of the town": a noun for what was told before. It adds nothing to how sure that was, and whoever
  /// stands near it took no part of his own.
  private func isRetold(_ finding: Finding, after earlier: Finding) -> Bool {
    finding.candidate.trigger.voice == .noun && finding.kind.family == "gain" && earlier.kind.family == "gain"
      && earlier.line.number < finding.line.number
  }

  private func datesMeet(_ left: DateSpan, _ right: DateSpan) -> Bool {
    guard let start = left.start, let end = left.end, let otherStart = right.start, let otherEnd = right.end else {
      return true
    }
    return start <= otherEnd + 3 && otherStart <= end + 3
  }

  private func merged(_ first: Finding, _ second: Finding) -> Finding {
    if isRetold(second, after: first) { return first }
    let stronger = rank(second.certainty) < rank(first.certainty) ? second : first
    let dated = first.date.basis == .publication || first.date.basis == .unknown ? second : first
    let to = known((first.to, first.toWords), (second.to, second.toWords))
    let from = known((first.from, first.fromWords), (second.from, second.fromWords))
    let status: ReportStatus = first.status == .new || second.status == .new ? .new : first.status
    return Finding(
      candidate: first.candidate, line: first.line,
      kind: first.kind == .captured && second.kind == .recaptured ? .recaptured : first.kind,
      share: max(first.share, second.share), referent: first.referent, place: first.place, to: to.actor,
      from: from.actor, toWords: to.words, fromWords: from.words,
      date: (second.date.basis == .publication || second.date.basis == .unknown) ? first.date : dated.date,
      certainty: stronger.certainty, sources: first.sources + second.sources.filter { !first.sources.contains($0) },
      status: status, evidence: first.evidence)
  }

  private typealias Side = (actor: ReportedActor?, words: String?)

  /// Who it was, as the plainer of two mentions says.
  private func known(_ first: Side, _ second: Side) -> Side {
    guard let actor = first.actor else { return second }
    if case .named(let words) = actor, !words.contains(where: \.isUppercase), case .listed = second.actor {
      return second
    }
    return first
  }

  private func rank(_ certainty: Certainty) -> Int {
    switch certainty {
    case .asserted: 0
    case .reported: 1
    case .claimed: 2
    case .rumoured: 3
    case .predicted, .hypothetical, .denied: 4
    }
  }
}

extension Finding {
  /// Whether it is told as a fact, as not so, as to come, or as what might be: four different things to say.
  var stance: Int {
    switch certainty {
    case .denied: 1
    case .predicted: 2
    case .hypothetical: 3
    default: 0
    }
  }
}
