import FeedParsing
import Model

private func item(_ inside: String) -> String { rss("<item>\(inside)</item>") }

private func json(_ top: String, item: String = "") -> String {
  "{\"version\":\"https://jsonfeed.org/version/1.1\",\(top)\"items\":[\(item)]}"
}

enum JSONFeedRules {
  static let all = [
    SpecifiedRule("JSON Feed 1.1, top level: version", json(""), "json11") { $0.format?.rawValue },
    SpecifiedRule("JSON Feed 1.1, top level: feed_url", json("\"feed_url\":\"http://e.org/f\","), "http://e.org/f") {
      $0.feedURL
    },
    SpecifiedRule("JSON Feed 1.1, top level: next_url", json("\"next_url\":\"?p=2\","), "http://example.com/feed/?p=2")
    {
      $0.nextURL
    },
    SpecifiedRule("JSON Feed 1.1, top level: expired", json("\"expired\":true,"), "true") {
      $0.expired.map { "\($0)" }
    },
    SpecifiedRule(
      "JSON Feed 1.1, top level: hubs", json("\"hubs\":[{\"type\":\"WebSub\",\"url\":\"http://h.org/\"}],"),
      "http://h.org/"
    ) { $0.hubs.first },
    SpecifiedRule("JSON Feed 1.1, items: id", json("", item: "{\"id\":\"1\"}"), "1") { $0.items[0].id },
    SpecifiedRule(
      "JSON Feed 1.1, items: external_url", json("", item: "{\"id\":\"1\",\"external_url\":\"/x\"}"),
      "http://example.com/x"
    ) { $0.items[0].externalURL },
    SpecifiedRule(
      "JSON Feed 1.1, items: content_text is text", json("", item: "{\"id\":\"1\",\"content_text\":\"a <b>\"}"), "a <b>"
    ) { $0.items[0].content?.plain },
    SpecifiedRule(
      "JSON Feed 1.1, items: date_published",
      json("", item: "{\"id\":\"1\",\"date_published\":\"2010-02-07T14:04:00-05:00\"}"), "2010-02-07T19:04:00Z"
    ) { $0.items[0].published?.rfc3339 },
    SpecifiedRule("JSON Feed 1.0, items: author", json("", item: "{\"id\":\"1\",\"author\":{\"name\":\"A\"}}"), "A") {
      $0.items[0].authors.first?.name
    },
  ]
}

enum ExtensionRules {
  static let all = [
    SpecifiedRule("Dublin Core 1.1: creator", item("<dc:creator>D</dc:creator>"), "D") {
      $0.items[0].authors.first?.name
    },
    SpecifiedRule("Dublin Core 1.1: date", item("<dc:date>2003-12-31T10:14:55Z</dc:date>"), "2003-12-31T10:14:55Z") {
      $0.items[0].published?.rfc3339
    },
    SpecifiedRule("Dublin Core 1.1: subject", item("<dc:subject>s</dc:subject>"), "s") { $0.items[0].tags.first?.term },
    SpecifiedRule(
      "RSS module content: encoded", item("<content:encoded><![CDATA[<p>c</p>]]></content:encoded>"), "<p>c</p>"
    ) { $0.items[0].content?.safeHTML },
    SpecifiedRule("RSS module slash: comments", item("<slash:comments>3</slash:comments>"), "3") {
      $0.items[0].commentsCount.map(String.init)
    },
    SpecifiedRule(
      "RSS module syndication: updateBase",
      """
      <rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel>\
      <sy:updateBase>2000-01-01T12:00+00:00</sy:updateBase></channel></rss>
      """, "2000-01-01T12:00:00Z"
    ) { $0.syndication?.base?.rfc3339 },
    SpecifiedRule(
      "Media RSS 1.5.1, media:content in media:group",
      item("<media:group><media:content url=\"/v\" fileSize=\"9\" duration=\"4\"/></media:group>"),
      "http://example.com/v 9 4.0"
    ) { feed in
      feed.items[0].media?.contents.first.map { "\($0.url ?? "") \($0.fileSize ?? 0) \($0.duration ?? 0)" }
    },
    SpecifiedRule("Media RSS 1.5.1, media:thumbnail", item("<media:thumbnail url=\"/t\" width=\"75\"/>"), "75") {
      feed in
      feed.items[0].media?.thumbnails.first?.width.map { "\($0)" }
    },
    SpecifiedRule(
      "Media RSS 1.5.1, media:credit", item("<media:credit role=\"producer\">P</media:credit>"), "producer P"
    ) {
      feed in feed.items[0].media?.credits.first.map { "\($0.role ?? "") \($0.name ?? "")" }
    },
    SpecifiedRule(
      "Media RSS 1.5.1, media:restriction",
      item("<media:restriction relationship=\"allow\">au us</media:restriction>"), "allow au,us"
    ) { feed in
      feed.items[0].media?.restriction.map { "\($0.relationship ?? "") \($0.values.joined(separator: ","))" }
    },
    SpecifiedRule("Apple podcasts: duration", item("<itunes:duration>1:02:03</itunes:duration>"), "1:02:03") {
      $0.items[0].itunes?.duration
    },
    SpecifiedRule("Apple podcasts: explicit", item("<itunes:explicit>clean</itunes:explicit>"), "false") { feed in
      feed.items[0].itunes?.explicit.map { "\($0)" }
    },
    SpecifiedRule("Apple podcasts: image", item("<itunes:image href=\"/i\"/>"), "http://example.com/i") {
      $0.items[0].image?.url
    },
    SpecifiedRule(
      "Apple podcasts: categories inside one another",
      rss("<itunes:category text=\"News\"><itunes:category text=\"Politics\"/></itunes:category>"), "News,Politics"
    ) { $0.tags.compactMap(\.term).joined(separator: ",") },
    SpecifiedRule("GeoRSS Simple: latitude stands first", item("<georss:point>1 2</georss:point>"), "point([2.0, 1.0])")
    {
      feed in feed.items[0].geometry.map { "\($0)" }
    },
    SpecifiedRule(
      "GeoRSS GML: Point",
      """
      <rss version="2.0" xmlns:georss="http://www.georss.org/georss" xmlns:gml="http://www.opengis.net/gml"><channel><item>\
      <georss:where><gml:Point><gml:pos>1 2</gml:pos></gml:Point></georss:where></item></channel></rss>
      """, "point([2.0, 1.0])"
    ) { feed in feed.items[0].geometry.map { "\($0)" } },
    SpecifiedRule(
      "W3C Basic Geo: lat and long",
      """
      <rss version="2.0" xmlns:geo="http://www.w3.org/2003/01/geo/wgs84_pos#"><channel><item>\
      <geo:lat>1</geo:lat><geo:long>2</geo:long></item></channel></rss>
      """, "point([2.0, 1.0])"
    ) { feed in feed.items[0].geometry.map { "\($0)" } },
    SpecifiedRule(
      "Podlove Simple Chapters 1.2",
      """
      <rss version="2.0" xmlns:psc="http://podlove.org/simple-chapters"><channel><item>\
      <psc:chapters><psc:chapter start="00:01:30.5" title="C"/></psc:chapters></item></channel></rss>
      """, "90.5 C"
    ) { feed in feed.items[0].chapters.first.map { "\($0.start ?? 0) \($0.title ?? "")" } },
  ]
}

enum XMLRules {
  static let all = [
    SpecifiedRule("XML 1.0 §2.4: CDATA is text", item("<title><![CDATA[a &amp; b]]></title>"), "a & b") {
      $0.items[0].plainTitle
    },
    SpecifiedRule("XML 1.0 §2.5: a comment is no text", item("<title>a<!-- <b>x</b> -->b</title>"), "ab") {
      $0.items[0].plainTitle
    },
    SpecifiedRule("XML 1.0 §2.11: line ends", item("<title>a\r\nb</title>"), "a b") { $0.items[0].plainTitle },
    SpecifiedRule("XML 1.0 §4.1: character references", item("<title>&#x416;&#1078;</title>"), "Жж") {
      $0.items[0].plainTitle
    },
    SpecifiedRule(
      "XML 1.0 §4.2: the first declaration of an entity counts",
      "<!DOCTYPE rss [<!ENTITY e \"1\"><!ENTITY e \"2\">]><rss version=\"2.0\"><channel><title>&e;</title></channel></rss>",
      "1"
    ) { $0.title?.plain },
    SpecifiedRule(
      "Namespaces in XML §6: any prefix will do",
      "<a:feed xmlns:a=\"http://www.w3.org/2005/Atom\"><a:title>T</a:title></a:feed>", "atom10 T"
    ) { "\($0.format?.rawValue ?? "") \($0.title?.plain ?? "")" },
    SpecifiedRule(
      "XML Base §4.2: bases inside one another",
      "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:base=\"/a/\"><entry xml:base=\"b/\"><link href=\"c\"/></entry></feed>",
      "http://example.com/a/b/c"
    ) { $0.items[0].url },
    SpecifiedRule(
      "XML 1.0 §2.12: an empty xml:lang ends what was inherited",
      "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\"><title xml:lang=\"\">T</title></feed>", nil
    ) { $0.title?.language },
    SpecifiedRule("RFC 3986 §5.2.4: dot segments", item("<link>../x/./y</link>"), "http://example.com/x/y") {
      $0.items[0].url
    },
    SpecifiedRule(
      "RFC 822 §5.1: year of two digits, zone by name", item("<pubDate>07 Sep 02 00:00 EST</pubDate>"),
      "2002-09-07T05:00:00Z"
    ) { $0.items[0].published?.rfc3339 },
    SpecifiedRule("W3C-DTF: a month alone is its first day", item("<dc:date>2003-12</dc:date>"), "2003-12-01T00:00:00Z")
    {
      $0.items[0].published?.rfc3339
    },
  ]
}
