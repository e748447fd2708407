public import Model

/// A list of subscriptions (OPML 1.0, 1.1, 2.0).
public struct OPMLDocument: Sendable, Equatable {
  public var title: String?
  /// In document order, folders flattened into `folders` of each.
  public var subscriptions: [OPMLSubscription]
  /// What had to be mended to read it.
  public var repairs: [FeedRepair]

  public init(title: String? = nil, subscriptions: [OPMLSubscription] = [], repairs: [FeedRepair] = []) {
    self.title = title
    self.subscriptions = subscriptions
    self.repairs = repairs
  }
}

/// One feed of the list.
public struct OPMLSubscription: Sendable, Equatable {
  public var feedURL: String
  public var title: String?
  public var homePageURL: String?
  /// Titles of the folders around it, outermost first.
  public var folders: [String]
  /// From `category`: comma-separated, slashes part levels.
  public var categories: [String]
  /// `salient:interval`, as written: `5m`, `1h30m`, `PT5M`. `interval` reads it.
  public var intervalText: String?
  /// Attributes that we give no meaning, in document order, kept for writing.
  public var otherAttributes: [OPMLAttribute]
  /// Where the outline stands, from 1; 0 for one that was not read from a file.
  public var line: Int

  public init(
    feedURL: String, title: String? = nil, homePageURL: String? = nil, folders: [String] = [],
    categories: [String] = [], intervalText: String? = nil, otherAttributes: [OPMLAttribute] = [], line: Int = 0
  ) {
    self.feedURL = feedURL
    self.title = title
    self.homePageURL = homePageURL
    self.folders = folders
    self.categories = categories
    self.intervalText = intervalText
    self.otherAttributes = otherAttributes
    self.line = line
  }

  /// Folders and categories, each once: what the catalogue keeps as tags.
  public var tags: [String] {
    var seen = Set<String>()
    return (folders + categories).filter { seen.insert($0).inserted }
  }
}

/// An attribute as written, with its prefix.
public struct OPMLAttribute: Sendable, Equatable {
  public var name: String
  public var value: String

  public init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}
