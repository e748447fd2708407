public import Model

/// Why a document gave no feed.
public enum FeedParseError: Error, Equatable, Sendable {
  /// No byte but white space.
  case empty
  /// The document is something else. `feedLinks` are the feeds that an HTML page offers (autodiscovery).
  case notAFeed(found: String, atByte: Int, feedLinks: [FeedLink])
}

extension FeedParseError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .empty: "not a feed: the document is empty; ask the publisher, or give another URL"
    case .notAFeed(let found, let atByte, let feedLinks):
      if let first = feedLinks.first {
        "not a feed: found \(found) at byte \(atByte); the page offers \(first.url)"
          + (feedLinks.count > 1 ? " and \(feedLinks.count - 1) more" : "") + ": subscribe to that"
      } else {
        "not a feed: found \(found) at byte \(atByte); give the feed's own URL, not the site's page"
      }
    }
  }
}
