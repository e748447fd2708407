public import FoundationEssentials

/// One entry of a feed, as delivered. URLs are absolute where a base was known.
public struct FeedItem: Sendable, Equatable {
  /// The source's own identifier, never resolved or normalised.
  public var id: String?
  public var url: String?
  /// True when `url` was taken from a `guid` that is a permalink.
  public var urlIsFromID: Bool?
  /// JSON Feed: the page that the item is about.
  public var externalURL: String?
  public var title: FeedText?
  public var summary: FeedText?
  public var content: FeedText?
  /// Atom: the content is at this URL.
  public var contentSource: String?
  @OutOfLine public var rights: FeedText?
  public var published: Date?
  public var updated: Date?
  public var created: Date?
  public var expires: Date?
  public var authors: [FeedPerson] = []
  public var contributors: [FeedPerson] = []
  @OutOfLine public var publisher: FeedPerson?
  public var tags: [FeedTag] = []
  public var links: [FeedLink] = []
  /// BCP 47.
  public var language: String?
  public var license: String?
  @OutOfLine public var image: FeedImage?
  public var enclosures: [FeedEnclosure] = []
  public var commentsURL: String?
  public var commentsFeedURL: String?
  public var commentsAPIURL: String?
  /// `slash:comments` or `thr:total`.
  public var commentsCount: Int?
  @OutOfLine public var geometry: FeedGeometry?
  @OutOfLine public var itunes: ITunesFacts?
  @OutOfLine public var media: MediaFacts?
  public var chapters: [FeedChapter] = []
  public var inReplyTo: [FeedReference] = []

  /// The feed that the item came from first (Atom `source`, RSS `source`).
  @OutOfLine public var source: FeedInfo?

  public init() {}
}
