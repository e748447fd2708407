internal import GRDB

extension Catalogue {
  /// Lets sinks begin at the newest event, unless they have begun already, and forgets the positions of those that are
  /// no more: a sink that nobody serves would keep the outbox from ever being pruned.
  /// - Parameter sinks: all sinks that there are.
  public func begin(sinks: [String]) async throws(CatalogueError) {
    try await writing("noting the sinks") { database in
      let newest = try Outbox.lastID(in: database)
      let known = try String.fetchAll(database, sql: "SELECT name FROM sink")
      for name in known where !sinks.contains(name) {
        try database.execute(sql: "DELETE FROM sink WHERE name = ?", arguments: [name])
      }
      for name in sinks where !known.contains(name) {
        try database.execute(sql: "INSERT INTO sink VALUES(?, ?)", arguments: [name, newest])
      }
    }
  }
}
