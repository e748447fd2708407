public import Cataloguing
public import FoundationEssentials
public import Model

/// One line of a list of articles.
public struct ArticleLine: Codable, Sendable, Equatable {
  public let id: ArticleID
  public let story: ArticleID
  public let relation: ArticleRelation
  public let title: String?
  public let url: String?
  public let language: String?
  public let published: Date?
  public let firstSeen: Date
  public let revisions: Int
  public let reports: Int
  public let feed: String

  private enum CodingKeys: String, CodingKey {
    case id, story, relation, title, url, language, published, revisions, reports, feed
    case firstSeen = "first_seen"
  }

  public init(_ row: ArticleSummary) {
    id = row.article
    story = row.story
    relation = row.relation
    title = row.title
    url = row.link
    language = row.language
    published = row.published
    firstSeen = row.firstSeenAt
    revisions = row.revisionCount
    reports = row.reportCount
    feed = row.feed.withoutCredentials
  }
}

/// One article whole: its revisions with their texts and records, its reports, the other articles of its story.
public struct ArticleDocument: Codable, Sendable, Equatable {
  public let article: ArticleLine
  public let revisions: [Revision]
  public let reports: [ReportDocument]
  public let copies: [ArticleLine]

  /// One version of the text, with where it is archived.
  public struct Revision: Codable, Sendable, Equatable {
    public let revision: Int
    public let seen: Date
    public let origin: ArticleRevision.Origin
    public let content: ExtractedArticle
    /// nil when the text was not analysed.
    public let extractor: String?
    public let response: ArchiveAddress?
    public let conversion: ArchiveAddress?
    public let metadata: ArchiveAddress?

    public init(_ row: CataloguedRevision) {
      revision = row.revision.revision
      seen = row.revision.seenAt
      origin = row.revision.origin
      content = row.revision.content
      extractor = row.extractor
      response = row.response
      conversion = row.conversion
      metadata = row.metadata
    }
  }

  public init(_ row: CataloguedArticle) {
    article = ArticleLine(row.summary)
    revisions = row.revisions.map(Revision.init)
    reports = row.reports.map(ReportDocument.init)
    copies = row.copies.map(ArticleLine.init)
  }
}

/// An article that a search found, with words around the matches.
public struct SearchLine: Codable, Sendable, Equatable {
  public let article: ArticleLine
  /// Each match stands between U+0002 and U+0003.
  public let snippet: String

  public init(_ hit: SearchHit) {
    article = ArticleLine(hit.article)
    snippet = hit.snippet
  }
}

/// A report, the text that states it, and the records that prove it.
public struct EvidenceDocument: Codable, Sendable, Equatable {
  public let report: ReportDocument
  public let revision: ArticleDocument.Revision

  public init(_ row: ReportEvidence) {
    report = ReportDocument(row.report)
    revision = ArticleDocument.Revision(row.revision)
  }

  /// The text that the evidence's offsets point into.
  public var text: String? {
    guard let comment = report.comment else { return revision.content.text }
    return revision.content.comments.indices.contains(comment) ? revision.content.comments[comment].text : nil
  }
}
