/// What a feed and its server ask of those who poll it.
public struct FeedHints: Sendable, Equatable {
  /// Seconds that the document may be kept before it is asked for again (RSS `ttl`, in minutes there).
  public var ttl: Int?
  /// Seconds between updates (`sy:updatePeriod` divided by `sy:updateFrequency`).
  public var updateEvery: Int?
  /// Seconds for which caches may take the answer for fresh (RFC 9111 §4.2).
  public var freshFor: Int?
  /// Hours of the day, UTC, in which the feed is not to be asked (RSS `skipHours`).
  public var skipHours: [Int]
  /// Days of the week on which the feed is not to be asked; 1 is Monday (RSS `skipDays`).
  public var skipDays: [Int]
  /// How many items the document shows at once.
  public var shown: Int?

  public init(
    ttl: Int? = nil, updateEvery: Int? = nil, freshFor: Int? = nil, skipHours: [Int] = [], skipDays: [Int] = [],
    shown: Int? = nil
  ) {
    self.ttl = ttl
    self.updateEvery = updateEvery
    self.freshFor = freshFor
    self.skipHours = skipHours
    self.skipDays = skipDays
    self.shown = shown
  }
}
