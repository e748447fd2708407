public import FoundationEssentials
internal import GRDB
public import Model

extension Catalogue {
  /// Brings the subscriptions in line with the feed list. History stays: a feed that left the list is only marked
  /// removed, and one that comes back goes on where it was. Of two lines with one URL the first counts.
  /// - Parameter now: when feeds that are new or back are due.
  public func subscribe(
    _ subscriptions: [Subscription], at now: Date
  ) async throws(CatalogueError) -> SubscriptionChanges {
    try await writing("bringing the subscriptions in line with the feed list") { database in
      try Subscribing(database: database, now: now).replaceAll(with: subscriptions)
    }
  }

  /// Adds one feed, or brings a removed or retired one back with what is given here.
  public func add(_ subscription: Subscription, at now: Date) async throws(CatalogueError) -> FeedID {
    try await writing("adding feed \(subscription.url)") { database in
      try Subscribing(database: database, now: now).settle(subscription).id
    }
  }

  /// A source that is not polled, such as a file that was imported; made when there is none of that name.
  public func source(named url: String, at now: Date) async throws(CatalogueError) -> FeedSource {
    try await writing("naming the source \(url)") { database in
      var commit = try Commit(database: database, now: now, isPublishing: false)
      let id = try commit.feed(url)
      let sql = "SELECT \(FeedColumns.source) FROM feed WHERE id = ?"
      guard let row = try Row.fetchOne(try database.cachedStatement(sql: sql), arguments: [id]) else {
        throw UnreadableValue(detail: "source \(url) was made and is not there")
      }
      return try FeedColumns.source(of: row)
    }
  }

  /// Stops polling a feed; what it brought stays.
  /// - Throws: `.unknown` when there is no such feed.
  public func remove(feed url: String) async throws(CatalogueError) -> FeedID {
    try await writing("removing feed \(url)") { database in
      try Subscribing(database: database, now: .distantPast).setState(.removed, ofFeed: url, nextPollAt: nil)
    }
  }

  /// Polls a removed or retired feed again, first at `now`, with its count of failures forgotten.
  /// - Throws: `.unknown` when there is no such feed.
  public func revive(feed url: String, at now: Date) async throws(CatalogueError) -> FeedID {
    try await writing("reviving feed \(url)") { database in
      try Subscribing(database: database, now: now).setState(.active, ofFeed: url, nextPollAt: now)
    }
  }

  /// The feeds in one state, or all, in the order in which they were first subscribed.
  public func feeds(state: FeedState? = nil) async throws(CatalogueError) -> [FeedSource] {
    try await reading("listing feeds") { database in
      let sql = "SELECT \(FeedColumns.source) FROM feed WHERE ?1 IS NULL OR state = ?1 ORDER BY id"
      let rows = try Row.fetchCursor(try database.cachedStatement(sql: sql), arguments: [state?.rawValue])
      return try Array(rows.map { row in try FeedColumns.source(of: row) })
    }
  }

  /// One feed as it stands; nil when there is none of that number.
  public func feed(_ id: FeedID) async throws(CatalogueError) -> FeedSource? {
    try await reading("reading feed \(id.rawValue)") { database in
      let sql = "SELECT \(FeedColumns.source) FROM feed WHERE id = ?"
      return try Row.fetchOne(try database.cachedStatement(sql: sql), arguments: [id.rawValue])
        .map(FeedColumns.source(of:))
    }
  }

  /// A feed by the URL as subscribed, else by the URL where a redirect led.
  public func feed(url: String) async throws(CatalogueError) -> FeedSource? {
    try await reading("reading feed \(url)") { database in
      for column in ["subscribed_url", "url"] {
        let sql = "SELECT \(FeedColumns.source) FROM feed WHERE \(column) = ? ORDER BY id LIMIT 1"
        if let row = try Row.fetchOne(try database.cachedStatement(sql: sql), arguments: [url]) {
          return try FeedColumns.source(of: row)
        }
      }
      return nil
    }
  }

  /// When every active feed is polled next, soonest first.
  public func dueTimes() async throws(CatalogueError) -> [DueFeed] {
    try await reading("reading when feeds are due") { database in
      let sql = "SELECT id, url, next_poll_at, last_poll_at FROM feed WHERE state = 'active' ORDER BY next_poll_at, id"
      let rows = try Row.fetchCursor(try database.cachedStatement(sql: sql))
      return try Array(
        rows.map { row in
          var fields = Fields(row)
          return DueFeed(
            id: FeedID(rawValue: try fields.integer()), url: try fields.text(), nextPollAt: try fields.date(),
            lastPollAt: try fields.dateIfAny())
        })
    }
  }

  /// The last polls of a feed, newest first; `Limits.pollsKept` are kept.
  public func polls(of feed: FeedID, limit: Int) async throws(CatalogueError) -> [PollRecord] {
    try await reading("reading the polls of feed \(feed.rawValue)") { database in
      let sql = "SELECT \(FeedColumns.poll) FROM poll WHERE feed_id = ? ORDER BY at DESC LIMIT ?"
      let rows = try Row.fetchCursor(
        try database.cachedStatement(sql: sql), arguments: [feed.rawValue, max(0, limit)])
      return try Array(
        rows.map { row in
          var fields = Fields(row)
          return try FeedColumns.pollIfAny(&fields) ?? { throw UnreadableValue(detail: "a poll without a time") }()
        })
    }
  }

  /// When a feed's latest items were published (as they say, else when they were first seen), newest item first:
  /// what the schedule learns from.
  public func publishingTimes(of feed: FeedID, limit: Int) async throws(CatalogueError) -> [Date] {
    try await reading("reading the publishing times of feed \(feed.rawValue)") { database in
      let sql = "SELECT coalesce(published_at, seen_at) FROM item WHERE feed_id = ? ORDER BY id DESC LIMIT ?"
      let times = try Int64.fetchAll(
        try database.cachedStatement(sql: sql), arguments: [feed.rawValue, max(0, limit)])
      return times.map(Packing.date(milliseconds:))
    }
  }

  /// One feed with its last poll, by the URL as subscribed.
  public func status(ofFeed url: String) async throws(CatalogueError) -> FeedStatus? {
    try await reading("reading the status of feed \(url)") { database in
      let statement = try database.cachedStatement(sql: FeedColumns.statusQuery + " WHERE feed.subscribed_url = ?")
      return try Row.fetchOne(statement, arguments: [url]).map(FeedColumns.status(of:))
    }
  }

  /// Every feed in one state, or every feed, with its last poll, one by one in the order of subscription.
  ///
  /// Runs on the caller's thread; errors of `body` end the listing and come out as they are.
  public func eachFeedStatus(state: FeedState? = nil, _ body: (FeedStatus) throws -> Void) throws {
    try streaming("listing feeds") { database in
      let sql = FeedColumns.statusQuery + " WHERE ?1 IS NULL OR feed.state = ?1 ORDER BY feed.id"
      let rows = try Row.fetchCursor(try database.cachedStatement(sql: sql), arguments: [state?.rawValue])
      while let row = try rows.next() { try body(FeedColumns.status(of: row)) }
    }
  }
}

/// Which columns make a feed, and in which order.
enum FeedColumns {
  private static let sourceNames = [
    "id", "url", "subscribed_url", "coalesce(feed.title, feed.found_title)", "tags", "interval_ms", "state", "etag",
    "last_modified", "body_digest", "next_poll_at", "failures", "moved_to", "moved_count", "hints",
  ]
  private static let pollNames = [
    "at", "result", "status", "duration_ms", "byte_count", "item_count", "new_count", "revised_count", "message",
  ]

  static let source = columns(sourceNames, of: "feed")
  static let poll = columns(pollNames, of: "poll")
  static let statusQuery = """
    SELECT \(source), feed.next_poll_reason, feed.item_count, \(poll)
    FROM feed LEFT JOIN poll ON poll.feed_id = feed.id AND poll.at = feed.last_poll_at
    """

  private static func columns(_ names: [String], of table: String) -> String {
    names.map { $0.contains("(") ? $0 : "\(table).\($0)" }.joined(separator: ", ")
  }

  static func source(of row: Row) throws -> FeedSource {
    var fields = Fields(row)
    return try source(&fields)
  }

  static func status(of row: Row) throws -> FeedStatus {
    var fields = Fields(row)
    let source = try source(&fields)
    let reason = try fields.textIfAny()
    let itemCount = try fields.count()
    return FeedStatus(
      source: source, nextPollReason: reason, lastPoll: try pollIfAny(&fields), itemCount: itemCount)
  }

  private static func source(_ fields: inout Fields) throws -> FeedSource {
    let id = FeedID(rawValue: try fields.integer())
    let url = try fields.text()
    let subscribedURL = try fields.text()
    let title = try fields.textIfAny()
    let tags = try fields.document([String].self)
    let interval = try fields.integerIfAny().map { Duration.milliseconds($0) }
    let state = try fields.word(FeedState.self)
    let validators = Validators(etag: try fields.textIfAny(), lastModified: try fields.textIfAny())
    let bodyDigest = Packing.digest(from: try fields.value())
    return FeedSource(
      id: id, url: url, subscribedURL: subscribedURL, title: title, tags: tags, interval: interval, state: state,
      validators: validators, bodyDigest: bodyDigest, nextPollAt: try fields.date(), failures: try fields.count(),
      movedTo: try fields.textIfAny(), movedCount: try fields.count(), hints: try fields.textIfAny())
  }

  /// nil when the row joins no poll.
  static func pollIfAny(_ fields: inout Fields) throws -> PollRecord? {
    guard let at = try fields.dateIfAny() else { return nil }
    return PollRecord(
      at: at, result: try fields.word(PollResult.self), status: try fields.integerIfAny().map(Int.init),
      duration: .milliseconds(try fields.integer()), byteCount: try fields.count(), itemCount: try fields.count(),
      newCount: try fields.count(), revisedCount: try fields.count(), message: try fields.textIfAny())
  }
}
