internal import GRDB

/// Which articles have which bands: sixteen rows or so an article, each anywhere in the order of hashes.
///
/// In one tree of millions of rows nearly every row would touch a page of its own, and write it twice. So rows go into
/// a small tree first. Whenever that has taken in some thousands of articles it is emptied, in order, into one sixteen
/// times as large, and a sixteenth of that one's hashes moves on into the last: every page that is touched then takes in
/// many rows, no move is long, and a lookup asks three trees.
struct Bands {
  /// Articles that the first tree takes in.
  private static let recentArticlesMax: Int64 = 4096
  private static let slices: Int64 = 16
  private static let tables = ["band_recent", "band_middle", "band_old"]

  let database: Database

  /// 32 of a band's bits are kept, which SQLite stores in four bytes: with ten million rows a false candidate turns up
  /// in one lookup of thirty, and costs one comparison.
  private static func hash(_ band: UInt64) -> Int64 { Int64(Int32(truncatingIfNeeded: band)) }

  func insert(_ bands: [UInt64], article: Int64) throws {
    guard !bands.isEmpty else { return }
    // One statement for all: a statement a band would cost more than the rows.
    let marks = Array(repeating: "(?, ?)", count: bands.count).joined(separator: ", ")
    let statement = try database.cachedStatement(sql: "INSERT OR IGNORE INTO band_recent VALUES \(marks)")
    let values: [Int64] = bands.flatMap { [Self.hash($0), article] }
    try statement.execute(arguments: StatementArguments(values))
  }

  /// The latest articles with this band, newest first.
  func articles(sharing band: UInt64, limit: Int) throws -> [Int64] {
    var found: [Int64] = []
    for table in Self.tables where found.count < limit {
      let sql = "SELECT article_id FROM \(table) WHERE hash = ? ORDER BY article_id DESC LIMIT ?"
      let ids = try Int64.fetchAll(
        try database.cachedStatement(sql: sql), arguments: [Self.hash(band), limit - found.count])
      for id in ids where !found.contains(id) { found.append(id) }
    }
    return found
  }

  /// Moves bands on when the first tree has taken in its share.
  func moveOn(lastArticle: Int64) throws {
    guard lastArticle - (try note("bands_moved_to")) >= Self.recentArticlesMax else { return }
    let round = try note("bands_moved")
    let width = (Int64(1) << 32) / Self.slices
    let low = Int64(Int32.min) + (round % Self.slices) * width
    try database.execute(sql: "INSERT OR IGNORE INTO band_middle SELECT * FROM band_recent ORDER BY hash, article_id")
    try database.execute(sql: "DELETE FROM band_recent")
    let slice = "WHERE hash >= ? AND hash < ?"
    try database.execute(
      sql: "INSERT OR IGNORE INTO band_old SELECT * FROM band_middle \(slice) ORDER BY hash, article_id",
      arguments: [low, low + width])
    try database.execute(sql: "DELETE FROM band_middle \(slice)", arguments: [low, low + width])
    try set("bands_moved", to: round + 1)
    try set("bands_moved_to", to: lastArticle)
  }

  private func note(_ name: String) throws -> Int64 {
    let statement = try database.cachedStatement(sql: "SELECT value FROM meta WHERE name = ?")
    return try Int64.fetchOne(statement, arguments: [name]) ?? 0
  }

  private func set(_ name: String, to value: Int64) throws {
    try database.cachedStatement(sql: "INSERT OR REPLACE INTO meta VALUES(?, ?)").execute(arguments: [name, value])
  }
}
