/// An article as a feed delivers it, with all that its identity may be told by.
public struct ArrivingArticle: Sendable, Equatable {
  /// URL of the feed.
  public var feed: String
  /// Empty when the item has none; so with the other fields.
  public var guid: String
  public var link: String
  /// The page's own word on its address.
  public var canonical: String
  public var title: String
  /// Paragraphs parted by blank lines.
  public var text: String

  public init(
    feed: String, guid: String = "", link: String = "", canonical: String = "", title: String = "", text: String = ""
  ) {
    self.feed = feed
    self.guid = guid
    self.link = link
    self.canonical = canonical
    self.title = title
    self.text = text
  }
}
