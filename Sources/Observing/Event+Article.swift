public import Model

extension Event {
  public static func articleNew(_ revision: ArticleRevision, feed: FeedID, reports: Int) -> Event {
    Event(
      .articleNew, .debug, revision.content.title ?? revision.item.key,
      [
        ("feed", number(Int(feed.rawValue))), ("article", text(revision.article.rawValue)),
        ("url", text(revision.item.link)), ("title", text(revision.content.title)),
        ("words", number(revision.content.text.split(separator: " ").count)),
        ("relation", text(revision.relation.rawValue)), ("story", text(revision.story.rawValue)),
        ("reports", number(reports)),
      ])
  }

  public static func articleRevised(_ revision: ArticleRevision, feed: FeedID, reports: Int) -> Event {
    Event(
      .articleRevised, .info, "revised: \(revision.content.title ?? revision.item.key)",
      [
        ("feed", number(Int(feed.rawValue))), ("article", text(revision.article.rawValue)),
        ("revision", number(revision.revision)), ("url", text(revision.item.link)),
        ("title", text(revision.content.title)), ("reports", number(reports)),
      ])
  }

  public static func articleDuplicate(_ item: ItemIdentity, of article: ArticleID, feed: FeedID) -> Event {
    Event(
      .articleDuplicate, .debug, "known already as \(article): \(item.title ?? item.key)",
      [
        ("feed", number(Int(feed.rawValue))), ("article", text(article.rawValue)), ("item", text(item.key)),
        ("title", text(item.title)),
      ])
  }

  public static func articlePageFailed(_ url: String, feed: FeedID, word: String, reason: String) -> Event {
    Event(
      .articlePageFailed, .warning,
      "the page \(url.withoutCredentials) could not be had (\(reason)); the feed's own text is used",
      [("feed", number(Int(feed.rawValue))), ("url", text(url.withoutCredentials)), ("word", text(word))])
  }

  /// The line that analysts wait for.
  public static func reportNew(_ found: IdentifiedReport, in revision: ArticleRevision, feed: FeedID) -> Event {
    let report = found.report
    return Event(
      .reportNew, report.status == .background ? .info : .notice, report.line,
      [
        ("report", text(found.id.rawValue)), ("kind", text(report.kind.rawValue)), ("place", text(report.place.name)),
        ("place_id", text(report.place.id)), ("country", text(report.place.country)),
        ("to", text(report.to?.description)), ("from", text(report.from?.description)),
        ("date_start", text(report.date.start?.description)), ("date_end", text(report.date.end?.description)),
        ("certainty", text(report.certainty.rawValue)), ("status", text(report.status.rawValue)),
        ("sources", .list(report.sources)), ("quote", text(found.quote)), ("article", text(revision.article.rawValue)),
        ("title", text(revision.content.title)), ("url", text(revision.item.link)),
        ("feed", number(Int(feed.rawValue))),
      ])
  }

  public static func reportWithdrawn(_ report: ReportID, article: ArticleID, url: String?) -> Event {
    Event(
      .reportWithdrawn, .notice, "no longer said by its source: \(report)",
      [("report", text(report.rawValue)), ("article", text(article.rawValue)), ("url", text(url))])
  }

  public static func reportRestated(_ report: ReportID, article: ArticleID, url: String?) -> Event {
    Event(
      .reportRestated, .notice, "said again by its source: \(report)",
      [("report", text(report.rawValue)), ("article", text(article.rawValue)), ("url", text(url))])
  }
}
