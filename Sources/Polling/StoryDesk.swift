import Cataloguing
public import Deduplication
import Model

/// Decides what a new article is to those known: the same again, a revision, a copy of another source's, or new.
///
/// Deduplication judges; here its candidates are found, among the articles of the catalogue and those of the batch that
/// is being kept.
public struct StoryDesk: Sendable {
  private let rules: StoryRules

  public init(rules: StoryRules) { self.rules = rules }

  /// What an article turned out to be, and by what it will be found again.
  struct Decision: Sendable {
    let relation: ArticleRelation
    /// The article that it is the same as or revises; nil for one of its own.
    let known: KnownArticle?
    /// The first article of its story, when that is another.
    let story: ArticleID?
    let identityKeys: [String]
    let bands: [UInt64]
    let fingerprint: [UInt8]
  }

  func decide(
    _ draft: ArticleJourney.Draft, from source: FeedSource, fresh: FreshArticles, catalogue: Catalogue
  ) async throws(CatalogueError) -> Decision {
    let sketch = sketch(of: draft.item, draft.content, feed: source.subscribedURL)
    let identified = merged(
      fresh.articles(withIdentityKeys: sketch.identityKeys),
      try await catalogue.articles(withIdentityKeys: sketch.identityKeys))
    // Most articles are told by their identity; texts are compared only when the judge asks for them.
    var asked = false
    var decision = StoryJudge().decide(sketch, identified: stories(identified)) {
      asked = true
      return []
    }
    var candidates = identified
    if asked {
      let similar = merged(
        fresh.articles(sharingBands: sketch.bands),
        try await catalogue.articles(sharingBands: sketch.bands, limit: DedupeLimits.candidatesMax))
      decision = StoryJudge().decide(sketch, identified: stories(identified)) { stories(similar) }
      candidates += similar
    }
    return Decision(
      relation: decision.relation, known: candidates.first { $0.article == decision.article }, story: decision.story,
      identityKeys: sketch.identityKeys, bands: sketch.bands, fingerprint: decision.fingerprint.bytes)
  }

  /// The article says again what an earlier revision said, after one that said otherwise: nothing that was never said,
  /// and yet a revision, since a report may have gone and come back with it.
  ///
  /// - Parameter decision: that it is the same article and says nothing new.
  func reverted(_ decision: Decision, by draft: ArticleJourney.Draft, from source: FeedSource) -> Decision {
    var news = ArticleNews(
      revision: ArticleRevision(
        article: ArticleID(rawValue: ""), revision: 1, story: ArticleID(rawValue: ""), relation: .revision,
        feed: source.subscribedURL, item: draft.item, content: draft.content, origin: draft.origin,
        seenAt: draft.seenAt))
    complete(&news, after: decision.known?.fingerprint)
    return Decision(
      relation: .revision, known: decision.known, story: decision.known?.story, identityKeys: news.identityKeys,
      bands: news.bands, fingerprint: news.fingerprint)
  }

  /// Gives a revision read back from the archive what it is found by.
  ///
  /// - Parameter earlier: the fingerprint of the revision before; nil for the first.
  func complete(_ news: inout ArticleNews, after earlier: [UInt8]?) {
    let revision = news.revision
    let sketch = sketch(of: revision.item, revision.content, feed: revision.feed)
    news.identityKeys = sketch.identityKeys
    news.bands = sketch.bands
    let before = earlier.flatMap { StoryFingerprint(bytes: $0) }
    news.fingerprint = (before.map { sketch.fingerprint.following($0) } ?? sketch.fingerprint).bytes
  }

  private func sketch(of item: ItemIdentity, _ content: ExtractedArticle, feed: String) -> StorySketch {
    StorySketch(
      of: ArrivingArticle(
        feed: feed, guid: item.guid ?? "", link: item.link ?? "", canonical: content.canonicalURL ?? "",
        title: content.title ?? "", text: content.text),
      rules: rules)
  }

  private func stories(_ articles: [KnownArticle]) -> [KnownStory<ArticleID>] {
    articles.compactMap { article in
      // A fingerprint of an older version cannot be compared; the article is then found by its identity next time.
      StoryFingerprint(bytes: article.fingerprint).map {
        KnownStory(article: article.article, story: article.story, fingerprint: $0)
      }
    }
  }

  /// Each article once, by its newest revision: what the batch knows is newer than what the catalogue does.
  private func merged(_ fresh: [KnownArticle], _ stored: [KnownArticle]) -> [KnownArticle] {
    let ids = Set(fresh.map(\.article))
    return stored.filter { !ids.contains($0.article) } + fresh
  }
}
