/// Documents of the kinds that feeds come in, made of one small generator so that every run has the same bytes.
struct SampleDocument {
  static let all: [(name: String, bytes: [UInt8])] = [
    ("rss-cdata", rss(items: 300, paragraphs: 6, isEscaped: false)),
    ("rss-escaped", rss(items: 300, paragraphs: 6, isEscaped: true)),
    ("rss-headlines", rss(items: 1000, paragraphs: 0, isEscaped: false)),
    ("atom-html", atom(items: 300, paragraphs: 6, isXHTML: false)),
    ("atom-xhtml", atom(items: 300, paragraphs: 6, isXHTML: true)),
  ]

  private static let words =
    "the village on the river road was taken by troops near border after heavy shelling officials said Čelinac Запоріжжя №"
    .split(
      separator: " ")

  private struct Dice {
    var state: UInt64

    mutating func roll(_ sides: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % sides
    }
  }

  private static func sentence(_ dice: inout Dice, _ count: Int) -> String {
    (0..<count).map { _ in String(words[dice.roll(words.count)]) }.joined(separator: " ")
  }

  private static func body(_ dice: inout Dice, _ paragraphs: Int) -> String {
    (0..<paragraphs).map { _ in
      "<p>\(sentence(&dice, 40)) <a href=\"http://example.com/\(dice.roll(1000))\">\(sentence(&dice, 3))</a> \(sentence(&dice, 30)).</p>\n"
    }.joined()
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }

  private static func rss(items: Int, paragraphs: Int, isEscaped: Bool) -> [UInt8] {
    var dice = Dice(state: 7)
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
      <channel><title>Sample</title><link>http://example.com/</link><description>d</description><ttl>60</ttl>\n
      """
    for number in 0..<items {
      text += "<item>\n<title>\(sentence(&dice, 9))</title>\n<link>http://example.com/\(number)</link>\n"
      text +=
        "<guid isPermaLink=\"false\">urn:x:\(number)</guid>\n<pubDate>Mon, 06 Jan 2025 10:\(10 + number % 50):00 +0000</pubDate>\n"
      text +=
        "<dc:creator>Desk \(number % 9)</dc:creator>\n<category>front</category>\n<description>\(sentence(&dice, 30))</description>\n"
      if paragraphs > 0 {
        let html = body(&dice, paragraphs)
        text += "<content:encoded>\(isEscaped ? escaped(html) : "<![CDATA[\(html)]]>")</content:encoded>\n"
      }
      text += "</item>\n"
    }
    return Array((text + "</channel></rss>\n").utf8)
  }

  private static func atom(items: Int, paragraphs: Int, isXHTML: Bool) -> [UInt8] {
    var dice = Dice(state: 11)
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Sample</title><id>urn:x</id>
      <link rel="self" href="http://example.com/feed"/><link href="http://example.com/"/><updated>2025-01-06T10:00:00Z</updated>\n
      """
    for number in 0..<items {
      text +=
        "<entry><title type=\"text\">\(sentence(&dice, 9))</title><link rel=\"alternate\" type=\"text/html\" href=\"http://example.com/\(number)\"/>"
      text +=
        "<id>urn:x:\(number)</id><published>2025-01-06T10:\(10 + number % 50):00Z</published><updated>2025-01-06T11:00:00Z</updated>"
      text +=
        "<author><name>Desk \(number % 9)</name></author><category term=\"front\"/><summary>\(sentence(&dice, 30))</summary>"
      let html = body(&dice, paragraphs)
      text +=
        isXHTML
        ? "<content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">\(html)</div></content></entry>\n"
        : "<content type=\"html\">\(escaped(html))</content></entry>\n"
    }
    return Array((text + "</feed>\n").utf8)
  }
}
