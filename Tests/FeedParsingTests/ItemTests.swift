import FeedParsing
import Model
import Testing

@Test func `an RSS item gives its parts`() throws {
  let feed = try parse(
    rss(
      """
      <item><title>AT&amp;T &amp; Co</title><link>/1</link><guid isPermaLink="false">urn:1</guid>
      <pubDate>Mon, 06 Jan 2025 10:00:00 +0100</pubDate><dc:creator>Desk</dc:creator><category domain="d">war</category>
      <description>short &lt;b>text&lt;/b></description><content:encoded><![CDATA[<p>long <a href="x">text</a></p>]]></content:encoded>
      <enclosure url="http://e.org/a.mp3" type="audio/mpeg" length="7"/><comments>http://e.org/1#c</comments><slash:comments>4</slash:comments>
      </item>
      """), baseURL: "http://example.com/feed/")
  let item = try #require(feed.items.first)
  #expect(item.plainTitle == "AT&T & Co")
  #expect(item.url == "http://example.com/1")
  #expect(item.id == "urn:1")
  #expect(item.urlIsFromID == false)
  #expect(item.published?.rfc3339 == "2025-01-06T09:00:00Z")
  #expect(item.authors == [FeedPerson(name: "Desk")])
  #expect(item.tags == [FeedTag(term: "war", scheme: "d")])
  #expect(item.summaryHTML == "short <b>text</b>")
  #expect(item.bestContentHTML == "<p>long <a href=\"http://example.com/feed/x\">text</a></p>")
  #expect(item.enclosures == [FeedEnclosure(url: "http://e.org/a.mp3", type: "audio/mpeg", length: 7)])
  #expect(item.commentsURL == "http://e.org/1#c")
  #expect(item.commentsCount == 4)
}

@Test func `a guid is the link where no link is given, unless it says that it is none`() throws {
  let feed = try parse(
    rss("<item><guid>http://e.org/1</guid></item><item><guid isPermaLink=\"false\">http://e.org/2</guid></item>"))
  #expect(feed.items.map(\.url) == ["http://e.org/1", nil])
  #expect(feed.items.map(\.urlIsFromID) == [true, false])
}

@Test func `of two sources of a field the better one counts, wherever it stands`() throws {
  let feed = try parse(
    rss(
      """
      <item><media:title>media</media:title><itunes:summary>podcast</itunes:summary><dc:title>dublin</dc:title>
      <title>own</title><description>first</description><description>second</description></item>
      """))
  #expect(feed.items.first?.plainTitle == "own")
  #expect(feed.items.first?.summary?.plain == "first")
}

@Test func `FeedBurner's original link is the item's`() throws {
  let feed = try parse(
    rss("<item><link>http://feeds.e.org/~r/1</link><feedburner:origLink>http://e.org/1</feedburner:origLink></item>"))
  #expect(feed.items.first?.url == "http://e.org/1")
}

@Test func `elements of namespaces that nobody knows say nothing`() throws {
  let feed = try parse(
    "<rss version=\"2.0\" xmlns:x=\"urn:x\"><channel><x:title>no</x:title><x:wrap><title>no</title></x:wrap><title>T</title></channel></rss>"
  )
  #expect(feed.title?.plain == "T")
}

@Test func `Atom texts are read as their type says`() throws {
  let feed = try parse(
    atom(
      """
      <entry><title>a &lt;b&gt; c</title><summary type="html">a &lt;b&gt;c&lt;/b&gt;</summary>
      <content type="xhtml" xml:base="http://e.org/x/"><div xmlns="http://www.w3.org/1999/xhtml"><p>1 &lt; 2 <img src="i.png"/></p></div></content></entry>
      """))
  let item = try #require(feed.items.first)
  #expect(item.plainTitle == "a <b> c")
  #expect(item.title?.safeHTML == "a &lt;b&gt; c")
  #expect(item.summaryHTML == "a <b>c</b>")
  #expect(item.content?.kind == .xhtml)
  #expect(item.bestContentHTML == "<p>1 &lt; 2 <img src=\"http://e.org/x/i.png\"></p>")
}

@Test func `an Atom source keeps to itself`() throws {
  let feed = try parse(
    atom(
      "<entry><source><title>S</title><id>urn:s</id><author><name>X</name></author></source><title>E</title><id>urn:e</id></entry>"
    ))
  let item = try #require(feed.items.first)
  #expect(item.plainTitle == "E")
  #expect(item.id == "urn:e")
  #expect(item.authors == [])
  #expect(item.source?.title?.plain == "S")
  #expect(item.source?.authors == [FeedPerson(name: "X")])
}

@Test(arguments: [
  ("me@example.com (Me Myself)", FeedPerson(name: "Me Myself", email: "me@example.com")),
  ("Me Myself (me@example.com)", FeedPerson(name: "Me Myself", email: "me@example.com")),
  ("Me &lt;me@example.com&gt;", FeedPerson(name: "Me", email: "me@example.com")),
  ("me@example.com", FeedPerson(email: "me@example.com")),
  ("Only A. Name", FeedPerson(name: "Only A. Name")),
])
func `persons are split into name and address`(written: String, person: FeedPerson) throws {
  #expect(try parse(rss("<item><author>\(written)</author></item>")).items.first?.authors == [person])
}

@Test(arguments: [
  ("<georss:point>45.5 -71.25</georss:point>", FeedGeometry.point([-71.25, 45.5])),
  ("<georss:line>1 2 3 4</georss:line>", .lineString([[2, 1], [4, 3]])),
  ("<georss:polygon>0 0 0 1 1 1 0 0</georss:polygon>", .polygon([[0, 0], [1, 0], [1, 1], [0, 0]])),
  ("<georss:box>1 2 3 4</georss:box>", .box([[2, 1], [4, 3]])),
])
func `places are given longitude first`(element: String, geometry: FeedGeometry) throws {
  #expect(try parse(rss("<item>\(element)</item>")).items.first?.geometry == geometry)
}

@Test(arguments: [
  "<georss:point>45.5</georss:point>", "<georss:point>a b</georss:point>", "<georss:polygon>0 0 1 1</georss:polygon>",
])
func `half a place is none`(element: String) throws {
  #expect(try parse(rss("<item>\(element)</item>")).items.first?.geometry == nil)
}

@Test func `xml base and xml lang hold for what is inside`() throws {
  let feed = try parse(
    """
    <feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://e.org/a/" xml:lang="en_GB"><title xml:lang="">T</title>
    <entry xml:base="b/"><link href="c"/><title xml:base="javascript:x">t</title></entry><entry><link href="c"/></entry></feed>
    """)
  #expect(feed.items.map(\.url) == ["http://e.org/a/b/c", "http://e.org/a/c"])
  #expect(feed.language == "en-GB")
  #expect(feed.title?.language == nil)
  #expect(feed.items.first?.title?.base == "http://e.org/a/b/")
  #expect(feed.items.first?.title?.language == "en-GB")
}
