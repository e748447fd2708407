import Cataloguing
import ControlTracking
import Model

/// One path of the status socket as its readers see it: the page of the documentation and `/openapi.json` are made of it.
struct Route: Sendable {
  let path: String
  let summary: String
  var parameters: [Parameter] = []
  /// What is answered: media types with their schemas.
  let answers: [(type: String, schema: @Sendable (SchemaReader) throws -> JSONNode)]
  /// Statuses with a problem document that can come beside 400 and 503.
  var problems: [Int] = []
  /// Whether the answer goes on until the reader leaves.
  var isStream = false

  /// A parameter of the path or the query.
  struct Parameter: Sendable {
    let name: String
    let about: String
    let schema: JSONNode
    var isInPath = false
    var isRequired = false

    static func text(
      _ name: String, _ about: String, max: Int = ViewQuery.valueCharactersMax, required: Bool = false
    ) -> Parameter {
      Parameter(
        name: name, about: about, schema: ["type": "string", "minLength": 1, "maxLength": .whole(max)],
        isRequired: required)
    }

    /// Text with a letter or a digit in it: there is nothing else to look for.
    static func search(_ name: String, _ about: String) -> Parameter {
      Parameter(
        name: name, about: about,
        schema: [
          "type": "string", "minLength": 1, "maxLength": .whole(ViewQuery.valueCharactersMax),
          "pattern": "[\\p{L}\\p{N}]",
        ], isRequired: true)
    }

    static func word<Word: RawRepresentable & CaseIterable>(
      _ name: String, _ about: String, _: Word.Type
    ) -> Parameter where Word.RawValue == String {
      Parameter(
        name: name, about: about, schema: ["type": "string", "enum": .list(Word.allCases.map { .text($0.rawValue) })])
    }

    /// Words of a closed list, parted by commas.
    static func words<Word: RawRepresentable & CaseIterable>(
      _ name: String, _ about: String, _: Word.Type
    ) -> Parameter where Word.RawValue == String {
      let words = Word.allCases.map(\.rawValue).joined(separator: "|")
      return Parameter(
        name: name, about: "\(about) (several with commas)",
        schema: [
          "type": "string", "maxLength": .whole(ViewQuery.valueCharactersMax),
          "pattern": .text("^(\(words))(,(\(words)))*$"),
        ])
    }

    static func instant(_ name: String, _ about: String) -> Parameter {
      Parameter(name: name, about: about, schema: ["type": "string", "format": "date-time"])
    }

    static func day(_ name: String, _ about: String) -> Parameter {
      Parameter(name: name, about: about, schema: ["type": "string", "format": "date"])
    }

    static func flag(_ name: String, _ about: String) -> Parameter {
      let words: JSONNode = ["1", "0", "true", "false", "yes", "no"]
      return Parameter(name: name, about: about, schema: ["type": "string", "enum": words])
    }

    static func inPath(_ name: String, _ about: String) -> Parameter {
      Parameter(name: name, about: about, schema: ["type": "string"], isInPath: true, isRequired: true)
    }

    static let limit = Parameter(
      name: "limit", about: "items on a page",
      schema: [
        "type": "integer", "minimum": 1, "maximum": .whole(ViewQuery.limitMax),
        "default": .whole(ViewQuery.limitDefault),
      ])
    static let cursor = Parameter(
      name: "cursor", about: "the page before's `next`",
      schema: ["type": "string", "pattern": "^[0-9a-z]{1,12}\\.[0-9a-z]{1,12}$"])
    static let country = Parameter.text("country", "ISO 3166 alpha-2")
  }
}

extension Route {
  private static func json<Document: Decodable & SendableMetatype>(
    _ type: Document.Type
  ) -> [(type: String, schema: @Sendable (SchemaReader) throws -> JSONNode)] {
    [("application/json", { try $0.schema(of: type) })]
  }

  private static func plain(_ type: String) -> (type: String, schema: @Sendable (SchemaReader) throws -> JSONNode) {
    (type, { _ in ["type": "string"] })
  }

  private static let features: (type: String, schema: @Sendable (SchemaReader) throws -> JSONNode) = (
    "application/geo+json",
    { _ in
      [
        "type": "object", "required": ["type", "features"],
        "properties": [
          "type": ["const": "FeatureCollection"], "features": ["type": "array", "items": ["type": "object"]],
        ],
      ]
    }
  )

  private static let reportFilter: [Parameter] = [
    .words("kind", "what happened", ReportKind.self), .words("certainty", "how sure", Certainty.self),
    .words("status", "news, background or a lasting state", ReportStatus.self),
    .text("place", "a place's id or name"), .country, .text("actor", "an actor's id or name, on either side"),
    .instant("since", "known at or after"), .instant("until", "known before"),
    .text("article", "reports of this article"),
    Parameter(
      name: "bbox", about: "south,west,north,east in degrees",
      schema: ["type": "string", "pattern": "^-?[0-9]{1,3}(\\.[0-9]{1,9})?(,-?[0-9]{1,3}(\\.[0-9]{1,9})?){3}$"]),
    .flag("withdrawn", "also reports that no longer stand"), .cursor, .limit,
  ]

  /// Every path, in the order of the documentation.
  static let all: [Route] = [
    Route(
      path: "/health/live", summary: "The event loops turn.",
      answers: [
        (
          "application/json",
          { _ in ["type": "object", "required": ["status"], "properties": ["status": ["const": "live"]]] }
        )
      ]),
    Route(
      path: "/health/ready",
      summary:
        "Whether the daemon does its work: 200, or 503 with the same document; each check by name, value and limit.",
      answers: json(ReadinessDocument.self)),
    Route(
      path: "/metrics", summary: "Prometheus text, or OpenMetrics where `Accept` asks for it.",
      answers: [plain("text/plain"), plain("application/openmetrics-text")]),
    Route(path: "/status", summary: "What is stored and how the daemon does.", answers: json(StatusDocument.self)),
    Route(
      path: "/feeds", summary: "Every feed with its last result, its next poll and why.",
      parameters: [.word("state", "feeds in this state", FeedState.self)], answers: json(PageDocument<FeedLine>.self)),
    Route(
      path: "/feed", summary: "One feed with its last polls.",
      parameters: [.text("url", "the feed's URL as subscribed", max: ViewQuery.urlCharactersMax, required: true)],
      answers: json(FeedDocument.self),
      problems: [404]),
    Route(
      path: "/articles", summary: "Articles, newest first.",
      parameters: [
        .text("feed", "URL of the feed", max: ViewQuery.urlCharactersMax), .instant("since", "first seen at or after"),
        .instant("until", "first seen before"),
        .text("story", "the id of any article of a story: the first and all copies"), .text("language", "BCP 47"),
        .cursor, .limit,
      ], answers: json(PageDocument<ArticleLine>.self)),
    Route(
      path: "/articles/{id}", summary: "One article: revisions with text and records, reports, copies.",
      parameters: [.inPath("id", "the article's id")], answers: json(ArticleDocument.self), problems: [404]),
    Route(
      path: "/search", summary: "Articles by full-text search, with words around the matches.",
      parameters: [
        .search("q", "the words"), .word("order", "best or newest first", SearchOrder.self), .cursor,
        .limit,
      ], answers: json(PageDocument<SearchLine>.self)),
    Route(
      path: "/reports", summary: "Reports, newest first.", parameters: reportFilter,
      answers: json(PageDocument<ReportDocument>.self)),
    Route(
      path: "/reports/{id}", summary: "One report.", parameters: [.inPath("id", "the report's id")],
      answers: json(ReportDocument.self), problems: [404]),
    Route(
      path: "/evidence/{id}", summary: "The report, the text it stands in, and the archived records.",
      parameters: [.inPath("id", "the report's id")], answers: json(EvidenceDocument.self), problems: [404]),
    Route(
      path: "/reports.geojson", summary: "Reports as points of a map.", parameters: reportFilter, answers: [features]),
    Route(
      path: "/reports.atom", summary: "Reports for feed readers.", parameters: reportFilter,
      answers: [plain("application/atom+xml")]),
    Route(
      path: "/reports.json", summary: "Reports for feed readers, as JSON Feed 1.1.", parameters: reportFilter,
      answers: [("application/feed+json", { _ in ["type": "object", "required": ["version", "title", "items"]] })]),
    Route(
      path: "/reports/stream",
      summary:
        "Server-sent events `report.new`, `report.withdrawn`, `report.restated`; resumes after `Last-Event-ID`, over restarts.",
      answers: [plain("text/event-stream")], isStream: true),
    Route(
      path: "/events/stream",
      summary: "The log's events as they happen; the last thousand are kept for readers that come back.",
      answers: [plain("text/event-stream")], isStream: true),
    Route(
      path: "/control", summary: "Who holds what on a day, as known by a date.",
      parameters: [
        .text("place", "a place's id or a part of its name"), .country, .day("at", "the day; today when left out"),
        .instant("known", "only what was known by then"), .word("format", "the form of the answer", ControlFormat.self),
      ], answers: json(PageDocument<ControlState>.self) + [features, plain("text/csv")], problems: [404]),
    Route(
      path: "/changes", summary: "What the reports come to, event by event, latest first.",
      parameters: [
        .day("since", "happened at or after"), .instant("known_since", "known at or after; in place of since"),
        .country,
        .text("place", "a place's id or name"), .limit,
      ], answers: json(PageDocument<ControlChange>.self)),
    Route(
      path: "/openapi.json", summary: "This interface as OpenAPI 3.1.",
      answers: [("application/json", { _ in ["type": "object", "required": ["openapi", "paths"]] })]),
    Route(
      path: "/schemas/report.json", summary: "The JSON Schema of a report.",
      answers: [("application/schema+json", { _ in ["type": "object"] })]),
    Route(path: "/", summary: "The page for a browser.", answers: [plain("text/html")]),
    Route(
      path: "/list", summary: "The newest reports as a plain list, for browsers without script.",
      answers: [plain("text/html")]),
  ]
}

/// The forms in which `/control` answers.
enum ControlFormat: String, CaseIterable { case json, geojson, csv }
