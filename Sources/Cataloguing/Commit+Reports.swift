import FoundationEssentials
internal import GRDB
import Model

extension Commit {
  /// Writes the reports of a revision just taken in. A revision that was not analysed says nothing of its reports:
  /// those of the revision before stand.
  mutating func settleReports(of news: ArticleNews, article: Int64, isFirst: Bool) throws {
    guard let reports = news.reports, !(isFirst && reports.reports.isEmpty) else { return }
    try settle(reports, article: article, knownAt: news.revision.seenAt)
  }

  mutating func adopt(_ reextraction: Reextraction) throws {
    let reports = reextraction.reports
    let sql = """
      SELECT article.id, revision.id FROM article JOIN revision ON revision.article_id = article.id
      WHERE article.name = ? AND revision.number = ?
      """
    let row = try Row.fetchOne(
      try database.cachedStatement(sql: sql), arguments: [reports.article.rawValue, reports.revision])
    guard let row else {
      throw CatalogueError.unknown("revision \(reports.revision) of article \(reports.article)")
    }
    var fields = Fields(row)
    let article = try fields.integer()
    let revision = try fields.integer()
    try database.cachedStatement(sql: "UPDATE revision SET extractor = ? WHERE id = ?")
      .execute(arguments: [reports.extractor, revision])
    if reextraction.metadata != nil {
      let address = try columns(of: reextraction.metadata)
      let update = """
        UPDATE revision SET metadata_segment = ?, metadata_offset = ?, metadata_bytes = ?, metadata_record = ?
        WHERE id = ?
        """
      try database.cachedStatement(sql: update).execute(arguments: StatementArguments(address + [revision]))
    }
    try settle(reports, article: article, knownAt: now)
  }

  private mutating func settle(_ reports: RevisionReports, article: Int64, knownAt: Date) throws {
    for report in reports.reports {
      let known = try Row.fetchOne(
        try database.cachedStatement(
          sql: "SELECT id, revision, last_revision, withdrawn_at FROM report WHERE name = ?"),
        arguments: [report.id.rawValue])
      guard let known else {
        try insert(report, of: reports, article: article, knownAt: knownAt)
        continue
      }
      var fields = Fields(known)
      let row = try fields.integer()
      if try fields.count() == reports.revision { try restate(report, row: row, extractor: reports.extractor) }
      try confirm(row: row, revision: max(reports.revision, try fields.count()))
      if try fields.dateIfAny() != nil { try publish(.restatedReport, report: report.id, row: row) }
    }
    try withdraw(allBut: Set(reports.reports.map(\.id)), upTo: reports.revision, article: article, at: knownAt)
    try recount(article)
  }

  private mutating func insert(
    _ report: IdentifiedReport, of reports: RevisionReports, article: Int64, knownAt: Date
  ) throws {
    let lineage: [(any DatabaseValueConvertible)?] = [
      report.id.rawValue, article, reports.revision, reports.revision, knownAt.kept, reports.extractor,
    ]
    let sql = """
      INSERT INTO report(name, article_id, revision, last_revision, known_at, extractor, \(ReportColumns.names))
      VALUES(?, ?, ?, ?, ?, ?, \(ReportColumns.marks))
      """
    try database.cachedStatement(sql: sql)
      .execute(arguments: StatementArguments(lineage + (try ReportColumns.values(of: report))))
    try publish(.newReport, report: report.id, row: database.lastInsertedRowID)
  }

  // The revision that first stated a report is the one its evidence points into. Later revisions that repeat it change
  // nothing of what was published; only another reading of that same revision may.
  private func restate(_ report: IdentifiedReport, row: Int64, extractor: String) throws {
    let sql = "UPDATE report SET extractor = ?, \(ReportColumns.assignments) WHERE id = ?"
    let values: [(any DatabaseValueConvertible)?] = [extractor] + (try ReportColumns.values(of: report)) + [row]
    try database.cachedStatement(sql: sql).execute(arguments: StatementArguments(values))
  }

  private func confirm(row: Int64, revision: Int) throws {
    let sql = "UPDATE report SET last_revision = ?, withdrawn_at = NULL, withdrawn_by = NULL WHERE id = ?"
    try database.cachedStatement(sql: sql).execute(arguments: [revision, row])
  }

  /// Reports that stood up to this revision and are not among its reports no longer stand: the source took them back
  /// when an earlier revision was the last to state them, our rules did when this one was.
  private mutating func withdraw(
    allBut kept: Set<ReportID>, upTo revision: Int, article: Int64, at: Date
  ) throws {
    let sql = """
      SELECT id, name, last_revision FROM report
      WHERE article_id = ? AND withdrawn_at IS NULL AND last_revision <= ?
      """
    let rows = try Row.fetchAll(try database.cachedStatement(sql: sql), arguments: [article, revision])
    for row in rows {
      var fields = Fields(row)
      let id = try fields.integer()
      let name = ReportID(rawValue: try fields.text())
      guard !kept.contains(name) else { continue }
      let reason: CataloguedReport.Reason = try fields.count() == revision ? .extraction : .source
      try database.cachedStatement(sql: "UPDATE report SET withdrawn_at = ?, withdrawn_by = ? WHERE id = ?")
        .execute(arguments: [at.kept, reason.rawValue, id])
      try publish(.withdrawnReport, report: name, row: id)
    }
  }

  private func recount(_ article: Int64) throws {
    let sql = """
      UPDATE article SET report_count =
        (SELECT count(*) FROM report WHERE article_id = ?1 AND withdrawn_at IS NULL) WHERE id = ?1
      """
    try database.cachedStatement(sql: sql).execute(arguments: [article])
  }
}

/// Which columns hold what a report says.
enum ReportColumns {
  private static let list = [
    "kind", "certainty", "status", "place_mention", "place_id", "place_name", "place_folded", "country", "lat", "lon",
    "to_actor", "from_actor", "start_day", "end_day", "date_basis", "sources", "comment", "evidence_start",
    "evidence_end", "quote",
  ]
  static let names = list.joined(separator: ", ")
  static let marks = Array(repeating: "?", count: list.count).joined(separator: ", ")
  static let assignments = list.map { "\($0) = ?" }.joined(separator: ", ")

  static func values(of identified: IdentifiedReport) throws -> [(any DatabaseValueConvertible)?] {
    let report = identified.report
    let place = report.place
    return [
      report.kind.rawValue, report.certainty.rawValue, report.status.rawValue, place.mention, place.id, place.name,
      place.name.lowercased(), place.country, place.lat, place.lon, report.to?.description, report.from?.description,
      report.date.start?.daysSinceEpoch, report.date.end?.daysSinceEpoch, report.date.basis.rawValue,
      try JSON.text(of: report.sources), identified.comment, report.evidence.start, report.evidence.end,
      identified.quote,
    ]
  }

  static func report(_ fields: inout Fields) throws -> IdentifiedReport {
    let id = ReportID(rawValue: try fields.text())
    let kind = try fields.word(ReportKind.self)
    let certainty = try fields.word(Certainty.self)
    let status = try fields.word(ReportStatus.self)
    let mention = try fields.text()
    let placeID = try fields.textIfAny()
    let name = try fields.text()
    _ = try fields.text()
    let place = ReportedPlace(
      mention: mention, id: placeID, name: name, country: try fields.textIfAny(), lat: try fields.numberIfAny(),
      lon: try fields.numberIfAny())
    let to = try fields.textIfAny().map { ReportedActor($0) }
    let from = try fields.textIfAny().map { ReportedActor($0) }
    let date = DateSpan(
      start: try fields.dayIfAny(), end: try fields.dayIfAny(), basis: try fields.word(DateBasis.self))
    let sources = try fields.document([String].self)
    let comment = try fields.integerIfAny().map(Int.init)
    let (start, end) = (try fields.count(), try fields.count())
    guard start >= 0, start <= end else { throw UnreadableValue(detail: "evidence of report \(id) runs backward") }
    return IdentifiedReport(
      id: id, comment: comment, quote: try fields.text(),
      report: TerritorialReport(
        kind: kind, place: place, to: to, from: from, date: date, certainty: certainty, sources: sources,
        status: status, evidence: Evidence(start: start, end: end)))
  }
}
