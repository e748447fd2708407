public import FoundationEssentials
internal import GRDB
public import Model

/// The records of one revision, as the catalogue cites them.
public struct RevisionRecords: Sendable, Equatable {
  /// Grows from revision to revision in the order in which they were kept; for going on behind it.
  public let place: Int64
  /// The article's name.
  public let article: ArticleID
  /// Its number, from 1.
  public let revision: Int
  /// When its bytes were fetched.
  public let seenAt: Date
  /// The version of the rules that drew its reports; nil when it was not analysed.
  public let extractor: String?
  /// The bytes that it was made of; nil where none were kept.
  public let response: ArchiveAddress?
  /// The revision itself.
  public let conversion: ArchiveAddress?
  /// Its reports; nil when it was not analysed.
  public let metadata: ArchiveAddress?
}

extension Catalogue {
  /// Revisions with their records, in the order in which they were kept, page by page.
  ///
  /// - Parameter place: that of the last revision of the page before; 0 for the first page.
  public func revisionRecords(
    after place: Int64, since: Date? = nil, limit: Int
  ) async throws(CatalogueError) -> [RevisionRecords] {
    try await reading("listing the records of revisions") { database in
      let sql = """
        SELECT revision.id, article.name, revision.number, revision.seen_at, revision.extractor,
          \(AddressColumns.names("response")), \(AddressColumns.names("conversion")), \(AddressColumns.names("metadata"))
        FROM revision CROSS JOIN article ON article.id = revision.article_id
          \(AddressColumns.join("response")) \(AddressColumns.join("conversion")) \(AddressColumns.join("metadata"))
        WHERE revision.id > ? AND revision.seen_at >= ? ORDER BY revision.id LIMIT ?
        """
      let rows = try Row.fetchCursor(
        try database.cachedStatement(sql: sql),
        arguments: [place, since?.kept ?? Int64.min, max(1, limit)])
      return try Array(
        rows.map { row in
          var fields = Fields(row)
          return RevisionRecords(
            place: try fields.integer(), article: ArticleID(rawValue: try fields.text()),
            revision: try fields.count(), seenAt: try fields.date(), extractor: try fields.textIfAny(),
            response: try fields.addressIfAny(), conversion: try fields.addressIfAny(),
            metadata: try fields.addressIfAny())
        })
    }
  }

  /// Captures in the order in which they were kept, page by page.
  ///
  /// - Parameter place: the number of captures that came before and were handed out: `next` of the page before.
  public func captures(
    after place: Int64, limit: Int
  ) async throws(CatalogueError) -> (captures: [ArchivedCapture], next: Int64) {
    try await reading("listing captures") { database in
      let sql = """
        SELECT capture.id, capture.url, capture.at, capture.payload_digest, capture.is_revisit,
          segment.name, capture.offset, capture.byte_count, capture.record
        FROM capture CROSS JOIN segment ON segment.id = capture.segment_id
        WHERE capture.id > ? ORDER BY capture.id LIMIT ?
        """
      var next = place
      var captures: [ArchivedCapture] = []
      let rows = try Row.fetchCursor(
        try database.cachedStatement(sql: sql), arguments: [place, max(1, limit)])
      while let row = try rows.next() {
        var fields = Fields(row)
        next = try fields.integer()
        let (url, at) = (try fields.text(), try fields.date())
        let digest = Packing.digest(from: try fields.value()) ?? ""
        let isRevisit = try fields.truth()
        guard let address = try fields.addressIfAny() else {
          throw UnreadableValue(detail: "a capture without a segment")
        }
        captures.append(
          ArchivedCapture(address: address, url: url, at: at, payloadDigest: digest, isRevisit: isRevisit))
      }
      return (captures, next)
    }
  }
}

/// The four columns of one of a revision's addresses, and the join that names its segment.
private enum AddressColumns {
  static func names(_ record: String) -> String {
    "\(record)_in.name, revision.\(record)_offset, revision.\(record)_bytes, revision.\(record)_record"
  }

  static func join(_ record: String) -> String {
    "LEFT JOIN segment AS \(record)_in ON \(record)_in.id = revision.\(record)_segment"
  }
}
