import Deduplication
import Testing

/// The same article under other names.
struct IdentityTests {
  /// An item, and the same text again with something about it changed.
  static let again: [(what: String, change: @Sendable (inout ArrivingArticle) -> Void)] = [
    ("nothing", { _ in }),
    (
      "tracking parameters",
      {
        $0.link += "?utm_source=rss&fbclid=x1"; $0.guid = "https://www.paper.example/news/1?at_medium=RSS"
      }
    ),
    ("a fragment", { $0.link += "#comments" }),
    (
      "the scheme",
      {
        $0.link = $0.link.replacing("https:", with: "http:"); $0.feed = $0.feed.replacing("https:", with: "http:")
      }
    ),
    (
      "the mobile host",
      {
        $0.link = "https://m.paper.example/news/1"; $0.guid = "x"
      }
    ),
    (
      "an AMP form",
      {
        $0.link = "https://www.paper.example/amp/news/1"; $0.guid = ""
      }
    ),
    (
      "an AMP ending",
      {
        $0.link = "https://amp.paper.example/news/1/amp/"; $0.guid = ""
      }
    ),
    ("the guid", { $0.guid = "urn:uuid:1" }),
    (
      "guid and link",
      {
        $0.guid = "4711"; $0.link = "https://www.paper.example/other/2"
      }
    ),
    ("the host", { $0.link = "https://www.paper-online.example/news/1" }),
    ("the feed", { $0.feed = "https://www.paper.example/politics/rss.xml" }),
    ("white space", { $0.text = $0.text.replacing(" the ", with: "\u{A0} the\n") }),
    ("entities and tags", { $0.text = "<p>" + $0.text.replacing("\"", with: "&quot;") + "</p>" }),
    ("quotes and dashes", { $0.text = $0.text.replacing("\"", with: "\u{201D}") }),
    (
      "invisible characters",
      { $0.text = $0.text.replacing("bridge", with: "bri\u{AD}dge").replacing("road", with: "ro\u{200B}ad") }
    ),
    ("the headline's case", { $0.title = $0.title.uppercased() }),
    ("the site's name in the headline", { $0.title += " | The Paper" }),
    ("a dash and the site's name", { $0.title += " - The Paper" }),
    ("boilerplate around", { $0.text = "Share this article\n\n\($0.text)\n\n© 2026 The Paper. All rights reserved." }),
    (
      "boilerplate inside",
      { $0.text = $0.text.replacing("\n\nThe first", with: "\n\nReading time: 4 minutes\n\nThe first") }
    ),
    ("a by-line", { $0.text = "By Anna Keller and Tomas Brandt\n\n" + $0.text }),
    ("the end, with a mark", { $0.text = String($0.text.prefix(190)) + "… Continue reading" }),
    ("a link to more", { $0.text += "\n\nRead more »" }),
    ("all of the text", { $0.text = "" }),
  ]

  @Test(arguments: again.indices)
  func `an item is the same when only its wrapping changes`(_ index: Int) {
    let (what, change) = Self.again[index]
    var stream = Stream()
    _ = stream.take(Texts.item(Texts.bridge))
    var second = Texts.item(Texts.bridge)
    change(&second)
    #expect(stream.take(second) == "same a", "\(what)")
  }

  static let changed: [(what: String, change: @Sendable (inout ArrivingArticle) -> Void)] = [
    ("the headline", { $0.title = "Lorries cross Orlova bridge again" }),
    ("a number", { $0.text = $0.text.replacing("nineteen", with: "ninety") }),
    ("a fact reversed", { $0.text = $0.text.replacing("was a column", with: "was not a column") }),
    ("a correction line", { $0.text += "\n\nCorrection: an earlier version misstated the rank of the officer." }),
    ("an update line", { $0.text += "\n\nUpdated at 18:40: nobody else was hurt." }),
    ("a paragraph less", { $0.text = String($0.text.prefix(170)) }),
    ("the order", { $0.text = $0.text.split(separator: "\n\n").reversed().joined(separator: "\n\n") }),
    ("a spelling", { $0.text = $0.text.replacing("Orlova", with: "Orlovo") }),
    (
      "a word, and the address",
      {
        $0.text = $0.text.replacing("insulin", with: "blankets"); $0.link += "-corrected"; $0.guid = "9"
      }
    ),
  ]

  @Test(arguments: changed.indices)
  func `an item is a revision when words really change`(_ index: Int) {
    let (what, change) = Self.changed[index]
    var stream = Stream()
    _ = stream.take(Texts.item(Texts.bridge))
    var second = Texts.item(Texts.bridge)
    change(&second)
    #expect(stream.take(second) == "revision a", "\(what)")
    #expect(stream.take(second) == "same a", "\(what), again")
    #expect(stream.take(Texts.item(Texts.bridge)) == "same a", "\(what): the first version again")
  }

  @Test func `a text that arrives after its teaser or after nothing is a revision`() {
    var stream = Stream()
    _ = stream.take(Texts.item(""))
    #expect(stream.take(Texts.item(Texts.bridge)) == "revision a")
    _ = stream.take(Texts.item(String(Texts.harvest.prefix(120)) + " […]", path: "/news/2", title: "Harvest"))
    #expect(stream.take(Texts.item(Texts.harvest, path: "/news/2", title: "Harvest")) == "revision c")
  }

  @Test func `a guid or a link used again for another text is a new article`() {
    var stream = Stream()
    _ = stream.take(Texts.item(Texts.bridge, guid: "17"))
    #expect(stream.take(Texts.item(Texts.harvest, guid: "17", path: "/news/2", title: "Harvest")) == "new")
    #expect(stream.take(Texts.item(Texts.harvest, guid: "18", path: "/news/1", title: "Harvest")) == "same b")
    var others = Stream()
    _ = others.take(Texts.item(Texts.bridge))
    #expect(others.take(Texts.item(Texts.harvest, guid: "x", title: "Harvest")) == "new")
  }

  @Test func `a bare number is a guid within its source alone`() {
    var stream = Stream()
    _ = stream.take(Texts.item(Texts.bridge, guid: "17"))
    #expect(stream.take(Texts.item(Texts.harvest, site: "other.example", guid: "17")) == "new")
  }

  @Test func `parameters that name the article are kept`() {
    var stream = Stream()
    _ = stream.take(Texts.item(Texts.bridge, guid: "", path: "/?p=12"))
    #expect(stream.take(Texts.item(Texts.harvest, guid: "", path: "/?p=13")) == "new")
  }

  @Test func `very short texts are told apart by identity alone`() {
    var stream = Stream()
    let alert = "Air raid alert in the Orlova district."
    _ = stream.take(Texts.item(alert, path: "/1", title: ""))
    #expect(stream.take(Texts.item(alert, path: "/2", title: "")) == "new")
    #expect(stream.take(Texts.item(alert, path: "/1", title: "")) == "same a")
    #expect(
      stream.take(Texts.item("Air raid alert in the Orlova district, two dead.", path: "/1", title: "")) == "revision a"
    )
  }

  @Test(arguments: [
    ("https://www.a.co.uk/x", "https://www.b.co.uk/x", false),
    ("https://news.paper.example/x", "https://www.paper.example/y", true),
    ("https://one.blogspot.com/x", "https://two.blogspot.com/x", false),
    ("https://t.me/channel/1", "https://t.me/s/channel/2", true),
    ("https://t.me/channel/1", "https://t.me/other/1", false),
  ])
  func `a source is a publisher, a blog or a channel`(_ first: String, _ second: String, _ isOne: Bool) {
    var stream = Stream()
    _ = stream.take(ArrivingArticle(feed: "https://a.example/1", link: first, title: "T", text: Texts.bridge))
    let answer = stream.take(ArrivingArticle(feed: "https://b.example/2", link: second, title: "T", text: Texts.bridge))
    #expect(answer == (isOne ? "same a" : "syndicated a"))
  }
}
