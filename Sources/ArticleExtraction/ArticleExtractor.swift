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
    let page = try PageText(page: bytes, contentType: contentType)
    let article = PageReading(tree: HTMLTree(parsing: page.utf8), url: url, lexicon: lexicon).article()
    guard article.text.utf8.contains(where: isWordByte) else { throw .noText(byteCount: bytes.count) }
    return article
  }

  /// The article of a page as HTML fit for display: a few plain elements, no script, style, form or handler.
  ///
  /// It holds the paragraphs that `article(fromPage:contentType:url:)` gives as text.
  public func displayHTML(
    fromPage bytes: [UInt8], contentType: String?, url: String?
  ) throws(ArticleExtractionError) -> String {
    let page = try PageText(page: bytes, contentType: contentType)
    let reading = PageReading(tree: HTMLTree(parsing: page.utf8), url: url, lexicon: lexicon)
    guard !reading.body.lines.isEmpty else { throw .noText(byteCount: bytes.count) }
    return ArticleHTML.written(reading.body.lines, of: reading.tree, base: url)
  }

  /// Makes an article of what a feed item carries; nothing is thrown, an empty fragment gives an empty text.
  ///
  /// - Parameters:
  ///   - fragment: The item's content, HTML or plain text.
  ///   - base: What relative links are resolved against, and whose site links are told by.
  ///   - title: The item's title; a first heading that repeats it is not text.
  ///   - authors: The item's authors: a last paragraph about one of them is not text.
  ///   - summary: The item's summary, when it has one beside its content; a text that says no more is cut.
  ///   - language: What the feed says of the language, BCP 47; the text outweighs it where it leaves no doubt.
  public func article(
    fromHTML fragment: String, base: String?, title: String?, authors: [String] = [], summary: String? = nil,
    language: String? = nil
  ) -> ExtractedArticle {
    let reading = ItemReading(fragment: fragment, title: title, authors: authors, base: base, lexicon: lexicon)
    var article = ExtractedArticle(title: title.flatMap { tidied($0) }, text: reading.body.text, authors: authors)
    article.provenance["text"] = "feed"
    if article.title != nil { article.provenance["title"] = "feed" }
    if !authors.isEmpty { article.provenance["authors"] = "feed" }
    article.excerpt = summary.map(HTMLText.plain).flatMap { tidied($0) }
    if article.excerpt != nil { article.provenance["excerpt"] = "feed" }
    article.image = reading.image(base: base)
    if article.image != nil { article.provenance["image"] = "text" }
    article.language = Metadata.languageTag(language)
    if article.language != nil { article.provenance["language"] = "feed" }
    LanguageGuess.settle(&article, lexicon: lexicon)
    article.isCut = reading.isCut(summary: summary)
    return article
  }
}
