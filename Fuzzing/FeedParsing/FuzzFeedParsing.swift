import FeedParsing
import FuzzDriver
import Markup
import Model

/// Any bytes at all: the parser answers or refuses, whole and in pieces alike.
@c(LLVMFuzzerTestOneInput)
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let whole = parse(bytes, pieces: max(1, count))
  precondition(whole == parse(bytes, pieces: 7), "the cut into pieces made a difference")
  if let feed = whole {
    precondition(!NeutralFeedDocument.bytes(of: feed).isEmpty)
    for item in feed.items { check(item) }
  }
  checkXMLInPieces(bytes, of: 5)
  checkXMLInPieces(bytes, of: 400)
  if let list = try? OPMLDocument(parsing: bytes) {
    let again = try? OPMLDocument(parsing: list.bytes())
    precondition(again?.subscriptions.count == list.subscriptions.count, "a list written and read again lost feeds")
  }
  return 0
}

func parse(_ bytes: [UInt8], pieces: Int) -> Feed? {
  var parser = FeedParser(contentType: nil, baseURL: "http://example.com/a/b")
  var start = 0
  while start < bytes.count {
    let end = min(bytes.count, start + pieces)
    parser.push(bytes.span.extracting(start..<end))
    start = end
  }
  // A refusal is an answer.
  return try? parser.finish()
}

/// What was made safe stays as it is when it is made safe again, and holds no script.
func check(_ item: FeedItem) {
  for text in [item.title, item.summary, item.content].compactMap(\.self) {
    precondition(String(validating: text.raw.utf8, as: UTF8.self) == text.raw, "a text is not UTF-8")
    let safe = text.safeHTML
    precondition(HTMLSanitizer.safeHTML(safe, base: nil) == safe, "sanitising again changes the text")
    precondition(!safe.lowercased().contains("<script"), "a script stays")
    precondition(HTMLText.plain(safe) == text.plain || text.kind != .text, "plain text differs from its HTML")
  }
}
