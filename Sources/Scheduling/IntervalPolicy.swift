public import FoundationEssentials
public import Model

/// Decides when a feed is polled next; a pure function of what is known of the feed.
///
/// The rules are asked in one order, each seeing what those before came to; docs/polling.md tells them to the
/// operator. `polling.maximum` and `polling.minimum` bound what they ask; only Retry-After and 410 go beyond.
public struct IntervalPolicy: Sendable {
  public let settings: PollingSettings

  public init(_ settings: PollingSettings) { self.settings = settings }

  /// - Parameters:
  ///   - interval: the operator's own, from OPML; it takes the place of what is learnt and of what the feed asks.
  ///   - failures: failed polls in a row, this one included.
  ///   - counted: false when the network was down, so that the failure is not the feed's.
  ///   - now: when the poll ended.
  public func plan(
    _ feed: FeedID, memory: FeedMemory, interval: Duration?, failures: Int, after end: PollEnd,
    counted: Bool = true, at now: Date
  ) -> PollPlan {
    if end == .gone {
      let reason = PollReason(rule: .gone, wait: nil, detail: "the server says 410 Gone: not asked again until revived")
      return PollPlan(nextPollAt: nil, reasons: [reason])
    }
    var draft = PlanDraft(feed: feed, settings: settings, now: now)
    guard counted, end != .cancelled else {
      draft.retrySoon(end)
      draft.bound()
      return draft.plan
    }
    draft.base(memory, interval)
    if interval == nil { draft.hear(memory.hints) }
    draft.backOff(end, failures)
    draft.spread()
    if interval == nil { draft.skip(memory.hints) }
    draft.bound()
    draft.rest(end)
    return draft.plan
  }
}

/// A plan in the making.
private struct PlanDraft {
  let feed: FeedID
  let settings: PollingSettings
  let now: Date
  private var wait: Duration = .zero
  private var reasons: [PollReason] = []

  init(feed: FeedID, settings: PollingSettings, now: Date) {
    self.feed = feed
    self.settings = settings
    self.now = now
  }

  var plan: PollPlan { PollPlan(nextPollAt: now + wait, reasons: reasons) }

  private mutating func ask(_ rule: PollReason.Rule, _ asked: Duration, _ detail: String) {
    wait = asked
    reasons.append(PollReason(rule: rule, wait: asked.inSeconds, detail: detail))
  }

  // MARK: - The rules

  mutating func retrySoon(_ end: PollEnd) {
    let isOurs = end == .cancelled
    ask(.outage, .seconds(60), isOurs ? "the poll was given up" : "the network was down: the feed is not to blame")
  }

  mutating func base(_ memory: FeedMemory, _ interval: Duration?) {
    if let interval { return ask(.operatorInterval, interval, "the feed list says \(interval.shortText)") }
    guard let learnt = memory.history.wait(from: now, limit: settings.maximum * 2) else {
      return ask(.initial, settings.initial, "nothing is known of the feed yet (polling.initial)")
    }
    let rate = memory.history.rate(at: now, now: now) ?? 0
    ask(.history, learnt, "\(rate.itemsText) are expected around this hour of the week")
    guard let shown = memory.hints.shown, shown > 0 else { return }
    let half = memory.history.wait(from: now, limit: settings.maximum, items: Double(shown) / 2)
    if let half, half < wait { ask(.window, half, "half of the \(shown) items it shows would be new by then") }
  }

  /// What the feed and its server ask lengthens the wait, never shortens it.
  mutating func hear(_ hints: FeedHints) {
    let asked: [(PollReason.Rule, Int?, String)] = [
      (.ttl, hints.ttl, "the feed's ttl"), (.updatePeriod, hints.updateEvery, "the feed's update period"),
      (.cache, hints.freshFor, "the server says how long the answer is fresh"),
    ]
    for (rule, seconds, detail) in asked {
      guard let seconds, .seconds(seconds) > wait else { continue }
      ask(rule, .seconds(seconds), "\(detail): \(Duration.seconds(seconds).shortText)")
    }
  }

  mutating func backOff(_ end: PollEnd, _ failures: Int) {
    switch end {
    case .read, .gone, .cancelled, .throttled(until: .some): return
    case .throttled(until: nil):
      ask(
        .backOff, BackOff(throttledUsual: wait).wait(failures: failures),
        "asked to slow down without a time, \(failures) in a row")
    case .failed(let kind):
      let asked = BackOff(kind, usual: wait).wait(failures: failures)
      ask(.backOff, asked, "\(kind.rawValue), \(failures) in a row")
    }
  }

  /// A tenth at most off the wait, so that feeds polled together drift apart; the same for the same feed and time.
  mutating func spread() {
    let share = 1 - Self.spreadMost * dice
    guard wait > .zero else { return }
    ask(.spread, wait * share, "\(Int((1 - share) * 100)) % less, so that feeds do not gather")
  }

  private static let spreadMost = 0.1

  /// In `[0, 1)`.
  private var dice: Double {
    StartSpread.fraction(FeedID(rawValue: feed.rawValue &+ (Int64(now.timeIntervalSince1970) &* 0x2545_F491)))
  }

  mutating func skip(_ hints: FeedHints) {
    guard let open = SkipTimes(hints).nextOpen(from: now + wait) else { return }
    let rule: PollReason.Rule = SkipTimes(hints).skipsDay(now + wait) ? .skipDays : .skipHours
    // Some minutes into the hour, or all that skip the same hours would come at once.
    ask(rule, .seconds(open.timeIntervalSince(now)) + .seconds(600 * dice), "the feed asks for none until then")
  }

  mutating func bound() {
    if wait > settings.maximum {
      let share = 1 - Self.spreadMost * dice
      ask(.maximum, settings.maximum * share, "polling.maximum is \(settings.maximum.shortText)")
    }
    if wait < settings.minimum { ask(.minimum, settings.minimum, "polling.minimum is \(settings.minimum.shortText)") }
  }

  mutating func rest(_ end: PollEnd) {
    guard case .throttled(let until?) = end else { return }
    let asked = Duration.seconds(until.timeIntervalSince(now))
    if asked > wait { ask(.retryAfter, asked, "the server asks to come back in \(asked.shortText)") }
  }
}
