import Archiving
import Cataloguing
import FoundationEssentials
import Model

/// What one commit settles, as the archive keeps it behind the commit's other records: with it the catalogue can be
/// made anew, to the same rows and the same event ids.
///
/// Two records of one number mean that the catalogue refused the earlier one: the later one stands.
struct ArchivedCommit: Codable, Equatable {
  /// Counts the commits, from 1.
  var commit: Int64
  var at: Date
  /// The largest event id that had been given before.
  var lastEvent: Int64
  var polls: [Poll]?
  /// Records of reports that today's rules drew from revisions kept earlier, and that now stand for them.
  var adopted: [String]?
  /// Conversions that hold what today's rules read in the bytes of revisions kept earlier, and that now stand for them.
  var retold: [Retold]?
  /// The last event that each sink had delivered.
  var sinks: [String: Int64]?

  /// One poll of a feed, or one look at an article's page.
  struct Poll: Codable, Equatable {
    /// The URL of the feed as subscribed.
    var feed: String
    /// nil where no feed was asked.
    var asked: Asked?
    /// Ids of the responses and revisits.
    var captures: [String]?
    var news: [News]?
    var sightings: [Sighting]?
  }

  /// How the feed stood after the poll.
  struct Asked: Codable, Equatable {
    var title: String?
    var etag: String?
    var lastModified: String?
    var bodyDigest: String?
  }

  /// A revision by its records' ids.
  struct News: Codable, Equatable {
    var conversion: String
    var response: String?
    var metadata: String?
  }

  /// Records' ids: the conversion that stands now, and the one that stood.
  struct Retold: Codable, Equatable {
    var conversion: String
    var replaces: String
  }

  /// An item that told an article which was known.
  struct Sighting: Codable, Equatable {
    var item: ItemIdentity
    var article: ArticleID
    var seen: Date
  }

  /// - Parameter position: where the catalogue stands before the commit.
  init(
    after position: CataloguePosition, at: Date, polls: [Poll] = [], adopted: [String] = [], retold: [Retold] = []
  ) {
    commit = position.commit + 1
    self.at = at
    lastEvent = position.lastEvent
    self.polls = polls.isEmpty ? nil : polls
    self.adopted = adopted.isEmpty ? nil : adopted
    self.retold = retold.isEmpty ? nil : retold
    sinks = position.sinks.isEmpty ? nil : position.sinks
  }

  /// How the name of these records begins; the commit's number follows.
  static let name = "commit:"

  /// Whether a record is one of these.
  static func isOne(_ record: WARCRecord) -> Bool {
    record.type == .resource && record.targetURI?.hasPrefix("urn:salient:" + name) == true
  }

  /// The number of the commit that a record holds, by its name; nil when it holds none.
  static func number(of record: WARCRecord) -> Int64? {
    guard isOne(record), let name = record.targetURI else { return nil }
    return Int64(name.dropFirst("urn:salient:".count + self.name.count))
  }

  func draft() throws -> RecordDraft {
    .resource(
      id: .random(), date: at, name: ArchivedCommit.name + String(commit), json: try ArchivedDocuments.json(self))
  }
}

extension Date {
  /// The moment as documents of the archive and the catalogue keep it.
  var wholeMilliseconds: Date { Date(timeIntervalSince1970: (timeIntervalSince1970 * 1000).rounded() / 1000) }
}
