import FeedParsing
import Model
import Testing

@Test(arguments: [
  ("<rss version=\"2.0\"><channel><title>t</title></channel></rss>", FeedFormat.rss20),
  ("<rss version=\"2.0.1\"><channel/></rss>", .rss20),
  ("<rss version=\"0.91\"><channel/></rss>", .rss091),
  ("<rss version=\"0.92\"><channel/></rss>", .rss092),
  ("<rss><channel/></rss>", .rss),
  ("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\"/>", .rss10),
  (
    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://my.netscape.com/rdf/simple/0.9/\"><channel/></rdf:RDF>",
    .rss090
  ),
  ("<feed xmlns=\"http://www.w3.org/2005/Atom\"/>", .atom10),
  ("<feed version=\"0.3\" xmlns=\"http://purl.org/atom/ns#\"/>", .atom03),
  ("<feed/>", .atom),
  ("<CHANNEL HREF=\"http://e.org/\"><TITLE>t</TITLE></CHANNEL>", .cdf),
  ("{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[]}", .json10),
  ("{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[]}", .json11),
])
func `the format is told by the root, its version and its namespace`(document: String, format: FeedFormat) throws {
  let feed = try parse(document)
  #expect(feed.format == format)
  #expect(feed.repairs == [])
}

@Test func `polling hints are read`() throws {
  let feed = try parse(
    """
    <rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><ttl>90</ttl>
    <skipHours><hour>24</hour><hour>13</hour><hour>99</hour></skipHours><skipDays><day>sunday</day><day>Caturday</day></skipDays>
    <sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency></channel></rss>
    """)
  #expect(feed.ttlMinutes == 90)
  #expect(feed.skipHours == [0, 13])
  #expect(feed.skipDays == ["Sunday"])
  #expect(feed.syndication == FeedSyndication(period: .hourly, frequency: 2))
}

@Test func `hubs, the next page and the feed's own address come from links`() throws {
  let feed = try parse(
    atom(
      """
      <link rel="self" href="http://e.org/feed"/><link rel="hub" href="http://hub.e.org/"/>
      <link rel="next" href="http://e.org/feed?p=2"/><link href="http://e.org/"/>
      """))
  #expect(feed.feedURL == "http://e.org/feed")
  #expect(feed.hubs == ["http://hub.e.org/"])
  #expect(feed.nextURL == "http://e.org/feed?p=2")
  #expect(feed.homePageURL == "http://e.org/")
}

@Test func `JSON Feed numbers become identifiers, nulls are nothing`() throws {
  let feed = try parse(
    """
    {"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [
      {"id": 42, "title": null, "content_html": "<p>a</p>", "authors": [{"name": "A"}], "tags": ["x", 3],
       "attachments": [{"url": "http://e.org/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 12, "duration_in_seconds": 3.5}]}]}
    """)
  let item = try #require(feed.items.first)
  #expect(item.id == "42")
  #expect(item.title == nil)
  #expect(item.bestContentText == "a")
  #expect(item.authors == [FeedPerson(name: "A")])
  #expect(item.tags.map(\.term) == ["x", "3"])
  #expect(item.enclosures == [FeedEnclosure(url: "http://e.org/a.mp3", type: "audio/mpeg", length: 12, duration: 3.5)])
}
