import ArticleExtraction
import Model
import Testing

/// Texts that break off, and those that only look like it.
struct CutTests {
  @Test(arguments: [
    ("brackets", "<p>The army entered the town on Friday, according to two […]</p>"),
    ("dots in brackets", "<p>The army entered the town on Friday, according to two [...]</p>"),
    ("an ellipsis", "<p>The army entered the town on Friday, according to two&hellip;</p>"),
    ("a link to the rest", "<p>The army entered the town on Friday.</p><p><a href=/town>Continue reading</a></p>"),
    ("a link to the rest in the line", "<p>The army entered the town on Friday. <a href=/town>Read more</a></p>"),
    (
      "no closing sign and a link",
      "<p>The army entered the town on Friday, according to <a href=/town>two residents who</a></p>"
    ),
    ("a paywall", "<p>The army entered the town on Friday.</p><p>To continue reading, subscribe today.</p>"),
    ("a link in French", "<p>L'armée est entrée dans la ville vendredi.</p><p><a href=/v>Lire la suite</a></p>"),
  ])
  func `a teaser is cut`(_ name: String, _ fragment: String) {
    #expect(Checkout.extractor.article(fromHTML: fragment, base: nil, title: nil).isCut, "\(name)")
  }

  @Test(arguments: [
    ("a short article", "<p>The army entered the town on Friday, two residents said.</p>"),
    ("a quotation at the end", "<p>“We saw them go,” she said. “We shall see them return.”</p>"),
    ("prose", Prose.paragraphs),
    (
      "a list without full stops",
      "<p>The units were:</p><ul><li>the first brigade</li><li>the second brigade</li></ul>"
    ),
  ])
  func `a whole text is not cut`(_ name: String, _ fragment: String) {
    #expect(!Checkout.extractor.article(fromHTML: fragment, base: nil, title: nil).isCut, "\(name)")
  }

  @Test func `a text that its summary goes beyond is cut`() {
    let text = "The army entered the town on Friday."
    let summary = text + " Rebels had left their positions overnight, two residents said."
    let article = Checkout.extractor.article(fromHTML: text, base: nil, title: nil, summary: summary)
    #expect(article.isCut)
  }

  @Test(arguments: [
    (ExtractedArticle(text: Prose.text), ExtractedArticle(text: ""), OriginChoice.Reason.pageIsEmpty),
    (ExtractedArticle(text: ""), ExtractedArticle(text: Prose.text), .itemIsEmpty),
    (ExtractedArticle(text: Prose.first, isCut: true), ExtractedArticle(text: Prose.text), .itemIsCut),
    (ExtractedArticle(text: Prose.text), ExtractedArticle(text: Prose.first, isCut: true), .pageIsStub),
    (ExtractedArticle(text: Prose.text), ExtractedArticle(text: Prose.text), .itemIsWhole),
    (ExtractedArticle(text: Prose.first), ExtractedArticle(text: Prose.text + Prose.text), .pageIsLonger),
    (
      ExtractedArticle(text: Prose.text),
      ExtractedArticle(
        text: String(repeating: "Welcome! Please choose whether cookies may be kept on your device. ", count: 20)),
      .pageIsOther
    ),
  ])
  func `the better text is chosen, and why is told`(
    _ item: ExtractedArticle, _ page: ExtractedArticle, _ reason: OriginChoice.Reason
  ) {
    let choice = OriginChoice(item: item, page: page)
    #expect(choice.reason == reason)
    let fromPage: Set<OriginChoice.Reason> = [.itemIsEmpty, .itemIsCut, .pageIsLonger]
    #expect((choice.origin == .page) == fromPage.contains(reason))
  }

  @Test func `facts that the better text lacks come from the other, with where they came from`() {
    let item = ExtractedArticle(text: Prose.text, provenance: ["text": "feed"])
    let page = ExtractedArticle(
      title: "Army enters town", text: Prose.text, authors: ["Jane Doe"],
      comments: [ReaderComment(author: "Ann", text: "I was there.")],
      provenance: ["title": "og:title", "authors": "json-ld", "text": "page"])
    let merged = ArticleExtractor.merged(item: item, page: page)
    #expect(merged.text == item.text)
    #expect(merged.title == "Army enters town")
    #expect(merged.authors == ["Jane Doe"])
    #expect(merged.comments.count == 1)
    #expect(merged.provenance == ["title": "og:title", "authors": "json-ld", "text": "feed"])
  }
}
