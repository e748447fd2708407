import ArticleExtraction
import Model
import Testing

/// How the text is written: paragraphs parted by a blank line, everything else in its order.
struct TextFormTests {
  @Test(arguments: [
    (
      "headings, lists and quotes are paragraphs of their own",
      "<h2>The road</h2><ul><li>One bridge was mined.</li><li>Two were not.</li></ul><blockquote>We saw them go.</blockquote>",
      "The road\n\nOne bridge was mined.\n\nTwo were not.\n\nWe saw them go."
    ),
    (
      "a break breaks the line, two part paragraphs", "<p>One bridge<br>was mined.<br><br>Two were not.</p>",
      "One bridge\nwas mined.\n\nTwo were not."
    ),
    (
      "white space is collapsed, no-break spaces are spaces", "<p>One\n  bridge&nbsp;was\t mined.</p>",
      "One bridge was mined."
    ),
    (
      "inline elements part no words", "<p><b>O</b>ne br<i>idge</i> was <a href=x>mined</a>.</p>",
      "One bridge was mined."
    ),
    (
      "a table's row is a line",
      "<table><tr><th>Town</th><th>Held by</th></tr><tr><td>Ariha</td><td>army</td></tr></table>",
      "Town | Held by\n\nAriha | army"
    ),
    ("preformatted text keeps its lines", "<pre>one bridge\ntwo roads</pre>", "one bridge\ntwo roads"),
    (
      "text without a paragraph around it is one", "One bridge was mined.<p>Two were not.</p>The rest is unknown.",
      "One bridge was mined.\n\nTwo were not.\n\nThe rest is unknown."
    ),
    (
      "plain text is parted at its blank lines", "One bridge\nwas mined.\n\nTwo were not.",
      "One bridge was mined.\n\nTwo were not."
    ),
    ("character references are read", "<p>Sha&#8217;er &amp; Homs&hellip;</p>", "Sha’er & Homs…"),
  ])
  func `text is written as people read it`(_ name: String, _ fragment: String, _ text: String) {
    #expect(Checkout.extractor.article(fromHTML: fragment, base: nil, title: nil).text == text, "\(name)")
  }

  @Test func `a first heading that repeats the title is not text`() {
    let article = Checkout.extractor.article(
      fromHTML: "<h2>Army enters town</h2><p>\(Prose.first)</p>", base: nil, title: "Army enters town")
    #expect(article.text == Prose.first)
  }

  @Test func `an empty fragment gives an empty text`() {
    let article = Checkout.extractor.article(fromHTML: "", base: nil, title: "Army enters town")
    #expect(article.text.isEmpty)
    #expect(article.title == "Army enters town")
  }

  @Test func `a paragraph that comes twice is written once`() throws {
    let page = Prose.page(below: "<p>\(Prose.second)</p>")
    #expect(try Checkout.article(page).text == Prose.text)
  }
}
