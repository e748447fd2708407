import FeedParsing
import Testing

private let list = """
  <?xml version="1.0"?>
  <opml version="2.0" xmlns:x="urn:x"><!-- <outline xmlUrl="http://e.org/a"/> -->
    <head><title>Desk</title><ownerName>me</ownerName></head>
    <body>
      <outline text="Ukraine" x:colour="blue">
        <outline type='rss' text="A > B" xmlUrl="http://e.org/a?x=1&amp;y=2" x:star="1"/>
      </outline>
      <outline text="b" xmlUrl="http://e.org/b"></outline>
    </body>
  </opml>

  """

private func edited(_ text: String, _ change: (inout OPMLEditor) throws -> Void) throws -> String {
  var editor = try OPMLEditor(Array(text.utf8))
  try change(&editor)
  return String(decoding: editor.text, as: UTF8.self)
}

@Test func `a feed is added to its folder, and nothing else changes`() throws {
  let text = try edited(list) {
    try $0.add(OPMLSubscription(feedURL: "http://e.org/c?a&b", title: "C \"3\"", folders: ["Ukraine"]))
  }
  let line = "      <outline type=\"rss\" text=\"C &quot;3&quot;\" xmlUrl=\"http://e.org/c?a&amp;b\"/>\n"
  #expect(text.contains(line))
  #expect(text.replacing(line, with: "") == list)
}

@Test func `folders that are not there are made, in the folder that is`() throws {
  let text = try edited(list) {
    try $0.add(OPMLSubscription(feedURL: "http://e.org/c", folders: ["Ukraine", "Front"]))
  }
  let document = try OPMLDocument(parsing: Array(text.utf8))
  #expect(document.subscriptions.first { $0.feedURL == "http://e.org/c" }?.folders == ["Ukraine", "Front"])
  #expect(document.subscriptions.count == 3)
}

@Test func `what was added can be taken out again, and the list is as it was`() throws {
  let text = try edited(list) { editor in
    try editor.add(OPMLSubscription(feedURL: "http://e.org/c", intervalText: "5m"))
    #expect(try editor.document().subscriptions.last?.interval == .seconds(300))
    let count = try editor.remove(feed: "http://e.org/c")
    #expect(count == 1)
  }
  #expect(text == list)
}

@Test(arguments: [("http://e.org/a?x=1&y=2", 3), ("http://e.org/b", 1)])
func `a removed feed is gone with its lines and the folder it alone was in, a comment that looks like one stays`(
  _ url: String, lines: Int
) throws {
  let text = try edited(list) { _ = try $0.remove(feed: url) }
  #expect(try OPMLDocument(parsing: Array(text.utf8)).subscriptions.count == 1)
  #expect(text.contains("<!-- <outline xmlUrl=\"http://e.org/a\"/> -->"))
  #expect(text.split(separator: "\n").count == list.split(separator: "\n").count - lines)
}

@Test(arguments: [
  "<outline text=\"F\"><!-- why --><outline xmlUrl=\"http://e.org/a\"/></outline>",
  "<outline text=\"F\"><outline text=\"empty\"></outline><outline xmlUrl=\"http://e.org/a\"/></outline>",
])
func `a folder in which something is left stays`(_ folder: String) throws {
  let text = try edited("<opml version=\"2.0\"><body>\(folder)</body></opml>") {
    _ = try $0.remove(feed: "http://e.org/a")
  }
  #expect(text.contains("<outline text=\"F\">") && !text.contains("e.org"))
}

@Test func `folders within folders go together, as far up as they are empty`() throws {
  let inner = "<outline text=\"A\"><outline text=\"B\">\n<outline xmlUrl=\"http://e.org/a\"/></outline></outline>"
  let text = try edited("<opml version=\"2.0\"><body>\(inner)</body></opml>") {
    _ = try $0.remove(feed: "http://e.org/a")
  }
  #expect(text == "<opml version=\"2.0\"><body></body></opml>")
}

@Test func `a feed that is not there is removed from nothing`() throws {
  var editor = try OPMLEditor(Array(list.utf8))
  let count = try editor.remove(feed: "http://e.org/none")
  #expect(count == 0 && editor.text == Array(list.utf8))
}

@Test(arguments: [
  "<opml><body><outline xmlUrl=\"http://e.org/a\"></body></opml>", "<opml><body><outline text=a/></body></opml>",
  "<opml><head/></opml>", "<rss/>", "",
])
func `a list that is broken or no list is refused, with the place`(_ text: String) {
  #expect(throws: OPMLEditor.Failure.self) { try OPMLEditor(Array(text.utf8)) }
}
