/// Everything about one article that deduplication works with.
public struct StorySketch: Sendable, Equatable {
  /// What the article is found again by, whatever its text: normalised links, guids.
  public let identityKeys: [String]
  /// Locality-sensitive hashes of the text: articles that share one are candidates. Empty for very short texts.
  public let bands: [UInt64]
  /// What later articles are compared with.
  public let fingerprint: StoryFingerprint

  public init(of article: ArrivingArticle, rules: StoryRules) {
    let identity = StoryIdentity(article, rules: rules)
    let text = StoryText(article, rules: rules)
    identityKeys = identity.keys
    fingerprint = StoryFingerprint(identity, text)
    bands = text.isShort ? [] : StorySketch.bands(of: text)
  }

  /// The smallest hashes of all runs of a few words: a bottom-k sketch (Broder 1997). Texts that have many runs in
  /// common have small ones in common, and a text that holds half of another holds half of its smallest, too.
  private static func bands(of text: StoryText) -> [UInt64] {
    let length = Comparison.runLength(isSpaced: text.isSpaced) + 1
    let words = text.words.prefix(DedupeLimits.wordsMax)
    guard words.count >= length else { return [] }
    var hashes: Set<UInt64> = []
    for start in 0...(words.count - length) {
      var hash = StableHash()
      for word in words[start..<(start + length)] { hash.add(word.hash) }
      hashes.insert(scattered(hash.value))
    }
    return Array(hashes.sorted().prefix(DedupeLimits.bandsMax))
  }

  /// The finaliser of SplitMix64: hashes of similar runs must not be similar, since they are compared by size.
  private static func scattered(_ hash: UInt64) -> UInt64 {
    var z = (hash ^ (hash >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
