internal import GRDB

extension Catalogue {
  /// Articles whose latest revision has all these words, in title or text.
  ///
  /// `"two words"` asks for a phrase, `word*` for a beginning, `-word` leaves articles out, `OR` between two words
  /// asks for either. Case and accents do not matter. Nothing else has a meaning: any text is a valid search.
  ///
  /// Words that more than `SearchLimits.rankedMax` articles have tell little apart, and ranking them takes seconds: such
  /// a search comes newest first, whatever order is asked for.
  /// - Parameter cursor: the page before's `next`; nil for the first page.
  /// - Throws: `.emptySearch` when no word is asked for.
  public func search(
    _ words: String, order: SearchOrder = .relevance, after cursor: String? = nil, limit: Int
  ) async throws(CatalogueError) -> Page<SearchHit> {
    try await search(words, order: order, after: cursor, limit: limit, rankedMax: SearchLimits.rankedMax)
  }

  func search(
    _ words: String, order: SearchOrder, after cursor: String?, limit: Int, rankedMax: Int
  ) async throws(CatalogueError) -> Page<SearchHit> {
    let cursor = try PageCursor(cursor)
    guard let query = SearchQuery(words) else { throw .emptySearch(words) }
    return try await reading("searching for \(words.prefix(100))") { database in
      if try order == .newest || cursor.isByTime || SearchRun.finds(query, moreThan: rankedMax, in: database) {
        return try SearchRun.newest(query, after: cursor, limit: limit, in: database)
      }
      return try SearchRun.best(query, after: cursor, limit: limit, in: database)
    }
  }
}

/// What a search may cost.
enum SearchLimits {
  /// Articles that are ranked at most: some tenths of a second.
  static let rankedMax = 20_000
  /// Words that one search may have.
  static let termsMax = 32
}

/// A search as a person types it, in the words of FTS5 (sqlite.org/fts5.html §3).
struct SearchQuery: Equatable {
  let expression: String

  /// - Returns: nil when no word is asked for.
  init?(_ text: String) {
    var alternatives: [[String]] = []
    var excluded: [String] = []
    var joinsNext = false
    for term in SearchQuery.terms(of: text).prefix(SearchLimits.termsMax) {
      if term.text == "OR", !term.isQuoted {
        joinsNext = !alternatives.isEmpty
        continue
      }
      guard let phrase = SearchQuery.phrase(term) else { continue }
      if term.isExcluded {
        excluded.append(phrase)
      } else if joinsNext {
        alternatives[alternatives.count - 1].append(phrase)
      } else {
        alternatives.append([phrase])
      }
      joinsNext = false
    }
    guard !alternatives.isEmpty else { return nil }
    let wanted = alternatives.map { "(\($0.joined(separator: " OR ")))" }.joined(separator: " AND ")
    expression = excluded.isEmpty ? wanted : "(\(wanted)) NOT (\(excluded.joined(separator: " OR ")))"
  }

  private struct Term {
    var text: String
    var isQuoted = false
    var isExcluded = false
  }

  private static func terms(of text: String) -> [Term] {
    var terms: [Term] = []
    var rest = Substring(text)
    while let first = rest.first(where: { !$0.isWhitespace }) {
      rest = rest.drop(while: \.isWhitespace)
      var term = Term(text: "")
      if first == "-" {
        term.isExcluded = true
        rest = rest.dropFirst()
      }
      if rest.first == "\"" {
        term.isQuoted = true
        rest = rest.dropFirst()
        term.text = String(rest.prefix { $0 != "\"" })
        rest = rest.dropFirst(term.text.count + 1)
      } else {
        term.text = String(rest.prefix { !$0.isWhitespace })
        rest = rest.dropFirst(term.text.count)
      }
      terms.append(term)
    }
    return terms
  }

  /// A quoted phrase, in which nothing has a meaning to FTS5; nil when there is no letter or digit in it.
  private static func phrase(_ term: Term) -> String? {
    let bare = term.text.filter { $0 != "\"" && $0 != "\0" }
    guard bare.contains(where: { $0.isLetter || $0.isNumber }) else { return nil }
    let isBeginning = !term.isQuoted && bare.hasSuffix("*")
    return "\"\(isBeginning ? String(bare.dropLast()) : bare)\"" + (isBeginning ? "*" : "")
  }
}

/// The two ways through the index.
private enum SearchRun {
  /// A word in a title weighs as much as this many in the text.
  private static let titleWeight = 5.0
  private static let snippetWords = 24

  private static let snippet = "snippet(search, -1, char(2), char(3), '…', \(snippetWords))"
  private static let rows = """
    FROM found CROSS JOIN revision ON revision.id = found.id
      CROSS JOIN article ON article.id = revision.article_id
      CROSS JOIN item ON item.id = revision.item_id CROSS JOIN feed ON feed.id = article.feed_id
    """

  /// Whether so many articles match that ranking them would take long.
  static func finds(_ query: SearchQuery, moreThan most: Int, in database: Database) throws -> Bool {
    let sql = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT 1 OFFSET ?"
    return try Int64.fetchOne(try database.cachedStatement(sql: sql), arguments: [query.expression, most]) != nil
  }

  /// Best first. Pages by how many were shown, since ranks are no stable place to go on from.
  static func best(
    _ query: SearchQuery, after cursor: PageCursor, limit: Int, in database: Database
  ) throws -> Page<SearchHit> {
    let shown = cursor.isStart ? 0 : cursor.id
    let sql = """
      WITH found AS MATERIALIZED (
        SELECT rowid AS id, \(snippet) AS words, rank AS rank FROM search
        WHERE search MATCH ? AND rank MATCH 'bm25(\(titleWeight), 1.0)' ORDER BY rank LIMIT ? OFFSET ?)
      SELECT found.id, found.words, found.rank, \(ArticleQuery.columns) \(rows)
      """
    let found = try hits(sql, [query.expression, Page<SearchHit>.bound(limit), shown], in: database)
    let listed = found.enumerated().map { index, hit in
      (element: hit.hit, cursor: PageCursor(at: PageCursor.byRank, id: shown + Int64(index) + 1))
    }
    return Page(listed, limit: limit)
  }

  /// Newest first: the index is in the order of storing, so that no more is read than is shown.
  static func newest(
    _ query: SearchQuery, after cursor: PageCursor, limit: Int, in database: Database
  ) throws -> Page<SearchHit> {
    let sql = """
      WITH found AS MATERIALIZED (
        SELECT rowid AS id, \(snippet) AS words, 0.0 AS rank FROM search
        WHERE search MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?)
      SELECT found.id, found.words, found.rank, \(ArticleQuery.columns) \(rows)
      """
    let found = try hits(sql, [query.expression, cursor.id, Page<SearchHit>.bound(limit)], in: database)
    return Page(found.map { ($0.hit, PageCursor(at: PageCursor.byTime, id: $0.revision)) }, limit: limit)
  }

  private static func hits(
    _ sql: String, _ arguments: [any DatabaseValueConvertible], in database: Database
  ) throws -> [(hit: SearchHit, revision: Int64)] {

    let rows = try Row.fetchCursor(
      try database.cachedStatement(sql: sql), arguments: StatementArguments(arguments))
    return try Array(
      rows.map { row in
        var fields = Fields(row)
        let revision = try fields.integer()
        let (words, rank) = (try fields.text(), try fields.number())
        _ = try fields.integer()
        return (SearchHit(article: try ArticleQuery.summary(&fields), snippet: words, rank: rank), revision)
      })
  }
}

// A search's cursor says in `at` which order its pages are in, so that they stay in it while articles come in.
extension PageCursor {
  fileprivate static let byRank: Int64 = 0
  fileprivate static let byTime: Int64 = 1

  fileprivate var isStart: Bool { at == .max }
  fileprivate var isByTime: Bool { at == PageCursor.byTime }
}
