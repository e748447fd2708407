internal import GRDB

extension Catalogue {
  /// The events after one, oldest first.
  /// - Parameter id: 0 for the oldest that is kept; what `Last-Event-ID` says.
  public func events(after id: Int64, limit: Int) async throws(CatalogueError) -> [OutboxEvent] {
    try await reading("reading events after \(id)") { database in
      let sql = """
        SELECT outbox.id, outbox.kind, outbox.at, \(ReportQuery.columns)
        FROM outbox JOIN report ON report.id = outbox.report_id \(ReportQuery.joins)
        WHERE outbox.id > ? ORDER BY outbox.id LIMIT ?
        """
      let rows = try Row.fetchCursor(try database.cachedStatement(sql: sql), arguments: [id, max(0, limit)])
      return try Array(
        rows.map { row in
          var fields = Fields(row)
          return OutboxEvent(
            id: try fields.integer(), kind: try fields.word(OutboxEvent.Kind.self), at: try fields.date(),
            report: try ReportQuery.report(&fields))
        })
    }
  }

  /// The largest event id ever given; 0 when none was.
  public func lastEventID() async throws(CatalogueError) -> Int64 {
    try await reading("reading the last event's id") { try Outbox.lastID(in: $0) }
  }

  /// Notes that a sink has delivered everything up to this event. A cursor never goes back.
  public func acknowledge(_ event: Int64, by sink: String) async throws(CatalogueError) {
    try await writing("noting event \(event) as delivered by \(sink)") { database in
      try Outbox.acknowledge(event, by: sink, in: database)
    }
  }

  /// The last event that a sink has delivered; 0 when it never did.
  public func cursor(of sink: String) async throws(CatalogueError) -> Int64 {
    try await reading("reading the cursor of \(sink)") { try Outbox.cursor(of: sink, in: $0) }
  }

  /// How many events a sink has still to deliver.
  public func pendingEventCount(of sink: String) async throws(CatalogueError) -> Int {
    try await reading("counting what \(sink) has still to deliver") { database in
      let statement = try database.cachedStatement(sql: "SELECT count(*) FROM outbox WHERE id > ?")
      return try Int.fetchOne(statement, arguments: [try Outbox.cursor(of: sink, in: database)]) ?? 0
    }
  }
}

/// What is asked of the outbox inside a transaction.
enum Outbox {
  static func lastID(in database: Database) throws -> Int64 {
    let statement = try database.cachedStatement(sql: "SELECT seq FROM sqlite_sequence WHERE name = 'outbox'")
    return try Int64.fetchOne(statement) ?? 0
  }

  static func acknowledge(_ event: Int64, by sink: String, in database: Database) throws {
    let sql = """
      INSERT INTO sink VALUES(?, ?) ON CONFLICT(name) DO UPDATE SET cursor = max(cursor, excluded.cursor)
      """
    try database.cachedStatement(sql: sql).execute(arguments: [sink, event])
  }

  static func cursor(of sink: String, in database: Database) throws -> Int64 {
    let statement = try database.cachedStatement(sql: "SELECT cursor FROM sink WHERE name = ?")
    return try Int64.fetchOne(statement, arguments: [sink]) ?? 0
  }
}
