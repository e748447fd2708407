/// What pruning the log took away.
public struct PrunedCounts: Sendable, Equatable {
  public var polls: Int
  public var events: Int

  public init(polls: Int, events: Int) {
    self.polls = polls
    self.events = events
  }
}
