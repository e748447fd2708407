public import FoundationEssentials
internal import GRDB
import Model

extension Catalogue {
  /// Puts the changes of some places, as they now stand, in the stead of those kept for them.
  public func replaceChanges(
    ofPlaces places: [String], with changes: [ChangeRow]
  ) async throws(CatalogueError) {
    try await writing("keeping the changes of \(places.count) places") { database in
      let delete = try database.cachedStatement(sql: "DELETE FROM change WHERE place = ?")
      for place in places { try delete.execute(arguments: [place]) }
      let insert = try database.cachedStatement(sql: "INSERT OR REPLACE INTO change VALUES(?, ?, ?, ?, ?, ?, ?, ?)")
      for change in changes {
        try insert.execute(arguments: [
          change.id, change.place, change.country, change.start?.daysSinceEpoch, change.end?.daysSinceEpoch,
          change.knownAt.kept, change.confidence, change.document,
        ])
      }
    }
  }

  /// Changes, newest first by when they were known.
  /// - Parameters:
  ///   - since: known at or after.
  ///   - place: the key of the place.
  ///   - cursor: the page before's `next`; nil for the first page.
  public func changes(
    since: Date? = nil, place: String? = nil, country: String? = nil, after cursor: String? = nil, limit: Int
  ) async throws(CatalogueError) -> Page<ChangeRow> {
    let (at, id) = try ChangeQuery.position(cursor)
    return try await reading("listing changes") { database in
      var conditions = Conditions()
      if let place { conditions.require("place = ?", place) }
      if let country { conditions.require("country = ?", country) }
      if let since { conditions.require("known_at >= ?", since.kept) }
      conditions.require("(known_at < ? OR (known_at = ? AND id > ?))", at, at, id)
      conditions.require("known_at <= ?", at)
      let sql = """
        SELECT id, place, country, start_day, end_day, known_at, confidence, document FROM change
        \(conditions.clause) ORDER BY known_at DESC, id LIMIT ?
        """
      let size = Page<ChangeRow>.bound(limit)
      let rows = try Row.fetchCursor(
        try database.cachedStatement(sql: sql), arguments: StatementArguments(conditions.arguments + [size]))
      let found = try Array(rows.map(ChangeQuery.change(of:)))
      let shown = Array(found.prefix(size - 1))
      return Page(items: shown, next: found.count == size ? shown.last.map(ChangeQuery.cursor(after:)) : nil)
    }
  }
}

private enum ChangeQuery {
  static func cursor(after change: ChangeRow) -> String { String(change.knownAt.kept, radix: 36) + "." + change.id }

  static func position(_ cursor: String?) throws(CatalogueError) -> (at: Int64, id: String) {
    guard let cursor else { return (.max, "") }
    guard let dot = cursor.firstIndex(of: "."), let at = Int64(cursor[..<dot], radix: 36) else {
      throw .badCursor(cursor)
    }
    return (at, String(cursor[cursor.index(after: dot)...]))
  }

  static func change(of row: Row) throws -> ChangeRow {
    var fields = Fields(row)
    return ChangeRow(
      id: try fields.text(), place: try fields.text(), country: try fields.textIfAny(), start: try fields.dayIfAny(),
      end: try fields.dayIfAny(), knownAt: try fields.date(), confidence: try fields.number(),
      document: try fields.text())
  }
}
