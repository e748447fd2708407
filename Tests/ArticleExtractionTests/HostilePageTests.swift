import ArticleExtraction
import Model
import Testing

/// Pages that mean harm, or that mean nothing: an answer or a refusal, soon and within bounds.
struct HostilePageTests {
  @Test(arguments: [
    ("a PDF", Array("%PDF-1.7 ...".utf8), nil as String?, "a PDF"),
    ("a PNG", [0x89, 0x50, 0x4E, 0x47, 0x0D], nil, "a PNG image"),
    ("a picture by its header", Array("<p>x".utf8), "image/webp", "image/webp"),
  ])
  func `bytes of another kind are refused by name`(_ name: String, _ bytes: [UInt8], _ type: String?, _ found: String) {
    #expect(throws: ArticleExtractionError.notHTML(found: found)) {
      try Checkout.extractor.article(fromPage: bytes, contentType: type, url: nil)
    }
  }

  @Test(arguments: [
    "", "   ", "<html></html>", "<script>1</script>", "<nav><a href=/>Home</a></nav>", "<", "<!--", "\u{0}\u{0}",
  ])
  func `a page without text is refused`(_ page: String) {
    #expect(throws: ArticleExtractionError.noText(byteCount: page.utf8.count)) {
      try Checkout.extractor.article(fromPage: Array(page.utf8), contentType: nil, url: nil)
    }
  }

  @Test func `a page above the limit is refused with both numbers`() {
    let bytes = [UInt8](repeating: 0x20, count: ArticleLimits.pageBytesMax + 1)
    #expect(throws: ArticleExtractionError.tooLarge(byteCount: bytes.count, limit: ArticleLimits.pageBytesMax)) {
      try Checkout.extractor.article(fromPage: bytes, contentType: nil, url: nil)
    }
  }

  @Test(arguments: [
    ("open elements", String(repeating: "<div>", count: 200_000), ""),
    (
      "open emphasis and stray end tags",
      String(repeating: "<b>", count: 50_000) + String(repeating: "</i>", count: 50_000), ""
    ),
    ("an attribute of two megabytes", "<div class=\"\(String(repeating: "menu ", count: 400_000))\">", "</div>"),
    ("many attributes", "<div \((0..<20_000).map { "a\($0)=1" }.joined(separator: " "))>", "</div>"),
    ("comments that never end", String(repeating: "<!--", count: 500_000), ""),
    ("cells beyond the limit", "<table><tr>" + String(repeating: "<td>a</td>", count: 80_000), ""),
    ("nested tables", String(repeating: "<table><tr><td>", count: 5_000), ""),
    ("nested lists", String(repeating: "<ul><li>", count: 20_000), ""),
    ("nested comments", String(repeating: "<div class=comment><time>1</time>", count: 3_000), ""),
  ])
  func `a hostile frame leaves the article in it readable`(_ name: String, _ before: String, _ after: String) throws {
    let page = Prose.page() + before + after
    #expect(try Checkout.article(page).text == Prose.text, "\(name)")
  }

  @Test func `deep nesting keeps the text inside`() throws {
    let page = String(repeating: "<div>", count: 5_000) + Prose.paragraphs
    #expect(try Checkout.article(page).text.contains(Prose.second))
  }

  private struct Encoded: Sendable {
    var bytes: [UInt8]
    var type: String?
    var line: String

    /// - Parameter line: A line of Latin-1.
    static func latin1(_ line: String, type: String?) -> Encoded {
      let bytes = Prose.page(inside: "<p>\(line)</p>").unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
      return Encoded(bytes: bytes, type: type, line: line)
    }

    static func utf8(_ line: String, type: String?) -> Encoded {
      Encoded(bytes: Array(Prose.page(inside: "<p>\(line)</p>").utf8), type: type, line: line)
    }

    static func utf16(_ line: String) -> Encoded {
      var bytes: [UInt8] = [0xFF, 0xFE]
      for unit in Prose.page(inside: "<p>\(line)</p>").utf16 {
        bytes.append(UInt8(unit & 0xFF))
        bytes.append(UInt8(unit >> 8))
      }
      return Encoded(bytes: bytes, type: nil, line: line)
    }
  }

  @Test(arguments: [
    Encoded.utf8("Zażółć gęślą jaźń, powiedział.", type: "text/html; charset=iso-8859-2"),
    Encoded.latin1("Le café, dit-il, est froid.", type: "text/html; charset=utf-8"),
    Encoded.latin1("Le café, dit-il, est froid.", type: nil), Encoded.utf16("Le café, dit-il, est froid."),
  ])
  private func `text is decoded as it was written, whatever the header says`(_ page: Encoded) throws {
    let article = try Checkout.extractor.article(fromPage: page.bytes, contentType: page.type, url: nil)
    #expect(article.text.contains(page.line))
  }

  @Test func `the article for display has its paragraphs and nothing that runs`() throws {
    let page = Prose.page(
      inside: """
        <h2>The <em onclick="steal()">road</em></h2><p onmouseover="steal()">See <a href="javascript:steal()">this</a> and \
        <a href="/map" style="position:fixed">the map</a> &lt;script&gt; &amp; more.<script>steal()</script></p>\
        <ul><li>One bridge was <b>mined</b>.</li></ul><iframe src="https://bad.example"></iframe>
        """)
    let html = try Checkout.extractor.displayHTML(
      fromPage: Array(page.utf8), contentType: nil, url: "https://news.example/a/b.html")
    for harm in ["<script", "javascript:", "onclick", "onmouseover", "style=", "<iframe", "steal"] {
      #expect(!html.contains(harm), "\(harm)")
    }
    #expect(html.contains("<p>\(Prose.first)</p>"))
    #expect(html.contains("<h2>The <em>road</em></h2>"))
    #expect(html.contains("https://news.example/map"))
    #expect(html.contains("&lt;script&gt; &amp; more."))
    #expect(html.contains("<li>One bridge was <b>mined</b>.</li>"))
  }
}
