import Model
import Testing

@testable import ControlTracking

/// One news text of 22 May 2015 and a reader's comment under it: the loss of a crossing, what was held that day, and
/// what had happened the year before.
@Suite struct `One text on the crossings of Syria and Iraq` {
  private static let tanf = "site:sy-al-tanf-crossing"
  private static let waleed = "site:iq-al-waleed-crossing"
  private static let trebil = "site:iq-trebil-crossing"

  static let entries: [LedgerEntry] = {
    let (day, islamicState, syria, iraq) = ("2015-05-22", "actor:islamic-state", "actor:syria-gov", "actor:iraq-gov")
    return [
      entry("0", .captured, "Palmyra", to: islamicState, .asserted, at: (34.56, 38.27), status: .background),
      entry(
        "1", .captured, tanf, to: islamicState, from: syria, on: day, basis: .publication, credits: ["Observatory"]),
      entry("2", .withdrawn, tanf, from: syria, on: day, basis: .publication, credits: ["Observatory"]),
      entry(
        "3", .captured, "all Syrian border crossings with Iraq", from: syria, on: day, basis: .publication,
        credits: ["Observatory"]),
      entry(
        "4", .held, "site:sy-albu-kamal-crossing", to: islamicState, on: day, basis: .publication, .asserted,
        status: .standing),
      entry(
        "5", .held, "site:sy-yarubiyah-crossing", to: "actor:ypg", on: day, basis: .publication, .asserted,
        status: .standing),
      entry(
        "6", .held, waleed, to: iraq, on: day, basis: .publication, .asserted, credits: ["Iraqi official"],
        country: "IQ", status: .standing),
      entry(
        "7", .held, trebil, to: iraq, on: day, basis: .publication, .asserted, country: "IQ", status: .standing),
      entry("8", .captured, waleed, to: islamicState, on: "2014-06-22", .asserted, country: "IQ", status: .background),
      entry("9", .captured, trebil, to: islamicState, on: "2014-06-22", .asserted, country: "IQ", status: .background),
      entry(
        "a", .recaptured, waleed, to: iraq, from: islamicState, on: "2014-06-23/2014-07-06", basis: .relative,
        .asserted, country: "IQ", status: .background),
      entry(
        "b", .recaptured, trebil, to: iraq, from: islamicState, on: "2014-06-23/2014-07-06", basis: .relative,
        .asserted, country: "IQ", status: .background),
      // The reader's comment.
      entry("c", .captured, waleed, on: day, basis: .publication, .rumoured, country: "IQ"),
      entry(
        "d", .advanced, "site:sy-shaer", to: islamicState, on: day, basis: .publication, .rumoured,
        credits: ["Twitter"]),
    ]
  }()

  @Test(arguments: [
    (tanf, "2015-05-22", "held actor:islamic-state"), (tanf, "2015-05-20", "unknown"),
    (tanf, "2015-09-01", "held actor:islamic-state"),
    (waleed, "2014-06-22", "held actor:islamic-state"), (waleed, "2014-07-07", "held actor:iraq-gov"),
    (waleed, "2015-05-22", "held actor:iraq-gov"), (waleed, "2014-06-01", "unknown"),
    (trebil, "2014-06-22", "held actor:islamic-state"), (trebil, "2014-07-01", "held actor:iraq-gov"),
    (trebil, "2015-05-22", "held actor:iraq-gov"),
    ("site:sy-albu-kamal-crossing", "2015-05-22", "held actor:islamic-state"),
    ("site:sy-yarubiyah-crossing", "2015-05-22", "held actor:ypg"),
    ("site:sy-shaer", "2015-05-22", "unknown"),
    ("palmyra", "2015-05-22", "held actor:islamic-state"),
    ("all Syrian border crossings with Iraq", "2015-05-22", "vacated nobody"),
    ("site:nowhere", "2015-05-22", ""),
  ])
  func `says who holds each`(_ place: String, _ day: String, _ expected: String) {
    #expect(ControlLedger(reports: Self.entries).summary(place, day) == expected)
  }

  @Test func `says since when, with the reports it rests on`() throws {
    let ledger = ControlLedger(reports: Self.entries)
    let taken = try #require(ledger.control(of: Self.tanf, at: .on("2015-06-30")).first?.claims.first)
    #expect(taken.since == .on("2015-05-22"))
    #expect(taken.sinceIsBound)
    #expect(taken.asOf == .on("2015-05-22"))
    #expect(taken.reports.map(\.rawValue) == ["r-1"])
    let held = try #require(ledger.control(of: Self.trebil, at: .on("2015-05-22")).first?.claims.first)
    #expect(held.since == .on("2014-06-23"))
    #expect(held.sinceEnd == .on("2014-07-06"))
    #expect(held.reports.map(\.rawValue) == ["r-b", "r-7"])
    #expect(held.asOf == .on("2015-05-22"))
    let seen = try #require(ledger.control(of: "site:sy-yarubiyah-crossing", at: .on("2015-05-22")).first?.claims.first)
    #expect(!seen.sinceIsBound, "it was seen to be held, not when that began")
  }

  @Test func `shows the comment's rumour as a doubt and no more`() throws {
    let state = try #require(ControlLedger(reports: Self.entries).control(of: Self.waleed, at: .on("2015-05-22")).first)
    #expect(state.holder == .listed("actor:iraq-gov"))
    #expect(state.doubts == [ChangeID(rawValue: "c-c")])
  }

  @Test func `says what ended what`() {
    let changes = ControlLedger(reports: Self.entries).changes
    func superseded(_ id: String) -> String? { changes.first { $0.id.rawValue == id }?.supersededBy?.rawValue }
    #expect(superseded("c-8") == "c-a")
    #expect(superseded("c-a") == nil)
    #expect(superseded("c-2") == "c-1", "the leaving is over when the taker came")
  }

  @Test func `lists the changes of the day, the latest first, and those of a country`() {
    let ledger = ControlLedger(reports: Self.entries)
    #expect(!ledger.changes(since: .on("2015-01-01")).contains { $0.id.rawValue == "c-8" })
    #expect(ledger.changes(since: .on("2014-01-01")).contains { $0.id.rawValue == "c-8" })
    #expect(ledger.control(country: "IQ", at: .on("2015-05-22")).map(\.place.key) == [Self.waleed, Self.trebil])
  }

  @Test func `is the same in whatever order its reports come`() {
    let forward = ControlLedger(reports: Self.entries)
    #expect(ControlLedger(reports: Self.entries.reversed()).changes == forward.changes)
  }
}
