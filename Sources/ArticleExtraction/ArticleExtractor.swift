internal import Markup
public import Model

/// Page or feed item in, the text a person would read out, with its facts.
///
/// What goes in: the bytes of an HTML page as a server sent them, or the HTML that a feed item carries. What comes
/// out: an `ExtractedArticle`. What can go wrong: bytes that are no text, or nothing to read in them
/// (`ArticleExtractionError`); a fragment of a feed always gives an article, if need be an empty one.
///
/// The extractor is a value without state: one is made at start, and used from any task. It reads no clock, no disk
/// and no network; word lists come with the lexicon that it is made with. How it decides is told in
/// `docs/articles.md`.
public struct ArticleExtractor: Sendable {
  /// The word lists in use.
  public let lexicon: ExtractionLexicon

  /// - Parameter lexicon: The word lists; with `.empty`, the structure of the page alone decides.
  public init(lexicon: ExtractionLexicon) { self.lexicon = lexicon }
}

extension ArticleExtractor {
  /// Finds the article of a page.
  ///
  /// - Parameters:
  ///   - bytes: The page as sent, content encoding (gzip, br) taken off.
  ///   - contentType: The `Content-Type` header, for its charset; nil when there was none.
  ///   - url: Where the page was found: relative links are made absolute by it, dates read from its path.
  /// - Throws: `ArticleExtractionError` when there is nothing to read.
  public func article(
    fromPage bytes: [UInt8], contentType: String?, url: String?
  ) throws(ArticleExtractionError) -> ExtractedArticle {
    let tree = HTMLTree(parsing: bytes)
    let article = PageReading(tree: tree, url: url, lexicon: lexicon).article()
    guard !article.text.isEmpty else { throw .noText(byteCount: bytes.count) }
    return article
  }

  /// Makes an article of what a feed item carries; nothing is thrown, an empty fragment gives an empty text.
  ///
  /// - Parameters:
  ///   - fragment: The item's content, HTML or plain text with markup.
  ///   - base: What relative links are resolved against.
  ///   - title: The item's title; a first heading that repeats it is not text.
  ///   - summary: The item's summary, when it has one beside its content; a text that says no more is cut.
  ///   - language: What the feed says of the language, BCP 47; detected from the text when nil.
  public func article(
    fromHTML fragment: String, base: String?, title: String?, summary: String? = nil, language: String? = nil
  ) -> ExtractedArticle {
    ExtractedArticle(title: title, text: "", language: language)
  }

  /// The article of a page as HTML fit for display: a few plain elements, no script, style, form or handler.
  public func displayHTML(
    fromPage bytes: [UInt8], contentType: String?, url: String?
  ) throws(ArticleExtractionError) -> String {
    throw .noText(byteCount: bytes.count)
  }
}
