import FeedParsing
import Model
import Testing

/// Cut into pieces of given sizes, over and over.
private func parse(_ bytes: [UInt8], pieces: [Int]) throws -> Feed {
  var parser = FeedParser(contentType: nil, baseURL: "http://example.com/")
  var start = 0
  var turn = 0
  while start < bytes.count {
    let end = min(bytes.count, start + pieces[turn % pieces.count])
    parser.push(bytes.span.extracting(start..<end))
    start = end
    turn += 1
  }
  return try parser.finish()
}

private let longRSS: [UInt8] = {
  let items = (0..<400).map { number in
    "<item><guid>\(number)</guid><title>Čítanie \(number) &amp; 政府</title><description><![CDATA[<p>\(String(repeating: "слово ", count: 60))</p>]]></description></item>"
  }
  return Array(rss(items.joined()).utf8)
}()

private let documents: [(name: String, bytes: [UInt8])] = [
  ("RSS above one piece", longRSS),
  (
    "UTF-16",
    [0xFF, 0xFE]
      + String(decoding: longRSS.prefix(40_000), as: UTF8.self).utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
  ),
  (
    "ill-formed",
    Array(
      "<rss version=\"2.0\"><channel><title>A & B</title><item><title>é&nbsp;x</title><item><link>/1?a&b</link>".utf8)
  ),
  (
    "Atom",
    Array(
      atom(
        "<entry><id>1</id><content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>ä<br/>ö</p></div></content></entry>"
      ).utf8)
  ),
  (
    "JSON",
    Array("{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{\"id\":\"ä\",\"content_text\":\"x\"}]}".utf8)
  ),
  (
    "Latin-1",
    Array("<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><rss version=\"2.0\"><channel><title>".utf8) + [0xE9, 0x80]
      + Array("</title></channel></rss>".utf8)
  ),
]

@Test(arguments: documents.map(\.name))
func `how the bytes are cut makes no difference`(name: String) throws {
  let bytes = try #require(documents.first { $0.name == name }).bytes
  let whole = try FeedParser.parse(bytes, baseURL: "http://example.com/")
  var sizes = [[1_000], [4_096, 1, 7], [65_536], [3, 65_535]]
  if bytes.count < 10_000 { sizes += [[1], [2], [3, 1, 5]] }
  for pieces in sizes { #expect(try parse(bytes, pieces: pieces) == whole, "pieces of \(pieces)") }
}

@Test(arguments: documents.map(\.name), [1, 2, 3] as [UInt64])
func `random cuts make no difference either`(name: String, seed: UInt64) throws {
  let bytes = try #require(documents.first { $0.name == name }).bytes
  var state = seed
  let sizes = (0..<40).map { _ in
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    // From single bytes to more than the parser takes at once.
    return 1 + Int(state >> 40) % (1 << (Int(state >> 33) % 18))
  }
  let whole = try FeedParser.parse(bytes, baseURL: "http://example.com/")
  #expect(try parse(bytes, pieces: sizes) == whole, "pieces of \(sizes)")
}

@Test func `every single cut of a short document gives the same`() throws {
  let bytes = Array(rss("<item><title>é&amp;政<![CDATA[<b>x</b>]]>&#x4E2D;</title><guid>1</guid></item>").utf8)
  let whole = try FeedParser.parse(bytes, baseURL: "http://example.com/")
  for cut in 0...bytes.count {
    var parser = FeedParser(baseURL: "http://example.com/")
    parser.push(bytes.span.extracting(0..<cut))
    parser.push(bytes.span.extracting(cut..<bytes.count))
    #expect(try parser.finish() == whole, "cut at \(cut)")
  }
}
