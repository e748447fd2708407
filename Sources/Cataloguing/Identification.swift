public import FoundationEssentials
public import Model

/// How an item of a feed stands to what is stored.
public enum ItemStanding: Sendable, Equatable {
  /// The feed never carried it.
  case unseen
  /// Seen with the same digest.
  case unchanged(ArticleID)
  /// Seen, and the feed now says something else in it.
  case changed(KnownArticle)
}

/// An article that is stored, as telling duplicates and revisions apart needs it: its latest revision.
public struct KnownArticle: Sendable, Equatable {
  /// The article's name.
  public let article: ArticleID
  /// Number of its latest revision.
  public let revision: Int
  /// The first article of its story.
  public let story: ArticleID
  /// The URL, as subscribed, of the feed that brought the latest revision.
  public let feed: String
  /// Where it is to be read.
  public let link: String?
  /// Headline of the latest revision.
  public let title: String?
  /// Text of the latest revision.
  public let text: String
  /// Where that text was taken from.
  public let origin: ArticleRevision.Origin
  /// Whether that text breaks off.
  public let isCut: Bool
  /// When the source says that it was published.
  public let published: Date?
  /// When the latest revision was fetched.
  public let seenAt: Date
  /// What Deduplication compares it by.
  public let fingerprint: [UInt8]

  /// An article as candidates for a comparison are handed out.
  public init(
    article: ArticleID, revision: Int, story: ArticleID, feed: String, link: String?, title: String?, text: String,
    origin: ArticleRevision.Origin, isCut: Bool, published: Date?, seenAt: Date, fingerprint: [UInt8]
  ) {
    self.article = article
    self.revision = revision
    self.story = story
    self.feed = feed
    self.link = link
    self.title = title
    self.text = text
    self.origin = origin
    self.isCut = isCut
    self.published = published
    self.seenAt = seenAt
    self.fingerprint = fingerprint
  }
}
