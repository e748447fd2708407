import FeedParsing
import FoundationEssentials
import Model
import Scheduling

extension FeedHints {
  /// What a feed document and the headers that it came with ask of those who poll it.
  init(feed: Feed, headers: [HTTPField], now: Date) {
    let syndication = feed.info.syndication
    var updateEvery: Int?
    if let period = syndication?.period {
      updateEvery = period.seconds / max(1, syndication?.frequency ?? 1)
    }
    self.init(
      ttl: feed.info.ttlMinutes.map { $0 * 60 }, updateEvery: updateEvery,
      freshFor: FeedHints.freshness(headers, receivedAt: now), skipHours: feed.info.skipHours,
      skipDays: feed.info.skipDays.compactMap(FeedHints.number(ofDay:)), shown: feed.items.count)
  }

  private static func number(ofDay name: String) -> Int? {
    let names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    return names.firstIndex { $0.lowercased() == name.lowercased() }.map { $0 + 1 }
  }
}

extension FeedSyndication.Period {
  fileprivate var seconds: Int {
    switch self {
    case .hourly: 3600
    case .daily: 86_400
    case .weekly: 7 * 86_400
    case .monthly: 30 * 86_400
    case .yearly: 365 * 86_400
    }
  }
}
