public import Model

/// A list of subscriptions (OPML 1.0, 1.1, 2.0).
///
/// Folders are kept as the path of each subscription; what gives a subscription no meaning here is kept as it was, so
/// that a list read and written again loses nothing that another program put there.
public struct OPMLDocument: Sendable, Equatable {
  public var title: String?
  /// In document order.
  public var subscriptions: [OPMLSubscription]
  /// Namespaces that the document declares, by prefix, for the attributes kept.
  public var namespaces: [OPMLAttribute]
  /// What had to be mended to read it.
  public var repairs: [FeedRepair]

  public init(
    title: String? = nil, subscriptions: [OPMLSubscription] = [], namespaces: [OPMLAttribute] = [],
    repairs: [FeedRepair] = []
  ) {
    self.title = title
    self.subscriptions = subscriptions
    self.namespaces = namespaces
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
  /// From `category`: parted by commas, as written.
  public var categories: [String]
  /// `salient:interval`, as written: `5m`, `1h30m`, `PT5M`. `interval` reads it.
  public var intervalText: String?
  /// Attributes that have no meaning here, in document order.
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

  /// The interval that the operator asks for; nil when there is none, or when it cannot be read: `intervalText` then
  /// says which of the two.
  public var interval: Duration? { intervalText.flatMap(PollInterval.parse) }
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

/// Why a document gave no list.
public enum OPMLError: Error, Equatable, Sendable {
  case empty
  case notOPML(found: String)
}

extension OPMLError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .empty: "not a feed list: the document is empty"
    case .notOPML(let found): "not a feed list: found \(found) where <opml> should be; export the list as OPML"
    }
  }
}
