public import FoundationEssentials
internal import GRDB

/// A segment that was written anew without some of its records.
public struct RewrittenSegment: Sendable {
  /// Name of the segment whose place it takes.
  public let old: String
  /// The segment in its place, with its length.
  public let new: String
  /// Length of the new segment.
  public let byteCount: Int64
  /// Where the records that were kept stand now, by where they stood.
  public let offsets: [Int64: Int64]

  /// A segment that is written and sealed.
  public init(old: String, new: String, byteCount: Int64, offsets: [Int64: Int64]) {
    self.old = old
    self.new = new
    self.byteCount = byteCount
    self.offsets = offsets
  }
}

extension Catalogue {
  /// Forgets articles of which nothing was seen since a time, with their items, texts and words. The first article of
  /// a story stays as long as one of its copies does.
  ///
  /// - Parameter includingReports: also articles that have or had reports, and those reports with their events.
  /// - Returns: how many articles and how many reports were forgotten.
  public func forgetArticles(
    before: Date, includingReports: Bool
  ) async throws(CatalogueError) -> (articles: Int, reports: Int) {
    try await writing("forgetting old articles") { database in
      let pruning = Pruning(database: database)
      try pruning.choose(before: before, includingReports: includingReports)
      return try pruning.forget()
    }
  }

  /// Points at the records of a segment where they stand since it was written anew; captures that are gone are
  /// forgotten.
  public func move(_ segment: RewrittenSegment, at now: Date) async throws(CatalogueError) {
    try await writing("noting that \(segment.old) was written anew") { database in
      try Pruning(database: database).move(segment, at: now)
    }
  }

  /// Segments that have been written anew and whose old file may still be there.
  public func prunedSegments() async throws(CatalogueError) -> [String] {
    try await reading("listing pruned segments") { database in
      try String.fetchAll(
        try database.cachedStatement(sql: "SELECT name FROM segment WHERE pruned_at IS NOT NULL ORDER BY name"))
    }
  }
}

/// Forgetting, inside one transaction.
private struct Pruning {
  let database: Database

  func choose(before: Date, includingReports: Bool) throws {
    try database.execute(
      sql: "CREATE TEMP TABLE IF NOT EXISTS doomed(id INTEGER PRIMARY KEY, name TEXT); DELETE FROM doomed")
    let reports =
      includingReports ? "" : "AND NOT EXISTS (SELECT 1 FROM report WHERE report.article_id = article.id)"
    try database.execute(
      sql: """
        INSERT INTO doomed SELECT id, name FROM article WHERE first_seen_at < ?1
          AND NOT EXISTS (SELECT 1 FROM revision WHERE revision.article_id = article.id AND revision.seen_at >= ?1)
          \(reports)
        """,
      arguments: [before.kept])
    try database.execute(
      sql: """
        DELETE FROM doomed WHERE name IN (
          SELECT story FROM article WHERE story IS NOT NULL AND id NOT IN (SELECT id FROM doomed))
        """)
  }

  func forget() throws -> (articles: Int, reports: Int) {
    try database.execute(
      sql: """
        INSERT INTO search(search, rowid, title, text)
          SELECT 'delete', revision.id, revision.title, revision.text FROM revision
          JOIN article ON article.latest_revision_id = revision.id WHERE article.id IN (SELECT id FROM doomed);
        UPDATE feed SET item_count = item_count -
          (SELECT count(*) FROM item WHERE item.feed_id = feed.id AND item.article_id IN (SELECT id FROM doomed));
        DELETE FROM outbox WHERE report_id IN
          (SELECT id FROM report WHERE article_id IN (SELECT id FROM doomed));
        """)
    try database.execute(sql: "DELETE FROM report WHERE article_id IN (SELECT id FROM doomed)")
    let reports = database.changesCount
    for table in ["identity_key", "band_recent", "band_middle", "band_old", "revision", "item"] {
      try database.execute(sql: "DELETE FROM \(table) WHERE article_id IN (SELECT id FROM doomed)")
    }
    try database.execute(sql: "DELETE FROM article WHERE id IN (SELECT id FROM doomed)")
    let articles = database.changesCount
    try database.execute(sql: "DELETE FROM doomed")
    return (articles, reports)
  }

  func move(_ segment: RewrittenSegment, at now: Date) throws {
    try database.execute(
      sql: "CREATE TEMP TABLE IF NOT EXISTS moved(was INTEGER PRIMARY KEY, now INTEGER); DELETE FROM moved")
    let insert = try database.cachedStatement(sql: "INSERT INTO moved VALUES(?, ?)")
    for (was, now) in segment.offsets { try insert.execute(arguments: [was, now]) }
    try database.execute(
      sql: "INSERT INTO segment(name, byte_count) VALUES(?, ?) ON CONFLICT(name) DO UPDATE SET byte_count = ?2",
      arguments: [segment.new, segment.byteCount])
    guard let old = try number(segment.old), let new = try number(segment.new) else { return }
    for record in ["response", "conversion", "metadata"] {
      try database.execute(
        sql: """
          UPDATE revision SET \(record)_segment = ?1,
            \(record)_offset = (SELECT now FROM moved WHERE was = \(record)_offset)
          WHERE \(record)_segment = ?2 AND \(record)_offset IN (SELECT was FROM moved)
          """,
        arguments: [new, old])
    }
    try database.execute(
      sql: "DELETE FROM capture WHERE segment_id = ? AND offset NOT IN (SELECT was FROM moved)", arguments: [old])
    try database.execute(
      sql:
        "UPDATE capture SET segment_id = ?1, offset = (SELECT now FROM moved WHERE was = offset) WHERE segment_id = ?2",
      arguments: [new, old])
    try database.execute(sql: "UPDATE segment SET pruned_at = ? WHERE id = ?", arguments: [now.kept, old])
    try database.execute(sql: "DELETE FROM moved")
  }

  private func number(_ segment: String) throws -> Int64? {
    try Int64.fetchOne(database, sql: "SELECT id FROM segment WHERE name = ?", arguments: [segment])
  }
}
