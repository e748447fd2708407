import FoundationEssentials
import Model

/// Tells an outage of our own network from hosts that are down: many hosts unreachable in a row, none answering.
struct NetworkHealth: Sendable {
  private(set) var downSince: Date?
  /// The feeds whose failures belong to the outage, or would if it turns out to be one.
  private(set) var feeds: Set<FeedID> = []
  private var hosts: Set<Int> = []
  private var firstFailureAt: Date?
  private(set) var nextProbeAt: Date = .distantPast

  enum Change { case none, down, back(since: Date) }

  /// A host could not be reached.
  mutating func unreachable(_ host: Int, feed: FeedID, of hostCount: Int, now: Date, gates: PollGates) -> Change {
    if downSince == nil, let first = firstFailureAt, now.timeIntervalSince(first) > gates.outageWithin.inSeconds {
      forget()
    }
    firstFailureAt = firstFailureAt ?? now
    hosts.insert(host)
    feeds.insert(feed)
    guard downSince == nil, hosts.count >= min(gates.outageHosts, max(3, hostCount)) else { return .none }
    downSince = firstFailureAt
    nextProbeAt = now + gates.probeEvery
    return .down
  }

  /// Some host answered, whatever it said.
  mutating func answered() -> Change {
    defer {
      downSince = nil
      forget()
    }
    return downSince.map { .back(since: $0) } ?? .none
  }

  /// The wall clock was set by as many seconds.
  mutating func shift(by seconds: TimeInterval) {
    downSince? += seconds
    firstFailureAt? += seconds
    nextProbeAt += seconds
  }

  mutating func probed(now: Date, gates: PollGates) { nextProbeAt = now + gates.probeEvery }

  private mutating func forget() {
    firstFailureAt = nil
    hosts = []
    feeds = []
  }
}
