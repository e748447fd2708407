import ArticleExtraction
import FeedParsing
import Fetching
import FoundationEssentials
import Model
import Observing
import TerritoryExtraction

/// One item of a feed on its way to an article with reports.
struct ArticleJourney: Sendable {
  let settings: ArticleSettings
  let comments: TerritorySettings.Comments
  let extractor: ArticleExtractor
  let pages: PageFetcher
  let analyst: ReportAnalyst
  let observer: Observer
  let clock: @Sendable () -> Date

  /// An article that is ready to be kept; what it is to those known already is not decided yet.
  struct Draft: Sendable {
    let item: ItemIdentity
    let content: ExtractedArticle
    let origin: ArticleRevision.Origin
    /// The page that was fetched for it, when one was.
    let page: Capture?
    let seenAt: Date
    let analysis: ReportAnalyst.Analysis
    /// The page of an article that is known was looked at again.
    var isLook = false
  }

  /// - Parameters:
  ///   - feed: what the feed says of itself, for what an item leaves out.
  ///   - seenAt: when the feed was fetched.
  func run(
    _ item: FeedItem, _ identity: ItemIdentity, of feed: Feed, from source: FeedSource, seenAt: Date
  ) async -> Draft {
    let fromFeed = extractor.article(of: item, in: feed)
    var content = fromFeed
    var origin = ArticleRevision.Origin.feed
    let page = await page(for: fromFeed, identity, source)
    if let page, let fromPage = read(page, source) {
      origin = OriginChoice(item: fromFeed, page: fromPage).origin
      content = ArticleExtractor.merged(item: fromFeed, page: fromPage)
    }
    let began = ContinuousClock.now
    let analysis = analyst.analyse(content, url: identity.link, seenAt: seenAt, comments: comments)
    observer.metrics.observe(.extractionDuration, (ContinuousClock.now - began).seconds)
    return Draft(
      item: identity, content: content, origin: origin, page: page, seenAt: page?.fetchedAt ?? seenAt,
      analysis: analysis)
  }

  /// The item's page, when the settings want it and the server gives it.
  private func page(for article: ExtractedArticle, _ item: ItemIdentity, _ source: FeedSource) async -> Capture? {
    let wanted =
      switch settings.pages {
      case .never: false
      case .whenCut: article.isCut || article.text.isEmpty
      case .always: true
      }
    guard wanted, let link = item.link else { return nil }
    let outcome = await pages.page(link)
    observer.metrics.add(to: .pages, outcome.word)
    switch outcome {
    case .page(let capture): return capture
    case .disallowed:
      observer.record(
        .articlePageFailed(link, feed: source.id, word: "robots", reason: "robots.txt does not want it"))
    case .failed(let word, let reason):
      guard !Task.isCancelled else { return nil }
      observer.record(.articlePageFailed(link, feed: source.id, word: word, reason: reason))
    }
    return nil
  }

  private func read(_ page: Capture, _ source: FeedSource) -> ExtractedArticle? {
    do {
      return try extractor.article(fromPage: page.body, contentType: page.contentType, url: page.finalURL)
    } catch {
      observer.record(
        .articlePageFailed(page.requestedURL, feed: source.id, word: "unreadable", reason: "\(error)"))
      return nil
    }
  }
}
