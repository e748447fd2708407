public import FoundationEssentials
public import Model

/// The lasting name of a change: `c-` and the digits of the report that was known first.
public struct ChangeID: RawRepresentable, Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }

  public var description: String { rawValue }

  public static func < (left: ChangeID, right: ChangeID) -> Bool { left.rawValue < right.rawValue }
}

/// A place as the ledger tells places apart.
public struct ControlPlace: Sendable, Hashable, Codable {
  /// The place's id; without one its name in lower case, with the country.
  public var key: String
  public var id: String?
  public var name: String
  /// ISO 3166 alpha-2.
  public var country: String?
  /// WGS 84 degrees.
  public var lat: Double?
  public var lon: Double?

  public init(key: String, id: String?, name: String, country: String?, lat: Double?, lon: Double?) {
    self.key = key
    self.id = id
    self.name = name
    self.country = country
    self.lat = lat
    self.lon = lon
  }
}

/// What a change does to who holds the place.
public enum Movement: String, Sendable, Codable, CaseIterable {
  /// An actor comes to hold it: captured, recaptured, handed over to, annexed.
  case gain
  /// An actor ceases to hold it and no taker is named: withdrawn, lost.
  case loss
  /// An actor is seen to hold it, or to have kept it against an attempt.
  case hold
  /// Who holds it is disputed, split or unclear.
  case contest
  /// Ground is gained in or around it; who holds it does not change.
  case advance
}

/// What all reports about one event come to.
public struct ControlChange: Sendable, Hashable, Codable {
  public var id: ChangeID
  public var place: ControlPlace
  public var movement: Movement
  /// The kind that most reports give it, the weightier among equals.
  public var kind: ReportKind
  /// Who holds the place after it.
  public var to: ReportedActor?
  /// Who held it before.
  public var from: ReportedActor?
  /// The days in which all its reports let it happen; nil when none names a day.
  public var start: Day?
  public var end: Day?
  /// The day by which it had happened: `end`, else the day on which it was first told.
  public var by: Day
  public var firstKnownAt: Date
  public var lastKnownAt: Date
  /// The reports that tell it, in the order in which they became known.
  public var reports: [ReportID]
  /// Reports of further independent voices.
  public var corroboratedBy: [ReportID]
  /// Reports that deny it or that tell what cannot be true beside it.
  public var contradictedBy: [ReportID]
  /// The later change that ended what this one brought.
  public var supersededBy: ChangeID?
  /// Stories that tell it: copies count once.
  public var storyCount: Int
  /// Voices that do not rest on one another.
  public var voiceCount: Int
  /// 0…1; the formula stands in docs/control.md.
  public var confidence: Double

  public init(
    id: ChangeID, place: ControlPlace, movement: Movement, kind: ReportKind, to: ReportedActor?,
    from: ReportedActor?, start: Day?, end: Day?, by: Day, firstKnownAt: Date, lastKnownAt: Date,
    reports: [ReportID], corroboratedBy: [ReportID], contradictedBy: [ReportID], supersededBy: ChangeID?,
    storyCount: Int, voiceCount: Int, confidence: Double
  ) {
    self.id = id
    self.place = place
    self.movement = movement
    self.kind = kind
    self.to = to
    self.from = from
    self.start = start
    self.end = end
    self.by = by
    self.firstKnownAt = firstKnownAt
    self.lastKnownAt = lastKnownAt
    self.reports = reports
    self.corroboratedBy = corroboratedBy
    self.contradictedBy = contradictedBy
    self.supersededBy = supersededBy
    self.storyCount = storyCount
    self.voiceCount = voiceCount
    self.confidence = confidence
  }
}
