public import FoundationEssentials
internal import GRDB
import Model

extension Catalogue {
  /// Settles many polls in one transaction, which is on disk when this returns: polls, feeds, captures, items,
  /// articles, reports, and an outbox event for each report that is new or no longer stands.
  ///
  /// Committing the same news again changes nothing and publishes nothing.
  /// - Parameters:
  ///   - now: the time of the commit; the ids of events grow from it.
  ///   - record: the archive's record of this commit; nil when it leaves nothing that the archive must know.
  /// - Throws: `.unknown` when a settlement's feed is not in the catalogue; nothing is committed then.
  public func commit(
    _ settlements: [Settlement], at now: Date, as record: CommitRecord? = nil
  ) async throws(CatalogueError) -> CommitOutcome {
    try await writing("committing \(settlements.count) polls") { database in
      var commit = try Commit(database: database, now: now, isPublishing: true)
      for settlement in settlements { try commit.settle(settlement) }
      if let record { try commit.note(record) }
      return try commit.finish()
    }
  }

  /// Takes in commits as the archive tells of them, in their order and in one transaction: those that a crash kept from
  /// the catalogue, or all of them into a catalogue made anew. Commits that are known already are passed over.
  /// Feeds that are not subscribed are kept as removed.
  public func restore(_ commits: [RestoredCommit]) async throws(CatalogueError) -> CommitOutcome {
    try await writing("taking in \(commits.count) commits from the archive") { database in
      var whole = CommitOutcome()
      for restored in commits where restored.record.number > (try Position.commit(in: database)) {
        var commit = try Commit(database: database, now: restored.at, isPublishing: true, after: restored.lastEvent)
        for poll in restored.polls { try commit.restore(poll) }
        for news in restored.retold where try commit.isStored(news.revision.article, revision: news.revision.revision) {
          try commit.retell(news)
        }
        for reextraction in restored.adopted
        where try commit.isStored(
          reextraction.reports.article, revision: reextraction.reports.revision)
        {
          try commit.adopt(reextraction)
        }
        try commit.note(restored.record)
        for (sink, cursor) in restored.sinks { try Outbox.acknowledge(cursor, by: sink, in: database) }
        whole.add(try commit.finish())
      }
      return whole
    }
  }

  /// Takes in news alone, in the order given, as a catalogue made of other sources than commits does.
  /// - Parameter isPublishing: whether new reports go to the outbox.
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
  ///
  /// - Parameter retold: revisions of which text or facts are read otherwise as well; their reports are among the
  ///   reextractions.
  /// - Throws: `.unknown` when a revision is not in the catalogue; nothing is changed then.
  public func adopt(
    _ reextractions: [Reextraction], retold: [ArticleNews] = [], publishing isPublishing: Bool, at now: Date,
    as record: CommitRecord? = nil
  ) async throws(CatalogueError) -> CommitOutcome {
    try await writing("adopting the reports of \(reextractions.count) revisions") { database in
      var commit = try Commit(database: database, now: now, isPublishing: isPublishing)
      for news in retold { try commit.retell(news) }
      for reextraction in reextractions { try commit.adopt(reextraction) }
      if let record { try commit.note(record) }
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
  /// Keys in order: the same facts are the same text in a catalogue made anew.
  let encoder: JSONEncoder = {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }()

  /// - Parameter event: the last event that was given before; later ones are counted on from it.
  init(database: Database, now: Date, isPublishing: Bool, after event: Int64? = nil) throws {
    self.database = database
    if let event { lastEvent = max(event, try Outbox.lastID(in: database)) }
    self.now = now
    self.isPublishing = isPublishing
    lastRevision = try Int64.fetchOne(try database.cachedStatement(sql: "SELECT max(id) FROM revision")) ?? 0
  }

  func finish() throws -> CommitOutcome {
    let count = try database.cachedStatement(sql: "UPDATE feed SET item_count = item_count + ? WHERE id = ?")
    for (feed, number) in newItems { try count.execute(arguments: [number, feed]) }
    if lastArticle > 0 { try Bands(database: database).moveOn(lastArticle: lastArticle) }
    CrashPoint.inTransaction.reach()
    return outcome
  }

  mutating func settle(_ settlement: Settlement) throws {
    if let poll = settlement.poll {
      try update(settlement.feed, reason: settlement.nextPollReason, poll: poll)
      try insert(poll, of: settlement.feed.id)
    }
    feeds[settlement.feed.subscribedURL] = settlement.feed.id.rawValue
    for capture in settlement.captures { try insert(capture) }
    for news in settlement.news { try insert(news) }
    for sighting in settlement.sightings { try insert(sighting, in: settlement.feed.id.rawValue) }
    for watch in settlement.watches { try set(watch) }
  }

  /// What a poll left in the archive, taken in again. An article that was pruned since is passed over with its items.
  mutating func restore(_ poll: RestoredPoll) throws {
    let feed = try feed(poll.feed)
    let sql = """
      UPDATE feed SET found_title = coalesce(?, found_title), etag = ?, last_modified = ?,
        body_digest = coalesce(?, body_digest) WHERE id = ?
      """
    if poll.isPoll {
      try database.cachedStatement(sql: sql).execute(arguments: [
        poll.title, poll.validators.etag, poll.validators.lastModified, poll.bodyDigest.map(Packing.digest), feed,
      ])
    }
    for capture in poll.captures { try insert(capture) }
    for news in poll.news { try insert(news) }
    for sighting in poll.sightings where try isStored(sighting.article) { try insert(sighting, in: feed) }
    for watch in poll.watches { try set(watch) }
  }

  /// Notes the archive's record of this commit, and that all before it in its segment is known.
  mutating func note(_ record: CommitRecord) throws {
    try database.cachedStatement(sql: "UPDATE meta SET value = ? WHERE name = 'commit'")
      .execute(arguments: [record.number])
    let segment = try segment(record.address.segment)
    try database.cachedStatement(sql: "UPDATE segment SET byte_count = max(byte_count, ?) WHERE id = ?")
      .execute(arguments: [record.address.offset + record.address.byteCount, segment])
  }

  /// Whether a revision is there: damage or pruning may have taken it.
  func isStored(_ article: ArticleID, revision: Int) throws -> Bool {
    let sql = """
      SELECT 1 FROM article JOIN revision ON revision.article_id = article.id
      WHERE article.name = ? AND revision.number = ?
      """
    return try Int64.fetchOne(
      try database.cachedStatement(sql: sql), arguments: [article.rawValue, revision]) != nil
  }

  private func isStored(_ article: ArticleID) throws -> Bool {
    let statement = try database.cachedStatement(sql: "SELECT 1 FROM article WHERE name = ?")
    return try Int64.fetchOne(statement, arguments: [article.rawValue]) != nil
  }

  func set(_ watch: ArticleWatch) throws {
    try database.cachedStatement(sql: "UPDATE article SET watch_at = ? WHERE name = ?")
      .execute(arguments: [watch.at?.kept, watch.article.rawValue])
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
    case .restatedReport: outcome.restatedReports.append(report)
    }
    guard isPublishing else { return }
    let id = max(try lastEvent ?? Outbox.lastID(in: database), now.kept - 1) + 1
    try database.cachedStatement(sql: "INSERT INTO outbox(id, kind, report_id, at) VALUES(?, ?, ?, ?)")
      .execute(arguments: [id, kind.rawValue, row, now.kept])
    lastEvent = id
    outcome.events = (outcome.events?.lowerBound ?? id)...id
  }
}
