import FeedParsing
import Model
import Testing

@Test func `a billion laughs is no laughing matter`() throws {
  var declarations = "<!ENTITY a0 \"lol\">"
  for level in 1...9 {
    declarations += "<!ENTITY a\(level) \"\(String(repeating: "&a\(level - 1);", count: 10))\">"
  }
  let feed = try parse(
    "<!DOCTYPE r [\(declarations)]><rss version=\"2.0\"><channel><title>&a9;</title><item><title>x&a1;</title></item></channel></rss>"
  )
  #expect(feed.title == nil)
  #expect(feed.items.first?.plainTitle == "x" + String(repeating: "lol", count: 10))
  #expect(feed.repairs.map(\.kind) == [.entity])
}

@Test func `many uses of one long entity are bounded together`() throws {
  var limits = FeedLimits()
  limits.entityBytesTotalMax = 10_000
  let long = String(repeating: "x", count: 4_000)
  let feed = try parse(
    "<!DOCTYPE r [<!ENTITY a \"\(long)\">]><rss version=\"2.0\"><channel><title>\(String(repeating: "&a;", count: 50))</title></channel></rss>",
    limits: limits)
  #expect((feed.title?.raw.utf8.count ?? 0) <= 10_000)
  #expect(feed.recovered)
}

@Test func `nothing outside the document is read`() throws {
  let feed = try parse(
    """
    <!DOCTYPE r SYSTEM "http://localhost:1/x.dtd" [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY % p SYSTEM "file:///etc/hostname">%p;]>
    <rss version="2.0"><channel><title>a&x;b</title></channel></rss>
    """)
  #expect(feed.title?.plain == "ab" || feed.title?.plain == "a&x;b")
}

@Test func `elements deeper than the limit lose their tags, not their neighbours`() throws {
  let deep = String(repeating: "<b>", count: 50_000) + "x" + String(repeating: "</b>", count: 50_000)
  let feed = try parse(rss("<item><description>\(deep)</description></item><item><title>next</title></item>"))
  #expect(feed.items.count == 2)
  #expect(feed.items.first?.summary?.plain == "x")
  #expect(feed.items.last?.plainTitle == "next")
  #expect(feed.repairs.map(\.kind) == [.limit])
}

@Test func `items beyond the limit are left out, and the feed says so`() throws {
  var limits = FeedLimits()
  limits.itemsMax = 100
  let feed = try parse(rss(String(repeating: "<item><title>x</title></item>", count: 5_000)), limits: limits)
  #expect(feed.items.count == 100)
  #expect(feed.repairs.map(\.kind) == [.limit])
}

@Test func `an attribute beyond the limit is left out`() throws {
  let long = String(repeating: "x", count: 200_000)
  let feed = try parse(rss("<item><enclosure url=\"http://e.org/\(long)\" type=\"t\"/><title>t</title></item>"))
  #expect(feed.items.first?.enclosures == [])
  #expect(feed.items.first?.plainTitle == "t")
  #expect(feed.repairs.map(\.kind) == [.limit])
}

@Test func `a flood of names ends the reading, and keeps the items before it`() throws {
  let flood = (0..<60_000).map { "<a\($0)/>" }.joined()
  let feed = try parse(rss("<item><title>one</title></item><item>\(flood)</item>"))
  #expect(feed.items.map(\.plainTitle) == ["one"])
  #expect(feed.repairs.contains { $0.kind == .limit })
}

@Test func `a text beyond the limit is cut`() throws {
  var limits = FeedLimits()
  limits.textBytesMax = 1_000
  let feed = try parse(
    rss("<item><description>\(String(repeating: "word &amp; ", count: 1_000))</description></item>"), limits: limits)
  #expect((feed.items.first?.summary?.raw.utf8.count ?? 0) <= 1_000)
  #expect(feed.repairs.map(\.kind) == [.limit])
}

@Test func `parts of one item are bounded`() throws {
  var limits = FeedLimits()
  limits.partsMax = 10
  let feed = try parse(
    rss("<item>\(String(repeating: "<category>a</category><link>http://e.org/</link>", count: 500))</item>"),
    limits: limits)
  #expect(feed.items.first?.tags.count == 10)
  #expect(feed.items.first?.links.count == 10)
}

@Test func `JSON nested without end is answered`() throws {
  let deep = String(repeating: "[", count: 200_000)
  let feed = try parse("{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"id\":\"1\"}],\"x\":\(deep)")
  #expect(feed.items.map(\.id) == ["1"])
}

@Test func `a document beyond the limit is cut`() throws {
  var limits = FeedLimits()
  limits.documentBytesMax = 2_000
  let feed = try parse(rss(String(repeating: "<item><title>x</title></item>", count: 500)), limits: limits)
  #expect((10...70).contains(feed.items.count))
  #expect(feed.items.allSatisfy { $0.plainTitle == "x" })
  // That is no fault of the document's: nothing else is told.
  #expect(feed.repairs.map(\.kind) == [.limit])
}

@Test(arguments: [1, 7, 1_999, 2_000, 2_001]) func `a document is cut alike, whatever pieces it comes in`(
  pieceBytes: Int
) throws {
  var limits = FeedLimits()
  limits.documentBytesMax = 2_000
  let bytes = Array(rss(String(repeating: "<item><title>é</title></item>", count: 500)).utf8)
  var parser = FeedParser(limits: limits)
  for start in stride(from: 0, to: bytes.count, by: pieceBytes) {
    parser.push(bytes.span.extracting(start..<min(bytes.count, start + pieceBytes)))
  }
  #expect(try parser.finish() == FeedParser.parse(bytes, limits: limits))
}

@Test(
  .timeLimit(.minutes(1)),
  arguments: [
    "<a b=\"", "<!--", "&", "<a ", "</a>", "<![CDATA[", "<?", "<item>", "<a b='<c d=\"", "]]>", "<!ENTITY a \"", "<é",
  ])
func `repeated fragments cost time in proportion to their size`(fragment: String) throws {
  let document =
    "<rss version=\"2.0\"><channel><title>T</title>" + String(repeating: fragment, count: 300_000 / fragment.utf8.count)
  #expect(try parse(document).recovered)
}
