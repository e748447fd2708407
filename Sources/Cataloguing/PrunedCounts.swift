/// What pruning the log took away.
public struct PrunedCounts: Sendable, Equatable {
  /// Polls that were forgotten.
  public var polls: Int
  /// Events that were forgotten.
  public var events: Int

  /// These counts.
  public init(polls: Int, events: Int) {
    self.polls = polls
    self.events = events
  }
}
