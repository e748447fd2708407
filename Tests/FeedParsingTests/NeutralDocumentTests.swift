import FeedParsing
import Model
import Testing

@Test func `the document always has a feed and entries, and leaves out what is not known`() throws {
  let feed = try parse("<rss version=\"2.0\"><channel><title>a &lt;i&gt;b&lt;/i&gt; \"q\"</title></channel></rss>")
  #expect(
    String(decoding: NeutralFeedDocument.bytes(of: feed), as: UTF8.self) == """
      {"format":"rss20","encoding":"utf-8","recovered":false,"feed":{"title":"a b \\"q\\"","title_html":"a <i>b</i> \\"q\\"",\
      "title_type":"html"},"entries":[]}
      """)
}

@Test func `what is no feed gives a document that says so`() {
  let document = NeutralFeedDocument.bytes(of: FeedParseError.notAFeed(found: "<html>", atByte: 3, feedLinks: []))
  #expect(
    String(decoding: document, as: UTF8.self) == """
      {"recovered":true,"warnings":["not a feed: found <html> at byte 3; give the feed's own URL, not the site's page"],\
      "feed":{},"entries":[]}
      """)
}

@Test func `places, dates and numbers are written as JSON has them`() throws {
  let feed = try parse(
    rss(
      "<item><georss:polygon>0 0 0 1 1 1 0 0</georss:polygon><pubDate>2024-01-02T03:04:05+01:00</pubDate><itunes:episode>3</itunes:episode></item>"
    ))
  let text = String(decoding: NeutralFeedDocument.bytes(of: feed), as: UTF8.self)
  #expect(
    text.contains("\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[0.0,0.0],[1.0,0.0],[1.0,1.0],[0.0,0.0]]]}"))
  #expect(text.contains("\"published\":\"2024-01-02T02:04:05Z\""))
  #expect(text.contains("\"itunes\":{\"episode\":3}"))
}
