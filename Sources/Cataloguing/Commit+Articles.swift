import FoundationEssentials
internal import GRDB
import Model

extension Commit {
  /// Writes a revision with its article, item, words, keys, bands and reports; what is there already is left.
  mutating func insert(_ news: ArticleNews) throws {
    let revision = news.revision
    let feed = try feed(revision.feed)
    if let article = try insertArticle(revision, feed: feed) {
      let item = try upsert(revision.item, article: article, feed: feed, seenAt: revision.seenAt)
      try insertRevision(news, id: lastRevision, article: article, feed: feed, item: item)
      try index(revision.content, revision: lastRevision)
      try insertKeys(of: news, article: article)
      note(newArticle: revision.article)
      try settleReports(of: news, article: article, isFirst: true)
      return
    }
    let known = try Row.fetchOne(
      try database.cachedStatement(sql: "SELECT id, revision_count, latest_revision_id FROM article WHERE name = ?"),
      arguments: [revision.article.rawValue])
    guard let known else { throw UnreadableValue(detail: "article \(revision.article) is there and is not") }
    var fields = Fields(known)
    let article = try fields.integer()
    let latestNumber = try fields.count()
    let latest = try fields.integer()
    let item = try upsert(revision.item, article: article, feed: feed, seenAt: revision.seenAt)
    let isNoted = try database.cachedStatement(sql: "SELECT 1 FROM revision WHERE article_id = ? AND number = ?")
    let isNew = try Int64.fetchOne(isNoted, arguments: [article, revision.revision]) == nil
    if isNew {
      lastRevision += 1
      try insertRevision(news, id: lastRevision, article: article, feed: feed, item: item)
      if revision.revision > latestNumber {
        try unindex(revision: latest)
        let sql = """
          UPDATE article SET revision_count = ?, latest_revision_id = ?, language = coalesce(?, language) WHERE id = ?
          """
        try database.cachedStatement(sql: sql)
          .execute(arguments: [revision.revision, lastRevision, revision.content.language, article])
        try index(revision.content, revision: lastRevision)
      }
      note(revisedArticle: revision.article)
    }
    try insertKeys(of: news, article: article)
    // A revision committed before has settled its reports: those it stated may have been withdrawn since.
    if isNew { try settleReports(of: news, article: article, isFirst: false) }
  }

  /// Puts a revision as it was read anew in the place of what was read before: text, facts, words and what it is found
  /// by. The words by which it was found before lead to it still.
  mutating func retell(_ news: ArticleNews) throws {
    let revision = news.revision
    let content = revision.content
    let sql = """
      SELECT article.id, revision.id, article.latest_revision_id FROM article
        JOIN revision ON revision.article_id = article.id
      WHERE article.name = ? AND revision.number = ?
      """
    let row = try Row.fetchOne(
      try database.cachedStatement(sql: sql), arguments: [revision.article.rawValue, revision.revision])
    guard let row else { throw CatalogueError.unknown("revision \(revision.revision) of article \(revision.article)") }
    var fields = Fields(row)
    let (article, id) = (try fields.integer(), try fields.integer())
    let isLatest = try fields.integer() == id
    if isLatest { try unindex(revision: id) }
    let update = """
      UPDATE revision SET title = ?, facts = ?, fingerprint = ?, text = ?, published_at = ?, is_cut = ?,
        conversion_segment = ?, conversion_offset = ?, conversion_bytes = ?, conversion_record = ? WHERE id = ?
      """
    let values: [(any DatabaseValueConvertible)?] = [
      content.title, try JSON.text(of: ArticleFacts(content), encoder), Data(news.fingerprint), content.text,
      content.published?.kept, content.isCut,
    ]
    try database.cachedStatement(sql: update)
      .execute(arguments: StatementArguments(values + (try columns(of: news.conversion)) + [id]))
    if isLatest {
      try index(content, revision: id)
      try database.cachedStatement(sql: "UPDATE article SET language = coalesce(?, language) WHERE id = ?")
        .execute(arguments: [content.language, article])
    }
    try insertKeys(of: news, article: article)
  }

  /// Notes that a feed carries an item whose article is stored.
  mutating func insert(_ sighting: ItemSighting, in feed: Int64) throws {
    let statement = try database.cachedStatement(sql: "SELECT id FROM article WHERE name = ?")
    guard let article = try Int64.fetchOne(statement, arguments: [sighting.article.rawValue]) else {
      throw CatalogueError.unknown("article \(sighting.article), which item \(sighting.item.key.prefix(200)) points at")
    }
    _ = try upsert(sighting.item, article: article, feed: feed, seenAt: sighting.seenAt)
  }

  /// The number of the article, or nil when it is there already.
  private mutating func insertArticle(_ revision: ArticleRevision, feed: Int64) throws -> Int64? {
    let sql = """
      INSERT INTO article(name, story, relation, feed_id, first_seen_at, language, revision_count, latest_revision_id)
      VALUES(?, nullif(?, ?1), ?, ?, ?, ?, ?, ?) ON CONFLICT(name) DO NOTHING
      """
    try database.cachedStatement(sql: sql).execute(arguments: [
      revision.article.rawValue, revision.story.rawValue, revision.relation.rawValue, feed, revision.seenAt.kept,
      revision.content.language, revision.revision, lastRevision + 1,
    ])
    guard database.changesCount == 1 else { return nil }
    lastRevision += 1
    lastArticle = database.lastInsertedRowID
    return lastArticle
  }

  /// The number of the item, written now or brought up to what the feed now says in it.
  private mutating func upsert(_ item: ItemIdentity, article: Int64, feed: Int64, seenAt: Date) throws -> Int64 {
    let guid = Packing.besideKey(item.guid, key: item.key)
    let link = Packing.besideKey(item.link, key: item.key)
    let sql = """
      INSERT INTO item(feed_id, article_id, digest, published_at, seen_at, key, guid, link, title)
      VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(feed_id, key) DO NOTHING
      """
    try database.cachedStatement(sql: sql).execute(arguments: [
      feed, article, Packing.digest(item.digest), item.published?.kept, seenAt.kept, item.key, guid, link, item.title,
    ])
    if database.changesCount == 1 {
      newItems[feed, default: 0] += 1
      return database.lastInsertedRowID
    }
    let known = try database.cachedStatement(sql: "SELECT id FROM item WHERE feed_id = ? AND key = ?")
    guard let id = try Int64.fetchOne(known, arguments: [feed, item.key]) else {
      throw UnreadableValue(detail: "item \(item.key.prefix(100)) is there and is not")
    }
    let update = """
      UPDATE item SET article_id = ?, digest = ?, published_at = ?, guid = ?, link = ?, title = ? WHERE id = ?
      """
    try database.cachedStatement(sql: update).execute(arguments: [
      article, Packing.digest(item.digest), item.published?.kept, guid, link, item.title, id,
    ])
    return id
  }

  private mutating func insertRevision(
    _ news: ArticleNews, id: Int64, article: Int64, feed: Int64, item: Int64
  ) throws {
    let revision = news.revision
    let content = revision.content
    let addresses = try columns(of: news.response) + columns(of: news.conversion) + columns(of: news.metadata)
    let head: [(any DatabaseValueConvertible)?] = [
      id, article, revision.revision, feed, item, revision.relation.rawValue, revision.origin.rawValue, content.isCut,
      revision.seenAt.kept, content.published?.kept, news.reports?.extractor,
    ]
    let tail: [(any DatabaseValueConvertible)?] = [
      content.title, try JSON.text(of: ArticleFacts(content), encoder), Data(news.fingerprint), content.text,
    ]
    try database.cachedStatement(sql: Commit.insertRevisionQuery)
      .execute(arguments: StatementArguments(head + addresses + tail))
  }

  private static let insertRevisionQuery =
    "INSERT INTO revision VALUES(\(Array(repeating: "?", count: 27).joined(separator: ", ")))"

  /// The four columns of a record's address.
  mutating func columns(of address: ArchiveAddress?) throws -> [(any DatabaseValueConvertible)?] {
    guard let address else { return [nil, nil, nil, nil] }
    return [
      try segment(address.segment), address.offset, address.byteCount, Packing.recordID(address.recordID),
    ]
  }

  private func index(_ content: ExtractedArticle, revision: Int64) throws {
    try database.cachedStatement(sql: "INSERT INTO search(rowid, title, text) VALUES(?, ?, ?)")
      .execute(arguments: [revision, content.title, content.text])
  }

  // FTS5 forgets a row of external content only when told the very words that it was given.
  private func unindex(revision: Int64) throws {
    let sql = """
      INSERT INTO search(search, rowid, title, text) SELECT 'delete', id, title, text FROM revision WHERE id = ?
      """
    try database.cachedStatement(sql: sql).execute(arguments: [revision])
  }

  private func insertKeys(of news: ArticleNews, article: Int64) throws {
    let key = try database.cachedStatement(sql: "INSERT OR IGNORE INTO identity_key VALUES(?, ?)")
    for text in news.identityKeys { try key.execute(arguments: [text, article]) }
    try Bands(database: database).insert(news.bands, article: article)
  }
}

/// What an article says besides its title and text, in one JSON column.
struct ArticleFacts: Codable {
  var authors: [String]?
  var modified: Date?
  var language: String?
  var siteName: String?
  var canonicalURL: String?
  var section: String?
  var tags: [String]?
  var image: String?
  var excerpt: String?
  var comments: [ReaderComment]?
  var provenance: [String: String]?

  init(_ content: ExtractedArticle) {
    authors = content.authors.isEmpty ? nil : content.authors
    modified = content.modified
    language = content.language
    siteName = content.siteName
    canonicalURL = content.canonicalURL
    section = content.section
    tags = content.tags.isEmpty ? nil : content.tags
    image = content.image
    excerpt = content.excerpt
    comments = content.comments.isEmpty ? nil : content.comments
    provenance = content.provenance.isEmpty ? nil : content.provenance
  }

  func content(title: String?, text: String, published: Date?, isCut: Bool) -> ExtractedArticle {
    ExtractedArticle(
      title: title, text: text, authors: authors ?? [], published: published, modified: modified, language: language,
      siteName: siteName, canonicalURL: canonicalURL, section: section, tags: tags ?? [], image: image,
      excerpt: excerpt, comments: comments ?? [], isCut: isCut, provenance: provenance ?? [:])
  }
}
