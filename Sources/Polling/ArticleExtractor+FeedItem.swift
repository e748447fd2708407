import ArticleExtraction
import FeedParsing
import Model

extension ArticleExtractor {
  /// The article that an item of a feed carries, with what the feed says of itself where the item says nothing.
  func article(of item: FeedItem, in feed: Feed) -> ExtractedArticle {
    let body = item.content ?? item.summary
    var article = article(
      fromHTML: item.bestContentHTML ?? "", base: body?.base ?? item.url, title: item.plainTitle,
      authors: item.authors.compactMap { $0.name ?? $0.email },
      summary: item.content == nil ? nil : item.summaryHTML,
      language: body?.language ?? item.language ?? feed.info.language)
    article.title = article.title ?? item.plainTitle
    article.published = article.published ?? item.published ?? item.updated
    if article.tags.isEmpty { article.tags = item.tags.compactMap { $0.label ?? $0.term } }
    article.siteName = article.siteName ?? feed.info.title?.plain
    return article
  }
}
