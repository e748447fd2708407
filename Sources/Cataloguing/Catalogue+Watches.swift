public import FoundationEssentials
internal import GRDB
public import Model

/// An article whose page is to be looked at again.
public struct WatchedArticle: Sendable, Equatable {
  /// The article's name.
  public let article: ArticleID
  /// When its first revision was fetched.
  public let firstSeenAt: Date
  /// The item that brought the latest revision, and its feed.
  public let item: ItemIdentity
  /// The feed that carries it.
  public let feed: FeedSource
}

extension Catalogue {
  /// Articles whose page is due, the longest due first.
  public func watchedArticles(dueAt now: Date, limit: Int) async throws(CatalogueError) -> [WatchedArticle] {
    try await reading("listing watched articles") { database in
      let sql = """
        SELECT article.name, article.first_seen_at, item.key, item.guid, item.link, item.title, item.published_at,
          item.digest, revision.feed_id
        FROM article CROSS JOIN revision ON revision.id = article.latest_revision_id
          CROSS JOIN item ON item.id = revision.item_id
        WHERE article.watch_at <= ? ORDER BY article.watch_at LIMIT ?
        """
      let feedSQL = "SELECT \(FeedColumns.source) FROM feed WHERE id = ?"
      let rows = try Row.fetchAll(
        try database.cachedStatement(sql: sql), arguments: [now.kept, max(1, limit)])
      return try rows.compactMap { row in
        var fields = Fields(row)
        let (article, firstSeenAt) = (ArticleID(rawValue: try fields.text()), try fields.date())
        let key = try fields.text()
        let guid = Packing.besideKey(from: try fields.textIfAny(), key: key)
        let link = Packing.besideKey(from: try fields.textIfAny(), key: key)
        let (title, published) = (try fields.textIfAny(), try fields.dateIfAny())
        let digest = Packing.digest(from: try fields.value()) ?? ""
        let feed = try Row.fetchOne(
          try database.cachedStatement(sql: feedSQL), arguments: [try fields.integer()])
        guard let feed else { throw UnreadableValue(detail: "article \(article) without its feed") }
        return WatchedArticle(
          article: article, firstSeenAt: firstSeenAt,
          item: ItemIdentity(key: key, guid: guid, link: link, title: title, published: published, digest: digest),
          feed: try FeedColumns.source(of: feed))
      }
    }
  }

  /// Sets when articles are looked at again.
  public func set(_ watches: [ArticleWatch]) async throws(CatalogueError) {
    try await writing("noting when \(watches.count) articles are looked at again") { database in
      let commit = try Commit(database: database, now: .distantPast, isPublishing: false)
      for watch in watches { try commit.set(watch) }
    }
  }
}
