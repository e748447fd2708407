import Model

/// What one report says of who holds a place, in the ledger's terms.
struct Telling {
  let entry: LedgerEntry
  let movement: Movement
  /// Who is said to hold the place after, or now.
  let to: ReportedActor?
  let from: ReportedActor?
  /// The days that the report names; nil when it names none.
  let window: ClosedRange<Day>?
  let isDenial: Bool

  /// - Returns: nil for what says nothing of who holds or held the place: forecasts, conditionals, a holding without
  ///   a holder.
  init?(_ entry: LedgerEntry) {
    let report = entry.report
    switch report.certainty {
    case .predicted, .hypothetical: return nil
    case .denied: isDenial = true
    case .asserted, .reported, .claimed, .rumoured: isDenial = false
    }
    guard let movement = Movement(report) else { return nil }
    self.entry = entry
    self.movement = movement
    to = report.to
    from = report.from
    window = Telling.window(report.date, told: entry.dayTold)
  }

  private static func window(_ date: DateSpan, told: Day) -> ClosedRange<Day>? {
    switch (date.start, date.end) {
    case (nil, nil): return nil
    case (let start?, nil): return start...max(start, told)
    case (nil, let end?): return end...end
    case (let start?, let end?): return min(start, end)...max(start, end)
    }
  }

  /// The actor that the movement is about: the taker or holder; the leaver when no taker is named.
  var actor: ReportedActor? { movement == .loss ? from : to }

  /// How many days a window may be off: a text of the day tells what happened shortly before.
  var slack: Int {
    switch (movement, entry.report.date.basis) {
    case (.hold, _): ChangeRules.holdSlackDays
    case (_, .publication): ChangeRules.publicationSlackDays
    case (_, .stated), (_, .relative), (_, .unknown): ChangeRules.datedSlackDays
    }
  }
}

/// The bounds within which reports tell of one change.
enum ChangeRules {
  static let publicationSlackDays = 3
  static let datedSlackDays = 1
  /// Two sights of one holder this close belong to one holding.
  static let holdSlackDays = 14
  /// A denial answers what is said to have happened up to so many days before it.
  static let denialDays = 7
}

extension Movement {
  /// - Returns: nil for a holding without a holder.
  init?(_ report: TerritorialReport) {
    switch report.kind {
    case .captured, .recaptured, .handedOver, .annexed, .withdrawn: self = report.to == nil ? .loss : .gain
    case .held:
      guard report.to != nil else { return nil }
      self = .hold
    case .repelled: self = report.to == nil ? .advance : .hold
    case .contested: self = .contest
    case .advanced: self = .advance
    }
  }
}

extension ReportedActor? {
  /// Whether two reports may mean the same actor: the same one, or one of them names none.
  func mayBe(_ other: ReportedActor?) -> Bool {
    guard let self, let other else { return true }
    return self.isSame(as: other)
  }
}

extension ReportedActor {
  /// Listed actors by id, others by name in any case.
  func isSame(as other: ReportedActor) -> Bool {
    switch (self, other) {
    case (.listed(let one), .listed(let two)): one == two
    case (.named(let one), .named(let two)): one.lowercased() == two.lowercased()
    case (.listed, .named), (.named, .listed): false
    }
  }
}
