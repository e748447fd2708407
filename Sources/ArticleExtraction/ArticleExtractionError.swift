/// Why a page gave no article.
public enum ArticleExtractionError: Error, Equatable, Sendable {
  /// The page has more bytes than `ArticleLimits.pageBytesMax`.
  case tooLarge(byteCount: Int, limit: Int)
  /// The bytes are of another kind: an image, a PDF, an archive.
  case notHTML(found: String)
  /// The encoding could not be read.
  case unreadable(reason: String)
  /// The page has no text of its own: an application shell, an empty document.
  case noText(byteCount: Int)
}

extension ArticleExtractionError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .tooLarge(let byteCount, let limit):
      "page of \(byteCount) bytes is above the limit of \(limit); lower fetching.max_page so that it is refused earlier"
    case .notHTML(let found):
      "not an HTML page: found \(found); give the address of the article's page"
    case .unreadable(let reason):
      "page cannot be read: \(reason)"
    case .noText(let byteCount):
      "no article text in a page of \(byteCount) bytes; the site may draw it with scripts: use the feed's own text"
    }
  }
}
