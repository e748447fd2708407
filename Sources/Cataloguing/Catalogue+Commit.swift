public import FoundationEssentials
internal import GRDB
import Model

extension Catalogue {
  /// Settles many polls in one transaction, which is on disk when this returns: polls, feeds, captures, items,
  /// articles, reports, and an outbox event for each report that is new or no longer stands.
  ///
  /// Committing the same news again changes nothing and publishes nothing.
  /// - Parameter now: the time of the commit; the ids of events grow from it.
  /// - Throws: `.unknown` when a settlement's feed is not in the catalogue; nothing is committed then.
  public func commit(_ settlements: [Settlement], at now: Date) async throws(CatalogueError) -> CommitOutcome {
    try await writing("committing \(settlements.count) polls") { database in
      var commit = try Commit(database: database, now: now, isPublishing: true)
      for settlement in settlements { try commit.settle(settlement) }
      return try commit.finish()
    }
  }

  /// Takes in what the archive holds, in the order of its records: after a crash the records that the catalogue had
  /// not noted yet, or all of them into a catalogue made anew. Feeds that are not subscribed are kept as removed.
  /// - Parameter isPublishing: whether new reports go to the outbox: they do after a crash, they were told long ago
  ///   when a whole archive is read again.
  public func restore(
    captures: [ArchivedCapture] = [], news: [ArticleNews], publishing isPublishing: Bool, at now: Date
  ) async throws(CatalogueError) -> CommitOutcome {
    try await writing("taking in \(news.count) revisions from the archive") { database in
      var commit = try Commit(database: database, now: now, isPublishing: isPublishing)
      for capture in captures { try commit.insert(capture) }
      for item in news { try commit.insert(item) }
      return try commit.finish()
    }
  }

  /// Puts what today's rules draw from stored revisions in the place of what earlier rules drew. Give the revisions of
  /// an article in order. Reports that are found for the first time are known from `now` on.
  /// - Throws: `.unknown` when a revision is not in the catalogue; nothing is changed then.
  public func adopt(
    _ reextractions: [Reextraction], publishing isPublishing: Bool, at now: Date
  ) async throws(CatalogueError) -> CommitOutcome {
    try await writing("adopting the reports of \(reextractions.count) revisions") { database in
      var commit = try Commit(database: database, now: now, isPublishing: isPublishing)
      for reextraction in reextractions { try commit.adopt(reextraction) }
      return try commit.finish()
    }
  }
}

/// One commit under way, inside its transaction.
struct Commit {
  let database: Database
  let now: Date
  let isPublishing: Bool
  private(set) var outcome = CommitOutcome()
  /// Ids found so far, so that a batch looks up each segment and feed once.
  private var segments: [String: Int64] = [:]
  private var feeds: [String: Int64] = [:]
  private var lastEvent: Int64?
  var lastRevision: Int64
  /// The number of the last article that this commit inserted; 0 when it inserted none.
  var lastArticle: Int64 = 0
  /// How many items each feed gained.
  var newItems: [Int64: Int] = [:]
  let encoder = JSONEncoder()

  init(database: Database, now: Date, isPublishing: Bool) throws {
    self.database = database
    self.now = now
    self.isPublishing = isPublishing
    lastRevision = try Int64.fetchOne(try database.cachedStatement(sql: "SELECT max(id) FROM revision")) ?? 0
  }

  func finish() throws -> CommitOutcome {
    let count = try database.cachedStatement(sql: "UPDATE feed SET item_count = item_count + ? WHERE id = ?")
    for (feed, number) in newItems { try count.execute(arguments: [number, feed]) }
    if lastArticle > 0 { try Bands(database: database).moveOn(lastArticle: lastArticle) }
    return outcome
  }

  mutating func settle(_ settlement: Settlement) throws {
    try update(settlement.feed, reason: settlement.nextPollReason, poll: settlement.poll)
    try insert(settlement.poll, of: settlement.feed.id)
    feeds[settlement.feed.subscribedURL] = settlement.feed.id.rawValue
    for capture in settlement.captures { try insert(capture) }
    for news in settlement.news { try insert(news) }
    for sighting in settlement.sightings { try insert(sighting, in: settlement.feed.id.rawValue) }
  }

  // Title, tags and interval are the feed list's to say, and a feed that was removed while its poll was under way
  // stays removed: both may have changed since the poll read them.
  private func update(_ feed: FeedSource, reason: String, poll: PollRecord) throws {
    let sql = """
      UPDATE feed SET url = ?, found_title = coalesce(?, found_title), state = iif(state = 'removed', state, ?),
        etag = ?, last_modified = ?, body_digest = ?, next_poll_at = ?, next_poll_reason = ?, failures = ?,
        moved_to = ?, moved_count = ?, hints = ?, last_poll_at = ?, last_result = ?
      WHERE id = ?
      """
    try database.cachedStatement(sql: sql).execute(arguments: [
      feed.url, feed.title, feed.state.rawValue, feed.validators.etag, feed.validators.lastModified,
      feed.bodyDigest.map(Packing.digest), feed.nextPollAt.kept, reason, feed.failures, feed.movedTo, feed.movedCount,
      feed.hints, poll.at.kept, poll.result.rawValue, feed.id.rawValue,
    ])
    guard database.changesCount == 1 else {
      throw CatalogueError.unknown("feed \(feed.subscribedURL) (number \(feed.id.rawValue))")
    }
  }

  private func insert(_ poll: PollRecord, of feed: FeedID) throws {
    let sql = "INSERT OR REPLACE INTO poll VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    try database.cachedStatement(sql: sql).execute(arguments: [
      feed.rawValue, poll.at.kept, poll.result.rawValue, poll.status, Packing.milliseconds(poll.duration),
      poll.byteCount, poll.itemCount, poll.newCount, poll.revisedCount, poll.message,
    ])
    let trim = """
      DELETE FROM poll WHERE feed_id = ?1
        AND at < (SELECT at FROM poll WHERE feed_id = ?1 ORDER BY at DESC LIMIT 1 OFFSET ?2)
      """
    try database.cachedStatement(sql: trim).execute(arguments: [feed.rawValue, Catalogue.Limits.pollsKept - 1])
  }

  mutating func insert(_ capture: ArchivedCapture) throws {
    let sql = """
      INSERT OR IGNORE INTO capture(segment_id, offset, byte_count, record, at, is_revisit, payload_digest, url)
      VALUES(?, ?, ?, ?, ?, ?, ?, ?)
      """
    let address = capture.address
    try database.cachedStatement(sql: sql).execute(arguments: [
      try segment(address.segment), address.offset, address.byteCount, Packing.recordID(address.recordID),
      capture.at.kept, capture.isRevisit, Packing.digest(capture.payloadDigest), capture.url,
    ])
  }

  /// The number of a segment, noted now if it was not.
  mutating func segment(_ name: String) throws -> Int64 {
    if let id = segments[name] { return id }
    try database.cachedStatement(sql: "INSERT OR IGNORE INTO segment(name) VALUES(?)").execute(arguments: [name])
    let statement = try database.cachedStatement(sql: "SELECT id FROM segment WHERE name = ?")
    guard let id = try Int64.fetchOne(statement, arguments: [name]) else {
      throw UnreadableValue(detail: "segment \(name) was noted and is not there")
    }
    segments[name] = id
    return id
  }

  /// The number of a feed by its URL as subscribed; one that nobody subscribes is kept as removed.
  mutating func feed(_ url: String) throws -> Int64 {
    if let id = feeds[url] { return id }
    let known = try database.cachedStatement(sql: "SELECT id FROM feed WHERE subscribed_url = ?")
    if let id = try Int64.fetchOne(known, arguments: [url]) {
      feeds[url] = id
      return id
    }
    let sql = "INSERT INTO feed(subscribed_url, url, tags, state, next_poll_at) VALUES(?1, ?1, '[]', 'removed', ?2)"
    try database.cachedStatement(sql: sql).execute(arguments: [url, now.kept])
    feeds[url] = database.lastInsertedRowID
    return database.lastInsertedRowID
  }

  mutating func note(newArticle article: ArticleID) { outcome.newArticles.append(article) }
  mutating func note(revisedArticle article: ArticleID) { outcome.revisedArticles.append(article) }

  mutating func publish(_ kind: OutboxEvent.Kind, report: ReportID, row: Int64) throws {
    switch kind {
    case .newReport: outcome.newReports.append(report)
    case .withdrawnReport: outcome.withdrawnReports.append(report)
    }
    guard isPublishing else { return }
    let id = max(try lastEvent ?? Outbox.lastID(in: database), now.kept - 1) + 1
    try database.cachedStatement(sql: "INSERT INTO outbox(id, kind, report_id, at) VALUES(?, ?, ?, ?)")
      .execute(arguments: [id, kind.rawValue, row, now.kept])
    lastEvent = id
    outcome.events = (outcome.events?.lowerBound ?? id)...id
  }
}
