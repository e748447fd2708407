/// One statement, drawn from one text, of who gained, lost, holds or disputes which place.
///
/// Its JSON form is the record of the extraction task: see docs/reports.md. A report cannot be made without evidence.
public struct TerritorialReport: Hashable, Sendable, Codable {
  public let kind: ReportKind
  public let place: ReportedPlace
  /// Who holds the place after the event, or now.
  public let to: ReportedActor?
  /// Who lost or left it.
  public let from: ReportedActor?
  public let date: DateSpan
  public let certainty: Certainty
  /// The names that the text credits, without titles of courtesy; empty when the author speaks.
  public let sources: [String]
  public let status: ReportStatus
  public let evidence: Evidence

  public init(
    kind: ReportKind, place: ReportedPlace, to: ReportedActor?, from: ReportedActor?, date: DateSpan,
    certainty: Certainty, sources: [String], status: ReportStatus, evidence: Evidence
  ) {
    self.kind = kind
    self.place = place
    self.to = to
    self.from = from
    self.date = date
    self.certainty = certainty
    self.sources = sources
    self.status = status
    self.evidence = evidence
  }
}

/// What is said to have happened to the control of a place.
public enum ReportKind: String, Sendable, Codable, CaseIterable {
  /// Taken by force or threat; also told from the loser's side.
  case captured
  /// Taken by the side that held it before, where the text says so.
  case recaptured
  /// Left, abandoned or evacuated; no taker needed.
  case withdrawn
  /// Transferred without violence.
  case handedOver = "handed_over"
  /// Control is disputed, split or unclear.
  case contested
  /// Ground gained without the whole of the named place.
  case advanced
  /// An attempt to take the place failed.
  case repelled
  /// Control as a state, not an event.
  case held
  /// Formally declared a state's own.
  case annexed
}

/// How sure the text is, from the words alone.
public enum Certainty: String, Sendable, Codable, CaseIterable {
  /// Stated by the author as fact.
  case asserted
  /// Credited to somebody who is no party to the conflict, or "reportedly".
  case reported
  /// Credited to a party about itself or its enemy.
  case claimed
  /// Hearsay without an identifiable source; whatever reader comments report.
  case rumoured
  /// Forecast or announced.
  case predicted
  /// Conditional or counterfactual.
  case hypothetical
  /// Negated by the author or by a source.
  case denied
}

/// Whether a report is this text's news, context retold, or a lasting state.
public enum ReportStatus: String, Sendable, Codable, CaseIterable {
  case new, background, standing
}

/// The place of a report, as the text names it and as the gazetteer knows it.
public struct ReportedPlace: Hashable, Sendable, Codable {
  /// The words of the text that name it.
  public let mention: String
  /// `site:…` or `geonames:N`; nil for a name that no gazetteer holds, and for collective places.
  public let id: String?
  public let name: String
  /// ISO 3166 alpha-2 of the internationally recognised state; nil when the place spans states or is unknown.
  public let country: String?
  /// WGS 84 degrees; nil for collective and unknown places.
  public let lat: Double?
  public let lon: Double?

  public init(mention: String, id: String?, name: String, country: String?, lat: Double?, lon: Double?) {
    self.mention = mention
    self.id = id
    self.name = name
    self.country = country
    self.lat = lat
    self.lon = lon
  }

  private enum CodingKeys: String, CodingKey { case mention, id, name, country, lat, lon }

  /// Every key is written, null where nothing is known: readers tell "unknown" from "forgotten".
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(mention, forKey: .mention)
    try container.encode(id, forKey: .id)
    try container.encode(name, forKey: .name)
    try container.encode(country, forKey: .country)
    try container.encode(lat, forKey: .lat)
    try container.encode(lon, forKey: .lon)
  }
}

/// A side of the conflict: one of the actor table, or a name as the text has it.
public enum ReportedActor: Hashable, Sendable {
  /// An id of the actor table: `actor:islamic-state`.
  case listed(String)
  case named(String)
}

extension ReportedActor: Codable, CustomStringConvertible {
  public init(_ text: String) { self = text.hasPrefix("actor:") ? .listed(text) : .named(text) }

  public var description: String {
    switch self {
    case .listed(let id): id
    case .named(let name): name
    }
  }

  public init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode(String.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// Days in which the reported thing happened or holds; both ends included, nil when unknown.
public struct DateSpan: Hashable, Sendable, Codable {
  public let start: Day?
  public let end: Day?
  public let basis: DateBasis

  public init(start: Day?, end: Day?, basis: DateBasis) {
    self.start = start
    self.end = end
    self.basis = basis
  }

  /// Background without any word of time.
  public static let unknown = DateSpan(start: nil, end: nil, basis: .unknown)

  private enum CodingKeys: String, CodingKey { case start, end, basis }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(start, forKey: .start)
    try container.encode(end, forKey: .end)
    try container.encode(basis, forKey: .basis)
  }
}

/// What the days of a report rest on.
public enum DateBasis: String, Sendable, Codable, CaseIterable {
  /// A calendar date, month or year in the text.
  case stated
  /// Resolved against the publication or against a date of the text.
  case relative
  /// No word of time: the day of publication.
  case publication
  case unknown
}

/// The exact stretch of text that states a report.
///
/// Offsets count Unicode scalars of the section's text, `[start, end)`; in JSON an array of the two.
/// `[0, 0]` says that the title alone states it.
public struct Evidence: Hashable, Sendable {
  public let start: Int
  public let end: Int

  public init(start: Int, end: Int) {
    precondition(start >= 0 && start <= end, "evidence runs forward from the start of the text")
    self.start = start
    self.end = end
  }

  /// The words themselves; nil when the text is not the one that the offsets point into.
  public func quote(in text: String) -> String? {
    let scalars = text.unicodeScalars
    guard let from = scalars.index(scalars.startIndex, offsetBy: start, limitedBy: scalars.endIndex),
      let to = scalars.index(from, offsetBy: end - start, limitedBy: scalars.endIndex)
    else { return nil }
    return String(text[from..<to])
  }
}

extension Evidence: Codable {
  public init(from decoder: any Decoder) throws {
    var container = try decoder.unkeyedContainer()
    let start = try container.decode(Int.self)
    let end = try container.decode(Int.self)
    guard start >= 0, start <= end else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "evidence [\(start), \(end)] does not run forward")
    }
    self.init(start: start, end: end)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    try container.encode(start)
    try container.encode(end)
  }
}

extension TerritorialReport {
  private enum CodingKeys: String, CodingKey {
    case kind, place, to, from, date, certainty, sources, status, evidence
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(kind, forKey: .kind)
    try container.encode(place, forKey: .place)
    try container.encode(to, forKey: .to)
    try container.encode(from, forKey: .from)
    try container.encode(date, forKey: .date)
    try container.encode(certainty, forKey: .certainty)
    try container.encode(sources, forKey: .sources)
    try container.encode(status, forKey: .status)
    try container.encode(evidence, forKey: .evidence)
  }
}
