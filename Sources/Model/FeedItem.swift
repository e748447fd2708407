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
  public var rights: FeedText?
  public var published: Date?
  public var updated: Date?
  public var created: Date?
  public var expires: Date?
  public var authors: [FeedPerson] = []
  public var contributors: [FeedPerson] = []
  public var publisher: FeedPerson?
  public var tags: [FeedTag] = []
  public var links: [FeedLink] = []
  /// BCP 47.
  public var language: String?
  public var license: String?
  public var image: FeedImage?
  public var enclosures: [FeedEnclosure] = []
  public var commentsURL: String?
  public var commentsFeedURL: String?
  public var commentsAPIURL: String?
  /// `slash:comments` or `thr:total`.
  public var commentsCount: Int?
  public var geometry: FeedGeometry?
  public var itunes: ITunesFacts?
  public var media: MediaFacts?
  public var chapters: [FeedChapter] = []
  public var inReplyTo: [FeedReference] = []

  private var sourceBox: Box = .none

  /// The feed that the item came from first (Atom `source`, RSS `source`).
  public var source: FeedInfo? {
    get {
      switch sourceBox {
      case .none: nil
      case .feed(let info): info
      }
    }
    set { sourceBox = newValue.map(Box.feed) ?? .none }
  }

  // Few items have a source, and it is as large as an item: kept out of line.
  private indirect enum Box: Sendable, Equatable {
    case none
    case feed(FeedInfo)
  }

  public init() {}
}
