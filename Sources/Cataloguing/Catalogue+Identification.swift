import FoundationEssentials
internal import GRDB
public import Model

extension Catalogue {
  /// How many articles one identity key or one band leads to at most: a key that many share tells nothing apart.
  private static let articlesPerKeyMax = 64

  /// How each item stands to what its feed carried before, in the order given.
  public func standing(of items: [ItemIdentity], in feed: FeedID) async throws(CatalogueError) -> [ItemStanding] {
    try await reading("looking up \(items.count) items of feed \(feed.rawValue)") { database in
      let statement = try database.cachedStatement(
        sql: """
          SELECT item.digest, article.id, article.name FROM item JOIN article ON article.id = item.article_id
          WHERE item.feed_id = ? AND item.key = ?
          """)
      return try items.map { item in
        guard let row = try Row.fetchOne(statement, arguments: [feed.rawValue, item.key]) else { return .unseen }
        var fields = Fields(row)
        let digest = Packing.digest(from: try fields.value())
        let id = try fields.integer()
        let name = ArticleID(rawValue: try fields.text())
        if digest == item.digest { return .unchanged(name) }
        guard let known = try KnownArticleQuery.article(id, in: database) else {
          throw UnreadableValue(detail: "article \(name) has no latest revision")
        }
        return .changed(known)
      }
    }
  }

  /// The articles, of any feed, that carry one of these keys; newest first for each key, none twice.
  public func articles(withIdentityKeys keys: [String]) async throws(CatalogueError) -> [KnownArticle] {
    try await reading("looking up \(keys.count) identity keys") { database in
      let statement = try database.cachedStatement(
        sql: "SELECT article_id FROM identity_key WHERE key = ? ORDER BY article_id DESC LIMIT ?")
      var ids: [Int64] = []
      for key in keys {
        for id in try Int64.fetchAll(statement, arguments: [key, Self.articlesPerKeyMax]) where !ids.contains(id) {
          ids.append(id)
        }
      }
      return try ids.compactMap { try KnownArticleQuery.article($0, in: database) }
    }
  }

  /// The articles that share most of these bands, most first, the newer first among equals.
  public func articles(sharingBands bands: [UInt64], limit: Int) async throws(CatalogueError) -> [KnownArticle] {
    try await reading("looking up \(bands.count) bands") { database in
      var shared: [Int64: Int] = [:]
      for band in bands {
        for id in try Bands(database: database).articles(sharing: band, limit: Self.articlesPerKeyMax) {
          shared[id, default: 0] += 1
        }
      }
      let best = shared.sorted { ($0.value, $0.key) > ($1.value, $1.key) }.prefix(max(0, limit))
      return try best.compactMap { try KnownArticleQuery.article($0.key, in: database) }
    }
  }

  /// The latest revision of an article.
  public func knownArticle(_ article: ArticleID) async throws(CatalogueError) -> KnownArticle? {
    try await reading("looking up article \(article)") { database in
      let statement = try database.cachedStatement(sql: "SELECT id FROM article WHERE name = ?")
      guard let id = try Int64.fetchOne(statement, arguments: [article.rawValue]) else { return nil }
      return try KnownArticleQuery.article(id, in: database)
    }
  }

  /// What Deduplication compares one revision by; nil when there is no such revision.
  public func fingerprint(of article: ArticleID, revision: Int) async throws(CatalogueError) -> [UInt8]? {
    try await reading("looking up revision \(revision) of article \(article)") { database in
      let statement = try database.cachedStatement(
        sql: """
          SELECT revision.fingerprint FROM article JOIN revision ON revision.article_id = article.id
          WHERE article.name = ? AND revision.number = ?
          """)
      return try Data.fetchOne(statement, arguments: [article.rawValue, revision]).map(Array.init)
    }
  }

  /// Those of the items that a feed never carried, in the order given; none when there is no such feed.
  ///
  /// - Parameter feed: its URL as subscribed.
  public func unknownItems(
    _ items: [ItemIdentity], ofFeed url: String
  ) async throws(CatalogueError) -> [ItemIdentity] {
    try await reading("looking up \(items.count) items of feed \(url)") { database in
      let known = try database.cachedStatement(sql: "SELECT id FROM feed WHERE subscribed_url = ?")
      guard let feed = try Int64.fetchOne(known, arguments: [url]) else { return [] }
      let statement = try database.cachedStatement(sql: "SELECT 1 FROM item WHERE feed_id = ? AND key = ?")
      return try items.filter { try Int64.fetchOne(statement, arguments: [feed, $0.key]) == nil }
    }
  }

  /// A body of these bytes that stands in the archive whole, for a revisit record to point at: the latest of the
  /// same URL, else the latest of any.
  public func capture(withDigest digest: String, url: String) async throws(CatalogueError) -> ArchivedCapture? {
    try await reading("looking up the payload \(digest)") { database in
      let statement = try database.cachedStatement(
        sql: """
          SELECT segment.name, capture.offset, capture.byte_count, capture.record, capture.url, capture.at
          FROM capture JOIN segment ON segment.id = capture.segment_id
          WHERE capture.payload_digest = ? AND capture.is_revisit = 0 AND segment.pruned_at IS NULL
          ORDER BY capture.url = ? DESC, capture.id DESC LIMIT 1
          """)
      guard let row = try Row.fetchOne(statement, arguments: [Packing.digest(digest), url]) else { return nil }
      var fields = Fields(row)
      guard let address = try fields.addressIfAny() else {
        throw UnreadableValue(detail: "a capture without a segment")
      }
      return ArchivedCapture(
        address: address, url: try fields.text(), at: try fields.date(), payloadDigest: digest)
    }
  }
}

/// The latest revision of one article, for comparing.
enum KnownArticleQuery {
  private static let sql = """
    SELECT article.name, revision.number, coalesce(article.story, article.name), feed.subscribed_url,
      CASE item.link WHEN '' THEN item.key ELSE item.link END, revision.title, revision.text, revision.origin,
      revision.is_cut, revision.published_at, revision.seen_at, revision.fingerprint
    FROM article JOIN revision ON revision.id = article.latest_revision_id
      JOIN item ON item.id = revision.item_id JOIN feed ON feed.id = revision.feed_id
    WHERE article.id = ?
    """

  static func article(_ id: Int64, in database: Database) throws -> KnownArticle? {
    guard let row = try Row.fetchOne(try database.cachedStatement(sql: sql), arguments: [id]) else { return nil }
    var fields = Fields(row)
    return KnownArticle(
      article: ArticleID(rawValue: try fields.text()), revision: try fields.count(),
      story: ArticleID(rawValue: try fields.text()), feed: try fields.text(), link: try fields.textIfAny(),
      title: try fields.textIfAny(), text: try fields.text(), origin: try fields.word(ArticleRevision.Origin.self),
      isCut: try fields.truth(), published: try fields.dateIfAny(), seenAt: try fields.date(),
      fingerprint: try fields.bytes())
  }
}
