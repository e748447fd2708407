public import FoundationEssentials

/// One subscribed feed as the poller knows it.
public struct FeedSource: Sendable, Equatable {
  public let id: FeedID
  /// The URL that is asked: the subscribed one, or where a confirmed permanent redirect led.
  public var url: String
  /// The URL as subscribed.
  public var subscribedURL: String
  public var title: String?
  /// From OPML folders and categories.
  public var tags: [String]
  /// OPML `salient:interval`: asked for by the operator, overrides what is learnt.
  public var interval: Duration?
  public var state: FeedState
  public var validators: Validators
  /// SHA-256 of the last body, to see through validators that change without the body.
  public var bodyDigest: String?
  public var nextPollAt: Date
  /// Failed polls in a row; the first success sets it to 0.
  public var failures: Int
  /// A permanent redirect seen but not yet confirmed often enough, and how often.
  public var movedTo: String?
  public var movedCount: Int
  /// What the feed itself last asked for (ttl, sy:, skipHours …), in JSON, as Polling wrote it.
  public var hints: String?

  public init(
    id: FeedID, url: String, subscribedURL: String, title: String? = nil, tags: [String] = [],
    interval: Duration? = nil, state: FeedState = .active, validators: Validators = .none,
    bodyDigest: String? = nil, nextPollAt: Date, failures: Int = 0, movedTo: String? = nil, movedCount: Int = 0,
    hints: String? = nil
  ) {
    self.id = id
    self.url = url
    self.subscribedURL = subscribedURL
    self.title = title
    self.tags = tags
    self.interval = interval
    self.state = state
    self.validators = validators
    self.bodyDigest = bodyDigest
    self.nextPollAt = nextPollAt
    self.failures = failures
    self.movedTo = movedTo
    self.movedCount = movedCount
    self.hints = hints
  }
}

/// Whether a feed is polled.
public enum FeedState: String, Sendable, Codable, CaseIterable {
  case active
  /// Answered 410: kept and visible, not polled until revived.
  case retired
  /// No longer in the feed list; its articles stay.
  case removed
}
