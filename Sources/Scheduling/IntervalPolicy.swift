public import FoundationEssentials
public import Model

/// Decides when a feed is polled next; a pure function of what is known of the feed.
public struct IntervalPolicy: Sendable {
  public let settings: PollingSettings

  public init(_ settings: PollingSettings) { self.settings = settings }

  /// - Parameters:
  ///   - interval: the operator's own, from OPML.
  ///   - failures: failed polls in a row, this one included.
  ///   - now: when the poll ended.
  public func plan(
    _ feed: FeedID, memory: FeedMemory, interval: Duration?, failures: Int, after end: PollEnd, at now: Date
  ) -> PollPlan {
    PollPlan(nextPollAt: now + settings.initial, reasons: [])
  }
}
