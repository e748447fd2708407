/// One parsed feed document in neutral form, whatever format it came in. docs/feed-model.md says what each field is drawn from.
@dynamicMemberLookup
public struct Feed: Sendable, Equatable {
  /// nil when the root says too little to tell.
  public var format: FeedFormat?
  /// Name of the character encoding that decoded the document.
  public var encoding: String
  /// What had to be mended to read the document, in document order; empty for a sound one.
  public var repairs: [FeedRepair]
  /// What the feed says of itself; its fields can be read as the feed's own: `feed.title`.
  public var info: FeedInfo
  /// In document order.
  public var items: [FeedItem]

  public init(
    format: FeedFormat? = nil, encoding: String = "utf-8", repairs: [FeedRepair] = [], info: FeedInfo = FeedInfo(),
    items: [FeedItem] = []
  ) {
    self.format = format
    self.encoding = encoding
    self.repairs = repairs
    self.info = info
    self.items = items
  }

  public subscript<Value>(dynamicMember path: KeyPath<FeedInfo, Value>) -> Value { info[keyPath: path] }

  /// True when the result is a best effort: the document was broken.
  public var recovered: Bool { !repairs.isEmpty }
}

/// The dialect of a feed document, by the name that the neutral JSON form gives it.
public enum FeedFormat: String, Sendable, Codable, CaseIterable {
  case rss090, rss091, rss092, rss093, rss094, rss10, rss20
  /// RSS without a version that we know.
  case rss
  case atom03, atom10
  /// Atom in a namespace that we do not know.
  case atom
  /// Microsoft's Channel Definition Format.
  case cdf
  case json10, json11
}

/// One thing that was wrong in the document and what was done about it.
public struct FeedRepair: Sendable, Equatable, Hashable, Codable {
  /// A bounded word, for counting.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// Bytes that the encoding does not have; U+FFFD stands for them.
    case undecodable
    /// The declared or served encoding is unknown or contradicts the bytes.
    case encoding
    /// A character that XML does not allow, or a `&` or `<` that should have been escaped.
    case character
    /// An entity that nobody declared, or that would have grown too large.
    case entity
    /// A tag that was malformed, not closed, or closed out of turn.
    case tag
    /// A namespace prefix that nobody declared.
    case prefix
    /// Bytes before or after the document.
    case junk
    /// The document ends too soon.
    case truncated
    /// A named limit was reached, and what goes beyond it was left out.
    case limit
    /// A defect of JSON's own syntax or of a value's type.
    case json
    /// The document is no feed.
    case notAFeed = "not-a-feed"
  }

  public var kind: Kind
  /// What was wrong, in a few words.
  public var message: String
  /// Counted from 1, in the decoded text; 0 when the place is unknown.
  public var line: Int
  /// Counted from 1, in bytes of the decoded text (UTF-8); 0 when the place is unknown.
  public var column: Int

  public init(kind: Kind, message: String, line: Int, column: Int) {
    self.kind = kind
    self.message = message
    self.line = line
    self.column = column
  }
}
