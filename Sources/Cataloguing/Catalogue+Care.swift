public import FoundationEssentials
internal import GRDB
import Model

extension Catalogue {
  /// How much the catalogue holds.
  public func counts() async throws(CatalogueError) -> CatalogueCounts {
    try await reading("counting") { database in
      func count(_ sql: String) throws -> Int { try Int.fetchOne(try database.cachedStatement(sql: sql)) ?? 0 }
      var counts = CatalogueCounts()
      let feeds = try Row.fetchCursor(
        try database.cachedStatement(sql: "SELECT state, last_result, count(*) FROM feed GROUP BY state, last_result"))
      while let row = try feeds.next() {
        var fields = Fields(row)
        let state = try fields.word(FeedState.self)
        let result = try fields.wordIfAny(PollResult.self)
        let number = try fields.count()
        counts.feeds[state, default: 0] += number
        if let result, state != .removed { counts.results[result, default: 0] += number }
      }
      counts.items = try count("SELECT count(*) FROM item")
      counts.articles = try count("SELECT count(*) FROM article")
      counts.revisions = try count("SELECT count(*) FROM revision")
      counts.stories = counts.articles - (try count("SELECT count(*) FROM article WHERE story IS NOT NULL"))
      counts.notAnalysed = try count("SELECT count(*) FROM revision WHERE extractor IS NULL")
      counts.withdrawnReports = try count("SELECT count(*) FROM report WHERE withdrawn_at IS NOT NULL")
      counts.reports = try count("SELECT count(*) FROM report") - counts.withdrawnReports
      let (pages, size) = (try count("PRAGMA page_count"), try count("PRAGMA page_size"))
      counts.byteCount = Int64(pages) * Int64(size)
      return counts
    }
  }

  /// Notes segments of the archive as they now are.
  public func note(_ segments: [ArchiveSegment]) async throws(CatalogueError) {
    try await writing("noting \(segments.count) segments") { database in
      let sql = """
        INSERT INTO segment(name, byte_count, record_count, opened_at, sealed_at, pruned_at) VALUES(?, ?, ?, ?, ?, ?)
        ON CONFLICT(name) DO UPDATE SET byte_count = excluded.byte_count, record_count = excluded.record_count,
          opened_at = excluded.opened_at, sealed_at = excluded.sealed_at, pruned_at = excluded.pruned_at
        """
      let statement = try database.cachedStatement(sql: sql)
      for segment in segments {
        try statement.execute(arguments: [
          segment.name, segment.byteCount, segment.recordCount, segment.openedAt.kept, segment.sealedAt?.kept,
          segment.prunedAt?.kept,
        ])
      }
    }
  }

  /// The archive's segments in the order of their names, which is that of time.
  public func segments() async throws(CatalogueError) -> [ArchiveSegment] {
    try await reading("listing segments") { database in
      let sql = """
        SELECT name, byte_count, record_count, coalesce(opened_at, 0), sealed_at, pruned_at FROM segment ORDER BY name
        """
      let rows = try Row.fetchCursor(try database.cachedStatement(sql: sql))
      return try Array(
        rows.map { row in
          var fields = Fields(row)
          return ArchiveSegment(
            name: try fields.text(), byteCount: try fields.integer(), recordCount: try fields.count(),
            openedAt: try fields.date(), sealedAt: try fields.dateIfAny(), prunedAt: try fields.dateIfAny())
        })
    }
  }

  /// What is wrong with the file: SQLite's own check, references that point nowhere, latest revisions that are not
  /// there, and words that the index and the texts do not agree on. Empty when nothing is.
  /// - Parameter checksWords: the last of these reads every text and holds up other writers meanwhile.
  public func integrityFaults(limit: Int = 100, checksWords: Bool = true) async throws(CatalogueError) -> [String] {
    let most = max(1, limit)
    let faults = try await reading("checking the catalogue") { try IntegrityCheck.faults(in: $0, most: most) }
    guard checksWords, faults.count < most else { return faults }
    return faults + (try await writing("checking the search index") { try IntegrityCheck.wordFaults(in: $0) })
  }

  /// Deletes polls that began before a time, and events from before another that every sink has delivered.
  public func pruneLog(
    pollsBefore: Date, eventsBefore: Date
  ) async throws(CatalogueError) -> PrunedCounts {
    try await writing("pruning polls and events") { database in
      try database.execute(
        sql: """
          DELETE FROM poll WHERE at < ?
            AND at < (SELECT coalesce(last_poll_at, 0) FROM feed WHERE feed.id = poll.feed_id)
          """,
        arguments: [pollsBefore.kept])
      let polls = database.changesCount
      try database.execute(
        sql: "DELETE FROM outbox WHERE at < ? AND id <= coalesce((SELECT min(cursor) FROM sink), id)",
        arguments: [eventsBefore.kept])
      return PrunedCounts(polls: polls, events: database.changesCount)
    }
  }

  /// Tries whether the catalogue can be written.
  public func probe() async throws(CatalogueError) {
    try await writing("trying whether the catalogue can be written") { database in
      try database.execute(sql: "UPDATE meta SET value = value WHERE name = 'commit'")
    }
  }

  /// Moves what the WAL holds into the main file and empties it, once all readers are done.
  public func checkpoint() async throws(CatalogueError) {
    try await withoutTransaction("moving the write-ahead log into the main file") { database in
      _ = try database.checkpoint(.truncate)
    }
  }

  /// Writes the file anew without gaps; needs as much free disk again, and other writers wait.
  public func vacuum() async throws(CatalogueError) {
    try await withoutTransaction("writing the catalogue anew") { database in
      try database.execute(sql: "INSERT INTO search(search) VALUES('optimize')")
      try database.execute(sql: "VACUUM")
    }
  }

  /// Writes a whole, compact copy as `catalogue.sqlite` into a folder, while others go on reading and writing.
  /// - Returns: the path of the copy.
  /// - Throws: `.refused` when the folder holds one already.
  public func backup(to folder: String) async throws(CatalogueError) -> String {
    let copy = folder + "/catalogue.sqlite"
    guard !FileManager.default.fileExists(atPath: copy) else {
      throw .refused("\(copy): there already; name an empty folder for the copy")
    }
    do {
      // A reader's own snapshot: VACUUM INTO copies the last commit, whatever is written meanwhile.
      try await pool.unsafeRead { database in try database.execute(sql: "VACUUM INTO ?", arguments: [copy]) }
    } catch let error as DatabaseError {
      throw CatalogueError(error, file: copy, doing: "copying the catalogue")
    } catch {
      throw .unreadable(file: file, doing: "copying the catalogue to \(copy)", detail: "\(error)")
    }
    return copy
  }
}

/// The checks behind `Catalogue.integrityFaults`.
private enum IntegrityCheck {
  /// Each query counts rows that must not be, and says what they are.
  private static let mustBeNone = [
    (
      "articles without their latest revision",
      """
      SELECT count(*) FROM article LEFT JOIN revision
        ON revision.id = article.latest_revision_id AND revision.article_id = article.id
      WHERE revision.id IS NULL
      """
    ),
    (
      "reports without the revision of their evidence",
      """
      SELECT count(*) FROM report LEFT JOIN revision
        ON revision.article_id = report.article_id AND revision.number = report.revision
      WHERE revision.id IS NULL
      """
    ),
    (
      "copies of stories whose first article is not stored",
      """
      SELECT count(*) FROM article AS copy LEFT JOIN article AS first ON first.name = copy.story
      WHERE copy.story IS NOT NULL AND first.id IS NULL
      """
    ),
  ]

  static func faults(in database: Database, most: Int) throws -> [String] {
    var faults = try String.fetchAll(database, sql: "PRAGMA integrity_check(\(most))").filter { $0 != "ok" }
    for row in try Row.fetchAll(database, sql: "PRAGMA foreign_key_check").prefix(most) {
      var fields = Fields(row)
      let (table, number) = (try fields.text(), try fields.integerIfAny())
      faults.append("table \(table), row \(number.map(String.init) ?? "?"): refers to what is not there")
    }
    for (what, sql) in mustBeNone {
      let count = try Int.fetchOne(database, sql: sql) ?? 0
      if count > 0 { faults.append("\(count) \(what)") }
    }
    return Array(faults.prefix(most))
  }

  static func wordFaults(in database: Database) throws -> [String] {
    do {
      try database.execute(sql: "INSERT INTO search(search, rank) VALUES('integrity-check', 1)")
      return []
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
      return ["the search index and the texts disagree"]
    }
  }
}
