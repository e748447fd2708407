import ArticleExtraction
import Model
import Testing

/// Word lists, and what is said of mistakes in them.
struct LexiconTests {
  @Test(arguments: [
    ("[no-such]\n", #"words.txt:1: unknown section [no-such]"#),
    ("# words\nnav\n", "words.txt:2: entry above the first section"),
    ("[months]\n13 smarch\n", "words.txt:2: cannot read \"13 smarch\""),
    ("[stopwords]\n\nenglish the\n", "words.txt:3: cannot read"),
  ])
  func `a mistake is named with its line`(_ text: String, _ message: String) {
    let error = #expect(throws: LexiconError.self) { try ExtractionLexicon(files: [("words.txt", text)]) }
    #expect(error?.description.hasPrefix(message) == true)
  }

  @Test func `an operator's own words add to those that come with the program`() throws {
    let page = Prose.page(
      inside: "<div class=zwischenruf><p>Rebels left the valley in January, and returned in the spring.</p></div>")
    let own = try ExtractionLexicon(files: [("own.txt", "[furniture-names]\nzwischenruf\n")])
    #expect(try Checkout.article(page).text != Prose.text)
    let article = try ArticleExtractor(lexicon: own).article(fromPage: Array(page.utf8), contentType: nil, url: nil)
    #expect(article.text == Prose.text)
  }
}
