import Cataloguing
import FoundationEssentials
public import Model

/// When the page of an article is looked at again, counted from when the article was first seen.
public struct WatchTimes: Sendable {
  private let delays: [TimeInterval]

  public init(_ settings: ArticleSettings) {
    delays = settings.watch.map { Double($0.components.seconds) + Double($0.components.attoseconds) / 1e18 }
  }

  /// Nothing is looked at again.
  static let never = WatchTimes(delays: [])

  private init(delays: [TimeInterval]) { self.delays = delays }

  /// The first time after a moment; nil when all have passed.
  func next(firstSeen: Date, after: Date) -> Date? {
    delays.lazy.map { firstSeen + $0 }.first { $0 > after }
  }

  /// When an article that is new is first looked at again. One whose text the feed itself brought is not watched: the
  /// feed tells when it changes.
  func first(of revision: ArticleRevision, after: Date) -> ArticleWatch? {
    guard revision.revision == 1, revision.origin == .page, revision.item.link != nil,
      let at = next(firstSeen: revision.seenAt, after: after)
    else { return nil }
    return ArticleWatch(article: revision.article, at: at)
  }
}
