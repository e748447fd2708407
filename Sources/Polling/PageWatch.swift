import ArticleExtraction
import Cataloguing
import FoundationEssentials
import Model
import Observing
import Scheduling

/// Looks again at the pages of articles, some hours and days after they were first seen: sources correct themselves, and
/// take back what they said.
///
/// A page that says something new makes a revision, as a changed item does; a report that is no longer in it is thereby
/// withdrawn by its source. A page that is gone, cut short, or now tells another story says nothing of the old text.
struct PageWatch: Sendable {
  let catalogue: Catalogue
  let pages: PageFetcher
  let extractor: ArticleExtractor
  let analyst: ReportAnalyst
  let comments: TerritorySettings.Comments
  let desk: NewsDesk
  let times: WatchTimes
  let observer: Observer
  let clock: @Sendable () -> Date

  /// How often it is looked who is due.
  private static let tick = Duration.seconds(10)
  /// Pages in one round, and at once.
  private static let dueMax = 64
  private static let atOnceMax = 4

  /// Looks until it is cancelled.
  func run() async {
    repeat {
      await round()
    } while (try? await Task.sleep(for: PageWatch.tick)) != nil  // Throws when cancelled.
  }

  /// Looks at the pages that are due now.
  func round() async {
    guard await !desk.isBlocked else { return }
    do {
      let due = try await catalogue.watchedArticles(dueAt: clock(), limit: PageWatch.dueMax)
      await withTaskGroup(of: Void.self) { group in
        for (index, article) in due.enumerated() {
          if index >= PageWatch.atOnceMax { await group.next() }
          guard !Task.isCancelled else { return }
          group.addTask { await look(at: article) }
        }
      }
    } catch {
      observer.record(.catalogueFailed(error: error.description))
    }
  }

  private func look(at article: WatchedArticle) async {
    if let link = article.item.link, case .page(let capture) = await pages.page(link) {
      observer.metrics.add(to: .pages, "watched")
      guard await keep(capture, of: article) else { return }
    }
    guard !Task.isCancelled else { return }
    do {
      let next = times.next(firstSeen: article.firstSeenAt, after: clock())
      try await catalogue.set([ArticleWatch(article: article.article, at: next)])
    } catch {
      observer.record(.catalogueFailed(error: error.description))
    }
  }

  /// - Returns: false when what the page says could not be kept: it is looked at again soon.
  private func keep(_ page: Capture, of article: WatchedArticle) async -> Bool {
    // A page that cannot be read says nothing of the text that stood there.
    guard
      var content = try? extractor.article(
        fromPage: page.body, contentType: page.contentType, url: page.finalURL),
      !content.text.isEmpty, !content.isCut
    else { return true }
    content.title = content.title ?? article.item.title
    content.published = content.published ?? article.item.published
    let analysis = analyst.analyse(content, url: article.item.link, seenAt: page.fetchedAt, comments: comments)
    var harvest = Harvest(article.feed, startedAt: page.fetchedAt, end: .cancelled, result: .ok)
    harvest.drafts = [
      ArticleJourney.Draft(
        item: article.item, content: content, origin: .page, page: page, seenAt: page.fetchedAt, analysis: analysis,
        isLook: true)
    ]
    return await desk.keep(harvest, as: article.feed, because: "", isPoll: false) != nil
  }
}
