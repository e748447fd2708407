import FoundationEssentials
import Model
import Observing
import Scheduling

extension Harvest {
  /// The feed as it is after the poll, and when it is asked next.
  struct Settled: Sendable {
    let feed: FeedSource
    let plan: PollPlan
  }

  /// - Parameter counted: false when the failure is the network's and not the feed's.
  func settled(by policy: IntervalPolicy, at now: Date, counted: Bool = true) -> Settled {
    var memory = FeedMemory(json: source.hints)
    if let hints { memory.hints = hints }
    // Noted also when nothing is new: a feed that was watched and said nothing is known to be quiet.
    if fault == nil { memory.history.note(drafts.map(\.item.published), at: now) }
    var (feed, plan) = source.settled(
      after: end, memory: memory, permanentURL: permanentURL, counted: counted, by: policy, at: now)
    // A body that was no feed is not to be answered by 304 the next time.
    if fault == nil {
      feed.validators = validators ?? source.validators
      feed.bodyDigest = bodyDigest ?? source.bodyDigest
      feed.title = source.title ?? title
    }
    return Settled(feed: feed, plan: plan)
  }

  /// What is told of the poll.
  func events(_ settled: Settled, _ kept: NewsDesk.Kept, counted: Bool) -> [Event] {
    let feed = settled.feed
    let next = settled.plan.nextPollAt ?? startedAt
    var events: [Event] = []
    if let fault {
      if feed.state == .retired {
        events.append(.feedRetired(feed))
      } else if counted, feed.failures.nonzeroBitCount == 1 {
        // The first, second, fourth, eighth … failure in a row is told, with the count of those in between.
        let untold = feed.failures > 1 ? feed.failures / 2 - 1 : 0
        events.append(
          .feedFailed(
            feed, result: result, status: status, word: fault.word, reason: fault.reason, failures: feed.failures,
            repeated: untold, next: next))
      }
      return events
    }
    if source.failures > 0 { events.append(.feedRecovered(feed, failures: source.failures)) }
    if let first = repairs.first {
      events.append(.feedSalvaged(feed, items: itemCount, repairs: repairs.count, first: first))
    }
    if feed.url != source.url { events.append(.feedMoved(source, to: feed.url)) }
    events.append(
      .feedPolled(
        feed,
        PollSummary(
          result: result, status: status, bytes: wireBytes, took: duration, items: itemCount,
          newArticles: kept.newArticles, revised: kept.revised, reports: kept.reports, nextPollAt: next)))
    return events
  }
}

extension PollPlan {
  /// The rules that had a say, for `salient feeds show`.
  var text: String { reasons.map(\.description).joined(separator: "; ") }
}
