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
  public let article: ArticleID
  public let revision: Int
  public let story: ArticleID
  /// The URL, as subscribed, of the feed that brought the latest revision.
  public let feed: String
  public let link: String?
  public let title: String?
  public let text: String
  public let origin: ArticleRevision.Origin
  public let isCut: Bool
  public let published: Date?
  /// When the latest revision was fetched.
  public let seenAt: Date
  public let fingerprint: [UInt8]

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
