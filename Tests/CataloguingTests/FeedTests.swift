import Foundation
import Model
import Testing

@testable import Cataloguing

@Suite struct `The feeds` {
  @Test func `follow the feed list and keep their history`() async throws {
    let scratch = try Scratch()
    let first = Subscription(
      url: "https://a.example/feed", title: "A", tags: ["syria", "wire"], interval: .seconds(300))
    let changes = try await scratch.catalogue.subscribe(
      [first, Subscription(url: "https://b.example/feed"), first], at: .at(0))
    #expect(changes.added.count == 2)

    let later = try await scratch.catalogue.subscribe(
      [first, Subscription(url: "https://c.example/feed")], at: .at(100))
    #expect(later.added.count == 1)
    #expect(later.keptCount == 1)
    #expect(later.removed == [changes.added[1]])
    #expect(try await scratch.catalogue.feeds(state: .removed).map(\.subscribedURL) == ["https://b.example/feed"])

    let back = try await scratch.catalogue.subscribe([Subscription(url: "https://b.example/feed")], at: .at(200))
    #expect(back.added == [changes.added[1]])
    let feed = try #require(try await scratch.catalogue.feed(url: "https://b.example/feed"))
    #expect(feed.state == .active)
    #expect(feed.nextPollAt == .at(200))
  }

  @Test func `keep what the list says of them`() async throws {
    let scratch = try Scratch()
    let subscription = Subscription(
      url: "https://a.example/feed", title: "A", tags: ["syria"], interval: .milliseconds(1500))
    let id = try await scratch.catalogue.add(subscription, at: .at(5))
    let feed = try #require(try await scratch.catalogue.feed(id))
    #expect(
      feed
        == FeedSource(
          id: id, url: "https://a.example/feed", subscribedURL: "https://a.example/feed", title: "A", tags: ["syria"],
          interval: .milliseconds(1500), nextPollAt: .at(5)))
  }

  @Test func `are due in the order of their next polls, the active ones alone`() async throws {
    let scratch = try Scratch()
    var feeds = try await scratch.subscribe("https://a.example/", "https://b.example/", "https://c.example/")
    feeds[0].nextPollAt = .at(900)
    feeds[1].nextPollAt = .at(300)
    feeds[2].state = .retired
    _ = try await scratch.catalogue.commit(feeds.map { Make.settlement($0) }, at: .at(11))
    let due = try await scratch.catalogue.dueTimes()
    #expect(due.map(\.id) == [feeds[1].id, feeds[0].id])
    #expect(due.map(\.nextPollAt) == [.at(300), .at(900)])
  }

  @Test func `come back when they are revived`() async throws {
    let scratch = try Scratch()
    var feed = try await scratch.subscribe("https://a.example/")[0]
    feed.state = .retired
    feed.failures = 4
    _ = try await scratch.catalogue.commit([Make.settlement(feed, result: .gone)], at: .at(11))
    #expect(try await scratch.catalogue.dueTimes().isEmpty)
    _ = try await scratch.catalogue.revive(feed: "https://a.example/", at: .at(60))
    let revived = try #require(try await scratch.catalogue.feed(feed.id))
    #expect(revived.state == .active)
    #expect(revived.failures == 0)
    await #expect(throws: CatalogueError.unknown("feed https://nowhere.example/")) {
      try await scratch.catalogue.revive(feed: "https://nowhere.example/", at: .at(60))
    }
  }

  @Test func `that were removed during their poll stay removed, and keep the list's title`() async throws {
    let scratch = try Scratch()
    _ = try await scratch.catalogue.add(Subscription(url: "https://a.example/", title: "Ours"), at: .at(0))
    var polled = try #require(try await scratch.catalogue.feed(url: "https://a.example/"))
    _ = try await scratch.catalogue.remove(feed: "https://a.example/")
    polled.title = "Theirs"
    _ = try await scratch.catalogue.commit([Make.settlement(polled)], at: .at(11))
    let feed = try #require(try await scratch.catalogue.feed(polled.id))
    #expect(feed.state == .removed)
    #expect(feed.title == "Ours")
  }

  @Test func `carry all that a poll learnt`() async throws {
    let scratch = try Scratch()
    var feed = try await scratch.subscribe("https://a.example/")[0]
    feed.url = "https://a.example/new"
    feed.title = "The feed's own title"
    feed.validators = Validators(etag: "\"x\"", lastModified: "Fri, 22 May 2015 01:14:09 GMT")
    feed.bodyDigest = String(repeating: "ab", count: 32)
    feed.nextPollAt = .at(1800)
    feed.failures = 2
    feed.movedTo = "https://b.example/"
    feed.movedCount = 1
    feed.hints = "{\"ttl\":60}"
    _ = try await scratch.catalogue.commit([Make.settlement(feed)], at: .at(11))
    #expect(try await scratch.catalogue.feed(feed.id) == feed)
    let status = try #require(try await scratch.catalogue.status(ofFeed: "https://a.example/"))
    #expect(status.nextPollReason == "as often as it changes")
    #expect(status.lastPoll?.duration == .milliseconds(120))
  }

  @Test func `keep a bounded number of polls, the latest`() async throws {
    let scratch = try Scratch()
    let feed = try await scratch.subscribe("https://a.example/")[0]
    let kept = Catalogue.Limits.pollsKept
    for minute in 0..<(kept + 7) {
      _ = try await scratch.catalogue.commit([Make.settlement(feed, at: .at(minute * 60))], at: .at(minute * 60))
    }
    let polls = try await scratch.catalogue.polls(of: feed.id, limit: 1000)
    #expect(polls.count == kept)
    #expect(polls.first?.at == .at((kept + 6) * 60))
    #expect(try await scratch.catalogue.polls(of: feed.id, limit: 3).count == 3)
  }

  @Test func `tell when their latest items were published`() async throws {
    let scratch = try Scratch()
    let feed = try await scratch.subscribe("https://a.example/")[0]
    var undated = Make.item("two")
    undated.published = nil
    let news = [Make.news("a-1", feed: feed), Make.news("a-2", feed: feed, item: undated, seenAt: .at(77))]
    _ = try await scratch.catalogue.commit([Make.settlement(feed, news: news)], at: .at(80))
    #expect(try await scratch.catalogue.publishingTimes(of: feed.id, limit: 10) == [.at(77), .at(-60)])
    #expect(try await scratch.catalogue.publishingTimes(of: feed.id, limit: 1) == [.at(77)])
  }
}
