public import FoundationEssentials

extension PollQueue {
  /// The wall clock was set forward, or back by a negative number of seconds: what waits goes on waiting as long as it
  /// would have, and nothing falls due because of it.
  public mutating func clockWasSet(by seconds: TimeInterval) {
    for number in hosts.indices {
      hosts[number]?.waiting.shift(by: seconds)
      hosts[number]?.openAt += seconds
      hosts[number]?.slowUntil += seconds
    }
    for feed in feeds.keys { feeds[feed]?.run?.startedAt += seconds }
    ordinary.shift(by: seconds)
    slow.shift(by: seconds)
    health.shift(by: seconds)
  }
}
