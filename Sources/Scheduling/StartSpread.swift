public import FoundationEssentials
public import Model

/// Spreads the first polls of many feeds evenly, the same way at every start.
public enum StartSpread {
  /// - Returns: a time in `[now, now + window)`; feeds with successive numbers fall far from each other, and any
  ///   number of them falls evenly.
  public static func firstPoll(of feed: FeedID, now: Date, over window: Duration) -> Date {
    now + window * fraction(feed)
  }

  /// In `[0, 1)`: multiples of the golden ratio, whose fractions never gather.
  static func fraction(_ feed: FeedID) -> Double {
    let scrambled = UInt64(bitPattern: feed.rawValue) &* 0x9E37_79B9_7F4A_7C15
    return Double(scrambled >> 11) * 0x1p-53
  }
}
