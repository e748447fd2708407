import ArticleExtraction
import Foundation
import Model
import Testing

/// What stands on a page beside its article, and where: none of it is text.
struct FurnitureTests {
  @Test(arguments: [
    "<aside><p>Related: rebels left the valley in January, and returned to it in the spring of that year.</p></aside>",
    #"<div class="related-posts"><h3>Related</h3><p>Rebels left the valley in January, and returned in the spring.</p></div>"#,
    #"<div class="inlineRelated"><p>Rebels left the valley in January, and returned in the spring of the year.</p></div>"#,
    #"<div role="complementary"><p>Rebels left the valley in January, and returned in the spring of the year.</p></div>"#,
    #"<div style="display: none"><p>Rebels left the valley in January, and returned in the spring of the year.</p></div>"#,
    #"<div aria-hidden="true"><p>Rebels left the valley in January, and returned in the spring of the year.</p></div>"#,
    "<p hidden>Rebels left the valley in January, and returned in the spring of the year.</p>",
    "<figure><img src=a.jpg><figcaption>Soldiers at the gate of the town on Friday. Photo by a passer-by.</figcaption></figure>",
    #"<p><span class="caption">Soldiers at the gate of the town on Friday. Photo by a passer-by.</span></p>"#,
    #"<p><a href="/2024/02/valley.html">Rebels leave valley after a month of fighting</a></p>"#,
    #"<p><strong>Read more:</strong> <a href="/2024/02/valley.html">Rebels leave valley</a></p>"#,
    "<p>ADVERTISEMENT</p>", "<p>Sign up for our morning briefing</p>", "<p>Follow us on Twitter and Facebook</p>",
    "<script>document.write('<p>Rebels left the valley in January</p>')</script>",
    "<noscript><p>Please enable scripts in your browser to read all of this page.</p></noscript>",
    #"<form><p>Leave us your address, and we shall write to you every morning, noon and evening.</p></form>"#,
  ])
  func `furniture among the paragraphs is left out`(_ furniture: String) throws {
    #expect(try Checkout.article(Prose.page(inside: furniture)).text == Prose.text)
  }

  @Test(arguments: [
    "<p>Jane Doe is a correspondent for The Example in the region.</p>",
    "<p><em>Jane Doe is a senior fellow at the Institute for Hills and has written three books on roads.</em></p>",
    "<p>Did you like this? Support our work with a one-time or monthly donation. Thanks for reading!</p>",
    "<p>Additional reporting by John Roe in the capital.</p>", "<p>John Roe contributed to this report.</p>",
    "<p>The post Army enters town appeared first on The Example.</p>",
    "<h3>Related articles</h3><ul><li><a href=/a>Rebels leave valley</a></li><li><a href=/b>Road opened</a></li></ul>",
    "<h2>About the author</h2><p>Jane likes hills, and the people who live in them, more than anything else there is.</p>",
    "<p><b>Comments</b></p><p>I do not believe a word of it, and neither does anybody whom I know in the town.</p>",
    "<h3>More great stories</h3><ul><li>The <a href=/a>road that nobody built</a></li><li>A <a href=/b>town without a name</a></li><li>How <a href=/c>maps of war are made</a></li></ul>",
    "<p>The Example is a newspaper that has told the news of the region since the old days of print.</p>",
  ])
  func `what follows the last sentence is left out`(_ tail: String) throws {
    #expect(try Checkout.article(Prose.page(below: tail), url: "https://www.example.com/a").text == Prose.text)
  }

  @Test(arguments: [
    "<p>Correction, March 3: an earlier version of this article gave the wrong name for the road.</p>",
    "<p>The mayor is a former officer of the army, and has ruled the town since the autumn of last year.</p>",
    "<p>A bridge to the south was taken by the same unit on Saturday, the ministry said.</p>",
  ])
  func `what belongs to the article stays at its end`(_ tail: String) throws {
    let text = try Checkout.article(Prose.page(below: tail)).text
    #expect(text.hasPrefix(Prose.text))
    #expect(text.utf8.count > Prose.text.utf8.count)
  }

  @Test func `a link to another site on a line of its own is text`() throws {
    let article = try Checkout.article(
      Prose.page(
        inside: #"<p><a href="https://ministry.example.org/statement">Statement of the ministry of defence</a></p>"#))
    #expect(article.text.contains("Statement of the ministry of defence"))
  }

  @Test func `a layout that calls itself by its sidebar is believed to hold the article`() throws {
    let page =
      "<html><body class='has-sidebar'><div class='sidebar-right popular'>\(Prose.paragraphs)</div></body></html>"
    #expect(try Checkout.article(page).text == Prose.text)
  }

  @Test func `a page that goes on with further articles gives the first`() throws {
    let other = String(
      repeating: "<p>The harbour was quiet, and ships waited for the tide as they had done for years.</p>", count: 20)
    let page = Prose.page(after: "<article><h1>Harbour</h1>\(other)</article>")
    #expect(try Checkout.article(page).text == Prose.text)
  }

  @Test func `a byline and a date above the first paragraph are left out`() throws {
    let page = Prose.page().replacing(
      "<div class=\"text\">", with: "<div class=\"text\"><p>By Jane Doe</p><p>Updated March 2, 2024, 10:15 am</p>")
    #expect(try Checkout.article(page).text == Prose.text)
  }

  @Test func `without word lists the structure alone finds the text`() throws {
    let article = try ArticleExtractor(lexicon: .empty).article(
      fromPage: Array(Prose.page(inside: "<aside><p>Rebels left the valley in January, they say.</p></aside>").utf8),
      contentType: nil, url: nil)
    #expect(article.text == Prose.text)
  }
}

/// What is text although it looks like something else.
struct KeptTextTests {
  @Test func `a first paragraph in an element of its own is text`() throws {
    let rest = String(repeating: "<p>\(Prose.second)</p><p>\(Prose.third)</p>", count: 1)
    let page = """
      <html><body><div class="page"><h1>Army enters town</h1><div class="opening"><p>\(Prose.first)</p></div>
      <div class="rest">\(rest)</div></div></body></html>
      """
    #expect(try Checkout.article(page).text == Prose.text)
  }

  @Test(arguments: [
    "<p>By Friday the army had taken the whole of the town.</p>",
    "<p>The monthly convoy of fuel was not attacked on its way.</p>",
    "<p>General Abu Omar is the commander of the rebels in the north, and has led them since the spring.</p>",
    "<p>According to reporting by a local agency, the bridge is open again.</p>",
  ])
  func `a last sentence with a word of furniture in it stays`(_ line: String) throws {
    let text = try Checkout.article(Prose.page(below: line)).text
    #expect(text.components(separatedBy: "\n\n").count == 4)
  }

  @Test func `a first sentence that begins like a byline stays`() throws {
    let line = "<p>By Friday the army had taken the town.</p>"
    let page = Prose.page().replacing("<div class=\"text\">", with: "<div class=\"text\">\(line)")
    #expect(try Checkout.article(page).text.hasPrefix("By Friday the army had taken the town."))
  }
}
