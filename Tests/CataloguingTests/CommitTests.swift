import Foundation
import Model
import Testing

@testable import Cataloguing

@Suite struct `A commit` {
  @Test func `keeps an article as it was given`() async throws {
    let scratch = try Scratch()
    let feed = try await scratch.subscribe("https://a.example/")[0]
    let news = Make.news("a-1", feed: feed, reports: [Make.report("r-1")])
    let outcome = try await scratch.catalogue.commit([Make.settlement(feed, news: [news])], at: .at(20))
    #expect(outcome.newArticles == [ArticleID(rawValue: "a-1")])
    #expect(outcome.newReports == [ReportID(rawValue: "r-1")])

    let article = try #require(try await scratch.catalogue.article(ArticleID(rawValue: "a-1")))
    #expect(article.revisions.count == 1)
    #expect(article.revisions[0].revision == news.revision)
    #expect(article.revisions[0].response == news.response)
    #expect(article.revisions[0].conversion == news.conversion)
    #expect(article.revisions[0].metadata == news.metadata)
    #expect(article.revisions[0].extractor == "x1")
    #expect(article.reports.map(\.report) == [Make.report("r-1")])
    #expect(article.summary.reportCount == 1)
  }

  @Test func `of the same news changes nothing and publishes nothing`() async throws {
    let scratch = try Scratch()
    let feed = try await scratch.subscribe("https://a.example/")[0]
    let settlement = Make.settlement(
      feed,
      captures: [ArchivedCapture(address: Make.address(1), url: feed.url, at: .at(9), payloadDigest: "aa")],
      news: [
        Make.news("a-1", feed: feed, keys: ["link:x"], bands: [7], reports: [Make.report("r-1")]),
        Make.news(
          "a-1", feed: feed, revision: 2, text: "They left again.", keys: ["link:x"], bands: [8],
          reports: [Make.report("r-2", kind: .withdrawn)]),
      ])
    _ = try await scratch.catalogue.commit([settlement], at: .at(20))
    let counts = try await scratch.catalogue.counts()
    let last = try await scratch.catalogue.lastEventID()
    // Taken in again after a crash, the records come in the same order.
    let again = try await scratch.catalogue.restore(
      captures: settlement.captures, news: settlement.news, publishing: true, at: .at(30))
    #expect(again.newArticles.isEmpty)
    #expect(again.revisedArticles.isEmpty)
    #expect(again.newReports.isEmpty)
    let twice = try await scratch.catalogue.commit([settlement], at: .at(40))
    #expect(twice.newReports.isEmpty)
    #expect(try await scratch.catalogue.lastEventID() == last)
    #expect(try await scratch.catalogue.counts().items == counts.items)
    #expect(try await scratch.catalogue.counts().revisions == 2)
    #expect(try await scratch.catalogue.report(ReportID(rawValue: "r-1"))?.withdrawal?.reason == .source)
    #expect(try await scratch.catalogue.integrityFaults().isEmpty)
  }

  @Test func `is whole or not at all`() async throws {
    let scratch = try Scratch()
    let feed = try await scratch.subscribe("https://a.example/")[0]
    let stranger = FeedSource(
      id: FeedID(rawValue: 99), url: "https://z.example/", subscribedURL: "https://z.example/", nextPollAt: .at(0))
    await #expect(throws: CatalogueError.self) {
      try await scratch.catalogue.commit(
        [Make.settlement(feed, news: [Make.news("a-1", feed: feed)]), Make.settlement(stranger)], at: .at(20))
    }
    #expect(try await scratch.catalogue.counts().articles == 0)
    #expect(try await scratch.catalogue.polls(of: feed.id, limit: 1).isEmpty)
  }

  @Test func `of a revision withdraws the reports that the source no longer makes`() async throws {
    let scratch = try Scratch()
    let feed = try await scratch.subscribe("https://a.example/")[0]
    let stays = Make.report("r-stays")
    let first = Make.news("a-1", feed: feed, reports: [stays, Make.report("r-goes", kind: .withdrawn)])
    _ = try await scratch.catalogue.commit([Make.settlement(feed, news: [first])], at: .at(20))
    let second = Make.news("a-1", feed: feed, revision: 2, text: "Corrected.", reports: [stays], seenAt: .at(500))
    let outcome = try await scratch.catalogue.commit([Make.settlement(feed, news: [second])], at: .at(510))
    #expect(outcome.revisedArticles == [ArticleID(rawValue: "a-1")])
    #expect(outcome.newReports.isEmpty)
    #expect(outcome.withdrawnReports == [ReportID(rawValue: "r-goes")])

    let gone = try #require(try await scratch.catalogue.report(ReportID(rawValue: "r-goes")))
    #expect(gone.withdrawal == CataloguedReport.Withdrawal(at: .at(500), reason: .source))
    let kept = try #require(try await scratch.catalogue.report(ReportID(rawValue: "r-stays")))
    #expect(kept.withdrawal == nil)
    #expect(kept.revision == 1, "the evidence points where the report was first stated")
    #expect(try await scratch.catalogue.reports(limit: 10).items.map(\.report.id) == [stays.id])

    let third = Make.news(
      "a-1", feed: feed, revision: 3, text: "Again.", reports: [stays, Make.report("r-goes", kind: .withdrawn)],
      seenAt: .at(900))
    let back = try await scratch.catalogue.commit([Make.settlement(feed, news: [third])], at: .at(910))
    #expect(back.newReports.isEmpty, "a report is published once")
    #expect(back.restatedReports == [ReportID(rawValue: "r-goes")])
    let told = try await scratch.catalogue.events(after: 0, limit: 10)
    #expect(told.map(\.kind) == [.newReport, .newReport, .withdrawnReport, .restatedReport])
    #expect(try await scratch.catalogue.report(ReportID(rawValue: "r-goes"))?.withdrawal == nil)
  }

  @Test func `of a revision that was not analysed leaves the reports alone`() async throws {
    let scratch = try Scratch()
    let feed = try await scratch.subscribe("https://a.example/")[0]
    let first = Make.news("a-1", feed: feed, reports: [Make.report("r-1")])
    let second = Make.news("a-1", feed: feed, revision: 2, language: "ar", reports: nil)
    _ = try await scratch.catalogue.commit([Make.settlement(feed, news: [first, second])], at: .at(20))
    #expect(try await scratch.catalogue.report(ReportID(rawValue: "r-1"))?.withdrawal == nil)
    #expect(try await scratch.catalogue.counts().notAnalysed == 1)
  }

  @Test func `of today's rules withdraws what earlier rules drew wrongly`() async throws {
    let scratch = try Scratch()
    let feed = try await scratch.subscribe("https://a.example/")[0]
    let news = Make.news("a-1", feed: feed, reports: [Make.report("r-1"), Make.report("r-2", kind: .held)])
    _ = try await scratch.catalogue.commit([Make.settlement(feed, news: [news])], at: .at(20))
    let better = RevisionReports(
      article: news.revision.article, revision: 1, extractor: "x2",
      reports: [Make.report("r-1", certainty: .claimed), Make.report("r-3", kind: .contested)])
    let outcome = try await scratch.catalogue.adopt(
      [Reextraction(reports: better, metadata: Make.address(9000))], publishing: false, at: .at(700))
    #expect(outcome.newReports == [ReportID(rawValue: "r-3")])
    #expect(outcome.events == nil)
    let wrong = try await scratch.catalogue.report(ReportID(rawValue: "r-2"))
    #expect(wrong?.withdrawal == CataloguedReport.Withdrawal(at: .at(700), reason: .extraction))
    let reread = try await scratch.catalogue.report(ReportID(rawValue: "r-1"))
    #expect(reread?.report.report.certainty == .claimed)
    #expect(reread?.extractor == "x2")
    #expect(reread?.knownAt == .at(10))
    #expect(try await scratch.catalogue.report(ReportID(rawValue: "r-3"))?.knownAt == .at(700))
    #expect(
      try await scratch.catalogue.evidence(of: ReportID(rawValue: "r-1"))?.revision.metadata == Make.address(9000))
  }

  @Test func `of a text that reads otherwise today takes the place of what was read before`() async throws {
    let scratch = try Scratch()
    let catalogue = scratch.catalogue
    let feed = try await scratch.subscribe("https://a.example/")[0]
    let first = Make.news("a-1", feed: feed, reports: [Make.report("r-1")])
    let second = Make.news("a-1", feed: feed, revision: 2, text: "They hold it, an appeal says.", reports: [])
    _ = try await catalogue.commit([Make.settlement(feed, news: [first, second])], at: .at(20))
    let article = first.revision.article
    var retold = [first, second]
    retold[0].revision.content.text = "Rebels took the crossing."
    retold[1].revision.content.text = "They hold it."
    retold[1].identityKeys = ["k"]
    for place in retold.indices {
      retold[place].conversion = Make.address(7000 + Int64(place) * 200)
      retold[place].fingerprint = [9, UInt8(place)]
    }
    let report = Make.report("r-1", certainty: .claimed)
    let reports = RevisionReports(article: article, revision: 1, extractor: "x2", reports: [report])
    let outcome = try await catalogue.adopt(
      [Reextraction(reports: reports, metadata: Make.address(9000))], retold: retold, publishing: true, at: .at(700))
    #expect(outcome.newReports.isEmpty && outcome.newArticles.isEmpty && outcome.revisedArticles.isEmpty)
    let stored = try #require(try await catalogue.article(article))
    #expect(stored.revisions.map(\.revision.content.text) == ["Rebels took the crossing.", "They hold it."])
    #expect(stored.revisions.map(\.conversion) == [Make.address(7000), Make.address(7200)])
    #expect(stored.revisions.map(\.response) == [first.response, second.response])
    #expect(try await catalogue.fingerprint(of: article, revision: 2) == [9, 1])
    #expect(try await catalogue.articles(withIdentityKeys: ["k"]).map(\.article) == [article])
    // The words of the latest revision lead to it, and those that were taken out no more.
    #expect(try await catalogue.search("hold", limit: 3).items.count == 1)
    #expect(try await catalogue.search("appeal", limit: 3).items.isEmpty)
    #expect(try await catalogue.search("rebels", limit: 3).items.isEmpty)
    #expect(try await catalogue.report(ReportID(rawValue: "r-1"))?.report.report.certainty == .claimed)
    #expect(try await catalogue.integrityFaults().isEmpty)
    let nobody = Make.news("a-7", feed: feed)
    await #expect(throws: CatalogueError.self) {
      try await catalogue.adopt([], retold: [nobody], publishing: true, at: .at(800))
    }
  }

  @Test func `of an archive read again makes the same catalogue, feeds that nobody subscribes included`() async throws {
    let original = try Scratch()
    let feed = try await original.subscribe("https://a.example/")[0]
    let news = [
      Make.news("a-1", feed: feed, keys: ["k"], reports: [Make.report("r-1")]),
      Make.news("a-2", feed: feed, story: "a-1", reports: [Make.report("r-2")]),
      Make.news("a-1", feed: feed, revision: 2, text: "More.", reports: [Make.report("r-1")], seenAt: .at(50)),
    ]
    _ = try await original.catalogue.commit([Make.settlement(feed, news: news)], at: .at(60))
    let anew = try Scratch()
    let outcome = try await anew.catalogue.restore(news: news, publishing: false, at: .at(5000))
    #expect(outcome.events == nil)
    for id in ["a-1", "a-2"].map(ArticleID.init(rawValue:)) {
      let restored = try await anew.catalogue.article(id)
      #expect(try await original.catalogue.article(id) == restored)
      #expect(restored != nil)
    }
    #expect(try await anew.catalogue.feeds(state: .removed).map(\.subscribedURL) == ["https://a.example/"])
    #expect(try await anew.catalogue.events(after: 0, limit: 10).isEmpty)
  }

  @Test func `survives dates that no calendar has`() async throws {
    let scratch = try Scratch()
    let feed = try await scratch.subscribe("https://a.example/")[0]
    var item = Make.item("odd")
    item.published = Date(timeIntervalSince1970: 1e30)
    _ = try await scratch.catalogue.commit(
      [Make.settlement(feed, news: [Make.news("a-1", feed: feed, item: item)])], at: .at(20))
    #expect(try await scratch.catalogue.counts().items == 1)
  }
}
