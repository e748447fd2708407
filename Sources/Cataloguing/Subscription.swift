public import FoundationEssentials
public import Model

/// One line of the operator's feed list.
public struct Subscription: Sendable, Hashable {
  /// Where the feed is asked for.
  public var url: String
  /// The operator's name for it; nil: the feed's own.
  public var title: String?
  /// The folders of the list that it stands in.
  public var tags: [String]
  /// Asked for by the operator; overrides what is learnt.
  public var interval: Duration?

  /// A feed of the list.
  public init(url: String, title: String? = nil, tags: [String] = [], interval: Duration? = nil) {
    self.url = url
    self.title = title
    self.tags = tags
    self.interval = interval
  }
}

/// What bringing the catalogue in line with the feed list did.
public struct SubscriptionChanges: Sendable, Equatable {
  /// Feeds that are polled from now on: new ones, and removed ones that came back.
  public var added: [FeedID]
  /// Feeds that were subscribed before.
  public var keptCount: Int
  /// Feeds no longer in the list; their history stays.
  public var removed: [FeedID]

  /// What following a list changed.
  public init(added: [FeedID], keptCount: Int, removed: [FeedID]) {
    self.added = added
    self.keptCount = keptCount
    self.removed = removed
  }
}

/// What the poller's due heap needs of a feed, and no more: 130,000 of them are held at once.
public struct DueFeed: Sendable, Equatable {
  /// The feed's number.
  public let id: FeedID
  /// Where it is asked for now.
  public let url: String
  /// When it is due.
  public let nextPollAt: Date
  /// nil before the first poll.
  public let lastPollAt: Date?

  /// A feed and its time.
  public init(id: FeedID, url: String, nextPollAt: Date, lastPollAt: Date? = nil) {
    self.id = id
    self.url = url
    self.nextPollAt = nextPollAt
    self.lastPollAt = lastPollAt
  }
}

/// How one poll went.
public struct PollRecord: Sendable, Equatable {
  /// When the poll started. One feed has at most one poll in a millisecond.
  public var at: Date
  /// How the poll ended.
  public var result: PollResult
  /// The HTTP status, when an answer came.
  public var status: Int?
  /// From the request to the end of what we made of the answer.
  public var duration: Duration
  /// Bytes of the decoded body; 0 without one.
  public var byteCount: Int
  /// Items in the body.
  public var itemCount: Int
  /// Articles that were new.
  public var newCount: Int
  /// Articles that were revised.
  public var revisedCount: Int
  /// What was wrong, in a sentence; nil when nothing was.
  public var message: String?

  /// A poll; what is not given is nought.
  public init(
    at: Date, result: PollResult, status: Int? = nil, duration: Duration = .zero, byteCount: Int = 0,
    itemCount: Int = 0, newCount: Int = 0, revisedCount: Int = 0, message: String? = nil
  ) {
    self.at = at
    self.result = result
    self.status = status
    self.duration = duration
    self.byteCount = byteCount
    self.itemCount = itemCount
    self.newCount = newCount
    self.revisedCount = revisedCount
    self.message = message
  }
}

/// A feed as the operator's list shows it.
public struct FeedStatus: Sendable, Equatable {
  /// The feed.
  public let source: FeedSource
  /// Why it is polled next at `source.nextPollAt`, as Polling wrote it.
  public let nextPollReason: String?
  /// nil before the first poll.
  public let lastPoll: PollRecord?
  /// Items stored of this feed.
  public let itemCount: Int

  /// A feed with its last poll.
  public init(source: FeedSource, nextPollReason: String?, lastPoll: PollRecord?, itemCount: Int) {
    self.source = source
    self.nextPollReason = nextPollReason
    self.lastPoll = lastPoll
    self.itemCount = itemCount
  }
}
