public import Model

/// Which of two texts of one article is kept: the feed item's or the page's.
public struct OriginChoice: Sendable, Equatable {
  /// Where the better text comes from.
  public var origin: ArticleRevision.Origin
  /// What settled it.
  public var reason: Reason

  /// What settled the choice; a bounded word for logs.
  public enum Reason: String, Sendable, CaseIterable {
    /// The item has text, the page has none.
    case pageIsEmpty
    /// The page has text, the item has none.
    case itemIsEmpty
    /// The item breaks off and the page tells more.
    case itemIsCut
    /// The page is a stub (paywall, consent wall) and the item tells more.
    case pageIsStub
    /// The page's text has nothing to do with the item's: another page was served.
    case pageIsOther
    /// Both tell the same; the item comes as the publisher wrote it, without furniture.
    case itemIsWhole
    /// The page tells clearly more.
    case pageIsLonger
  }
}
