import FeedParsing
import Model
import Testing

private let list = """
  <?xml version="1.0" encoding="UTF-8"?>
  <opml version="2.0" xmlns:salient="urn:salient:opml:1" xmlns:x="urn:x"><head><title>Wars &amp; more</title></head><body>
  <outline text="Ukraine"><outline text="Desk" type="rss" xmlUrl="http://e.org/a?x=1&amp;y=2" htmlUrl="http://e.org/" salient:interval="1h30m"/>
  <outline text="Front"><outline title="Deep" xmlurl="http://e.org/b" x:star="yes" isComment="false"/></outline></outline>
  <outline text="Top" type="atom" url="http://e.org/c" category="/a/b,news"/><outline text="a link" type="link" url="http://e.org/d"/>
  </body></opml>
  """

@Test func `a list gives its feeds with their folders`() throws {
  let document = try OPMLDocument(parsing: Array(list.utf8))
  #expect(document.title == "Wars & more")
  #expect(document.repairs == [])
  #expect(document.subscriptions.map(\.feedURL) == ["http://e.org/a?x=1&y=2", "http://e.org/b", "http://e.org/c"])
  #expect(document.subscriptions.map(\.folders) == [["Ukraine"], ["Ukraine", "Front"], []])
  #expect(document.subscriptions.map(\.title) == ["Desk", "Deep", "Top"])
  #expect(document.subscriptions[0].interval == .seconds(5_400))
  #expect(document.subscriptions[0].line == 3)
  #expect(document.subscriptions[2].tags == ["/a/b", "news"])
  #expect(
    document.subscriptions[1].otherAttributes == [
      OPMLAttribute(name: "x:star", value: "yes"), OPMLAttribute(name: "isComment", value: "false"),
    ])
}

@Test func `written and read again a list is the same`() throws {
  var document = try OPMLDocument(parsing: Array(list.utf8))
  var again = try OPMLDocument(parsing: document.bytes())
  #expect(again.subscriptions.map(\.line) != document.subscriptions.map(\.line))
  for index in document.subscriptions.indices { document.subscriptions[index].line = 0 }
  for index in again.subscriptions.indices { again.subscriptions[index].line = 0 }
  #expect(again == document)
}

@Test func `a broken list is mended`() throws {
  let document = try OPMLDocument(
    parsing: Array(
      "<opml><body><outline text=\"A & B\" xmlUrl=\"http://e.org/?a=1&b=2\" salient:interval=\"5m\"/>".utf8))
  #expect(document.subscriptions.map(\.feedURL) == ["http://e.org/?a=1&b=2"])
  #expect(document.subscriptions.first?.title == "A & B")
  #expect(document.subscriptions.first?.interval == .seconds(300))
  #expect(Set(document.repairs.map(\.kind)) == [.character, .truncated])
}

@Test func `thousands of feeds are no burden`() throws {
  let subscriptions = (0..<20_000).map {
    OPMLSubscription(feedURL: "http://e.org/\($0)", title: "Feed \($0)", folders: ["f\($0 % 50)", "g\($0 % 7)"])
  }
  let document = try OPMLDocument(parsing: OPMLDocument(subscriptions: subscriptions).bytes())
  #expect(Set(document.subscriptions.map(\.feedURL)) == Set(subscriptions.map(\.feedURL)))
}

@Test(arguments: [
  ("90s", 90), ("5m", 300), ("1h30m", 5_400), ("2d", 172_800), ("PT5M", 300), ("P1DT1H", 90_000), (" 10 m ", 600),
])
func `intervals are read as people write them`(written: String, seconds: Int) {
  #expect(OPMLSubscription(feedURL: "u", intervalText: written).interval == .seconds(seconds))
}

@Test(arguments: ["", "5", "m", "five minutes", "5x", "999999999999999999999h", "1000d"])
func `what is no interval is none`(written: String) {
  #expect(OPMLSubscription(feedURL: "u", intervalText: written).interval == nil)
}

@Test func `other documents are refused`() {
  #expect(throws: OPMLError.notOPML(found: "<rss>")) { try OPMLDocument(parsing: Array("<rss/>".utf8)) }
  #expect(throws: OPMLError.empty) { try OPMLDocument(parsing: []) }
}
