import FoundationEssentials
import Model
import Testing

@testable import Scheduling

/// One rule of docs/polling.md: what is known of a feed, how its poll ended, and the wait that follows.
struct Rule: CustomTestStringConvertible {
  let testDescription: String
  var memory = FeedMemory()
  var interval: Duration?
  var failures = 0
  var end = PollEnd.read
  /// Bounds of the wait in minutes; the spread takes a tenth at most.
  let wait: ClosedRange<Double>
  /// The rule that decided.
  let decides: PollReason.Rule
}

@Suite struct IntervalPolicyTests {
  static let rules: [Rule] = [
    Rule("nothing is known: the initial wait", wait: 27...30, decides: .spread),
    Rule("busy: often", memory: steadyMemory(every: minutes(4), count: 2000), wait: 5...10, decides: .spread),
    Rule(
      "very busy: the minimum", memory: steadyMemory(every: .seconds(20), count: 1000), wait: 5...5, decides: .minimum),
    Rule(
      "shows few: before half of them are gone",
      memory: steadyMemory(every: minutes(30), count: 1000, hints: FeedHints(shown: 1)), wait: 13...18, decides: .spread
    ),
    Rule("silent: the maximum", memory: silent(), wait: 12 * 54...12 * 60, decides: .maximum),
    Rule("the operator decides", memory: silent(), interval: minutes(10), wait: 9...10, decides: .spread),
    Rule("the operator's wish is bounded too", interval: minutes(1), wait: 5...5, decides: .minimum),
    Rule("ttl lengthens", memory: hinted(FeedHints(ttl: 7200)), wait: 108...120, decides: .spread),
    Rule("ttl never shortens", memory: hinted(FeedHints(ttl: 60)), wait: 27...30, decides: .spread),
    Rule("sy: lengthens", memory: hinted(FeedHints(updateEvery: 7200)), wait: 108...120, decides: .spread),
    Rule("cache headers lengthen", memory: hinted(FeedHints(freshFor: 3600)), wait: 54...60, decides: .spread),
    Rule("a ttl of a year is bounded", memory: hinted(FeedHints(ttl: 31_536_000)), wait: 648...720, decides: .maximum),
    Rule(
      "the operator overrides ttl", memory: hinted(FeedHints(ttl: 7200)), interval: minutes(10), wait: 9...10,
      decides: .spread),
    Rule("skipped hours push on", memory: hinted(FeedHints(skipHours: [8, 9])), wait: 120...130, decides: .skipHours),
    Rule(
      "skipped days push on, bounded", memory: hinted(FeedHints(skipDays: [1])), wait: 648...720, decides: .maximum),
    Rule(
      "skipping every hour asks for nothing", memory: hinted(FeedHints(skipHours: Array(0...23))), wait: 27...30,
      decides: .spread),
    Rule("a first timeout is tried soon again", failures: 1, end: .failed(.timeout), wait: 9...10, decides: .spread),
    Rule("then ever less", failures: 4, end: .failed(.timeout), wait: 72...80, decides: .spread),
    Rule("and at the maximum at last", failures: 40, end: .failed(.dns), wait: 648...720, decides: .maximum),
    Rule("a wrong certificate is no hurry", failures: 1, end: .failed(.tls), wait: 27...30, decides: .spread),
    Rule("404 backs off", failures: 1, end: .failed(.missing), wait: 54...60, decides: .spread),
    Rule("404 again, more", failures: 3, end: .failed(.missing), wait: 216...240, decides: .spread),
    Rule("slow down, without a time", failures: 1, end: .throttled(until: nil), wait: 54...60, decides: .spread),
    Rule(
      "Retry-After outlasts the maximum", failures: 1, end: .throttled(until: start + hours(20)), wait: 1200...1200,
      decides: .retryAfter),
    Rule(
      "a short Retry-After does not shorten", failures: 1, end: .throttled(until: start + .seconds(2)), wait: 27...30,
      decides: .spread),
  ]

  @Test(arguments: rules) func `a rule decides`(_ rule: Rule) throws {
    for number in 1...40 {
      let plan = IntervalPolicy(PollingSettings()).plan(
        feed(number), memory: rule.memory, interval: rule.interval, failures: rule.failures, after: rule.end, at: start)
      let next = try #require(plan.nextPollAt)
      let wait = next.timeIntervalSince(start) / 60
      #expect(wait >= rule.wait.lowerBound - 0.01 && wait <= rule.wait.upperBound + 0.01, "\(wait) \(plan.reasons)")
      #expect(plan.reasons.last?.rule == rule.decides, "\(plan.reasons)")
    }
  }

  @Test func `410 is the end`() {
    let plan = IntervalPolicy(PollingSettings()).plan(
      feed(1), memory: FeedMemory(), interval: nil, failures: 0, after: .gone, at: start)
    #expect(plan.nextPollAt == nil)
    #expect(plan.reasons.map(\.rule) == [.gone])
  }

  static let ends: [PollEnd] = [
    .read, .failed(.timeout), .failed(.dns), .failed(.missing), .throttled(until: nil), .cancelled,
  ]

  @Test(arguments: ends) func `with all bounds at a second every feed is due after a second, whatever else says`(
    _ end: PollEnd
  ) throws {
    var settings = PollingSettings()
    settings.minimum = .seconds(1)
    settings.maximum = .seconds(1)
    settings.initial = .seconds(1)
    let hints = FeedHints(ttl: 86_400, updateEvery: 3600, freshFor: 900, skipHours: [8], skipDays: [1], shown: 3)
    for memory in [FeedMemory(), hinted(hints), steadyMemory(every: hours(9), count: 40, hints: hints)] {
      for failures in [0, 1, 30] {
        let plan = IntervalPolicy(settings).plan(
          feed(7), memory: memory, interval: nil, failures: failures, after: end, at: start)
        #expect(try #require(plan.nextPollAt).timeIntervalSince(start) == 1, "\(plan.reasons)")
      }
    }
  }

  @Test func `the same feed at the same time gets the same plan, and two feeds do not gather`() {
    let policy = IntervalPolicy(PollingSettings())
    func next(_ number: Int) -> Date? {
      policy.plan(feed(number), memory: FeedMemory(), interval: nil, failures: 0, after: .read, at: start).nextPollAt
    }
    #expect(next(3) == next(3))
    #expect(Set((1...200).map(next)).count > 190)
  }

  @Test func `a reason reads as a sentence`() {
    let plan = IntervalPolicy(PollingSettings()).plan(
      feed(1), memory: hinted(FeedHints(ttl: 7200)), interval: nil, failures: 0, after: .read, at: start)
    #expect(plan.reasons.map(\.description).contains("ttl: the feed's ttl: 2 h"))
  }

  @Test func `a poll that failed because the network was down is repeated soon and not counted`() throws {
    let source = FeedSource(id: feed(1), url: "http://a/", subscribedURL: "http://a/", nextPollAt: start)
    let settled = source.settled(
      after: .failed(.dns), memory: FeedMemory(), counted: false, by: IntervalPolicy(PollingSettings()), at: start)
    #expect(settled.feed.failures == 0)
    #expect(settled.plan.reasons.first?.rule == .outage)
    #expect(settled.feed.nextPollAt <= start + minutes(5))
  }
}

extension Rule {
  init(
    _ name: String, memory: FeedMemory = FeedMemory(), interval: Duration? = nil, failures: Int = 0,
    end: PollEnd = .read, wait: ClosedRange<Double>, decides: PollReason.Rule
  ) {
    self.init(
      testDescription: name, memory: memory, interval: interval, failures: failures, end: end, wait: wait,
      decides: decides)
  }
}

private func hinted(_ hints: FeedHints) -> FeedMemory { FeedMemory(hints: hints) }

private func silent() -> FeedMemory {
  var history = PublishingHistory()
  for week in -30...0 { history.note([], at: start.addingTimeInterval(Double(week) * 604_800)) }
  return FeedMemory(history: history)
}
