import Model

/// What one sentence reports: of several readings of one event only the surest.
struct SentenceFindings: Sendable {
  private(set) var kept: [Finding] = []

  mutating func add(_ finding: Finding) {
    guard let index = kept.firstIndex(where: { isSameEvent($0, finding) }) else {
      kept.append(finding)
      return
    }
    if finding.share > kept[index].share { kept[index] = finding }
  }

  private func isSameEvent(_ left: Finding, _ right: Finding) -> Bool {
    left.kind.family == right.kind.family && isSamePlace(left.place, right.place) && !isOther(left, right)
  }

  private func isSamePlace(_ left: ReportedPlace, _ right: ReportedPlace) -> Bool {
    (left.id ?? PlaceKey.fold(left.name)) == (right.id ?? PlaceKey.fold(right.name))
  }

  /// "Retook Saraqeb from rebels who seized it last week": two verbs, two takers, two events.
  private func isOther(_ left: Finding, _ right: Finding) -> Bool {
    let (one, other) = (left.candidate.trigger, right.candidate.trigger)
    guard isPlain(left), isPlain(right), one.trigger.category != .noun, other.trigger.category != .noun,
      one.first != other.first
    else { return false }
    if left.kind == .withdrawn { return differ(left.from, right.from) }
    return differ(left.to, right.to) || left.stance != right.stance
  }

  /// Its verb tells it of the place plainly enough to stand for itself.
  private func isPlain(_ finding: Finding) -> Bool { finding.candidate.fits || finding.share >= Self.plainFrom }

  private static let plainFrom: Float = 0.85

  private func differ(_ left: ReportedActor?, _ right: ReportedActor?) -> Bool {
    guard let left, let right else { return false }
    return left != right
  }
}
