import FoundationEssentials
import Model
import Testing

@testable import ControlTracking

@Suite struct `Reports of one event` {
  private let first = entry(
    "1", .captured, "site:x", to: "A", from: "B", on: "2015-05-21", by: "wire", published: "2015-05-21")

  @Test(arguments: [
    ("another source, a day later", entry("2", .captured, "site:x", to: "A", on: "2015-05-22", by: "desk"), true),
    ("retaking is taking", entry("2", .recaptured, "site:x", to: "A", on: "2015-05-21", by: "desk"), true),
    ("a week later", entry("2", .captured, "site:x", to: "A", on: "2015-05-29", by: "desk"), false),
    (
      "told on the day it was published, three days later",
      entry("2", .captured, "site:x", to: "A", on: "2015-05-24", basis: .publication, by: "desk"), true
    ),
    ("the whole month", entry("2", .captured, "site:x", to: "A", on: "2015-05-01/2015-05-31", by: "desk"), true),
    ("without a day", entry("2", .captured, "site:x", to: "A", by: "desk"), true),
    ("another taker", entry("2", .captured, "site:x", to: "C", on: "2015-05-21", by: "desk"), false),
    ("another place", entry("2", .captured, "site:y", to: "A", on: "2015-05-21", by: "desk"), false),
    ("another movement", entry("2", .withdrawn, "site:x", from: "B", on: "2015-05-21", by: "desk"), false),
    ("a forecast", entry("2", .captured, "site:x", to: "A", on: "2015-05-21", .predicted, by: "desk"), false),
  ])
  func `become one change, others do not`(_ name: String, _ second: LedgerEntry, _ isOne: Bool) {
    let changes = ControlLedger(reports: [first, second]).changes
    let change = changes.first { $0.reports.contains(first.id) }
    #expect((change?.reports.contains(second.id) ?? false) == isOne, "\(name)")
  }

  @Test func `narrow each other's days`() throws {
    let month = entry("2", .captured, "site:x", to: "A", on: "2015-05-01/2015-05-31", by: "desk")
    let change = try #require(ControlLedger(reports: [month, first]).changes.first)
    #expect(change.start == .on("2015-05-21"))
    #expect(change.end == .on("2015-05-21"))
  }

  @Test(
    arguments: [
      ("the same id", "site:x", "site:x", (33.0, 38.0), (36.0, 40.0), true),
      ("twin sides that share a name", "site:x", "site:y", (33.0, 38.0), (33.0, 38.01), false),
      ("a name without an id, near", "site:x", nil, (33.0, 38.0), (33.1, 38.1), true),
      ("a name without an id, far", "site:x", nil, (33.0, 38.0), (34.0, 38.0), false),
    ] as [(String, String?, String?, (Double, Double), (Double, Double), Bool)])
  func `are of one place`(
    _ name: String, _ one: String?, _ other: String?, _ here: (Double, Double), _ there: (Double, Double), _ isOne: Bool
  ) {
    let entries = [
      entry("1", .captured, "Gate", to: "A", on: "2015-05-21", by: "wire", placeID: one, at: here),
      entry("2", .captured, "GATE", to: "A", on: "2015-05-21", by: "desk", placeID: other, at: there),
    ]
    #expect((ControlLedger(reports: entries).changes.count == 1) == isOne, "\(name)")
  }
}

@Suite struct `Confidence` {
  private func confidence(_ entries: LedgerEntry...) -> Double {
    ControlLedger(reports: entries).changes.first { $0.reports.contains(entries[0].id) }?.confidence ?? -1
  }

  private func taken(
    _ id: String, by publisher: String, _ certainty: Certainty = .reported, story: String? = nil,
    credits: [String] = []
  ) -> LedgerEntry {
    entry(
      id, .captured, "site:x", to: "A", on: "2015-05-21", certainty, by: publisher, story: story, credits: credits)
  }

  @Test func `follows the words when one source speaks`() {
    let weights = [Certainty.asserted, .reported, .claimed, .rumoured].map { confidence(taken("1", by: "wire", $0)) }
    #expect(weights == weights.sorted(by: >))
    #expect(abs(weights[1] - 0.6 * 0.8) < 1e-9)
  }

  @Test func `grows with independent voices alone`() {
    let alone = confidence(taken("1", by: "wire"))
    #expect(confidence(taken("1", by: "wire"), taken("2", by: "desk")) > alone)
    #expect(abs(confidence(taken("1", by: "wire"), taken("2", by: "desk")) - (1 - 0.52 * 0.52)) < 1e-9)
    let copies = confidence(taken("1", by: "wire", story: "s"), taken("2", by: "desk", story: "s"))
    #expect(copies == alone, "copies of one story")
    let twice = confidence(taken("1", by: "wire", story: "s"), taken("2", by: "wire", story: "t"))
    #expect(twice == alone, "one publisher twice")
    let credited = confidence(
      taken("1", by: "wire", credits: ["Observatory"]), taken("2", by: "desk", credits: ["observatory", "Observatory"]))
    #expect(credited == alone, "both rest on one source")
    let residents = confidence(
      taken("1", by: "wire", credits: ["residents"]), taken("2", by: "desk", credits: ["residents"]))
    #expect(residents > alone, "residents here are not residents there")
  }

  @Test func `falls with denials and with claims that cannot both be true`() throws {
    let alone = confidence(taken("1", by: "wire"))
    let denial = entry(
      "2", .captured, "site:x", to: "A", on: "2015-05-22", .denied, by: "ministry", published: "2015-05-22")
    #expect(confidence(taken("1", by: "wire"), denial) < alone)
    let rival = entry("3", .held, "site:x", to: "B", on: "2015-05-21", by: "desk")
    #expect(confidence(taken("1", by: "wire"), rival) < alone)
    let change = try #require(
      ControlLedger(reports: [taken("1", by: "wire"), denial, rival]).changes.first { $0.movement == .gain })
    #expect(change.contradictedBy.map(\.rawValue) == ["r-2", "r-3"])
    let late = entry("4", .captured, "site:x", to: "A", on: "2015-09-01", .denied, by: "ministry")
    #expect(confidence(taken("1", by: "wire"), late) == alone, "a denial months later denies something else")
  }

  @Test func `counts what a source's record was when the change became known`() throws {
    func year(_ number: Int, denied: Bool) -> [LedgerEntry] {
      let day = "20\(number)-03-01"
      let place = "site:p\(number)"
      let told = entry("w\(number)", .captured, place, to: "A", on: day, by: "wire", published: day)
      guard denied else {
        return [told, entry("d\(number)", .captured, place, to: "A", on: day, by: "desk", published: day)]
      }
      return [told]
        + ["one", "two", "three"].map {
          entry("\($0)\(number)", .captured, place, to: "A", on: day, .denied, by: $0, published: day)
        }
    }
    let now = entry("now", .captured, "site:now", to: "A", on: "2015-05-21", by: "wire")
    func weigh(_ past: [LedgerEntry]) throws -> Double {
      try #require(ControlLedger(reports: past + [now]).changes.first { $0.place.key == "site:now" }).confidence
    }
    let fresh = try weigh([])
    #expect(try weigh((10...14).flatMap { year($0, denied: false) }) > fresh)
    #expect(try weigh((10...14).flatMap { year($0, denied: true) }) < fresh)
    #expect(try weigh((16...19).flatMap { year($0, denied: true) }) == fresh, "what comes later does not count")
  }
}

@Suite struct `Control` {
  private let story: [LedgerEntry] = [
    entry("1", .captured, "site:x", to: "A", from: "B", on: "2015-01-10", published: "2015-01-11"),
    entry("2", .recaptured, "site:x", to: "B", from: "A", on: "2015-03-05", published: "2015-06-01"),
    entry("3", .withdrawn, "site:x", from: "B", on: "2015-08-01", published: "2015-08-02"),
  ]

  @Test(arguments: [
    ("2015-01-09", nil, "unknown"), ("2015-01-10", nil, "held A"), ("2015-03-04", nil, "held A"),
    ("2015-03-05", nil, "held B"), ("2015-08-01", nil, "vacated nobody"),
    // Until June nobody knew of March.
    ("2015-04-01", "2015-05-01", "held A"), ("2015-04-01", "2015-06-01", "held B"),
    ("2015-01-10", "2015-01-10", ""),
  ])
  func `is told by the day that is meant and by what was known`(_ day: String, _ known: String?, _ expected: String) {
    #expect(ControlLedger(reports: story).summary("site:x", day, known: known) == expected)
  }

  @Test func `does not know what was withdrawn, unless it is asked of before`() {
    let reports = [
      entry(
        "1", .captured, "site:x", to: "A", on: "2015-01-10", published: "2015-01-11", withdrawn: "2015-01-20")
    ]
    #expect(ControlLedger(reports: reports).summary("site:x", "2015-02-01") == "")
    #expect(ControlLedger(reports: reports).summary("site:x", "2015-02-01", known: "2015-01-15") == "held A")
    #expect(ControlLedger(reports: reports).summary("site:x", "2015-02-01", known: "2015-01-20") == "")
  }

  @Test(arguments: [
    (
      "two takers on one day stand side by side",
      [
        entry("1", .captured, "site:x", to: "A", on: "2015-05-21", by: "wire"),
        entry("2", .captured, "site:x", to: "B", on: "2015-05-21", by: "desk"),
      ], "conflicting A B"
    ),
    (
      "a party that says it still holds stands beside the claim that it lost",
      [
        entry("1", .captured, "site:x", to: "A", from: "B", on: "2015-05-21", .claimed, by: "wire"),
        entry("2", .held, "site:x", to: "B", on: "2015-05-21", .claimed, by: "desk"),
      ], "conflicting A B"
    ),
    (
      "a holder seen before and after the day of its fall disputes it",
      [
        entry("1", .held, "site:x", to: "B", on: "2015-05-10", by: "wire"),
        entry("2", .captured, "site:x", to: "A", on: "2015-05-15", by: "desk"),
        entry("3", .held, "site:x", to: "B", on: "2015-05-20", by: "radio"),
      ], "conflicting A B"
    ),
    (
      "a holder seen before its fall does not",
      [
        entry("1", .held, "site:x", to: "B", on: "2015-05-10", by: "wire"),
        entry("2", .captured, "site:x", to: "A", on: "2015-05-15", by: "desk"),
      ], "held A"
    ),
    (
      "who took it from the other on that day came after",
      [
        entry("1", .captured, "site:x", to: "A", on: "2015-05-21", by: "wire"),
        entry("2", .captured, "site:x", to: "B", from: "A", on: "2015-05-21", by: "desk"),
      ], "held B"
    ),
    (
      "a later sight settles which claim was true",
      [
        entry("1", .captured, "site:x", to: "A", on: "2015-05-10", by: "wire"),
        entry("2", .captured, "site:x", to: "B", on: "2015-05-10", by: "desk"),
        entry("3", .held, "site:x", to: "B", on: "2015-05-20", by: "radio"),
      ], "held B"
    ),
    (
      "a rumour alone says nothing",
      [entry("1", .captured, "site:x", to: "A", on: "2015-05-21", .rumoured)], "unknown"
    ),
    (
      "a rumour that many share does",
      (0..<4).map { entry("\($0)", .captured, "site:x", to: "A", on: "2015-05-21", .rumoured, by: "source \($0)") },
      "held A"
    ),
    (
      "a denied capture leaves the holder",
      [
        entry("1", .held, "site:x", to: "B", on: "2015-05-01", .asserted),
        entry("2", .captured, "site:x", to: "A", on: "2015-05-21", .denied),
      ], "held B"
    ),
    (
      "ground gained around it changes no holder",
      [
        entry("1", .held, "site:x", to: "B", on: "2015-05-01", .asserted),
        entry("2", .advanced, "site:x", to: "A", on: "2015-05-21", .asserted),
      ], "held B"
    ),
    (
      "fighting inside makes it contested",
      [
        entry("1", .held, "site:x", to: "B", on: "2015-05-01", .asserted),
        entry("2", .contested, "site:x", on: "2015-05-21", .asserted),
      ], "contested B"
    ),
    (
      "and the next taker ends that",
      [
        entry("1", .contested, "site:x", on: "2015-05-15", .asserted),
        entry("2", .captured, "site:x", to: "A", on: "2015-05-21", .asserted),
      ], "held A"
    ),
    (
      "an attack that failed leaves the defender",
      [entry("1", .repelled, "site:x", to: "B", on: "2015-05-21", .asserted)], "held B"
    ),
    (
      "one who leaves what another holds changes nothing",
      [
        entry("1", .captured, "site:x", to: "A", on: "2015-05-10"),
        entry("2", .withdrawn, "site:x", from: "B", on: "2015-05-12"),
      ], "held A"
    ),
    (
      "a region's fall says nothing of a place in it",
      [
        entry("1", .held, "site:x", to: "B", on: "2015-05-01", .asserted),
        entry("2", .captured, "site:region", to: "A", on: "2015-05-21", .asserted),
      ], "held B"
    ),
  ])
  func `follows from the reports`(_ rule: String, _ entries: [LedgerEntry], _ expected: String) {
    #expect(ControlLedger(reports: entries).summary("site:x", "2015-05-22") == expected, "\(rule)")
  }
}
