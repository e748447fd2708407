import Foundation
import GRDB
import Model
import Synchronization
import Testing

@testable import Cataloguing

/// Every statement that the face leads to is asked for its plan: what is answered often must be an index search.
@Suite struct `Every query` {
  /// Listings and counts of everything, which must look at everything; `feed`, `segment` and `sink` stay small.
  private static let mayScan = [
    "FROM feed", "FROM segment", "FROM sink", "SELECT count(*) FROM", "SELECT max(id) FROM revision",
    "FROM item JOIN article ON article.id = item.article_id ORDER BY item.id",
  ]

  @Test func `is an index search`() async throws {
    let heard = Mutex<Set<String>>([])
    let scratch = try Scratch(onStatement: { sql in _ = heard.withLock { $0.insert(sql) } })
    let feed = try await scratch.subscribe("https://a.example/")[0]
    try await exercise(scratch.catalogue, feed)
    let statements = heard.withLock { $0 }.filter { sql in
      ["SELECT", "WITH", "UPDATE", "DELETE"].contains { sql.hasPrefix($0) } && !sql.contains("sqlite_")
        && !sql.contains("grdb_migrations") && !sql.contains("_config") && !sql.contains("main.search")
    }
    #expect(statements.count > 40)
    let queue = try DatabaseQueue(path: scratch.catalogue.file)
    for sql in statements where !Self.mayScan.contains(where: sql.contains) {
      let plan = try await queue.read { database in
        // No values are bound: a plan does not depend on them.
        let statement = try database.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
        statement.setUncheckedArguments(StatementArguments())
        return try Row.fetchAll(statement).map { $0["detail"] as String }
      }
      let scans = plan.filter { step in
        step.hasPrefix("SCAN") && !step.contains("VIRTUAL TABLE INDEX") && !step.contains("CONSTANT ROW")
          && step != "SCAN found"
      }
      #expect(scans.isEmpty, "\(sql)\n\(plan.joined(separator: "\n"))")
    }
  }

  /// Every read, and every write that looks something up, with every filter on its own.
  private func exercise(_ catalogue: Catalogue, _ feed: FeedSource) async throws {
    let news = Make.news("a-1", feed: feed, keys: ["k"], bands: [1], reports: [Make.report("r-1")])
    let revised = Make.news("a-1", feed: feed, revision: 2, reports: [])
    _ = try await catalogue.commit([Make.settlement(feed, news: [news, revised])], at: .at(20))
    _ = try await catalogue.adopt(
      [
        Reextraction(reports: RevisionReports(article: news.revision.article, revision: 2, extractor: "y", reports: []))
      ],
      retold: [news], publishing: false, at: .at(30))
    _ = try await catalogue.unknownItems([news.revision.item], ofFeed: feed.subscribedURL)
    _ = try await catalogue.fingerprint(of: news.revision.article, revision: 1)
    _ = try await catalogue.standing(of: [news.revision.item], in: feed.id)
    _ = try await catalogue.articles(withIdentityKeys: ["k"])
    _ = try await catalogue.articles(sharingBands: [1], limit: 3)
    _ = try await catalogue.capture(withDigest: "00", url: "u")
    _ = try await catalogue.polls(of: feed.id, limit: 3)
    _ = try await catalogue.publishingTimes(of: feed.id, limit: 3)
    _ = try await catalogue.status(ofFeed: feed.subscribedURL)
    _ = try await catalogue.article(news.revision.article)
    _ = try await catalogue.evidence(of: ReportID(rawValue: "r-1"))
    _ = try await catalogue.events(after: 0, limit: 3)
    _ = try await catalogue.position()
    _ = try await catalogue.watchedArticles(dueAt: .at(99), limit: 3)
    try await catalogue.set([ArticleWatch(article: news.revision.article, at: .at(50))])
    _ = try await catalogue.revisionRecords(after: 0, limit: 3)
    _ = try await catalogue.captures(after: 0, limit: 3)
    _ = try await catalogue.report(ReportID(rawValue: "r-1"))
    _ = try await catalogue.knownArticle(news.revision.article)
    _ = try await catalogue.feed(url: feed.url)
    _ = try await catalogue.dueTimes()
    try await catalogue.acknowledge(1, by: "sink")
    _ = try await catalogue.pendingEventCount(of: "sink")
    for filter in [
      ArticleFilter(), ArticleFilter(feed: feed.subscribedURL), ArticleFilter(since: .at(0), until: .at(9)),
      ArticleFilter(story: news.revision.article), ArticleFilter(language: "en"),
    ] { _ = try await catalogue.articles(filter, limit: 3) }
    for filter in [
      ReportFilter(), ReportFilter(kinds: [.held]), ReportFilter(kinds: [.held, .captured]),
      ReportFilter(certainties: [.denied]), ReportFilter(statuses: [.new]), ReportFilter(place: "site:x"),
      ReportFilter(place: "x"), ReportFilter(country: "SY"), ReportFilter(actor: "actor:x"),
      ReportFilter(since: .at(0)), ReportFilter(article: news.revision.article),
      ReportFilter(box: BoundingBox(south: 0, west: 0, north: 1, east: 1)),
    ] { _ = try await catalogue.reports(filter, limit: 3) }
    for order in SearchOrder.allCases { _ = try await catalogue.search("crossing", order: order, limit: 3) }
    _ = try await catalogue.changes(limit: 3)
    _ = try await catalogue.changes(since: .at(0), limit: 3)
    _ = try await catalogue.changes(place: "p", limit: 3)
    _ = try await catalogue.changes(country: "SY", limit: 3)
  }
}
