import Foundation
import Model
import Publishing
import Testing

@testable import Alerting

/// A report as the outbox brings it, with what a test says.
func event(
  id: Int64 = 7, kind: String = "captured", place: String = "site:sy-al-tanf-crossing", country: String = "SY",
  lat: Double = 33.49, lon: Double = 38.67, to: String = "actor:islamic-state", certainty: String = "reported",
  status: String = "new", name: String = "Al-Tanf", event: String = "report.new"
) throws -> ReportEvent {
  let json = """
    {"id": \(id), "event": "\(event)", "at": "2015-05-22T01:00:00Z", "report": {"id": "r-0123456789ab", "kind": "\(kind)",
    "place": {"mention": "Tanf", "id": "\(place)", "name": "\(name)", "country": "\(country)", "lat": \(lat), "lon": \(lon)},
    "to": "\(to)", "date": {"start": "2015-05-21", "end": "2015-05-21", "basis": "relative"}, "certainty": "\(certainty)",
    "sources": ["SOHR"], "status": "\(status)", "evidence": [0, 10], "quote": "They took\\nTanf.", "article":
    {"id": "a-0123456789ab", "revision": 1, "story": "a-0123456789ab", "title": "A title", "url": "https://e.org/1", "feed": "https://e.org/f"},
    "known_at": "2015-05-22T01:00:00Z", "extractor": "1"}}
    """
  return try Documents.decoder().decode(ReportEvent.self, from: Data(json.utf8))
}

func condition(_ change: (inout AlertCondition) -> Void) -> AlertCondition {
  var condition = AlertCondition()
  change(&condition)
  return condition
}

struct Case: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let condition: AlertCondition
  let matches: Bool

  init(_ name: String, _ matches: Bool, _ change: (inout AlertCondition) -> Void) {
    testDescription = name
    var made = AlertCondition()
    change(&made)
    condition = made
    self.matches = matches
  }
}

@Suite struct MatcherTests {
  static let cases = [
    Case("nothing asked: every new report", true) { _ in },
    Case("its kind", true) { $0.kinds = [.withdrawn, .captured] }, Case("another kind", false) { $0.kinds = [.held] },
    Case("its certainty", true) { $0.certainties = [.reported] },
    Case("another certainty", false) { $0.certainties = [.asserted] },
    Case("background only", false) { $0.statuses = [.background] },
    Case("its place by id", true) { $0.places = ["site:sy-al-tanf-crossing"] },
    Case("its place by name in any case", true) { $0.places = ["al-tanf"] },
    Case("another place", false) { $0.places = ["Idlib"] },
    Case("its kind of place", true) { $0.placeKinds = ["border_crossing"] },
    Case("another kind of place", false) { $0.placeKinds = ["airbase"] },
    Case("its country", true) { $0.countries = ["IQ", "SY"] }, Case("another country", false) { $0.countries = ["IQ"] },
    Case("its actor", true) { $0.actors = ["actor:islamic-state"] },
    Case("another actor", false) { $0.actors = ["actor:syria-gov"] },
    Case("inside the box", true) { $0.areas = [.box(south: 33, west: 38, north: 34, east: 39)] },
    Case("outside the box", false) { $0.areas = [.box(south: 34, west: 38, north: 35, east: 39)] },
    Case("a box across the 180th meridian", false) { $0.areas = [.box(south: 0, west: 170, north: 60, east: -170)] },
    Case("inside the circle", true) { $0.areas = [.circle(latitude: 33.44, longitude: 38.93, kilometres: 30)] },
    Case("outside the circle", false) { $0.areas = [.circle(latitude: 33.44, longitude: 38.93, kilometres: 20)] },
    Case("in one of two areas", true) {
      $0.areas = [.circle(latitude: 0, longitude: 0, kilometres: 1), .box(south: 33, west: 38, north: 34, east: 39)]
    },
    Case("all must hold", false) {
      $0.kinds = [.captured]
      $0.countries = ["IQ"]
    },
  ]

  @Test(arguments: cases) func `a rule matches what it says`(_ given: Case) throws {
    let kinds = ["site:sy-al-tanf-crossing": "border_crossing"]
    let matcher = AlertMatcher(given.condition) { kinds[$0] }
    #expect(matcher.matches(try event().report) == given.matches)
  }

  @Test func `a place without coordinates lies in no area, one without an id is of no kind`() throws {
    let matcher = AlertMatcher(condition { $0.placeKinds = ["border_crossing"] }) { _ in nil }
    #expect(!matcher.matches(try event().report))
  }

  @Test(arguments: [(1, 0, 1, true), (2, 1, 2, true), (3, 2, 2, false), (1, 0, 2, false), (2, 2, 2, false)])
  func `a rule tells when the number of sources is reached, and once`(
    _ now: Int, _ before: Int, _ min: Int, _ told: Bool
  ) {
    let matcher = AlertMatcher(condition { $0.sourcesMin = min }) { _ in nil }
    #expect(matcher.isReached((now, before)) == told)
  }

  @Test func `one degree of latitude is 111 kilometres`() {
    #expect(abs(AlertMatcher.distance(10, 20, 11, 20) - 111.19) < 0.1)
  }
}
