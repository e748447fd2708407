internal import Model

/// Where known articles are kept and found: in memory here, in a database elsewhere.
public protocol StoryIndex {
  associatedtype ID: Hashable & Sendable

  /// Articles with any of the keys, each once, the longest known first.
  func stories(withKeys keys: [String]) -> [KnownStory<ID>]

  /// Articles with any of the bands, each once, the one that shares most first; at most `DedupeLimits.candidatesMax`.
  func stories(sharingBands bands: [UInt64]) -> [KnownStory<ID>]

  /// Adds a version, found by the sketch's keys and bands.
  mutating func insert(_ fingerprint: StoryFingerprint, of sketch: StorySketch, article: ID, story: ID)

  /// Adds keys under which a known article came again unchanged.
  mutating func note(keys: [String], of article: ID)
}

extension StoryIndex {
  /// Decides what the article is, and adds what it brings.
  ///
  /// - Parameter id: its name, should it be an article of its own.
  public mutating func take(_ sketch: StorySketch, named id: ID) -> StoryDecision<ID> {
    let identified = stories(withKeys: sketch.identityKeys)
    let decision = StoryJudge().decide(sketch, identified: identified) { stories(sharingBands: sketch.bands) }
    switch decision.relation {
    case .same:
      if let article = decision.article { note(keys: sketch.identityKeys, of: article) }
    case .revision:
      insert(decision.fingerprint, of: sketch, article: decision.article ?? id, story: decision.story ?? id)
    case .syndicated, .new:
      insert(decision.fingerprint, of: sketch, article: id, story: decision.story ?? id)
    }
    return decision
  }
}
