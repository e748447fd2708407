import Model

/// What the changes of one place, taken in the order of their days, leave standing.
struct Timeline {
  /// A change less sure than this does not unseat a holder by itself; it is shown as a doubt. Between one rumour (0.12)
  /// and one claim of a party (0.32).
  static let confidenceMin = 0.2

  private(set) var claims: [ControlClaim] = []
  /// Which change ended what an earlier one brought.
  private(set) var superseded: [ChangeID: ChangeID] = [:]
  private var contestedSince: Day?
  private var isContested: Bool { contestedSince != nil }
  private var doubts: [ControlChange] = []

  /// - Parameter changes: of one place; those that happened after `day` are left out.
  init(_ changes: [ControlChange], upTo day: Day? = nil) {
    let sorted = changes.sorted { Timeline.order($0) < Timeline.order($1) }
    for change in sorted where day.map({ Timeline.start(of: change) <= $0 }) ?? true { apply(change, upTo: day) }
  }

  /// From when a change is in effect: from the first day on which it may have happened.
  private static func start(of change: ControlChange) -> Day { change.start ?? change.by }

  // Who leaves and who comes on one day: the leaving is first.
  private static func order(_ change: ControlChange) -> (Int, Int, Int, ChangeID) {
    let rank =
      switch change.movement {
      case .loss: 0
      case .gain: 1
      case .hold: 2
      case .contest: 3
      case .advance: 4
      }
    return (start(of: change).daysSinceEpoch, rank, change.by.daysSinceEpoch, change.id)
  }

  private mutating func apply(_ change: ControlChange, upTo day: Day?) {
    guard change.movement != .advance else { return }
    guard change.confidence >= Self.confidenceMin else {
      doubts.append(change)
      return
    }
    switch change.movement {
    case .gain, .hold: arrive(change, upTo: day)
    case .loss: leave(change, upTo: day)
    case .contest:
      contestedSince = Timeline.start(of: change)
      if claims.isEmpty, change.to != nil { claims = [Timeline.claim(change, isBound: false, upTo: day)] }
    case .advance: break
    }
  }

  private mutating func arrive(_ change: ControlChange, upTo day: Day?) {
    if let index = claims.firstIndex(where: { Timeline.isSame($0.holder, change.to) }) {
      support(index, by: change, upTo: day)
      // A later sight of one of several claimed holders settles the matter, unless the others were seen as late.
      let start = Timeline.start(of: change)
      let kept = claims.indices.filter { $0 == index || claims[$0].asOf >= start || isContrary(change, claims[$0]) }
      supersede(claims.indices.filter { !kept.contains($0) }.map { claims[$0] }, by: change)
      claims = kept.map { claims[$0] }
    } else {
      let beside = claims.filter { isContrary(change, $0) }
      supersede(claims.filter { !isContrary(change, $0) }, by: change)
      claims = beside + [Timeline.claim(change, isBound: change.movement == .gain, upTo: day)]
    }
    endContest(before: change)
  }

  private mutating func leave(_ change: ControlChange, upTo day: Day?) {
    let leaving = claims.filter { claim in
      guard claim.holder != nil else { return false }
      return change.from == nil || Timeline.isSame(claim.holder, change.from)
    }
    let staying = claims.filter { claim in !leaving.contains(claim) }
    supersede(leaving, by: change)
    let isKnownEmpty = staying.isEmpty
    claims = isKnownEmpty ? [Timeline.claim(change, isBound: true, upTo: day)] : staying
    endContest(before: change)
  }

  private mutating func support(_ index: Int, by change: ControlChange, upTo day: Day?) {
    claims[index].changes.append(change.id)
    claims[index].reports += change.reports
    claims[index].confidence = max(claims[index].confidence, change.confidence)
    claims[index].asOf = max(claims[index].asOf, day.map { min($0, change.by) } ?? change.by)
  }

  private mutating func supersede(_ ended: [ControlClaim], by change: ControlChange) {
    for claim in ended { for id in claim.changes where superseded[id] == nil { superseded[id] = change.id } }
  }

  private mutating func endContest(before change: ControlChange) {
    if let since = contestedSince, since < Timeline.start(of: change) { contestedSince = nil }
  }

  private func isContrary(_ change: ControlChange, _ claim: ControlClaim) -> Bool {
    !Set(change.contradictedBy).isDisjoint(with: claim.reports)
  }

  private static func isSame(_ one: ReportedActor?, _ other: ReportedActor?) -> Bool {
    guard let one, let other else { return false }
    return one.isSame(as: other)
  }

  private static func claim(_ change: ControlChange, isBound: Bool, upTo day: Day?) -> ControlClaim {
    ControlClaim(
      holder: change.to, since: change.start, sinceEnd: isBound ? change.by : change.start,
      sinceIsBound: isBound && change.start != nil, confidence: change.confidence,
      asOf: day.map { min($0, change.by) } ?? change.by, changes: [change.id], reports: change.reports)
  }

  var standing: ControlState.Standing {
    if claims.count > 1 { return .conflicting }
    if isContested { return .contested }
    guard let claim = claims.first else { return .unknown }
    return claim.holder == nil ? .vacated : .held
  }

  /// The doubts that would alter what stands: those as late as the claims, of another holder.
  var openDoubts: [ChangeID] {
    let latest = claims.compactMap(\.since).max()
    return doubts.filter { doubt in
      let isLate = latest.map { doubt.by >= $0 } ?? true
      return isLate && !claims.contains { Timeline.isSame($0.holder, doubt.to) }
    }.map(\.id)
  }
}
