public import FoundationEssentials
internal import GRDB
public import Model

/// How far the catalogue has come: what the archive's record of the next commit must say.
public struct CataloguePosition: Sendable, Equatable {
  /// The number of the last commit that the archive was told of; 0 before the first.
  public let commit: Int64
  /// The largest event id ever given.
  public let lastEvent: Int64
  /// The last event that each sink has delivered.
  public let sinks: [String: Int64]

  /// A position as it was read.
  public init(commit: Int64, lastEvent: Int64, sinks: [String: Int64]) {
    self.commit = commit
    self.lastEvent = lastEvent
    self.sinks = sinks
  }
}

/// The archive's record of one commit.
public struct CommitRecord: Sendable, Equatable {
  /// Counts the commits, from 1, without a gap.
  public let number: Int64
  /// Where the record stands: the last of the commit's records.
  public let address: ArchiveAddress

  /// The record of a commit that was just kept.
  public init(number: Int64, address: ArchiveAddress) {
    self.number = number
    self.address = address
  }
}

/// A commit as it is read back from the archive.
public struct RestoredCommit: Sendable {
  /// The commit's number and its record.
  public var record: CommitRecord
  /// When it was made.
  public var at: Date
  /// The largest event id that had been given before.
  public var lastEvent: Int64
  /// What its polls left, in their order.
  public var polls: [RestoredPoll]
  /// Reports that today's rules of then put in the place of earlier ones.
  public var adopted: [Reextraction]
  /// Revisions as they were read anew, which stand in the place of what was kept before; without their reports.
  public var retold: [ArticleNews]
  /// The last event that each sink had delivered.
  public var sinks: [String: Int64]

  /// A commit with all that its records tell.
  public init(
    record: CommitRecord, at: Date, lastEvent: Int64, polls: [RestoredPoll], adopted: [Reextraction],
    retold: [ArticleNews] = [], sinks: [String: Int64]
  ) {
    self.record = record
    self.at = at
    self.lastEvent = lastEvent
    self.polls = polls
    self.adopted = adopted
    self.retold = retold
    self.sinks = sinks
  }
}

/// What one poll left in the archive.
public struct RestoredPoll: Sendable {
  /// The URL of the feed as subscribed.
  public var feed: String
  /// False where no feed was asked: an article's page was looked at again, or a file was imported.
  public var isPoll: Bool
  /// What the feed calls itself.
  public var title: String?
  /// What the feed is asked with next.
  public var validators: Validators
  /// SHA-256 (hex) of the feed's body.
  public var bodyDigest: String?
  /// Archived bodies of the poll.
  public var captures: [ArchivedCapture]
  /// New articles and revisions.
  public var news: [ArticleNews]
  /// Items that told an article which was known.
  public var sightings: [ItemSighting]
  /// When its articles are looked at again.
  public var watches: [ArticleWatch] = []

  /// A poll with all that its records tell.
  public init(
    feed: String, isPoll: Bool, title: String?, validators: Validators, bodyDigest: String?,
    captures: [ArchivedCapture], news: [ArticleNews], sightings: [ItemSighting]
  ) {
    self.feed = feed
    self.isPoll = isPoll
    self.title = title
    self.validators = validators
    self.bodyDigest = bodyDigest
    self.captures = captures
    self.news = news
    self.sightings = sightings
  }
}

extension Catalogue {
  /// Where the catalogue stands now.
  public func position() async throws(CatalogueError) -> CataloguePosition {
    try await reading("reading the number of the last commit") { database in
      var sinks: [String: Int64] = [:]
      for row in try Row.fetchAll(try database.cachedStatement(sql: "SELECT name, cursor FROM sink")) {
        var fields = Fields(row)
        sinks[try fields.text()] = try fields.integer()
      }
      return CataloguePosition(
        commit: try Position.commit(in: database), lastEvent: try Outbox.lastID(in: database), sinks: sinks)
    }
  }

  /// How many bytes of each segment the catalogue knows: what stands behind them it has yet to take in.
  public func knownSegmentBytes() async throws(CatalogueError) -> [String: Int64] {
    try await reading("listing what is known of segments") { database in
      var known: [String: Int64] = [:]
      for row in try Row.fetchAll(try database.cachedStatement(sql: "SELECT name, byte_count FROM segment")) {
        var fields = Fields(row)
        known[try fields.text()] = try fields.integer()
      }
      return known
    }
  }

  /// Notes that a segment has been read up to there.
  public func noteRead(_ segments: [String: Int64]) async throws(CatalogueError) {
    try await writing("noting \(segments.count) segments as read") { database in
      let sql = """
        INSERT INTO segment(name, byte_count) VALUES(?, ?)
        ON CONFLICT(name) DO UPDATE SET byte_count = max(byte_count, excluded.byte_count)
        """
      let statement = try database.cachedStatement(sql: sql)
      for (name, bytes) in segments.sorted(by: { $0.key < $1.key }) {
        try statement.execute(arguments: [name, bytes])
      }
    }
  }
}

enum Position {
  static func commit(in database: Database) throws -> Int64 {
    let statement = try database.cachedStatement(sql: "SELECT value FROM meta WHERE name = 'commit'")
    return try Int64.fetchOne(statement) ?? 0
  }
}
