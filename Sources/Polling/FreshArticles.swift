import Cataloguing
import Model

/// The articles that a batch adds, found as the catalogue finds those that it holds.
struct FreshArticles: Sendable {
  private var byKey: [String: [KnownArticle]] = [:]
  private var byBand: [UInt64: [KnownArticle]] = [:]
  private var ids: Set<ArticleID> = []

  mutating func add(_ news: ArticleNews) {
    let revision = news.revision
    let known = KnownArticle(
      article: revision.article, revision: revision.revision, story: revision.story, feed: revision.feed,
      link: revision.item.link, title: revision.content.title, text: revision.content.text, origin: revision.origin,
      isCut: revision.content.isCut, published: revision.content.published, seenAt: revision.seenAt,
      fingerprint: news.fingerprint)
    ids.insert(revision.article)
    for key in news.identityKeys { byKey[key, default: []].append(known) }
    for band in news.bands { byBand[band, default: []].append(known) }
  }

  func articles(withIdentityKeys keys: [String]) -> [KnownArticle] { latest(keys.flatMap { byKey[$0] ?? [] }) }

  func articles(sharingBands bands: [UInt64]) -> [KnownArticle] { latest(bands.flatMap { byBand[$0] ?? [] }) }

  /// A name that no other article of the batch has: a feed may use one guid for two articles.
  func unused(_ id: ArticleID) -> ArticleID {
    guard ids.contains(id) else { return id }
    var turn = 2
    while ids.contains(ArticleID(rawValue: "\(id)-\(turn)")) { turn += 1 }
    return ArticleID(rawValue: "\(id)-\(turn)")
  }

  private func latest(_ articles: [KnownArticle]) -> [KnownArticle] {
    var latest: [ArticleID: KnownArticle] = [:]
    for article in articles where (latest[article.article]?.revision ?? 0) < article.revision {
      latest[article.article] = article
    }
    return latest.values.sorted { $0.article < $1.article }
  }
}
