import FoundationEssentials

/// What the schedule remembers of a feed between polls; the catalogue keeps it as `FeedSource.hints`.
public struct FeedMemory: Sendable, Equatable, Codable {
  public var hints: FeedHints
  public var history: PublishingHistory

  public init(hints: FeedHints = FeedHints(), history: PublishingHistory = PublishingHistory()) {
    self.hints = hints
    self.history = history
  }

  /// - Returns: an empty memory when there is none or it cannot be read: it is learnt again.
  public init(json: String?) {
    guard let json, let memory = try? JSONDecoder().decode(FeedMemory.self, from: Data(json.utf8)) else {
      // Not an error of the feed: an older version wrote it otherwise, and every poll writes it anew.
      self.init()
      return
    }
    self = memory
  }

  public var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    // Only numbers and strings are encoded, which cannot fail.
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }
}
