import FoundationEssentials
import Model
import Testing

@testable import Observing

@Suite struct EventTests {
  static let feed = FeedSource(
    id: FeedID(rawValue: 7), url: "https://user:secret@news.example/feed?key=1",
    subscribedURL: "https://news.example/feed",
    nextPollAt: Date(timeIntervalSince1970: 0))
  static let revision = ArticleRevision(
    article: ArticleID(rawValue: "a-1"), revision: 2, story: ArticleID(rawValue: "a-1"), relation: .revision,
    feed: "https://news.example/feed",
    item: ItemIdentity(key: "k", guid: nil, link: "https://news.example/1", title: "T", published: nil, digest: "d"),
    content: ExtractedArticle(title: "T", text: "one two"), origin: .feed, seenAt: Date(timeIntervalSince1970: 0))
  static let report = IdentifiedReport(
    id: ReportID(rawValue: "r-1"), comment: nil, quote: "the town fell",
    report: TerritorialReport(
      kind: .captured, place: ReportedPlace(mention: "X", id: nil, name: "X", country: "SY", lat: nil, lon: nil),
      to: .listed("actor:a"), from: .named("b"), date: .unknown, certainty: .claimed, sources: ["Agency"], status: .new,
      evidence: Evidence(start: 0, end: 13)))
  static let every: [Event] = [
    .serviceStarting(version: "1", state: "var", configuration: "etc/salient.yaml"),
    .serviceReady(feeds: 1, took: .seconds(1)),
    .serviceProgress(polls: 1, failed: 0, articles: 2, reports: 3, active: 5, waiting: 4),
    .serviceReloaded(feeds: 1, alerts: 1), .serviceReloadFailed(error: "e"),
    .serviceStopping(reason: "SIGTERM", active: 1),
    .serviceStopped(polls: 1, articles: 1, reports: 1, took: .zero), .feedsSynced(feeds: 1, added: 1, removed: 0),
    .networkLost(hosts: 3), .networkBack(hosts: 3),
    .archiveRecovered(segments: 1, records: 2, cutBytes: 3, takenIn: 4), .archiveFailed(error: "e", full: true),
    .archiveResumed(), .catalogueFailed(error: "e"), .orderRefused(error: "e"),
    .alertSent(alert: "a", sink: "webhook", key: "k", report: ReportID(rawValue: "r-1"), attempts: 1),
    .alertFailed(
      alert: "a", sink: "webhook", key: "k", report: ReportID(rawValue: "r-1"), attempts: 1, next: "n", error: "e"),
    .alertDead(alert: "a", sink: "webhook", key: "k", report: ReportID(rawValue: "r-1"), attempts: 1, error: "e"),
    .statusListening(socket: "s", listen: "127.0.0.1:1"),
    .statusFailed(error: "e"), .libraryMessage(label: "l", level: .error, message: "m", metadata: "a=b"),
    .feedPolled(
      feed,
      PollSummary(
        result: .ok, status: 200, bytes: 1, took: .zero, items: 1, newArticles: 1, revised: 0, reports: 1,
        nextPollAt: Date(timeIntervalSince1970: 60))),
    .feedFailed(
      feed, result: .http, status: 500, word: "http", reason: "500", failures: 1, repeated: 0,
      next: Date(timeIntervalSince1970: 60)),
    .feedSalvaged(feed, items: 1, repairs: 1, first: "unclosed tag"), .feedRecovered(feed, failures: 3),
    .feedRetired(feed), .feedMoved(feed, to: "https://u:p@new.example/"),
    .articleNew(revision, feed: feed.id, reports: 1),
    .articleRevised(revision, feed: feed.id, reports: 0),
    .articleDuplicate(revision.item, of: revision.article, feed: feed.id),
    .articlePageFailed("https://u:p@news.example/1", feed: feed.id, word: "tls", reason: "expired"),
    .reportNew(report, in: revision, feed: feed.id), .reportWithdrawn(report.id, article: revision.article, url: nil),
    .reportRestated(report.id, article: revision.article, url: nil), .orderRefused(error: "no feed of that URL"),
  ]

  @Test func `every name of the catalogue has an event that carries its fields in order`() {
    #expect(Set(EventTests.every.map(\.name)) == Set(EventName.allCases))
    for event in EventTests.every {
      let names = event.fields.map(\.name)
      #expect(names == event.name.fields.filter(names.contains), "\(event.name.rawValue)")
    }
  }

  @Test func `no event shows a credential`() {
    for event in EventTests.every {
      let all = event.message + event.fields.map { "\($0.value)" }.joined()
      #expect(!all.contains("secret") && !all.contains("u:p@"), "\(event.name.rawValue)")
    }
  }
}
