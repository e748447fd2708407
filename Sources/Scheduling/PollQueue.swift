public import FoundationEssentials
public import Model

/// The feeds that wait for their time, and the gates that say which may be asked now. Every step takes time in the
/// logarithm of the number of feeds.
public struct PollQueue: Sendable {
  /// How many polls may be under way at once, and where.
  public struct Gates: Sendable, Equatable {
    /// Polls at once.
    public var concurrency = 256
    /// Polls at once of one host.
    public var perHost = 2
    /// Between the starts of two polls of one host.
    public var hostGap: Duration = .zero
    /// Whether failures of many hosts at once, without a success, are taken for an outage of our own network.
    public var detectsOutage = true

    public init() {}
    public init(_ settings: PollingSettings) {
      concurrency = settings.concurrency
      perHost = settings.perHost
      hostGap = settings.hostGap
    }
  }

  /// What the end of a poll tells beyond its feed.
  public struct Ended: Sendable, Equatable {
    /// False when the failure is the network's: it must not count against the feed, and the queue itself asks the
    /// feed again soon.
    public let countsAgainstFeed: Bool
    public let notice: Notice?
  }

  /// Something the operator should know once.
  public enum Notice: Sendable, Equatable {
    /// No host has been reachable since then. The failures of these feeds were counted before this was known.
    case networkDown(since: Date, feeds: [FeedID])
    /// A host answered again; the feeds that failed meanwhile are due now.
    case networkBack(after: Duration, feeds: Int)
  }

  public init(_ gates: Gates) {}

  /// Feeds that wait.
  public var waiting: Int { 0 }
  /// Polls under way.
  public var running: Int { 0 }

  /// Adds a feed, or gives a waiting one another time or host. A feed under way keeps running and takes the new time
  /// when it ends, unless its end says otherwise.
  public mutating func add(_ feed: FeedID, host: String, dueAt: Date) {}

  public mutating func reschedule(_ feed: FeedID, dueAt: Date) {}

  /// Forgets a feed; one under way is forgotten when it ends.
  public mutating func remove(_ feed: FeedID) {}

  /// The next feed to ask now, longest due first; it counts as under way until `finished`.
  public mutating func next(now: Date) -> FeedID? { nil }

  /// When `next` may have something again without a poll ending before; nil when only the end of a poll can help.
  public func nextWake(now: Date) -> Date? { nil }

  /// Ends a poll.
  /// - Parameter nextAt: when the feed is due again; nil leaves it out of the queue.
  @discardableResult
  public mutating func finished(_ feed: FeedID, _ end: PollEnd, nextAt: Date?, now: Date) -> Ended {
    Ended(countsAgainstFeed: true, notice: nil)
  }
}
