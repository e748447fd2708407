import FeedParsing
import Model
import Testing

/// One rule of a specification: its section, the smallest feed that it decides, and what is read from that.
struct SpecifiedRule: Sendable, CustomTestStringConvertible {
  let section: String
  let document: String
  let expected: String?
  let reading: @Sendable (Feed) -> String?

  init(_ section: String, _ document: String, _ expected: String?, _ reading: @escaping @Sendable (Feed) -> String?) {
    self.section = section
    self.document = document
    self.expected = expected
    self.reading = reading
  }

  var testDescription: String { section }
}

@Test(arguments: RSSRules.all + AtomRules.all + JSONFeedRules.all + ExtensionRules.all + XMLRules.all)
func `a rule of a specification is kept`(rule: SpecifiedRule) throws {
  let feed = try parse(rule.document, baseURL: "http://example.com/feed/")
  #expect(rule.reading(feed) == rule.expected)
}

private func item(_ inside: String) -> String { rss("<item>\(inside)</item>") }
private func entry(_ inside: String) -> String { atom("<entry>\(inside)</entry>") }

private enum RSSRules {
  static let all = [
    SpecifiedRule("RSS 2.0, What is RSS?: version", rss(""), "rss20") { $0.format?.rawValue },
    SpecifiedRule("RSS 2.0, channel: title", rss(""), "T") { $0.title?.plain },
    SpecifiedRule("RSS 2.0, channel: link", rss(""), "http://example.com/") { $0.homePageURL },
    SpecifiedRule("RSS 2.0, channel: description", rss("<description>d</description>"), "d") { $0.description?.plain },
    SpecifiedRule("RSS 2.0, channel: language", rss("<language>en-us</language>"), "en-us") { $0.language },
    SpecifiedRule("RSS 2.0, channel: copyright", rss("<copyright>c</copyright>"), "c") { $0.rights?.plain },
    SpecifiedRule("RSS 2.0, channel: managingEditor", rss("<managingEditor>e@e.org (E)</managingEditor>"), "E") {
      $0.authors.first?.name
    },
    SpecifiedRule("RSS 2.0, channel: webMaster", rss("<webMaster>w@e.org</webMaster>"), "w@e.org") {
      $0.publisher?.email
    },
    SpecifiedRule(
      "RSS 2.0, channel: pubDate", rss("<pubDate>Sat, 07 Sep 2002 00:00:01 GMT</pubDate>"), "2002-09-07T00:00:01Z"
    ) { $0.published?.rfc3339 },
    SpecifiedRule(
      "RSS 2.0, channel: lastBuildDate", rss("<lastBuildDate>Sat, 07 Sep 2002 09:42:31 GMT</lastBuildDate>"),
      "2002-09-07T09:42:31Z"
    ) { $0.updated?.rfc3339 },
    SpecifiedRule("RSS 2.0, channel: generator", rss("<generator>G</generator>"), "G") { $0.generator?.name },
    SpecifiedRule("RSS 2.0, channel: docs", rss("<docs>http://e.org/d</docs>"), "http://e.org/d") { $0.docsURL },
    SpecifiedRule(
      "RSS 2.0, cloud", rss("<cloud domain=\"d\" port=\"80\" path=\"/\" registerProcedure=\"r\" protocol=\"soap\"/>"),
      "d 80 / r soap"
    ) { feed in
      feed.cloud.map {
        [$0.domain, $0.port, $0.path, $0.registerProcedure, $0.protocol].compactMap(\.self).joined(separator: " ")
      }
    },
    SpecifiedRule("RSS 2.0, ttl", rss("<ttl>60</ttl>"), "60") { $0.ttlMinutes.map(String.init) },
    SpecifiedRule(
      "RSS 2.0, image", rss("<image><url>i.png</url><title>I</title><link>/</link><width>88</width></image>"),
      "http://example.com/feed/i.png I http://example.com/ 88"
    ) { feed in feed.image.map { "\($0.url ?? "") \($0.title ?? "") \($0.link ?? "") \($0.width ?? 0)" } },
    SpecifiedRule("RSS 2.0, image: its title is not the channel's", rss("<image><title>I</title></image>"), "T") {
      $0.title?.plain
    },
    SpecifiedRule("RSS 2.0, textInput", rss("<textInput><name>q</name><link>/s</link></textInput>"), "q") {
      $0.textInput?.name
    },
    SpecifiedRule("RSS 2.0, skipHours", rss("<skipHours><hour>0</hour><hour>23</hour></skipHours>"), "[0, 23]") {
      "\($0.skipHours)"
    },
    SpecifiedRule("RSS 2.0, skipDays", rss("<skipDays><day>Monday</day></skipDays>"), "Monday") { $0.skipDays.first },
    SpecifiedRule("RSS 2.0, item: title", item("<title>a &amp;amp; b</title>"), "a & b") { $0.items[0].plainTitle },
    SpecifiedRule("RSS 2.0, item: description is HTML", item("<description>&lt;i>d&lt;/i></description>"), "d") {
      $0.items[0].summary?.plain
    },
    SpecifiedRule("RSS 2.0, item: author", item("<author>a@e.org</author>"), "a@e.org") {
      $0.items[0].authors.first?.email
    },
    SpecifiedRule("RSS 2.0, item: category", item("<category domain=\"d\">c/e</category>"), "d c/e") { feed in
      feed.items[0].tags.first.map { "\($0.scheme ?? "") \($0.term ?? "")" }
    },
    SpecifiedRule("RSS 2.0, item: comments", item("<comments>/c</comments>"), "http://example.com/c") {
      $0.items[0].commentsURL
    },
    SpecifiedRule(
      "RSS 2.0, item: enclosure", item("<enclosure url=\"/e.mp3\" length=\"12\" type=\"audio/mpeg\"/>"),
      "http://example.com/e.mp3 12 audio/mpeg"
    ) { feed in feed.items[0].enclosures.first.map { "\($0.url) \($0.length ?? 0) \($0.type ?? "")" } },
    SpecifiedRule("RSS 2.0, item: guid", item("<guid isPermaLink=\"false\">g</guid>"), "g") { $0.items[0].id },
    SpecifiedRule(
      "RSS 2.0, item: guid is a permalink by default", item("<guid>http://e.org/1</guid>"), "http://e.org/1"
    ) { $0.items[0].url },
    SpecifiedRule(
      "RSS 2.0, item: source", item("<source url=\"http://e.org/f\">S</source>"), "http://e.org/f S"
    ) { feed in feed.items[0].source.map { "\($0.feedURL ?? "") \($0.title?.plain ?? "")" } },
    SpecifiedRule(
      "RSS 1.0 §5.5: rdf:about names the item",
      """
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">\
      <item rdf:about="urn:1"><title>t</title></item></rdf:RDF>
      """, "urn:1"
    ) { $0.items.first?.id },
    SpecifiedRule(
      "RSS 1.0 §5.2: items stand beside the channel",
      """
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">\
      <channel><title>C</title><items><rdf:Seq><rdf:li resource="urn:1"/></rdf:Seq></items></channel>\
      <item><title>t</title></item></rdf:RDF>
      """, "C 1"
    ) { "\($0.title?.plain ?? "") \($0.items.count)" },
  ]
}

private enum AtomRules {
  static let all = [
    SpecifiedRule("RFC 4287 §3.1.1.1: text", entry("<title>a &lt;b> c</title>"), "a <b> c") { $0.items[0].plainTitle },
    SpecifiedRule("RFC 4287 §3.1.1.2: html", entry("<title type=\"html\">a &lt;b>c&lt;/b></title>"), "a c") {
      $0.items[0].plainTitle
    },
    SpecifiedRule(
      "RFC 4287 §3.1.1.3: xhtml",
      entry("<title type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">a <b>c</b></div></title>"), "a <b>c</b>"
    ) { $0.items[0].title?.safeHTML },
    SpecifiedRule(
      "RFC 4287 §3.2: person", entry("<author><name>N</name><uri>/n</uri><email>n@e.org</email></author>"),
      "N http://example.com/n n@e.org"
    ) { feed in feed.items[0].authors.first.map { "\($0.name ?? "") \($0.url ?? "") \($0.email ?? "")" } },
    SpecifiedRule(
      "RFC 4287 §3.3: date", entry("<updated>2003-12-13T18:30:02.25+01:00</updated>"), "2003-12-13T17:30:02Z"
    ) { $0.items[0].updated?.rfc3339 },
    SpecifiedRule(
      "RFC 4287 §4.1.3.2: content src", entry("<content src=\"/c.pdf\" type=\"application/pdf\"/>"),
      "http://example.com/c.pdf"
    ) { $0.items[0].contentSource },
    SpecifiedRule(
      "RFC 4287 §4.2.2: category", entry("<category term=\"t\" scheme=\"s\" label=\"l\"/>"), "t s l"
    ) { feed in feed.items[0].tags.first.map { "\($0.term ?? "") \($0.scheme ?? "") \($0.label ?? "")" } },
    SpecifiedRule("RFC 4287 §4.2.3: contributor", entry("<contributor><name>C</name></contributor>"), "C") {
      $0.items[0].contributors.first?.name
    },
    SpecifiedRule("RFC 4287 §4.2.4: generator", atom("<generator uri=\"/g\" version=\"1\">G</generator>"), "G 1") {
      feed in
      feed.generator.map { "\($0.name ?? "") \($0.version ?? "")" }
    },
    SpecifiedRule("RFC 4287 §4.2.5: icon", atom("<icon>/i</icon>"), "http://example.com/i") { $0.icon },
    SpecifiedRule("RFC 4287 §4.2.6: id is not resolved", entry("<id>/x</id>"), "/x") { $0.items[0].id },
    SpecifiedRule("RFC 4287 §4.2.7.2: no rel means alternate", entry("<link href=\"/a\"/>"), "http://example.com/a") {
      $0.items[0].url
    },
    SpecifiedRule(
      "RFC 4287 §4.2.7.2: a registered rel as a URI",
      entry("<link rel=\"http://www.iana.org/assignments/relation/enclosure\" href=\"/e\"/>"), "http://example.com/e"
    ) { $0.items[0].enclosures.first?.url },
    SpecifiedRule("RFC 4287 §4.2.7.4: hreflang", entry("<link href=\"/a\" hreflang=\"uk\"/>"), "uk") {
      $0.items[0].links.first?.language
    },
    SpecifiedRule("RFC 4287 §4.2.8: logo", atom("<logo>/l</logo>"), "http://example.com/l") { $0.logo },
    SpecifiedRule(
      "RFC 4287 §4.2.9: published", entry("<published>2003-12-13T18:30:02Z</published>"), "2003-12-13T18:30:02Z"
    ) { $0.items[0].published?.rfc3339 },
    SpecifiedRule("RFC 4287 §4.2.10: rights", entry("<rights>r</rights>"), "r") { $0.items[0].rights?.plain },
    SpecifiedRule("RFC 4287 §4.2.11: source", entry("<source><id>s</id></source><id>e</id>"), "s e") {
      "\($0.items[0].source?.id ?? "") \($0.items[0].id ?? "")"
    },
    SpecifiedRule("RFC 4287 §4.2.12: subtitle", atom("<subtitle>s</subtitle>"), "s") { $0.description?.plain },
    SpecifiedRule("RFC 4287 §4.2.13: summary beside content", entry("<summary>s</summary><content>c</content>"), "s c")
    {
      "\($0.items[0].summary?.plain ?? "") \($0.items[0].content?.plain ?? "")"
    },
    SpecifiedRule("RFC 4685 §3: in-reply-to", threaded, "urn:1 http://example.com/1") { feed in
      feed.items[0].inReplyTo.first.map { "\($0.id ?? "") \($0.url ?? "")" }
    },
    SpecifiedRule("RFC 4685 §5: total", threaded, "7") { $0.items[0].commentsCount.map(String.init) },
    SpecifiedRule("RFC 5005 §3: next page", atom("<link rel=\"next\" href=\"?p=2\"/>"), "http://example.com/feed/?p=2")
    {
      $0.nextURL
    },
    SpecifiedRule(
      "RFC 5005 §2: complete",
      "<feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:fh=\"http://purl.org/syndication/history/1.0\"><fh:complete/></feed>",
      "true"
    ) { $0.isComplete.map { "\($0)" } },
    SpecifiedRule("WebSub §4: hub", atom("<link rel=\"hub\" href=\"http://h.org/\"/>"), "http://h.org/") {
      $0.hubs.first
    },
    SpecifiedRule(
      "Atom 0.3 §3.1.2: mode escaped",
      "<feed version=\"0.3\" xmlns=\"http://purl.org/atom/ns#\"><title type=\"text/html\" mode=\"escaped\">&lt;b>T&lt;/b></title></feed>",
      "T"
    ) { $0.title?.plain },
    SpecifiedRule(
      "Atom 0.3 §3.1.2: mode base64",
      "<feed version=\"0.3\" xmlns=\"http://purl.org/atom/ns#\"><title mode=\"base64\">VA==</title></feed>", "T"
    ) { $0.title?.plain },
  ]

  private static let threaded = """
    <feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0"><entry>\
    <thr:in-reply-to ref="urn:1" href="/1"/><thr:total>7</thr:total></entry></feed>
    """
}
