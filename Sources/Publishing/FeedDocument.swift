public import Cataloguing
public import FoundationEssentials
public import Model

/// One line of the feed list: how the last poll went, and when the next is due and why.
public struct FeedLine: Codable, Sendable, Equatable {
  public let feedURL: String
  /// Where the feed is asked, when a confirmed permanent redirect led elsewhere.
  public let finalURL: String?
  public let title: String?
  public let tags: [String]
  public let state: FeedState
  /// How the last poll ended; nil before the first.
  public let result: PollResult?
  /// The HTTP status of the last poll, when an answer came.
  public let status: Int?
  public let message: String?
  public let lastPoll: Date?
  public let nextPoll: Date?
  public let nextPollReason: String?
  /// Failed polls in a row.
  public let failures: Int
  public let items: Int

  private enum CodingKeys: String, CodingKey {
    case title, tags, state, result, status, message, failures, items
    case feedURL = "feed_url"
    case finalURL = "final_url"
    case lastPoll = "last_poll"
    case nextPoll = "next_poll"
    case nextPollReason = "next_poll_reason"
  }

  public init(_ row: FeedStatus) {
    feedURL = row.source.subscribedURL.withoutCredentials
    finalURL = row.source.url == row.source.subscribedURL ? nil : row.source.url.withoutCredentials
    title = row.source.title
    tags = row.source.tags
    state = row.source.state
    result = row.lastPoll?.result
    status = row.lastPoll?.status
    message = row.lastPoll?.message
    lastPoll = row.lastPoll?.at
    nextPoll = row.source.state == .active ? row.source.nextPollAt : nil
    nextPollReason = row.nextPollReason
    failures = row.source.failures
    items = row.itemCount
  }
}

/// One feed with its last polls.
public struct FeedDocument: Codable, Sendable, Equatable {
  public let feed: FeedLine
  public let polls: [Poll]

  /// How one poll went.
  public struct Poll: Codable, Sendable, Equatable {
    public let at: Date
    public let result: PollResult
    public let status: Int?
    public let milliseconds: Int
    public let bytes: Int
    public let items: Int
    public let new: Int
    public let revised: Int
    public let message: String?

    public init(_ row: PollRecord) {
      at = row.at
      result = row.result
      status = row.status
      milliseconds =
        Int(row.duration.components.seconds) * 1000
        + Int(row.duration.components.attoseconds / 1_000_000_000_000_000)
      bytes = row.byteCount
      items = row.itemCount
      new = row.newCount
      revised = row.revisedCount
      message = row.message
    }
  }

  public init(_ status: FeedStatus, polls: [PollRecord]) {
    feed = FeedLine(status)
    self.polls = polls.map(Poll.init)
  }
}
