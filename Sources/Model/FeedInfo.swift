public import FoundationEssentials

/// What a feed says of itself. URLs are absolute where a base was known.
public struct FeedInfo: Sendable, Equatable {
  public var id: String?
  public var title: FeedText?
  /// Subtitle, tagline, abstract.
  public var description: FeedText?
  @OutOfLine public var rights: FeedText?
  /// A note for people who open the feed in a browser.
  @OutOfLine public var info: FeedText?
  public var homePageURL: String?
  /// The feed's own URL, as it says itself.
  public var feedURL: String?
  public var links: [FeedLink] = []
  public var published: Date?
  public var updated: Date?
  public var created: Date?
  public var authors: [FeedPerson] = []
  public var contributors: [FeedPerson] = []
  @OutOfLine public var publisher: FeedPerson?
  public var tags: [FeedTag] = []
  @OutOfLine public var generator: FeedGenerator?
  /// BCP 47.
  public var language: String?
  @OutOfLine public var image: FeedImage?
  public var icon: String?
  public var logo: String?
  /// RSS `ttl`: how long a copy may be kept.
  public var ttlMinutes: Int?
  /// Hours of the day, 0 to 23 in UTC, in which nothing new appears.
  public var skipHours: [Int] = []
  /// English names of days on which nothing new appears.
  public var skipDays: [String] = []
  @OutOfLine public var syndication: FeedSyndication?
  /// WebSub hubs.
  public var hubs: [String] = []
  /// The next, older page of the feed (RFC 5005, JSON Feed).
  public var nextURL: String?
  /// JSON Feed: nothing will ever be added.
  public var expired: Bool?
  @OutOfLine public var cloud: FeedCloud?
  @OutOfLine public var textInput: FeedTextInput?
  public var docsURL: String?
  public var license: String?
  /// Where the feed says that it has moved.
  public var newLocation: String?
  /// RFC 5005 `fh:complete` and `fh:archive`.
  public var isComplete: Bool?
  public var isArchive: Bool?
  @OutOfLine public var itunes: ITunesFacts?
  public var inReplyTo: [FeedReference] = []

  public init() {}
}

/// How often the feed is updated (RSS module syndication).
public struct FeedSyndication: Sendable, Equatable {
  public enum Period: String, Sendable, Codable { case hourly, daily, weekly, monthly, yearly }

  public var period: Period?
  /// Times in each period.
  public var frequency: Int?
  public var base: Date?

  public init(period: Period? = nil, frequency: Int? = nil, base: Date? = nil) {
    self.period = period
    self.frequency = frequency
    self.base = base
  }
}

/// The program that wrote the feed.
public struct FeedGenerator: Sendable, Equatable {
  public var name: String?
  public var url: String?
  public var version: String?

  public init(name: String? = nil, url: String? = nil, version: String? = nil) {
    self.name = name
    self.url = url
    self.version = version
  }
}

/// RSS `cloud`: where to register for notices. Strings as the source has them.
public struct FeedCloud: Sendable, Equatable {
  public var domain: String?
  public var port: String?
  public var path: String?
  public var registerProcedure: String?
  public var `protocol`: String?

  public init(
    domain: String? = nil, port: String? = nil, path: String? = nil, registerProcedure: String? = nil,
    protocol: String? = nil
  ) {
    self.domain = domain
    self.port = port
    self.path = path
    self.registerProcedure = registerProcedure
    self.protocol = `protocol`
  }
}

/// RSS `textInput`.
public struct FeedTextInput: Sendable, Equatable {
  public var title: String?
  public var link: String?
  public var name: String?
  public var description: String?

  public init() {}
}
