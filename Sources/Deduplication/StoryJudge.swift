public import Model

/// An article that is known, as a candidate for what another is the same as, revises or copies.
public struct KnownStory<ID: Hashable & Sendable>: Sendable {
  /// The article: the name of its first version.
  public let article: ID
  /// The story's first article; its own name unless it is a copy.
  public let story: ID
  /// Of its latest version.
  public let fingerprint: StoryFingerprint

  public init(article: ID, story: ID, fingerprint: StoryFingerprint) {
    self.article = article
    self.story = story
    self.fingerprint = fingerprint
  }
}

/// What an article is to those known before it.
public struct StoryDecision<ID: Hashable & Sendable>: Sendable, Equatable {
  public let relation: ArticleRelation
  /// The article that it is the same as or revises; nil for copies and new articles, which are articles of their own.
  public let article: ID?
  /// The first article of the story that it belongs to; nil when it is new.
  public let story: ID?
  /// To be kept as that of the article's latest version; for `same`, the known one's, unchanged.
  public let fingerprint: StoryFingerprint

  init(_ relation: ArticleRelation, article: ID? = nil, story: ID? = nil, fingerprint: StoryFingerprint) {
    self.relation = relation
    self.article = article
    self.story = story
    self.fingerprint = fingerprint
  }
}

/// Decides what an article is: the same again, a revision, another source's copy, or new.
///
/// Pure: the candidates are found by whoever keeps them, by the sketch's keys and bands.
public struct StoryJudge: Sendable {
  /// Share of words that make another source's text a copy. The rule is a half; what is measured loses a little to
  /// edits inside runs.
  private static let copyShare = 0.46
  /// Share of words that make a text of the same source a version of an earlier one.
  private static let versionShare = 0.5
  /// The same where guid or link speak for it; and where both do.
  private static let versionShareWithKey = 0.25
  private static let versionShareWithKeys = 0.2
  /// Another source's text is preferred only when it stands clearly nearer than the source's own.
  private static let nearerBy = 0.1
  /// Replaced facts per word that make a bulletin of a text.
  private static let factsPerWord = 0.025
  /// Of a bulletin this much at least stands in the form. Less, when headline and several facts say so.
  private static let formShare = 0.65
  private static let formShareWithDatedTitle = 0.3
  /// Words of a cut text that must stand in the earlier one, if it is to say nothing new.
  private static let cutShare = 0.8

  public init() {}

  /// - Parameters:
  ///   - sketch: of the article that arrives.
  ///   - identified: articles that share an identity key with it, the longest known first.
  ///   - similar: articles that share a band with it, the one that shares most first; asked for only when needed.
  public func decide<ID>(
    _ sketch: StorySketch, identified: [KnownStory<ID>], similar: () -> [KnownStory<ID>]
  ) -> StoryDecision<ID> {
    let later = sketch.fingerprint
    if let known = identity(of: later, among: identified) { return settle(later, known) }
    guard !later.isShort else { return StoryDecision(.new, fingerprint: later) }
    var own: (share: Double, known: KnownStory<ID>)?
    var other: (share: Double, known: KnownStory<ID>)?
    for known in similar() {
      let earlier = known.fingerprint
      guard !earlier.isShort, earlier.isSpaced == later.isSpaced else { continue }
      let comparison = compare(later, earlier)
      let isOwn = later.isSameSource(as: earlier)
      guard comparison.carried >= (isOwn ? StoryJudge.versionShare : StoryJudge.copyShare),
        !isBulletin(later, earlier, comparison)
      else { continue }
      if isOwn {
        if comparison.carried > own?.share ?? 0 { own = (comparison.carried, known) }
      } else if comparison.carried > other?.share ?? 0 {
        other = (comparison.carried, known)
      }
    }
    if let own, own.share + StoryJudge.nearerBy >= other?.share ?? 0 { return settle(later, own.known) }
    if let other { return StoryDecision(.syndicated, story: other.known.story, fingerprint: later) }
    return StoryDecision(.new, fingerprint: later)
  }

  /// The article that guid or link say it is, unless the text speaks against it.
  private func identity<ID>(of later: StoryFingerprint, among candidates: [KnownStory<ID>]) -> KnownStory<ID>? {
    var best: (score: Double, known: KnownStory<ID>)?
    for known in candidates where later.isSameSource(as: known.fingerprint) {
      if let score = agreement(later, known.fingerprint), score > best?.score ?? -1 { best = (score, known) }
    }
    return best?.known
  }

  /// How well the texts of two items with a common key agree; nil when they are two articles.
  private func agreement(_ later: StoryFingerprint, _ earlier: StoryFingerprint) -> Double? {
    let sharesGuid = later.sharesGuid(with: earlier)
    let sharesLink = later.sharesLink(with: earlier)
    let sharesBoth = sharesGuid && sharesLink
    if later.isEmpty || earlier.isEmpty { return 1 }
    if later.isCut || earlier.isCut || later.isShort || earlier.isShort {
      return shortAgreement(later, earlier, sharesGuid: sharesGuid, sharesLink: sharesLink)
    }
    let forward = compare(later, earlier)
    let share = max(forward.carried, compare(earlier, later).carried)
    if sharesBoth { return share >= StoryJudge.versionShareWithKeys ? 1 + share : nil }
    if isBulletin(later, earlier, forward) { return nil }
    return share >= StoryJudge.versionShareWithKey ? share : nil
  }

  /// Where a text is too short, or too much of it is missing, to speak against its keys alone.
  private func shortAgreement(
    _ later: StoryFingerprint, _ earlier: StoryFingerprint, sharesGuid: Bool, sharesLink: Bool
  ) -> Double? {
    if sharesGuid && sharesLink { return 2 }
    let isSameText = later.textHash == earlier.textHash
    if later.isShort && earlier.isShort {
      // A link with two guids is a page that shows one alert after the other.
      let isRolling =
        sharesLink && later.guid != 0 && earlier.guid != 0 && !isSameText && !later.hasSameTitle(as: earlier)
      return isRolling ? nil : 1
    }
    let count = min(later.words.count, earlier.words.count)
    if later.words.hashes.prefix(count) == earlier.words.hashes.prefix(count) { return 2 }
    let share = max(
      Comparison(later.words, carriedFrom: earlier.words, runLength: 2).carried,
      Comparison(earlier.words, carriedFrom: later.words, runLength: 2).carried)
    if share > StoryJudge.versionShare { return 2 }
    return later.hasSameTitle(as: earlier) ? 1 : nil
  }

  /// The same or a revision: whether it says anything that no version of the article said before.
  private func settle<ID>(_ later: StoryFingerprint, _ known: KnownStory<ID>) -> StoryDecision<ID> {
    let earlier = known.fingerprint
    let isSame = saysNothingNew(later, earlier)
    return StoryDecision(
      isSame ? .same : .revision, article: known.article, story: known.story,
      fingerprint: isSame ? earlier : later.following(earlier))
  }

  private func saysNothingNew(_ later: StoryFingerprint, _ earlier: StoryFingerprint) -> Bool {
    if later.isEmpty { return true }
    if earlier.knows(later) || (later.isCut && later.textHash == earlier.textHash) { return true }
    guard later.isCut, !earlier.isEmpty else { return false }
    let count = later.words.count
    return later.words.hashes == Array(earlier.words.hashes.prefix(count))
      || compare(later, earlier).carried >= StoryJudge.cutShare
  }

  /// A form that is filled anew: another day's or another place's facts between words that stay.
  private func isBulletin(_ later: StoryFingerprint, _ earlier: StoryFingerprint, _ comparison: Comparison) -> Bool {
    let facts = comparison.replacedFacts
    guard facts > 0 else { return false }
    let isTitleDated = Facts.areReplaced(inTitle: later.title, of: earlier.title)
    if isTitleDated, facts >= 2 { return comparison.form >= StoryJudge.formShareWithDatedTitle }
    guard comparison.form >= StoryJudge.formShare else { return false }
    return isTitleDated || Double(facts) >= StoryJudge.factsPerWord * Double(comparison.wordCount)
  }

  private func compare(_ later: StoryFingerprint, _ earlier: StoryFingerprint) -> Comparison {
    Comparison(later.words, carriedFrom: earlier.words, runLength: Comparison.runLength(isSpaced: later.isSpaced))
  }
}
