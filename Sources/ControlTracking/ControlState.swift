public import FoundationEssentials
public import Model

/// Who holds a place on a day, as far as the reports known at some time say.
public struct ControlState: Sendable, Hashable, Codable {
  public var place: ControlPlace
  /// The day that is asked about (valid time).
  public var at: Day
  /// Only what was known by then counts (known time); nil for all that is known.
  public var known: Date?
  public var standing: Standing
  /// Who is said to hold it, most certain first. More than one when claims conflict.
  public var claims: [ControlClaim]
  /// Changes too weakly supported to count, that would alter the picture if they were true.
  public var doubts: [ChangeID]

  public enum Standing: String, Sendable, Codable, CaseIterable {
    /// One actor holds it.
    case held
    /// One actor or none is said to hold it, and it is fought over.
    case contested
    /// Reports that cannot both be true name different holders.
    case conflicting
    /// The last holder left, and nobody is said to have come.
    case vacated
    /// No report says.
    case unknown
  }

  public init(
    place: ControlPlace, at: Day, known: Date?, standing: Standing, claims: [ControlClaim], doubts: [ChangeID]
  ) {
    self.place = place
    self.at = at
    self.known = known
    self.standing = standing
    self.claims = claims
    self.doubts = doubts
  }

  /// The holder, when there is one that no other claim disputes.
  public var holder: ReportedActor? { claims.count == 1 ? claims.first?.holder : nil }
}

/// One answer to who holds a place, with what it rests on.
public struct ControlClaim: Sendable, Hashable, Codable {
  /// nil for "the last holder left".
  public var holder: ReportedActor?
  /// The days in which the holding began, as far as reports bound them; for a place only seen to be held, the day of
  /// the first sight, and `sinceIsBound` is false.
  public var since: Day?
  public var sinceEnd: Day?
  /// Whether the beginning was reported, rather than the holding only seen from `since` on.
  public var sinceIsBound: Bool
  public var confidence: Double
  /// The last day on which a report tells of it: later days only follow from nobody having said otherwise.
  public var asOf: Day
  /// The changes that it rests on: the one that brought the holder first, then those that saw it hold.
  public var changes: [ChangeID]
  public var reports: [ReportID]

  public init(
    holder: ReportedActor?, since: Day?, sinceEnd: Day?, sinceIsBound: Bool, confidence: Double, asOf: Day,
    changes: [ChangeID],
    reports: [ReportID]
  ) {
    self.holder = holder
    self.since = since
    self.sinceEnd = sinceEnd
    self.sinceIsBound = sinceIsBound
    self.confidence = confidence
    self.asOf = asOf
    self.changes = changes
    self.reports = reports
  }
}
