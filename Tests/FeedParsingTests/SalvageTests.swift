import FeedParsing
import Model
import Testing

private func kinds(_ feed: Feed) -> Set<FeedRepair.Kind> { Set(feed.repairs.map(\.kind)) }

@Test func `a sound document needs no repair`() throws {
  #expect(try parse(rss("<item><title>a &amp; b</title></item>")).repairs == [])
}

@Test func `bare ampersands and brackets are text, and the repair says where`() throws {
  let feed = try parse(
    "<rss version=\"2.0\"><channel><item>\n<title>AT&T & 1 < 2</title>\n<link>http://e.org/?a=1&b=2</link></item></channel></rss>"
  )
  #expect(feed.items.first?.plainTitle == "AT&T & 1 < 2")
  #expect(feed.items.first?.url == "http://e.org/?a=1&b=2")
  #expect(feed.repairs.first == FeedRepair(kind: .character, message: "a bare &", line: 2, column: 10))
}

@Test func `an item that is cut off is left out, those before it are whole`() throws {
  let whole = rss("<item><guid>1</guid><title>one</title></item><item><guid>2</guid><title>two</title></item>")
  let cut = try #require(whole.firstRange(of: "two")).lowerBound
  let feed = try parse(String(whole[..<cut]))
  #expect(feed.items.map(\.id) == ["1"])
  #expect(kinds(feed) == [.truncated])
}

@Test func `items that nobody closed end where the next begins`() throws {
  let feed = try parse(
    "<rss version=\"2.0\"><channel><title>T</title><item><title>one</title><item><title>two</channel></rss>")
  #expect(feed.items.map(\.plainTitle) == ["one", "two"])
  #expect(kinds(feed) == [.tag])
}

@Test func `HTML that nobody escaped is kept as markup`() throws {
  let feed = try parse(
    "<rss version=\"2.0\"><channel><item><description>a<br>b <img src=x.png> <b>c</description><title>t</title></item></channel></rss>"
  )
  #expect(feed.items.first?.summaryHTML == "a<br>b <img src=\"x.png\"> <b>c</b>")
  #expect(feed.items.first?.plainTitle == "t")
}

@Test func `what stands before and behind the document is junk`() throws {
  let feed = try parse(
    "<br />\nWarning: x in <b>y.php</b>\n<?xml version=\"1.0\"?>\(rss("<item><title>a</title></item>").dropFirst(21))<!-- tail --><p>x"
  )
  #expect(feed.items.map(\.plainTitle) == ["a"])
  #expect(kinds(feed) == [.junk])
}

@Test func `control characters and NUL bytes are dropped`() throws {
  let feed = try parse(rss("<item><title>a\u{0}b\u{B}c</title></item><item><title>two</title></item>"))
  #expect(feed.items.map(\.plainTitle) == ["abc", "two"])
  #expect(kinds(feed) == [.character])
}

@Test func `entities of HTML are read though nobody declared them`() throws {
  let feed = try parse(
    "<rss version=\"2.0\"><channel><title a=\"&mdash;\">a&nbsp;&mdash;&unknown;</title></channel></rss>")
  #expect(feed.title?.plain == "a\u{A0}—&unknown;")
  #expect(kinds(feed) == [.entity])
}

@Test func `prefixes that nobody declared mean what they usually mean`() throws {
  let feed = try parse(
    "<rss version=\"2.0\"><channel><item><dc:creator>A</dc:creator><content:encoded>b</content:encoded></item></channel></rss>"
  )
  #expect(feed.items.first?.authors == [FeedPerson(name: "A")])
  #expect(feed.items.first?.content?.plain == "b")
  #expect(kinds(feed) == [.prefix])
}

@Test func `attributes without quotes or values are read`() throws {
  let feed = try parse(
    "<rss version=2.0><channel><item><enclosure url=http://e.org/a.mp3 length=5 new></item></channel></rss>")
  #expect(feed.items.first?.enclosures == [FeedEnclosure(url: "http://e.org/a.mp3", length: 5)])
}

@Test func `JSON that breaks off keeps its whole items`() throws {
  let feed = try parse(
    "{\"version\":\"https://jsonfeed.org/version/1\",\"title\":\"T\",\"items\":[{\"id\":\"1\"},{\"id\":\"2\",\"ti")
  #expect(feed.items.map(\.id) == ["1"])
  #expect(kinds(feed) == [.truncated])
}

@Test func `a page is refused with the feeds that it offers`() {
  let page = """
    <!DOCTYPE html>\n<html><head><link rel="alternate" type="application/rss+xml" title="News" href="/feed.xml">
    <link rel="stylesheet" href="s.css"></head><body><p>x</body></html>
    """
  let link = FeedLink(url: "http://e.org/feed.xml", type: "application/rss+xml", title: "News")
  #expect(throws: FeedParseError.notAFeed(found: "<html>", atByte: 0, feedLinks: [link])) {
    try FeedParser.parse(Array(page.utf8), contentType: "text/html", baseURL: "http://e.org/news")
  }
}

@Test(arguments: ["", " \n\t", "\u{0}\u{0}"])
func `nothing is refused as empty`(document: String) {
  #expect(throws: FeedParseError.empty) { try parse(document) }
}

@Test(arguments: ["hello", "{\"a\": 1}", "[1, 2]", "<urlset><url/></urlset>", "%PDF-1.7 \u{1}\u{2}"])
func `other documents are refused with what was found`(document: String) {
  #expect {
    try parse(document)
  } throws: { error in
    guard case .notAFeed(let found, 0, [])? = error as? FeedParseError else { return false }
    return !found.isEmpty
  }
}
