public import Cataloguing
public import FoundationEssentials
public import Model

/// A report as it leaves the house: the record of the extraction, with its name, its words and where it comes from.
///
/// Its JSON is the extraction's record with further keys beside it, so that what reads one reads the other.
public struct ReportDocument: Codable, Sendable, Equatable {
  public let id: ReportID
  public let report: TerritorialReport
  /// The words of the evidence.
  public let quote: String
  /// nil: in the article's text; n: in its n-th reader comment, from 0.
  public let comment: Int?
  public let article: Source
  /// When Salient first had it.
  public let knownAt: Date
  /// The version of the extraction.
  public let extractor: String
  public let withdrawn: Withdrawal?

  /// The article that says it.
  public struct Source: Codable, Sendable, Equatable {
    public let id: ArticleID
    public let revision: Int
    public let story: ArticleID
    public let title: String?
    public let url: String?
    public let published: Date?
    public let feed: String
    public let feedTitle: String?

    private enum CodingKeys: String, CodingKey {
      case id, revision, story, title, url, published, feed
      case feedTitle = "feed_title"
    }
  }

  /// When and why it no longer stands.
  public struct Withdrawal: Codable, Sendable, Equatable {
    public let at: Date
    /// `source` or `extraction`.
    public let reason: String
  }

  private enum CodingKeys: String, CodingKey {
    case id, quote, comment, article, extractor, withdrawn
    case knownAt = "known_at"
  }

  public init(_ row: CataloguedReport) {
    id = row.report.id
    report = row.report.report
    quote = row.report.quote
    comment = row.report.comment
    article = Source(
      id: row.article, revision: row.revision, story: row.story, title: row.articleTitle, url: row.link,
      published: row.published, feed: row.feed.withoutCredentials, feedTitle: row.feedTitle)
    knownAt = row.knownAt
    extractor = row.extractor
    withdrawn = row.withdrawal.map { Withdrawal(at: $0.at, reason: $0.reason.rawValue) }
  }

  public init(from decoder: any Decoder) throws {
    report = try TerritorialReport(from: decoder)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = ReportID(rawValue: try container.decode(String.self, forKey: .id))
    quote = try container.decode(String.self, forKey: .quote)
    comment = try container.decodeIfPresent(Int.self, forKey: .comment)
    article = try container.decode(Source.self, forKey: .article)
    knownAt = try container.decode(Date.self, forKey: .knownAt)
    extractor = try container.decode(String.self, forKey: .extractor)
    withdrawn = try container.decodeIfPresent(Withdrawal.self, forKey: .withdrawn)
  }

  public func encode(to encoder: any Encoder) throws {
    try report.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id.rawValue, forKey: .id)
    try container.encode(quote, forKey: .quote)
    try container.encodeIfPresent(comment, forKey: .comment)
    try container.encode(article, forKey: .article)
    try container.encode(knownAt, forKey: .knownAt)
    try container.encode(extractor, forKey: .extractor)
    try container.encodeIfPresent(withdrawn, forKey: .withdrawn)
  }
}
