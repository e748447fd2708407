public import FoundationEssentials
public import Model

extension FeedSource {
  /// Polls that must see the same permanent redirect before the feed's URL moves: a server that errs for an hour
  /// would otherwise cost the feed its address.
  public static let movesConfirmedAfter = 3

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
    var feed = self
    feed.hints = memory.json
    switch end {
    case .read:
      feed.failures = 0
      feed.noteMove(to: permanentURL)
    case .gone: feed.state = .retired
    case .failed, .throttled: if counted { feed.failures += 1 }
    case .cancelled: break
    }
    let plan = policy.plan(
      id, memory: memory, interval: interval, failures: feed.failures, after: end, counted: counted, at: now)
    if let next = plan.nextPollAt { feed.nextPollAt = next }
    return (feed, plan)
  }

  private mutating func noteMove(to target: String?) {
    guard let target, target != url else {
      movedTo = nil
      movedCount = 0
      return
    }
    movedCount = target == movedTo ? movedCount + 1 : 1
    movedTo = target
    guard movedCount >= Self.movesConfirmedAfter else { return }
    url = target
    movedTo = nil
    movedCount = 0
  }
}
