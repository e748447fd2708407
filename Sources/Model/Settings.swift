/// Everything that `salient.yaml` can say, with its defaults. Sizes are in bytes.
public struct Settings: Sendable, Equatable {
  /// Folder of the archive and the catalogue.
  public var state = "var"
  /// OPML files.
  public var feeds: [String] = []
  public var polling = PollingSettings()
  public var fetching = FetchingSettings()
  public var articles = ArticleSettings()
  public var archive = ArchiveSettings()
  public var territory = TerritorySettings()
  public var alerts: [AlertRule] = []
  public var status = StatusSettings()
  public var logging = LoggingSettings()

  public init() {}
}

/// How often feeds are asked.
public struct PollingSettings: Sendable, Equatable {
  public var minimum: Duration = .seconds(5 * 60)
  public var maximum: Duration = .seconds(12 * 3600)
  public var initial: Duration = .seconds(30 * 60)
  /// Polls under way at once.
  public var concurrency = 256
  /// Requests to one host at once.
  public var perHost = 2
  /// Gap between two requests to one host.
  public var hostGap: Duration = .zero
  /// Bytes of bodies held at once, over all polls.
  public var inFlight = 64 << 20

  public init() {}
}

/// How servers are asked, and what is refused.
public struct FetchingSettings: Sendable, Equatable {
  /// Stands in the User-Agent: a `mailto:` or a URL.
  public var contact: String?
  public var timeout: Duration = .seconds(30)
  public var maxFeed = 16 << 20
  public var maxPage = 8 << 20
  public var privateAddresses: PrivateAddresses = .deny
  /// `http://…`, `socks5h://…`; nil means none, and the environment is not consulted.
  public var proxy: String?

  public init() {}
}

/// Whether addresses that are not public may be asked.
public enum PrivateAddresses: Sendable, Equatable {
  case deny
  case allow
  /// Only inside these networks, in CIDR notation.
  case networks([String])
}

/// When article pages are fetched.
public struct ArticleSettings: Sendable, Equatable {
  public enum Pages: String, Sendable, CaseIterable {
    case never
    /// When the feed's item breaks off or has no text.
    case whenCut = "when_cut"
    case always
  }

  public var pages: Pages = .whenCut
  /// When the page of an article is fetched again, counted from when it was first seen; empty for never.
  public var watch: [Duration] = [.seconds(3600), .seconds(6 * 3600), .seconds(86_400), .seconds(7 * 86_400)]

  public init() {}
}

/// What is archived and how.
public struct ArchiveSettings: Sendable, Equatable {
  public enum FeedBodies: String, Sendable, CaseIterable {
    case withNewItems = "with_new_items"
    case all
    case none
  }

  public enum Keep: String, Sendable, CaseIterable { case forever }

  /// A segment is sealed when it is larger.
  public var segment = 256 << 20
  public var commitEvery: Duration = .milliseconds(200)
  public var keep: Keep = .forever
  public var feedBodies: FeedBodies = .withNewItems

  public init() {}
}

/// What report extraction reads besides its own data.
public struct TerritorySettings: Sendable, Equatable {
  public enum Comments: String, Sendable, CaseIterable { case ignore, rumour }

  /// Further place tables (TSV).
  public var places: [String] = []
  /// Further actor tables (TSV).
  public var actors: [String] = []
  public var comments: Comments = .rumour

  public init() {}
}

/// Where the status server listens.
public struct StatusSettings: Sendable, Equatable {
  /// Path of the Unix socket; nil means `status.sock` in the state folder.
  public var socket: String?
  /// Permissions of the socket.
  public var mode = 0o660
  /// `127.0.0.1:8787` for a browser; nil means the socket alone.
  public var listen: String?

  public init() {}
}

/// What is logged and in which form.
public struct LoggingSettings: Sendable, Equatable {
  public enum Level: String, Sendable, CaseIterable { case debug, info, notice, warning, error }
  public enum Format: String, Sendable, CaseIterable { case auto, json, text, journal }

  public var level: Level = .info
  public var format: Format = .auto

  public init() {}
}
