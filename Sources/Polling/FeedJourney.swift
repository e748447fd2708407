import Cataloguing
import FeedParsing
import Fetching
import FoundationEssentials
import Model
import Observing
import Scheduling

/// One feed's way from due to harvested: fetch, parse, tell new items from known ones, make articles of the new.
///
/// Nothing is kept here: `NewsDesk` does that. What can go wrong with the server or its feed is in the harvest.
struct FeedJourney: Sendable {
  let fetcher: Fetcher
  let catalogue: Catalogue
  let articles: ArticleJourney
  let observer: Observer
  let limits: FeedLimits
  let clock: @Sendable () -> Date

  /// - Parameter answered: called when the server is done: what follows is our own work.
  /// - Throws: `CatalogueError` when the catalogue cannot say what is known.
  func run(
    _ source: FeedSource, answered: () async -> Void
  ) async throws(CatalogueError) -> Harvest {
    let startedAt = clock()
    let began = ContinuousClock.now
    let outcome = await fetcher.fetch(FetchRequest(url: source.url, validators: source.validators))
    await answered()
    var harvest = Harvest(source, startedAt: startedAt, end: PollEnd(outcome, at: clock()), result: .ok)
    switch outcome {
    case .modified(let capture): try await read(capture, into: &harvest)
    case .notModified(let headers, _, let permanentURL): unchanged(headers, permanentURL, &harvest)
    case .gone:
      harvest.refuse(.gone, 410, "the server says that the feed is gone for good (410)")
    case .throttled(let status, let wait):
      let until = wait.map { " and asks to wait \(Int($0.seconds)) s" } ?? ""
      harvest.refuse(.http, status, "the server says that it is asked too much (\(status))\(until)")
    case .refused(let status): harvest.refuse(.http, status, "the server refuses with status \(status)")
    case .failed(let failure):
      harvest.result = failure.result
      harvest.fault = Harvest.Fault(word: failure.word, reason: failure.description)
    }
    harvest.duration = ContinuousClock.now - began
    return harvest
  }

  /// A feed that was not read when it last changed stays what it was: a 304 to a page that is no feed makes it none.
  private func unchanged(_ headers: [HTTPField], _ permanentURL: String?, _ harvest: inout Harvest) {
    harvest.status = 304
    harvest.permanentURL = permanentURL
    if let etag = headers["ETag"], etag != harvest.source.validators.etag {
      harvest.validators = Validators(
        etag: etag, lastModified: headers["Last-Modified"] ?? harvest.source.validators.lastModified)
    }
  }

  private func read(_ capture: Capture, into harvest: inout Harvest) async throws(CatalogueError) {
    harvest.status = capture.status
    harvest.wireBytes = capture.wireBytes
    harvest.permanentURL = capture.permanentURL
    harvest.bodyDigest = Names.digest(of: capture.body)
    harvest.validators = capture.validators
    // Validators that changed while the body did not: nothing in it can be new.
    if harvest.bodyDigest == harvest.source.bodyDigest { return }
    let feed: Feed
    do throws(FeedParseError) {
      feed = try FeedParser.parse(
        capture.body, contentType: capture.contentType,
        baseURL: capture.headers["Content-Location"] ?? capture.finalURL,
        limits: limits)
    } catch {
      harvest.end = .failed(.notAFeed)
      harvest.result = .notAFeed
      harvest.fault = Harvest.Fault(word: "not-a-feed", reason: error.description)
      return
    }
    harvest.capture = capture
    harvest.result = feed.recovered ? .salvage : .ok
    harvest.repairs = feed.repairs.map { "line \($0.line), column \($0.column): \($0.message)" }
    harvest.title = feed.info.title?.plain
    harvest.hints = FeedHints(feed: feed, headers: capture.headers, now: capture.fetchedAt)
    try await sort(feed, capture.fetchedAt, into: &harvest)
  }

  /// Tells the items apart, and makes articles of those that are new or changed, oldest first, so that a correction
  /// comes after what it corrects.
  private func sort(_ feed: Feed, _ seenAt: Date, into harvest: inout Harvest) async throws(CatalogueError) {
    let items = feed.items.identified()
    harvest.itemCount = items.count
    let standings = try await catalogue.standing(of: items.map(\.identity), in: harvest.source.id)
    var fresh: [(identity: ItemIdentity, item: FeedItem)] = []
    for (item, standing) in zip(items, standings) {
      switch standing {
      case .unchanged:
        observer.metrics.add(to: .items, "unchanged")
      case .unseen:
        observer.metrics.add(to: .items, "unseen")
        fresh.append(item)
      case .changed:
        observer.metrics.add(to: .items, "changed")
        fresh.append(item)
      }
    }
    // Documents show the newest first; items without a date keep that order among themselves.
    let byAge = fresh.enumerated().sorted { left, right in
      let (leftDate, rightDate) = (left.element.identity.published, right.element.identity.published)
      if let leftDate, let rightDate, leftDate != rightDate { return leftDate < rightDate }
      return left.offset > right.offset
    }
    for (_, item) in byAge {
      harvest.drafts.append(
        await articles.run(item.item, item.identity, of: feed, from: harvest.source, seenAt: seenAt))
    }
  }
}

extension Harvest {
  fileprivate mutating func refuse(_ result: PollResult, _ status: Int, _ reason: String) {
    self.result = result
    self.status = status
    fault = Fault(word: result.rawValue, reason: reason)
  }
}
