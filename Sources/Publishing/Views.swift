public import Cataloguing
import FoundationEssentials
import Model

/// The views of the catalogue: a path and its query in, a document out.
///
/// The status server answers with them over HTTP, and the commands read them from the file when no daemon runs, so
/// that both say the same.
public struct Views: Sendable {
  let catalogue: Catalogue
  let ledgers = LedgerKeeper()
  let meanings: PlaceMeanings
  private let process: @Sendable () async -> ProcessFacts?

  /// - Parameters:
  ///   - meanings: which places a name may mean, by a gazetteer; nobody is asked when left out.
  ///   - process: how the running daemon does; gives nil where none runs.
  public init(
    catalogue: Catalogue, meanings: @escaping PlaceMeanings = { _ in [] },
    process: @escaping @Sendable () async -> ProcessFacts? = { nil }
  ) {
    self.catalogue = catalogue
    self.meanings = meanings
    self.process = process
  }

  /// Answers one path.
  ///
  /// - Parameters:
  ///   - path: with its leading slash, percent-decoded, such as `/reports`.
  ///   - query: the parameters of the URL.
  public func answer(_ path: String, _ query: ViewQuery) async throws(ViewError) -> ViewAnswer {
    let parts = path.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
    do {
      switch (parts.first, parts.count) {
      case ("status", 1): return try await status(query)
      case ("feeds", 1): return try await feeds(query)
      case ("feed", 1): return try await feed(query)
      case ("articles", 1): return try await articles(query)
      case ("articles", 2): return try await article(parts[1], query)
      case ("search", 1): return try await search(query)
      case ("reports", 1): return try await reports(query)
      case ("reports", 2): return try await report(parts[1], query)
      case ("evidence", 2): return try await evidence(parts[1], query)
      case ("control", 1): return try await control(query)
      case ("changes", 1): return try await changes(query)
      case ("reports.geojson", 1): return try await geoJSON(query)
      case ("reports.atom", 1): return try await atom(query)
      case ("reports.json", 1): return try await jsonFeed(query)
      case ("openapi.json", 1):
        try query.allow()
        return try .json(try InterfaceDocuments.openAPI())
      case ("schemas", 2) where parts[1] == "report.json":
        try query.allow()
        return ViewAnswer(
          body: try Documents.json(try InterfaceDocuments.reportSchema()), contentType: "application/schema+json")
      default: throw ViewError.notFound("there is no page \(path.prefix(100)); docs/status-socket.md lists them")
      }
    } catch let error as ViewError {
      throw error
    } catch CatalogueError.badCursor(let cursor) {
      throw .badQuery(CatalogueError.badCursor(cursor).description)
    } catch {
      throw .unavailable("\(error)")
    }
  }

  private func status(_ query: ViewQuery) async throws -> ViewAnswer {
    try query.allow()
    return try .json(StatusDocument(try await catalogue.counts(), process: await process()))
  }

  private func feeds(_ query: ViewQuery) async throws -> ViewAnswer {
    try query.allow("state")
    var lines: [FeedLine] = []
    let states = try query.words("state", FeedState.self)
    try catalogue.eachFeedStatus(state: states.first) { lines.append(FeedLine($0)) }
    return try .json(PageDocument(items: lines, next: nil))
  }

  private func feed(_ query: ViewQuery) async throws -> ViewAnswer {
    try query.allow("url", "polls")
    guard let url = try query.text("url", max: ViewQuery.urlCharactersMax) else {
      throw ViewError.badQuery("url is missing: the feed's URL")
    }
    guard let status = try await catalogue.status(ofFeed: url) else {
      throw ViewError.notFound("no feed \(url.withoutCredentials); `salient feeds list` shows them")
    }
    let polls = try await catalogue.polls(of: status.source.id, limit: 20)
    return try .json(FeedDocument(status, polls: polls))
  }

  private func articles(_ query: ViewQuery) async throws -> ViewAnswer {
    try query.allow("feed", "since", "until", "story", "language", "cursor", "limit")
    let filter = ArticleFilter(
      feed: try query.text("feed", max: ViewQuery.urlCharactersMax), since: try query.date("since"),
      until: try query.date("until"),
      story: try query.text("story").map(ArticleID.init(rawValue:)), language: try query.text("language"))
    let page = try await catalogue.articles(filter, after: try query.text("cursor"), limit: try query.limit())
    return try .json(PageDocument(items: page.items.map(ArticleLine.init), next: page.next))
  }

  private func article(_ id: String, _ query: ViewQuery) async throws -> ViewAnswer {
    try query.allow()
    guard let article = try await catalogue.article(ArticleID(rawValue: id)) else {
      throw ViewError.notFound("no article \(id.prefix(40)); `salient articles` lists them")
    }
    return try .json(ArticleDocument(article))
  }

  private func search(_ query: ViewQuery) async throws -> ViewAnswer {
    try query.allow("q", "order", "cursor", "limit")
    guard let words = try query.text("q") else { throw ViewError.badQuery("q is missing: the words to search for") }
    guard words.unicodeScalars.contains(where: \.isWordPart) else {
      throw ViewError.badQuery("q has neither letter nor digit; found \"\(words.prefix(40))\"")
    }
    let order = try query.words("order", SearchOrder.self).first ?? .relevance
    let (cursor, limit) = (try query.text("cursor"), try query.limit())
    do {
      let page = try await catalogue.search(words, order: order, after: cursor, limit: limit)
      return try .json(PageDocument(items: page.items.map(SearchLine.init), next: page.next))
    } catch CatalogueError.emptySearch {
      // Words are left out, and none is asked for: nothing is found.
      return try .json(PageDocument<SearchLine>(items: [], next: nil))
    }
  }

  private func reports(_ query: ViewQuery) async throws -> ViewAnswer {
    let page = try await reportPage(query)
    return try .json(PageDocument(items: page.items, next: page.next))
  }

  private func report(_ id: String, _ query: ViewQuery) async throws -> ViewAnswer {
    try query.allow()
    guard let report = try await catalogue.report(ReportID(rawValue: id)) else { throw noReport(id) }
    return try .json(ReportDocument(report))
  }

  private func evidence(_ id: String, _ query: ViewQuery) async throws -> ViewAnswer {
    try query.allow()
    guard let evidence = try await catalogue.evidence(of: ReportID(rawValue: id)) else { throw noReport(id) }
    return try .json(EvidenceDocument(evidence))
  }

  private func noReport(_ id: String) -> ViewError {
    .notFound("no report \(id.prefix(40)); `salient reports` lists them")
  }

  private func geoJSON(_ query: ViewQuery) async throws -> ViewAnswer {
    ViewAnswer(
      body: try Documents.json(ReportFeatures(try await reportPage(query).items)), contentType: "application/geo+json")
  }

  private func atom(_ query: ViewQuery) async throws -> ViewAnswer {
    // An empty feed was last updated at the epoch: any instant of now would give each answer another ETag.
    ViewAnswer(
      body: ReportFeed.atom(try await reportPage(query).items, updated: Date(timeIntervalSince1970: 0)),
      contentType: ReportFeed.contentType)
  }

  private func jsonFeed(_ query: ViewQuery) async throws -> ViewAnswer {
    ViewAnswer(body: try Documents.json(JSONFeed(try await reportPage(query).items)), contentType: JSONFeed.contentType)
  }

  private func reportPage(_ query: ViewQuery) async throws -> PageDocument<ReportDocument> {
    try query.allow(
      "kind", "certainty", "status", "place", "country", "actor", "since", "until", "article", "bbox", "withdrawn",
      "cursor", "limit")
    let filter = ReportFilter(
      kinds: try query.words("kind", ReportKind.self), certainties: try query.words("certainty", Certainty.self),
      statuses: try query.words("status", ReportStatus.self), place: try query.text("place"),
      placeMeanings: try query.text("place").map(meant) ?? [],
      country: try query.text("country"), actor: try query.text("actor"), since: try query.date("since"),
      until: try query.date("until"), article: try query.text("article").map(ArticleID.init(rawValue:)),
      box: try query.box("bbox"), includesWithdrawn: try query.flag("withdrawn"))
    let page = try await catalogue.reports(filter, after: try query.text("cursor"), limit: try query.limit())
    return PageDocument(items: page.items.map(ReportDocument.init), next: page.next)
  }
}

/// Gives the ids of the places that a name may mean, likeliest first.
public typealias PlaceMeanings = @Sendable (String) -> [String]

extension Unicode.Scalar {
  /// A letter or a number of any script (UAX #44, general categories L and N).
  fileprivate var isWordPart: Bool {
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .letterNumber, .otherNumber:
      true
    default: false
    }
  }
}

/// The body of an answer and what it is.
public struct ViewAnswer: Sendable {
  public let body: [UInt8]
  public let contentType: String

  init(body: [UInt8], contentType: String) {
    self.body = body
    self.contentType = contentType
  }

  static func json(_ document: some Encodable) throws -> ViewAnswer {
    ViewAnswer(body: try Documents.json(document), contentType: "application/json")
  }
}
