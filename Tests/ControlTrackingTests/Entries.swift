import FoundationEssentials
import Model

@testable import ControlTracking

extension Day {
  /// A day that the tests write out; 1970-01-01 stands for a typing error, which then fails the test.
  static func on(_ text: String) -> Day { Day(iso: text) ?? Day(daysSinceEpoch: 0) }
}

extension Date {
  static func on(_ text: String) -> Date { Date(rfc3339: text) ?? Date(timeIntervalSince1970: 0) }
}

/// Writes an entry in one line: what is not given is as in most reports of the tests.
func entry(
  _ id: String, _ kind: ReportKind, _ place: String, to: String? = nil, from: String? = nil, on days: String? = nil,
  basis: DateBasis? = nil, _ certainty: Certainty = .reported, by publisher: String = "wire", story: String? = nil,
  credits sources: [String] = [], published: String = "2015-05-22", known: String? = nil, withdrawn: String? = nil,
  placeID: String? = nil, country: String? = "SY", at coordinates: (lat: Double, lon: Double)? = nil,
  status: ReportStatus = .new
) -> LedgerEntry {
  let ends = days?.split(separator: "/").map { Day.on(String($0)) } ?? []
  let isSite = place.hasPrefix("site:")
  let span = DateSpan(
    start: ends.first, end: ends.last, basis: basis ?? (days == nil ? .unknown : .stated))
  let report = TerritorialReport(
    kind: kind,
    place: ReportedPlace(
      mention: place, id: placeID ?? (isSite ? place : nil), name: isSite ? String(place.dropFirst(5)) : place,
      country: country, lat: coordinates?.lat, lon: coordinates?.lon),
    to: to.map { ReportedActor($0) }, from: from.map { ReportedActor($0) }, date: span, certainty: certainty,
    sources: sources, status: status, evidence: Evidence(start: 0, end: 1))
  return LedgerEntry(
    id: ReportID(rawValue: "r-\(id)"), report: report, publisher: publisher,
    story: ArticleID(rawValue: story ?? "a-\(publisher)-\(published)"), publishedAt: .on(published),
    knownAt: .on(known ?? published), withdrawnAt: withdrawn.map { .on($0) })
}

extension ControlState {
  /// The state in a word or two: `held actor:x`.
  var summary: String {
    ([standing.rawValue] + claims.map { $0.holder?.description ?? "nobody" }.sorted()).joined(separator: " ")
  }
}

extension ControlLedger {
  /// What is said of the only place of that name.
  func summary(_ place: String, _ day: String, known: String? = nil) -> String {
    control(of: place, at: .on(day), known: known.map { .on($0) }).map(\.summary).joined(separator: "; ")
  }
}
