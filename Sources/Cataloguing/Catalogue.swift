import FoundationEssentials
internal import GRDB

/// The SQLite file that knows what the archive holds: feeds, polls, items, articles, reports, and what is still to tell.
///
/// What comes in: settlements of polls, one transaction for many. What goes out: answers in the project's own words.
/// What can go wrong is a `CatalogueError`. SQL stands in this room alone.
///
/// Writing goes through one connection, reading through a few more that see the last commit (WAL). A commit is on disk
/// when it returns (`synchronous=FULL`): the archive's fsync alone would save the articles, but the ids of outbox
/// events are handed to others, and after a power cut an event must not come back under another's number.
public struct Catalogue: Sendable {
  /// Path of the SQLite file.
  public let file: String
  let pool: DatabasePool

  /// What the opener means to do.
  public enum Access: Sendable {
    /// Makes the file when there is none, and brings an older schema up to date.
    case readWrite
    case readOnly
  }

  /// Opens the catalogue.
  /// - Throws: `.absent` and `.tooOld` for readers, `.tooNew` when a later version wrote the file, `.sqlite` for the rest.
  public init(file: String, access: Access = .readWrite) throws(CatalogueError) {
    try self.init(file: file, access: access, onStatement: nil)
  }

  /// - Parameter onStatement: hears the text of every statement, for tests of the query plans.
  init(file: String, access: Access, onStatement: (@Sendable (String) -> Void)?) throws(CatalogueError) {
    self.file = file
    if access == .readOnly, !FileManager.default.fileExists(atPath: file) { throw .absent(file: file) }
    let settings = Catalogue.settings(access, onStatement)
    pool = try translating(file, doing: "opening the catalogue") {
      try DatabasePool(path: file, configuration: settings)
    }
    try checkSchema(access)
  }

  /// How much the connections may hold. Pages are read, not mapped: mapped pages count as the process's own
  /// memory, and a failing disk would end the process (SIGBUS) in place of an error that names the file.
  enum Limits {
    /// Page cache of each reader, in KiB.
    static let readerCacheKiB = 2048
    /// Page cache of the writer, in KiB: keys and bands of new articles fall all over their indices.
    static let writerCacheKiB = 16_384
    static let readersMax = 3
    /// Wait for another process (the commands, a backup) before giving up.
    static let busySeconds = 10.0
    /// Pages of the WAL after which a commit also moves them into the main file: 16 MiB, so that pages which many
    /// commits touch are moved once.
    static let checkpointPages = 4000
    /// Polls kept of each feed.
    static let pollsKept = 48
    /// The WAL file is cut to this size when a checkpoint has emptied it.
    static let journalBytesMax = 64 << 20
  }

  private static func settings(_ access: Access, _ onStatement: (@Sendable (String) -> Void)?) -> Configuration {
    var settings = Configuration()
    settings.readonly = access == .readOnly
    settings.busyMode = .timeout(Limits.busySeconds)
    settings.maximumReaderCount = Limits.readersMax
    settings.persistentReadOnlyConnections = true
    settings.label = "catalogue"
    settings.prepareDatabase { database in
      try database.execute(
        sql: """
          PRAGMA cache_size = -\(Limits.readerCacheKiB);
          PRAGMA mmap_size = 0;
          PRAGMA wal_autocheckpoint = \(Limits.checkpointPages);
          PRAGMA journal_size_limit = \(Limits.journalBytesMax);
          """)
      if let onStatement {
        database.trace { event in
          if case .statement(let statement) = event { onStatement(statement.sql) }
        }
      }
    }
    return settings
  }

  private func checkSchema(_ access: Access) throws(CatalogueError) {
    let migrator = Schema.migrator
    let (known, applied, application) = try translating(file, doing: "reading the schema's version") {
      try pool.read { database in
        (
          Set(migrator.migrations), try migrator.appliedIdentifiers(database),
          try Int64.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        )
      }
    }
    if let unknown = applied.subtracting(known).min() { throw .tooNew(file: file, unknown: unknown) }
    let isEmpty = applied.isEmpty && application == 0
    guard application == Schema.applicationID || isEmpty else {
      throw .refused("\(file): a SQLite file, but no catalogue of salient; name another path for the state folder")
    }
    if access == .readOnly {
      if let missing = known.subtracting(applied).min() { throw .tooOld(file: file, missing: missing) }
      return
    }
    try translating(file, doing: "bringing the schema up to date") {
      try migrator.migrate(pool)
      // GRDB sets NORMAL when it turns the WAL on; see above why that is not enough.
      try pool.writeWithoutTransaction { database in
        try database.execute(
          sql: "PRAGMA synchronous = FULL; PRAGMA cache_size = -\(Limits.writerCacheKiB)")
      }
    }
  }

  /// Moves the WAL into the main file and closes every connection; the catalogue must not be used after.
  public func close() throws(CatalogueError) {
    try translating(file, doing: "closing the catalogue") {
      // Closing alone leaves the WAL as it is when a reader is the last to go.
      if !pool.configuration.readonly { _ = try pool.writeWithoutTransaction { try $0.checkpoint(.truncate) } }
      try pool.close()
    }
  }
}
