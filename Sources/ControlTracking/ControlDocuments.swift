import FoundationEssentials
public import Model

/// Control and changes as other programs read them.
public enum ControlDocuments {
  /// A GeoJSON FeatureCollection (RFC 7946) of the places that have coordinates, in UTF-8.
  ///
  /// Each feature's properties are the state of the place; `holder` is there when no claim disputes it.
  public static func geoJSON(_ states: [ControlState]) throws -> String {
    let features = states.compactMap(Feature.init)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    return String(decoding: try encoder.encode(Collection(features: features)), as: UTF8.self)
  }

  /// One line a claim under a header (RFC 4180); a place that nobody is said to hold has one line without a holder.
  public static func csv(_ states: [ControlState]) -> String {
    let header = [
      "place_id", "place", "country", "lat", "lon", "at", "standing", "holder", "since", "since_end", "as_of",
      "confidence", "changes",
    ]
    let lines = states.flatMap { state -> [[String?]] in
      let head =
        [state.place.id, state.place.name, state.place.country]
        + [state.place.lat, state.place.lon].map { $0.map { "\($0)" } }
        + [state.at.description, state.standing.rawValue]
      guard !state.claims.isEmpty else { return [head + Array(repeating: nil, count: header.count - head.count)] }
      return state.claims.map { claim in
        head + [
          claim.holder?.description, claim.since?.description, claim.sinceEnd?.description, claim.asOf.description,
          hundredths(claim.confidence), claim.changes.map(\.rawValue).joined(separator: " "),
        ]
      }
    }
    return table([header] + lines)
  }

  /// One line a change under a header (RFC 4180), with the codes of the event vocabularies.
  /// - Parameter isState: whether an actor is the government of a country.
  public static func csv(
    _ changes: [ControlChange], isState: (_ actor: ReportedActor, _ country: String?) -> Bool
  ) -> String {
    let header = [
      "change", "place_id", "place", "country", "lat", "lon", "movement", "kind", "to", "from", "start", "end",
      "known_at", "confidence", "voices", "stories", "contradicted", "superseded_by", "acled_sub_event", "cameo",
      "plover_event", "plover_mode", "reports",
    ]
    let lines = changes.map { change -> [String?] in
      let place = change.place
      let codes = EventCodes(change.kind, takerIsTheState: change.to.map { isState($0, place.country) } ?? false)
      return [change.id.rawValue, place.id, place.name, place.country]
        + [place.lat, place.lon].map { $0.map { "\($0)" } }
        + [
          change.movement.rawValue, change.kind.rawValue, change.to?.description, change.from?.description,
          change.start?.description, change.end?.description, change.firstKnownAt.rfc3339,
          hundredths(change.confidence), "\(change.voiceCount)", "\(change.storyCount)",
          "\(change.contradictedBy.count)", change.supersededBy?.rawValue, codes.acled, codes.cameo,
          codes.ploverEvent, codes.ploverMode, change.reports.map(\.rawValue).joined(separator: " "),
        ]
    }
    return table([header] + lines)
  }

  private static func hundredths(_ number: Double) -> String {
    let whole = Int((min(max(number, 0), 1) * 100).rounded())
    return "\(whole / 100).\(whole % 100 < 10 ? "0" : "")\(whole % 100)"
  }

  private static func table(_ lines: [[String?]]) -> String {
    lines.map { $0.map { cell($0 ?? "") }.joined(separator: ",") + "\r\n" }.joined()
  }

  // A cell that a spreadsheet would run as a formula is told apart by a quote mark before it: place names come from
  // anybody's feed.
  private static func cell(_ text: String) -> String {
    let isFormula = text.first.map { "=+@".contains($0) } ?? false || (text.first == "-" && Double(text) == nil)
    let safe = isFormula ? "'" + text : text
    guard safe.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return safe }
    return "\"" + safe.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}

private struct Collection: Encodable {
  let type = "FeatureCollection"
  let features: [Feature]
}

private struct Feature: Encodable {
  let type = "Feature"
  let id: String
  let geometry: Point
  let properties: Properties

  struct Point: Encodable {
    let type = "Point"
    /// Longitude first (RFC 7946 §3.1.1).
    let coordinates: [Double]
  }

  struct Properties: Encodable {
    let name: String
    let country: String?
    let at: Day
    let known: Date?
    let standing: ControlState.Standing
    let holder: ReportedActor?
    let claims: [ControlClaim]
    let doubts: [ChangeID]
  }

  init?(_ state: ControlState) {
    guard let lat = state.place.lat, let lon = state.place.lon else { return nil }
    id = state.place.key
    geometry = Point(coordinates: [lon, lat])
    properties = Properties(
      name: state.place.name, country: state.place.country, at: state.at, known: state.known,
      standing: state.standing, holder: state.holder, claims: state.claims, doubts: state.doubts)
  }
}
