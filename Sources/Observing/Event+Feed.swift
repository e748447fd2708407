public import FoundationEssentials
public import Model

/// What a finished poll came to, as its log line tells it.
public struct PollSummary: Sendable {
  public var result: PollResult
  public var status: Int?
  public var bytes: Int
  public var took: Duration
  public var items: Int
  public var newArticles: Int
  public var revised: Int
  public var reports: Int
  public var nextPollAt: Date

  public init(
    result: PollResult, status: Int?, bytes: Int, took: Duration, items: Int, newArticles: Int, revised: Int,
    reports: Int, nextPollAt: Date
  ) {
    self.result = result
    self.status = status
    self.bytes = bytes
    self.took = took
    self.items = items
    self.newArticles = newArticles
    self.revised = revised
    self.reports = reports
    self.nextPollAt = nextPollAt
  }
}

extension Event {
  public static func feedPolled(_ feed: FeedSource, _ poll: PollSummary) -> Event {
    let what =
      poll.newArticles + poll.revised == 0
      ? "nothing new" : "\(poll.newArticles) new, \(poll.revised) revised, \(poll.reports) reports"
    return Event(
      .feedPolled, poll.newArticles + poll.revised > 0 ? .info : .debug, "\(feed.name): \(what)",
      [
        ("feed", number(Int(feed.id.rawValue))), ("url", text(feed.url.withoutCredentials)),
        ("result", text(poll.result.rawValue)),
        ("status", number(poll.status)), ("bytes", number(poll.bytes)), ("ms", number(poll.took.milliseconds)),
        ("items", number(poll.items)), ("new", number(poll.newArticles)), ("revised", number(poll.revised)),
        ("reports", number(poll.reports)), ("next", text(poll.nextPollAt.rfc3339)),
      ])
  }

  /// - Parameter repeated: failures of this feed that were not logged since the last line about it.
  public static func feedFailed(
    _ feed: FeedSource, result: PollResult, status: Int?, word: String, reason: String, failures: Int, repeated: Int,
    next: Date
  ) -> Event {
    let again = repeated > 0 ? " (and \(repeated) times before, not logged)" : ""
    return Event(
      .feedFailed, .warning, "\(feed.name): \(reason)\(again); next try \(next.rfc3339)",
      [
        ("feed", number(Int(feed.id.rawValue))), ("url", text(feed.url.withoutCredentials)),
        ("result", text(result.rawValue)),
        ("status", number(status)), ("word", text(word)), ("failures", number(failures)),
        ("repeated", number(repeated)), ("next", text(next.rfc3339)),
      ])
  }

  public static func feedSalvaged(_ feed: FeedSource, items: Int, repairs: Int, first: String) -> Event {
    Event(
      .feedSalvaged, .info, "\(feed.name): the feed is broken (\(first)); \(items) items were made out",
      [
        ("feed", number(Int(feed.id.rawValue))), ("url", text(feed.url.withoutCredentials)), ("items", number(items)),
        ("repairs", number(repairs)), ("repair", text(first)),
      ])
  }

  public static func feedRecovered(_ feed: FeedSource, failures: Int) -> Event {
    Event(
      .feedRecovered, .notice, "\(feed.name): answers again after \(failures) failed polls",
      [
        ("feed", number(Int(feed.id.rawValue))), ("url", text(feed.url.withoutCredentials)),
        ("failures", number(failures)),
      ])
  }

  public static func feedRetired(_ feed: FeedSource) -> Event {
    Event(
      .feedRetired, .notice, "\(feed.name): gone for good (410), not polled any more",
      [("feed", number(Int(feed.id.rawValue))), ("url", text(feed.url.withoutCredentials))])
  }

  public static func feedMoved(_ feed: FeedSource, to url: String) -> Event {
    Event(
      .feedMoved, .notice, "\(feed.name): moved for good to \(url.withoutCredentials)",
      [
        ("feed", number(Int(feed.id.rawValue))), ("url", text(feed.url.withoutCredentials)),
        ("to", text(url.withoutCredentials)),
      ])
  }
}

extension FeedSource {
  /// The title, or the URL where there is none yet.
  var name: String { title ?? url.withoutCredentials }
}
