internal import GRDB
public import Model

extension Catalogue {
  /// Reports, newest first by when they were known.
  /// - Parameter cursor: the page before's `next`; nil for the first page.
  public func reports(
    _ filter: ReportFilter = ReportFilter(), after cursor: String? = nil, limit: Int
  ) async throws(CatalogueError) -> Page<CataloguedReport> {
    let cursor = try PageCursor(cursor)
    return try await reading("listing reports") { database in
      var found: [(element: CataloguedReport, cursor: PageCursor)] = []
      try ReportQuery.each(filter, after: cursor, limit: Page<CataloguedReport>.bound(limit), in: database) {
        found.append(($1, PageCursor(at: $1.knownAt.kept, id: $0)))
      }
      return Page(found, limit: limit)
    }
  }

  /// One report, also when it no longer stands.
  public func report(_ id: ReportID) async throws(CatalogueError) -> CataloguedReport? {
    try await reading("reading report \(id)") { try ReportQuery.report(named: id, in: $0) }
  }

  /// A report with the revision that its evidence points into, and the records of the archive to check it by.
  public func evidence(of id: ReportID) async throws(CatalogueError) -> ReportEvidence? {
    try await reading("reading the evidence of report \(id)") { database in
      guard let report = try ReportQuery.report(named: id, in: database) else { return nil }
      let revision = try RevisionQuery.revision(report.revision, ofArticle: report.article, in: database)
      guard let revision else {
        throw UnreadableValue(detail: "report \(id) points at revision \(report.revision), which is not there")
      }
      return ReportEvidence(report: report, revision: revision)
    }
  }

  /// Every report that a filter lets through, newest first, one by one: nothing is held.
  ///
  /// Runs on the caller's thread; errors of `body` end the listing and come out as they are.
  public func eachReport(_ filter: ReportFilter = ReportFilter(), _ body: (CataloguedReport) throws -> Void) throws {
    try streaming("listing reports") { database in
      try ReportQuery.each(filter, after: .start, limit: -1, in: database) { try body($1) }
    }
  }
}

/// Reports with where they come from.
enum ReportQuery {
  static let columns = """
    report.id, report.name, \(ReportColumns.qualified), article.name, report.revision,
    coalesce(article.story, article.name), feed.subscribed_url, coalesce(feed.title, feed.found_title), revision.title,
    CASE item.link WHEN '' THEN item.key ELSE item.link END, revision.published_at, report.known_at,
    report.extractor, report.withdrawn_at, report.withdrawn_by
    """
  static let joins = """
    CROSS JOIN article ON article.id = report.article_id
    CROSS JOIN revision ON revision.article_id = report.article_id AND revision.number = report.revision
    CROSS JOIN item ON item.id = revision.item_id CROSS JOIN feed ON feed.id = revision.feed_id
    """
  private static let select = "SELECT \(columns) FROM report \(joins) "

  static func report(named id: ReportID, in database: Database) throws -> CataloguedReport? {
    let statement = try database.cachedStatement(sql: select + "WHERE report.name = ?")
    guard let row = try Row.fetchOne(statement, arguments: [id.rawValue]) else { return nil }
    var fields = Fields(row)
    return try report(&fields)
  }

  static func reports(ofArticle article: Int64, in database: Database) throws -> [CataloguedReport] {
    let sql = select + "WHERE report.article_id = ? ORDER BY report.known_at, report.id"
    let rows = try Row.fetchCursor(try database.cachedStatement(sql: sql), arguments: [article])
    return try Array(
      rows.map { row in
        var fields = Fields(row)
        return try report(&fields)
      })
  }

  /// - Parameter limit: -1 for no bound.
  static func each(
    _ filter: ReportFilter, after cursor: PageCursor, limit: Int, in database: Database,
    _ body: (Int64, CataloguedReport) throws -> Void
  ) throws {
    let conditions = conditions(filter, after: cursor)
    let sql = select + "\(conditions.clause) ORDER BY report.known_at DESC, report.id DESC LIMIT ?"
    let rows = try Row.fetchCursor(
      try database.cachedStatement(sql: sql), arguments: StatementArguments(conditions.arguments + [limit]))
    while let row = try rows.next() {
      var fields = Fields(row)
      var number = Fields(row)
      try body(try number.integer(), try report(&fields))
    }
  }

  static func conditions(_ filter: ReportFilter, after cursor: PageCursor) -> Conditions {
    var conditions = Conditions()
    if let article = filter.article {
      conditions.require("report.article_id = (SELECT id FROM article WHERE name = ?)", article.rawValue)
    }
    if let place = filter.place {
      if place.hasPrefix("site:") || place.hasPrefix("geonames:") {
        conditions.require("report.place_id = ?", place)
      } else {
        conditions.require(
          "report.place_folded = ?", place.lowercased(), or: "report.place_id", in: filter.placeMeanings)
      }
    }
    if let actor = filter.actor { conditions.require("(report.to_actor = ? OR report.from_actor = ?)", actor, actor) }
    if let country = filter.country { conditions.require("report.country = ?", country) }
    conditions.require("report.kind", in: filter.kinds)
    conditions.require("report.certainty", in: filter.certainties)
    conditions.require("report.status", in: filter.statuses)
    if let box = filter.box { require(box, in: &conditions) }
    if let since = filter.since { conditions.require("report.known_at >= ?", since.kept) }
    if let until = filter.until { conditions.require("report.known_at < ?", until.kept) }
    if !filter.includesWithdrawn { conditions.require("report.withdrawn_at IS NULL") }
    conditions.require("(report.known_at, report.id) < (?, ?)", cursor.at, cursor.id)
    return conditions
  }

  private static func require(_ box: BoundingBox, in conditions: inout Conditions) {
    conditions.require("report.lat BETWEEN ? AND ?", box.south, box.north)
    if box.west <= box.east {
      conditions.require("report.lon BETWEEN ? AND ?", box.west, box.east)
    } else {
      conditions.require("(report.lon >= ? OR report.lon <= ?)", box.west, box.east)
    }
  }

  static func report(_ fields: inout Fields) throws -> CataloguedReport {
    _ = try fields.integer()
    let report = try ReportColumns.report(&fields)
    let article = ArticleID(rawValue: try fields.text())
    let revision = try fields.count()
    let story = ArticleID(rawValue: try fields.text())
    let feed = try fields.text()
    let (feedTitle, articleTitle, link) = (
      try fields.textIfAny(), try fields.textIfAny(), try fields.textIfAny()
    )
    let (published, knownAt, extractor) = (try fields.dateIfAny(), try fields.date(), try fields.text())
    let (at, reason) = (try fields.dateIfAny(), try fields.wordIfAny(CataloguedReport.Reason.self))
    var withdrawal: CataloguedReport.Withdrawal?
    if let at, let reason { withdrawal = CataloguedReport.Withdrawal(at: at, reason: reason) }
    return CataloguedReport(
      report: report, article: article, revision: revision, story: story, feed: feed, feedTitle: feedTitle,
      articleTitle: articleTitle, link: link, published: published, knownAt: knownAt, extractor: extractor,
      withdrawal: withdrawal)
  }
}

extension ReportColumns {
  static let qualified = names.split(separator: ", ").map { "report.\($0)" }.joined(separator: ", ")
}
