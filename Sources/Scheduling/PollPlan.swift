public import FoundationEssentials

/// When a feed is polled next, and why then.
public struct PollPlan: Sendable, Equatable {
  /// nil: not again, the feed is retired.
  public let nextPollAt: Date?
  /// Every rule that had a say, in the order in which they were asked; the last one decided.
  public let reasons: [PollReason]

  public init(nextPollAt: Date?, reasons: [PollReason]) {
    self.nextPollAt = nextPollAt
    self.reasons = reasons
  }
}

/// One rule's say in when a feed is polled next.
public struct PollReason: Sendable, Equatable, Codable, CustomStringConvertible {
  /// The rules of docs/polling.md.
  public enum Rule: String, Sendable, Codable, CaseIterable {
    case initial, history, window, operatorInterval = "operator", ttl, updatePeriod = "update-period", cache
    case skipHours = "skip-hours", skipDays = "skip-days", backOff = "back-off", retryAfter = "retry-after"
    case spread, minimum, maximum, gone, outage
  }

  public let rule: Rule
  /// Seconds after this poll that the rule leads to; nil for never.
  public let wait: Double?
  /// What the rule saw, such as `2.1 items an hour` or `third timeout in a row`.
  public let detail: String

  public init(rule: Rule, wait: Double?, detail: String) {
    self.rule = rule
    self.wait = wait
    self.detail = detail
  }

  public var description: String { "\(rule.rawValue): \(detail)" }
}
