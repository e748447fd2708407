import Foundation
import Model
import Testing

@testable import Cataloguing

@Suite struct `The views` {
  /// Six articles of two feeds with a report each, seen ten seconds apart.
  private func filled() async throws -> (scratch: Scratch, feeds: [FeedSource]) {
    let scratch = try Scratch()
    let feeds = try await scratch.subscribe("https://a.example/", "https://b.example/")
    let reports = [
      Make.report("r-0"),
      Make.report("r-1", kind: .withdrawn, to: nil, from: "actor:syria-gov"),
      Make.report(
        "r-2", kind: .held, place: "Trebil", placeID: "site:iq-trebil-crossing", country: "IQ", to: "actor:iraq-gov",
        from: nil, certainty: .asserted, lat: 32.7, lon: 39.02),
      Make.report("r-3", place: "Sandy Hill", placeID: nil, country: nil, to: "Desert Wolves", lat: nil, lon: nil),
      Make.report("r-4", certainty: .rumoured),
      Make.report("r-5", place: "Lau Island", placeID: "geonames:1", country: "FJ", lat: -18.2, lon: -178.8),
    ]
    let news = reports.enumerated().map { index, report in
      Make.news(
        "a-\(index)", feed: feeds[index % 2], story: index == 4 ? "a-0" : nil, language: index == 3 ? "ar" : "en",
        reports: [report], seenAt: .at(index * 10))
    }
    for (feed, parity) in zip(feeds, 0...) {
      let mine = news.enumerated().filter { $0.offset % 2 == parity }.map(\.element)
      _ = try await scratch.catalogue.commit([Make.settlement(feed, news: mine)], at: .at(100))
    }
    return (scratch, feeds)
  }

  @Test(arguments: [
    (ReportFilter(), "543210"),
    (ReportFilter(kinds: [.withdrawn]), "1"),
    (ReportFilter(kinds: [.withdrawn, .held]), "21"),
    (ReportFilter(certainties: [.rumoured, .asserted]), "42"),
    (ReportFilter(statuses: [.standing]), ""),
    (ReportFilter(place: "site:iq-trebil-crossing"), "2"),
    (ReportFilter(place: "sandy HILL"), "3"),
    (ReportFilter(country: "IQ"), "2"),
    (ReportFilter(actor: "actor:syria-gov"), "54310"),
    (ReportFilter(actor: "Desert Wolves"), "3"),
    (ReportFilter(since: .at(20), until: .at(40)), "32"),
    (ReportFilter(article: ArticleID(rawValue: "a-4")), "4"),
    (ReportFilter(article: ArticleID(rawValue: "a-none")), ""),
    (ReportFilter(box: BoundingBox(south: 33, west: 38, north: 34, east: 39)), "410"),
    (ReportFilter(box: BoundingBox(south: -20, west: 170, north: -10, east: -170)), "5"),
    (ReportFilter(kinds: [.captured], actor: "actor:islamic-state", since: .at(10)), "54"),
  ])
  func `of reports show what a filter lets through`(_ filter: ReportFilter, _ expected: String) async throws {
    let (scratch, _) = try await filled()
    let page = try await scratch.catalogue.reports(filter, limit: 50)
    #expect(page.items.map { String($0.report.id.rawValue.dropFirst(2)) }.joined() == expected)
    #expect(page.next == nil)
    var streamed = ""
    try scratch.catalogue.eachReport(filter) { streamed += $0.report.id.rawValue.dropFirst(2) }
    #expect(streamed == expected)
  }

  @Test(arguments: [
    (ArticleFilter(), "543210"),
    (ArticleFilter(feed: "https://b.example/"), "531"),
    (ArticleFilter(feed: "https://none.example/"), ""),
    (ArticleFilter(since: .at(20), until: .at(50)), "432"),
    (ArticleFilter(story: ArticleID(rawValue: "a-0")), "40"),
    (ArticleFilter(language: "ar"), "3"),
  ])
  func `of articles show what a filter lets through`(_ filter: ArticleFilter, _ expected: String) async throws {
    let (scratch, _) = try await filled()
    let page = try await scratch.catalogue.articles(filter, limit: 50)
    #expect(page.items.map { String($0.article.rawValue.dropFirst(2)) }.joined() == expected)
  }

  @Test func `page through everything, each line once, while more comes in`() async throws {
    let (scratch, feeds) = try await filled()
    var shown: [String] = []
    var cursor: String?
    repeat {
      let page = try await scratch.catalogue.reports(after: cursor, limit: 2)
      shown += page.items.map(\.report.id.rawValue)
      cursor = page.next
      let more = Make.news(
        "a-new\(shown.count)", feed: feeds[0], reports: [Make.report("r-new\(shown.count)")], seenAt: .at(900))
      _ = try await scratch.catalogue.commit([Make.settlement(feeds[0], at: .at(900), news: [more])], at: .at(900))
    } while cursor != nil
    #expect(shown == ["r-5", "r-4", "r-3", "r-2", "r-1", "r-0"])
    await #expect(throws: CatalogueError.badCursor("nonsense")) {
      try await scratch.catalogue.articles(after: "nonsense", limit: 2)
    }
  }

  @Test func `of an article show the other articles of its story`() async throws {
    let (scratch, _) = try await filled()
    let copy = try #require(try await scratch.catalogue.article(ArticleID(rawValue: "a-4")))
    #expect(copy.summary.relation == .syndicated)
    #expect(copy.copies.map(\.article.rawValue) == ["a-0"])
    #expect(try await scratch.catalogue.article(ArticleID(rawValue: "a-none")) == nil)
  }

  @Test func `of evidence show the text and the records it stands in`() async throws {
    let (scratch, feeds) = try await filled()
    let evidence = try #require(try await scratch.catalogue.evidence(of: ReportID(rawValue: "r-2")))
    #expect(evidence.revision.revision.content.text == "Fighters took the crossing on Friday.")
    #expect(evidence.revision.conversion == Make.address(1200))
    #expect(evidence.report.feed == feeds[0].subscribedURL)
    #expect(evidence.report.knownAt == .at(20))
    #expect(evidence.report.link == "https://example.org/a-2")
    #expect(try await scratch.catalogue.evidence(of: ReportID(rawValue: "r-none")) == nil)
  }

  @Test func `of items list every one, with the id that its feed gave it`() async throws {
    let (scratch, feeds) = try await filled()
    var unnamed = Make.item("digest:1")
    unnamed.guid = nil
    unnamed.link = nil
    let sighting = ItemSighting(item: unnamed, article: ArticleID(rawValue: "a-1"), seenAt: .at(200))
    _ = try await scratch.catalogue.commit([Make.settlement(feeds[0], sightings: [sighting])], at: .at(200))
    var listed: [String] = []
    try scratch.catalogue.eachItem { listed.append("\($0.feed) \($0.itemID) \($0.article)") }
    #expect(listed.count == 7)
    #expect(listed.contains("https://b.example/ a-3 a-3"))
    #expect(listed.last == "https://a.example/ digest:1 a-1")
  }

  @Test func `of feeds show how the last poll went`() async throws {
    let (scratch, feeds) = try await filled()
    _ = try await scratch.catalogue.commit(
      [Make.settlement(feeds[1], at: .at(300), result: .timeout)], at: .at(300))
    _ = try await scratch.catalogue.add(Subscription(url: "https://c.example/"), at: .at(0))
    var lines: [String] = []
    try scratch.catalogue.eachFeedStatus { status in
      lines.append("\(status.source.subscribedURL) \(status.lastPoll?.result.rawValue ?? "-") \(status.itemCount)")
    }
    #expect(lines == ["https://a.example/ ok 3", "https://b.example/ timeout 3", "https://c.example/ - 0"])
    let counts = try await scratch.catalogue.counts()
    #expect(counts.results == [.ok: 1, .timeout: 1])
    #expect(counts.feeds == [.active: 3])
    #expect(counts.stories == 5)
    #expect(counts.reports == 6)
  }

  @Test func `of changes show those of a place, a country or a time`() async throws {
    let scratch = try Scratch()
    func row(_ id: String, _ place: String, _ country: String?, _ seconds: Int) -> ChangeRow {
      ChangeRow(
        id: id, place: place, country: country, start: Day(iso: "2015-05-21"), end: nil, knownAt: .at(seconds),
        confidence: 0.75, document: "{}")
    }
    let rows = [row("c-1", "p", "SY", 1), row("c-2", "q", "IQ", 2), row("c-3", "p", nil, 2), row("c-4", "p", "SY", 3)]
    try await scratch.catalogue.replaceChanges(ofPlaces: ["p", "q"], with: rows)
    #expect(try await scratch.catalogue.changes(limit: 10).items.map(\.id) == ["c-4", "c-2", "c-3", "c-1"])
    #expect(try await scratch.catalogue.changes(since: .at(2), place: "p", limit: 10).items == [rows[3], rows[2]])
    #expect(try await scratch.catalogue.changes(country: "IQ", limit: 10).items == [rows[1]])
    let first = try await scratch.catalogue.changes(limit: 2)
    #expect(try await scratch.catalogue.changes(after: first.next, limit: 2).items == [rows[2], rows[0]])
    try await scratch.catalogue.replaceChanges(ofPlaces: ["p"], with: [])
    #expect(try await scratch.catalogue.changes(limit: 10).items == [rows[1]])
  }
}
