public import FoundationEssentials

/// One version of an article as Salient keeps it: what a WARC `conversion` record holds in JSON, and all that the
/// catalogue needs to know of it again.
public struct ArticleRevision: Sendable, Equatable, Codable {
  public var article: ArticleID
  /// 1 for the first version.
  public var revision: Int
  /// The first article of the story: itself when it is new, another's when it is a copy.
  public var story: ArticleID
  public var relation: ArticleRelation
  /// The URL of the feed as subscribed.
  public var feed: String
  public var item: ItemIdentity
  public var content: ExtractedArticle
  /// Whether the text was taken from the page or from the feed's item.
  public var origin: Origin
  /// When its bytes were fetched.
  public var seenAt: Date

  /// Where the text was taken from.
  public enum Origin: String, Sendable, Codable, CaseIterable { case feed, page }

  public init(
    article: ArticleID, revision: Int, story: ArticleID, relation: ArticleRelation, feed: String,
    item: ItemIdentity, content: ExtractedArticle, origin: Origin, seenAt: Date
  ) {
    self.article = article
    self.revision = revision
    self.story = story
    self.relation = relation
    self.feed = feed
    self.item = item
    self.content = content
    self.origin = origin
    self.seenAt = seenAt
  }
}

/// How an article stands to those seen before.
public enum ArticleRelation: String, Sendable, Codable, CaseIterable {
  /// Nothing like it was seen.
  case new
  /// The same article of the same source again, unchanged.
  case same
  /// The same article of the same source, with words really changed.
  case revision
  /// Another source carries the text of an earlier article, within edits.
  case syndicated
}

extension ArticleRevision {
  private enum CodingKeys: String, CodingKey {
    case article, revision, story, relation, feed, item, origin
    case seenAt = "seen"
  }

  /// The article's own fields (title, text, authors …) stand beside the revision's, so that a reader of the archive finds
  /// title and text at the top.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      article: try container.decode(ArticleID.self, forKey: .article),
      revision: try container.decode(Int.self, forKey: .revision),
      story: try container.decode(ArticleID.self, forKey: .story),
      relation: try container.decode(ArticleRelation.self, forKey: .relation),
      feed: try container.decode(String.self, forKey: .feed),
      item: try container.decode(ItemIdentity.self, forKey: .item),
      content: try ExtractedArticle(from: decoder), origin: try container.decode(Origin.self, forKey: .origin),
      seenAt: try container.decode(Date.self, forKey: .seenAt))
  }

  public func encode(to encoder: any Encoder) throws {
    try content.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(article, forKey: .article)
    try container.encode(revision, forKey: .revision)
    try container.encode(story, forKey: .story)
    try container.encode(relation, forKey: .relation)
    try container.encode(feed, forKey: .feed)
    try container.encode(item, forKey: .item)
    try container.encode(origin, forKey: .origin)
    try container.encode(seenAt, forKey: .seenAt)
  }
}

/// By what an item of a feed is told from others.
public struct ItemIdentity: Sendable, Hashable, Codable {
  /// The item's key within its feed: its guid, else its link, else a digest of its content.
  public var key: String
  public var guid: String?
  public var link: String?
  public var title: String?
  public var published: Date?
  /// SHA-256 (hex) of what the feed says in this item, to see that it changed.
  public var digest: String

  public init(
    key: String, guid: String?, link: String?, title: String?, published: Date?, digest: String
  ) {
    self.key = key
    self.guid = guid
    self.link = link
    self.title = title
    self.published = published
    self.digest = digest
  }
}

/// The reports drawn from one revision of an article: what a WARC `metadata` record holds in JSON.
public struct RevisionReports: Sendable, Equatable, Codable {
  public var article: ArticleID
  public var revision: Int
  /// The version of the extraction: rules and data.
  public var extractor: String
  public var reports: [IdentifiedReport]

  public init(article: ArticleID, revision: Int, extractor: String, reports: [IdentifiedReport]) {
    self.article = article
    self.revision = revision
    self.extractor = extractor
    self.reports = reports
  }
}

/// A report with the name it is published under, and the section of the article that it stands in.
public struct IdentifiedReport: Sendable, Hashable, Codable {
  public var id: ReportID
  /// nil: the article's text; n: its n-th comment, from 0.
  public var comment: Int?
  /// The words of the evidence.
  public var quote: String
  public var report: TerritorialReport

  public init(id: ReportID, comment: Int?, quote: String, report: TerritorialReport) {
    self.id = id
    self.comment = comment
    self.quote = quote
    self.report = report
  }
}
