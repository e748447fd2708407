public import FoundationEssentials
public import Model

extension FeedSource {
  /// The feed after a poll: next time, failures, state and URL moved on. Validators, title and digest are the
  /// caller's, since they may only move with the items.
  /// - Parameters:
  ///   - memory: what is remembered, this poll included.
  ///   - permanentURL: where permanent redirects alone led, if they did.
  ///   - counted: false when the network was down, so that the failure is not the feed's.
  public func settled(
    after end: PollEnd, memory: FeedMemory, permanentURL: String? = nil, counted: Bool = true,
    by policy: IntervalPolicy, at now: Date
  ) -> (feed: FeedSource, plan: PollPlan) {
    (self, PollPlan(nextPollAt: nil, reasons: []))
  }
}
