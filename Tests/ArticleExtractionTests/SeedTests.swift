import ArticleExtraction
import Foundation
import Model
import Testing

/// The documents that the project began with, when they lie beside the checkout.
struct SeedTests {
  private static let page = Checkout.shared("territory/seed_page.html")
  private static let feed = Checkout.shared("territory/seed_feed.xml")

  @Test(.enabled(if: page != nil)) func `the page gives its four paragraphs and nothing around them`() throws {
    let article = try seedArticle()
    let paragraphs = article.text.components(separatedBy: "\n\n")
    #expect(paragraphs.count == 4)
    #expect(article.text.hasPrefix("After taking the ancient city of Palmyra (known in Arabic as Tadmur), the"))
    #expect(article.text.hasSuffix("the Iraqi side of the Al Waleed crossing."))
    for part in [
      "Map:", "Related", "Caleb Weiss is", "donation", "Tags", "Comments", "Oberron", "cookies", "Newsletter",
    ] {
      #expect(!article.text.contains(part), "\(part)")
    }
  }

  @Test(.enabled(if: page != nil)) func `the page gives its facts`() throws {
    let article = try seedArticle()
    #expect(article.title == "Islamic State seizes Syrian side of Al Waleed border crossing with Iraq")
    #expect(article.authors == ["Caleb Weiss"])
    #expect(article.published == Date(rfc3339: "2015-05-22T01:14:09Z"))
    #expect(article.modified == Date(rfc3339: "2023-08-03T15:40:51Z"))
    #expect(article.siteName == "The War Journal")
    #expect(article.language == "en-US")
    #expect(article.tags == ["Iraq", "Islamic state", "Syria"])
    #expect(
      article.canonicalURL?.hasSuffix("islamic-state-seizes-syrian-side-of-al-waleed-border-crossing-with-iraq.php")
        == true)
    #expect(!article.isCut)
  }

  @Test(.enabled(if: page != nil)) func `the page gives its two comments, each by its author and time`() throws {
    let comments = try seedArticle().comments
    #expect(comments.map(\.author) == ["Oberron", "Oberron"])
    #expect(comments.map { $0.published?.rfc3339 } == ["2015-05-22T09:02:00Z", "2015-05-22T11:37:00Z"])
    #expect(comments.first?.text.hasPrefix("I heard the al-Walid Crossing has now fallen") == true)
    #expect(comments.first?.text.hasSuffix("Tel Abyad and Tishrin.") == true)
    #expect(comments.last?.text.hasPrefix("IS just released a video from Sukhna") == true)
    #expect(comments.last?.text.hasSuffix("for us readers.") == true)
  }

  @Test(.enabled(if: page != nil && feed != nil)) func `the feed's content gives the same text as the page`() throws {
    let contents = try feedContents()
    let item = Checkout.extractor.article(
      fromHTML: contents[1], base: "https://example.org/archives/2015/05/a.php",
      title: "Islamic State seizes Syrian side of Al Waleed border crossing with Iraq")
    #expect(item.text == (try seedArticle()).text)
    #expect(!item.isCut)
  }

  @Test(.enabled(if: feed != nil)) func `a correction stays, the biography and the appeal below it go`() throws {
    let item = Checkout.extractor.article(fromHTML: try feedContents()[0], base: nil, title: nil)
    #expect(item.text.hasSuffix("The Syrian army has since confirmed its withdrawal from Al Tanf."))
    let other = Checkout.extractor.article(fromHTML: try feedContents()[3], base: nil, title: nil)
    #expect(other.text.hasSuffix("retaken the nearby village of Nahliya."))
  }

  private func seedArticle() throws -> ExtractedArticle {
    let bytes = try #require(SeedTests.page)
    return try Checkout.extractor.article(fromPage: bytes, contentType: "text/html", url: nil)
  }

  private func feedContents() throws -> [String] {
    let feed = String(decoding: try #require(SeedTests.feed), as: UTF8.self)
    let parts = feed.components(separatedBy: "<content:encoded><![CDATA[").dropFirst()
    return parts.map { $0.components(separatedBy: "]]>")[0] }
  }
}
