internal import GRDB
public import Model

extension Catalogue {
  /// Articles, newest first by when they were first seen.
  /// - Parameter cursor: the page before's `next`; nil for the first page.
  public func articles(
    _ filter: ArticleFilter = ArticleFilter(), after cursor: String? = nil, limit: Int
  ) async throws(CatalogueError) -> Page<ArticleSummary> {
    let cursor = try PageCursor(cursor)
    return try await reading("listing articles") { database in
      guard let conditions = try ArticleQuery.conditions(filter, after: cursor, in: database) else {
        return Page(items: [], next: nil)
      }
      let found = try ArticleQuery.rows(conditions, limit: Page<ArticleSummary>.bound(limit), in: database)
      return Page(found.map { ($0.summary, PageCursor(at: $0.summary.firstSeenAt.kept, id: $0.id)) }, limit: limit)
    }
  }

  /// One article with its revisions, reports and the other articles of its story; nil when there is none.
  public func article(_ id: ArticleID) async throws(CatalogueError) -> CataloguedArticle? {
    try await reading("reading article \(id)") { database in
      let statement = try database.cachedStatement(sql: ArticleQuery.sql("WHERE article.name = ?"))
      guard let row = try Row.fetchOne(statement, arguments: [id.rawValue]) else { return nil }
      var fields = Fields(row)
      let (number, summary) = (try fields.integer(), try ArticleQuery.summary(&fields))
      return CataloguedArticle(
        summary: summary, revisions: try RevisionQuery.revisions(ofArticle: number, in: database),
        reports: try ReportQuery.reports(ofArticle: number, in: database),
        copies: try ArticleQuery.story(summary.story, in: database).filter { $0.article != id })
    }
  }

  /// Every stored item, in the order in which items were stored, one by one: nothing is held.
  ///
  /// Runs on the caller's thread; errors of `body` end the listing and come out as they are.
  public func eachItem(_ body: (StoredItem) throws -> Void) throws {
    try streaming("listing items") { database in
      let sql = """
        SELECT item.feed_id, iif(item.guid IS NULL OR item.guid = '', item.key, item.guid), item.title, article.name
        FROM item JOIN article ON article.id = item.article_id ORDER BY item.id
        """
      var feeds: [Int64: String] = [:]
      let addresses = try Row.fetchCursor(database, sql: "SELECT id, subscribed_url FROM feed")
      while let row = try addresses.next() {
        var fields = Fields(row)
        feeds[try fields.integer()] = try fields.text()
      }
      let rows = try Row.fetchCursor(try database.cachedStatement(sql: sql))
      while let row = try rows.next() {
        var fields = Fields(row)
        guard let feed = feeds[try fields.integer()] else { throw UnreadableValue(detail: "an item without its feed") }
        try body(
          StoredItem(
            feed: feed, itemID: try fields.text(), title: try fields.textIfAny(),
            article: ArticleID(rawValue: try fields.text())))
      }
    }
  }
}

/// Lists of articles.
enum ArticleQuery {
  /// Articles of one story shown at most.
  private static let copiesMax = 200

  static let columns = """
    article.id, article.name, coalesce(article.story, article.name), article.relation, feed.subscribed_url,
    revision.title, CASE item.link WHEN '' THEN item.key ELSE item.link END, article.language, revision.published_at,
    article.first_seen_at, article.revision_count, article.report_count
    """
  static let joins = """
    CROSS JOIN revision ON revision.id = article.latest_revision_id
    CROSS JOIN item ON item.id = revision.item_id CROSS JOIN feed ON feed.id = article.feed_id
    """

  static func sql(_ tail: String) -> String { "SELECT \(columns) FROM article \(joins) \(tail)" }

  /// nil when a condition names what the catalogue does not hold.
  static func conditions(
    _ filter: ArticleFilter, after cursor: PageCursor, in database: Database
  ) throws -> Conditions? {
    var conditions = Conditions()
    if let url = filter.feed {
      let statement = try database.cachedStatement(sql: "SELECT id FROM feed WHERE subscribed_url = ?")
      guard let feed = try Int64.fetchOne(statement, arguments: [url]) else { return nil }
      conditions.require("article.feed_id = ?", feed)
    }
    if let asked = filter.story {
      // A copy stands for its story. A story's first article does not name itself as its story: the two halves are
      // two index searches.
      let statement = try database.cachedStatement(sql: "SELECT story FROM article WHERE name = ?")
      let story = try String.fetchOne(statement, arguments: [asked.rawValue]) ?? asked.rawValue
      conditions.require("(article.name = ? OR article.story = ?)", story, story)
    }
    if let language = filter.language { conditions.require("article.language = ?", language) }
    if let since = filter.since { conditions.require("article.first_seen_at >= ?", since.kept) }
    if let until = filter.until { conditions.require("article.first_seen_at < ?", until.kept) }
    conditions.require("(article.first_seen_at, article.id) < (?, ?)", cursor.at, cursor.id)
    return conditions
  }

  static func rows(
    _ conditions: Conditions, limit: Int, in database: Database
  ) throws -> [(id: Int64, summary: ArticleSummary)] {
    let sql = sql("\(conditions.clause) ORDER BY article.first_seen_at DESC, article.id DESC LIMIT ?")
    let rows = try Row.fetchCursor(
      try database.cachedStatement(sql: sql), arguments: StatementArguments(conditions.arguments + [limit]))
    return try Array(
      rows.map { row in
        var fields = Fields(row)
        return (try fields.integer(), try summary(&fields))
      })
  }

  static func story(_ story: ArticleID, in database: Database) throws -> [ArticleSummary] {
    let filter = ArticleFilter(story: story)
    guard let conditions = try conditions(filter, after: .start, in: database) else { return [] }
    return try rows(conditions, limit: copiesMax, in: database).map(\.summary).reversed()
  }

  /// The columns after the number.
  static func summary(_ fields: inout Fields) throws -> ArticleSummary {
    ArticleSummary(
      article: ArticleID(rawValue: try fields.text()), story: ArticleID(rawValue: try fields.text()),
      relation: try fields.word(ArticleRelation.self), feed: try fields.text(), title: try fields.textIfAny(),
      link: try fields.textIfAny(), language: try fields.textIfAny(), published: try fields.dateIfAny(),
      firstSeenAt: try fields.date(), revisionCount: try fields.count(), reportCount: try fields.count())
  }
}

/// Revisions whole.
enum RevisionQuery {
  private static let sql = """
    SELECT article.name, revision.number, coalesce(article.story, article.name), revision.relation,
      feed.subscribed_url, item.key, item.guid, item.link, item.title, item.published_at, item.digest,
      revision.title, revision.text, revision.facts, revision.published_at, revision.is_cut, revision.origin,
      revision.seen_at, revision.extractor,
      response.name, revision.response_offset, revision.response_bytes, revision.response_record,
      conversion.name, revision.conversion_offset, revision.conversion_bytes, revision.conversion_record,
      metadata.name, revision.metadata_offset, revision.metadata_bytes, revision.metadata_record
    FROM revision CROSS JOIN article ON article.id = revision.article_id
      CROSS JOIN item ON item.id = revision.item_id CROSS JOIN feed ON feed.id = revision.feed_id
      LEFT JOIN segment AS response ON response.id = revision.response_segment
      LEFT JOIN segment AS conversion ON conversion.id = revision.conversion_segment
      LEFT JOIN segment AS metadata ON metadata.id = revision.metadata_segment
    """

  static func revisions(ofArticle article: Int64, in database: Database) throws -> [CataloguedRevision] {
    let statement = try database.cachedStatement(
      sql: sql + " WHERE revision.article_id = ? ORDER BY revision.number")
    return try Array(Row.fetchCursor(statement, arguments: [article]).map(revision(of:)))
  }

  static func revision(_ number: Int, ofArticle article: ArticleID, in database: Database) throws
    -> CataloguedRevision?
  {
    let statement = try database.cachedStatement(
      sql: sql + " WHERE revision.article_id = (SELECT id FROM article WHERE name = ?) AND revision.number = ?")
    return try Row.fetchOne(statement, arguments: [article.rawValue, number]).map(revision(of:))
  }

  private static func revision(of row: Row) throws -> CataloguedRevision {
    var fields = Fields(row)
    let article = ArticleID(rawValue: try fields.text())
    let number = try fields.count()
    let story = ArticleID(rawValue: try fields.text())
    let relation = try fields.word(ArticleRelation.self)
    let feed = try fields.text()
    let item = try item(&fields)
    let (title, text) = (try fields.textIfAny(), try fields.text())
    let facts = try fields.document(ArticleFacts.self)
    let content = facts.content(
      title: title, text: text, published: try fields.dateIfAny(), isCut: try fields.truth())
    let revision = ArticleRevision(
      article: article, revision: number, story: story, relation: relation, feed: feed, item: item, content: content,
      origin: try fields.word(ArticleRevision.Origin.self), seenAt: try fields.date())
    return CataloguedRevision(
      revision: revision, extractor: try fields.textIfAny(), response: try fields.addressIfAny(),
      conversion: try fields.addressIfAny(), metadata: try fields.addressIfAny())
  }

  private static func item(_ fields: inout Fields) throws -> ItemIdentity {
    let key = try fields.text()
    let guid = Packing.besideKey(from: try fields.textIfAny(), key: key)
    let link = Packing.besideKey(from: try fields.textIfAny(), key: key)
    let title = try fields.textIfAny()
    let published = try fields.dateIfAny()
    guard let digest = Packing.digest(from: try fields.value()) else {
      throw UnreadableValue(detail: "item \(key.prefix(100)) without a digest")
    }
    return ItemIdentity(key: key, guid: guid, link: link, title: title, published: published, digest: digest)
  }
}
