import FeedParsing
import Model
import Testing

/// `Ж – é` and the like in some encoding, as bytes between ASCII markup.
private func document(declaring name: String?, title: [UInt8]) -> [UInt8] {
  let declaration = name.map { "<?xml version=\"1.0\" encoding=\"\($0)\"?>" } ?? "<?xml version=\"1.0\"?>"
  return Array("\(declaration)<rss version=\"2.0\"><channel><title>".utf8) + title
    + Array("</title></channel></rss>".utf8)
}

@Test(
  arguments: [
    ("windows-1251", [0xC6, 0xE0], "Жа", "windows-1251"), ("koi8-r", [0xF6, 0xC1], "Жа", "koi8-r"),
    ("iso-8859-1", [0xE9, 0x92], "é’", "windows-1252"), ("gb2312", [0xD5, 0xFE, 0xB8, 0xAE], "政府", "gb18030"),
    ("Shift_JIS", [0x90, 0xAD, 0x95, 0x7B], "政府", "shift_jis"), ("euc-jp", [0xC0, 0xAF, 0xC9, 0xDC], "政府", "euc-jp"),
    ("euc-kr", [0xC1, 0xA4, 0xBA, 0xCE], "정부", "euc-kr"), ("big5", [0xAC, 0x46, 0xA9, 0xB2], "政府", "big5"),
  ] as [(String, [UInt8], String, String)])
func `declared encodings are decoded`(name: String, bytes: [UInt8], title: String, reported: String) throws {
  let feed = try FeedParser.parse(document(declaring: name, title: bytes))
  #expect(feed.title?.plain == title)
  #expect(feed.encoding == reported)
  #expect(feed.repairs == [])
}

@Test func `HTTP's charset counts more than the document's own`() throws {
  let feed = try FeedParser.parse(
    document(declaring: "iso-8859-5", title: [0xC6, 0xE0]), contentType: "application/rss+xml; charset='windows-1251'")
  #expect(feed.title?.plain == "Жа")
}

@Test func `a byte order mark counts more than both`() throws {
  let text = "<?xml version=\"1.0\" encoding=\"koi8-r\"?><rss version=\"2.0\"><channel><title>Ж</title></channel></rss>"
  for isLittle in [true, false] {
    let units = [0xFEFF] + Array(text.utf16)
    let bytes = units.flatMap { isLittle ? [UInt8($0 & 0xFF), UInt8($0 >> 8)] : [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    let feed = try FeedParser.parse(bytes, contentType: "text/xml; charset=utf-8")
    #expect(feed.title?.plain == "Ж")
    #expect(feed.encoding == (isLittle ? "utf-16le" : "utf-16be"))
  }
}

@Test func `UTF-8 that is declared as something else is UTF-8`() throws {
  let feed = try FeedParser.parse(document(declaring: "iso-8859-1", title: Array("Straße".utf8)))
  #expect(feed.title?.plain == "Straße")
  #expect(feed.encoding == "utf-8")
  #expect(feed.repairs.map(\.kind) == [.encoding])
}

@Test func `a stray byte in UTF-8 spoils itself alone`() throws {
  let feed = try FeedParser.parse(
    document(declaring: "utf-8", title: Array("äöüßé don".utf8) + [0x92] + Array("t".utf8)))
  #expect(feed.title?.plain == "äöüßé don’t")
  #expect(feed.encoding == "utf-8")
  #expect(feed.repairs.map(\.kind) == [.undecodable])
}

@Test func `an encoding that nobody knows is said, and the document read`() throws {
  let feed = try FeedParser.parse(document(declaring: "x-martian", title: Array("a".utf8)))
  #expect(feed.title?.plain == "a")
  #expect(feed.repairs.map(\.kind) == [.encoding])
}

@Test func `Cyrillic without any declaration is guessed`() throws {
  let text = "войска заняли город сообщает министерство обороны"
  let bytes = text.unicodeScalars.map { scalar -> UInt8 in
    scalar.isASCII ? UInt8(scalar.value) : UInt8(scalar.value - 0x430 + 0xE0)
  }
  let feed = try FeedParser.parse(document(declaring: nil, title: bytes))
  #expect(feed.title?.plain == text)
  #expect(feed.encoding == "windows-1251")
}
