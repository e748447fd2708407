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
    /// The page is a stub (paywall, consent wall) and the item tells as much or more.
    case pageIsStub
    /// The page's text has nothing to do with the item's: another page was served.
    case pageIsOther
    /// Both tell the same; the item comes as the publisher wrote it, without furniture.
    case itemIsWhole
    /// The page tells clearly more.
    case pageIsLonger
  }

  /// - Parameters:
  ///   - item: What the feed carried.
  ///   - page: What its page came to.
  public init(item: ExtractedArticle, page: ExtractedArticle) {
    let itemLength = item.text.utf8.count
    let pageLength = page.text.utf8.count
    if pageLength == 0 {
      self.init(.feed, .pageIsEmpty)
    } else if itemLength == 0 {
      self.init(.page, .itemIsEmpty)
    } else if page.isCut, pageLength <= itemLength {
      self.init(.feed, .pageIsStub)
    } else if !OriginChoice.isAboutTheSame(item, page) {
      self.init(.feed, .pageIsOther)
    } else if item.isCut {
      let tellsAsMuch = pageLength * 10 >= itemLength * 9
      self.init(tellsAsMuch ? .page : .feed, tellsAsMuch ? .itemIsCut : .pageIsStub)
    } else if !page.isCut, pageLength > itemLength + max(400, itemLength / 2) {
      self.init(.page, .pageIsLonger)
    } else {
      self.init(.feed, .itemIsWhole)
    }
  }

  private init(_ origin: ArticleRevision.Origin, _ reason: Reason) {
    self.origin = origin
    self.reason = reason
  }

  /// Whether two texts share enough of the shorter one's words that they can be of one article. A few words say
  /// nothing, and are taken to.
  private static func isAboutTheSame(_ item: ExtractedArticle, _ page: ExtractedArticle) -> Bool {
    let words = contentWords(item.text)
    guard words.count >= 12 else { return true }
    let others = contentWords(page.text + " " + (page.title ?? "") + " " + (page.excerpt ?? ""))
    guard !others.isEmpty else { return true }
    return words.count { others.contains($0) } * 100 >= min(words.count, others.count) * 35
  }

  /// The longer words of the beginning of a text: the short ones are in every text.
  private static func contentWords(_ text: String) -> Set<Substring> {
    let isLong: (Substring) -> Bool = { $0.utf8.count >= 5 }
    return Set(text.prefix(20_000).split(whereSeparator: { !$0.isLetter && !$0.isNumber }).filter(isLong).prefix(2000))
  }
}

extension ArticleExtractor {
  /// The better text of the two, with each fact that it lacks taken from the other; comments are the page's.
  public static func merged(item: ExtractedArticle, page: ExtractedArticle) -> ExtractedArticle {
    let choice = OriginChoice(item: item, page: page)
    var result = choice.origin == .feed ? item : page
    guard choice.reason != .pageIsOther else { return result }
    let other = choice.origin == .feed ? page : item
    result.fill(\.title, from: other, named: "title")
    result.fill(\.language, from: other, named: "language")
    result.fill(\.siteName, from: other, named: "siteName")
    result.fill(\.canonicalURL, from: other, named: "canonicalURL")
    result.fill(\.section, from: other, named: "section")
    result.fill(\.image, from: other, named: "image")
    result.fill(\.excerpt, from: other, named: "excerpt")
    result.fill(\.published, from: other, named: "published")
    result.fill(\.modified, from: other, named: "modified")
    if result.authors.isEmpty { result.take(\.authors, from: other, named: "authors") }
    if result.tags.isEmpty { result.take(\.tags, from: other, named: "tags") }
    if result.comments.isEmpty { result.comments = other.comments }
    return result
  }
}

extension ExtractedArticle {
  fileprivate mutating func fill<Value>(
    _ field: WritableKeyPath<ExtractedArticle, Value?>, from other: ExtractedArticle, named name: String
  ) {
    if self[keyPath: field] == nil, other[keyPath: field] != nil { take(field, from: other, named: name) }
  }

  fileprivate mutating func take<Value>(
    _ field: WritableKeyPath<ExtractedArticle, Value>, from other: ExtractedArticle, named name: String
  ) {
    self[keyPath: field] = other[keyPath: field]
    provenance[name] = other.provenance[name]
  }
}
