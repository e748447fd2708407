internal import Markup
internal import Model

/// One page on its way to an article: each step's result, made in order.
struct PageReading {
  let tree: HTMLTree
  let survey: PageSurvey
  let metadata: Metadata
  let facts: PageFacts
  private(set) var finder: BodyFinder
  private(set) var body: BodyReader
  private let lexicon: ExtractionLexicon

  /// Text of the page itself below this gives way to JSON-LD's, when that has three times as much.
  private static let declaredTextFactor = 3

  init(tree: HTMLTree, url: String?, lexicon: ExtractionLexicon) {
    self.tree = tree
    self.lexicon = lexicon
    survey = PageSurvey(tree: tree, lexicon: lexicon)
    facts = PageFacts(tree: tree, survey: survey)
    metadata = Metadata(tree: tree, facts: facts, survey: survey, url: url, lexicon: lexicon)
    let blocks = BlockReader(tree: tree, survey: survey, range: 0..<tree.count).blocks
    finder = BodyFinder(tree: tree, survey: survey, blocks: blocks, heading: metadata.title.heading)
    body = BodyReader(tree: tree, finder: finder)
    let site = Site(url: url ?? metadata.article.canonicalURL)
    let context = LineContext(
      title: metadata.title.title, heading: metadata.title.heading ?? -1, authors: metadata.article.authors,
      siteNames: [metadata.article.siteName, site.name].compactMap { $0 },
      isOwnLink: { [tree] in site.owns(tree.attribute($0, .href)) })
    body.filter(context, lexicon: lexicon)
  }

  /// The article that it all comes to.
  func article() -> ExtractedArticle {
    var article = metadata.article
    article.text = body.text
    article.provenance["text"] = "page"
    if let declared = declaredText(), declared.utf8.count > article.text.utf8.count * PageReading.declaredTextFactor {
      article.text = declared
      article.provenance["text"] = "json-ld"
    }
    article.comments = comments()
    LanguageGuess.settle(&article, lexicon: lexicon)
    article.isCut = CutDetection(lexicon: lexicon).isCut(
      text: article.text, lastLines: body.lastLines, summary: nil, isPaid: facts.linked.isPaid)
    return article
  }

  /// The text that JSON-LD carries, as paragraphs.
  private func declaredText() -> String? {
    guard let body = facts.linked.body, body.utf8.count <= ArticleLimits.textBytesMax else { return nil }
    guard !body.utf8.contains(0x3C) else { return HTMLText.paragraphs(body) }
    return body.split(separator: "\n").compactMap { tidied(String($0), limit: .max) }.joined(separator: "\n\n")
  }

  private func comments() -> [ReaderComment] {
    let found = CommentReader(tree: tree, survey: survey, lexicon: lexicon).comments(in: finder.blocks)
    guard found.isEmpty else { return found }
    let dates = DateReading(lexicon: lexicon)
    return facts.linked.comments.map { comment in
      ReaderComment(
        author: comment.author, published: comment.published.flatMap { dates.date($0) },
        text: HTMLText.paragraphs(
          String(decoding: comment.text.utf8.prefix(ArticleLimits.commentBytesMax), as: UTF8.self)))
    }
  }
}
