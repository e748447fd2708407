import Markup
import Testing

@Test(arguments: [
  ("Latin1", "windows-1252"), (" 'UTF8' ", "utf-8"), ("x-sjis", "shift_jis"), ("GB_2312-80", "gb18030"),
  ("windows-874", "tis-620"), ("iso8859-2", "iso-8859-2"), ("cp1251", "windows-1251"), ("KS_C_5601-1987", "euc-kr"),
])
func `an encoding has many names`(label: String, name: String) {
  #expect(TextEncoding.named(label)?.name == name)
}

@Test(arguments: ["", "x-martian", "utf-7", "../../etc", "utf-8 or so"])
func `what is no encoding is none`(label: String) { #expect(TextEncoding.named(label) == nil) }

@Test func `a character cut in two is put together`() throws {
  for (label, bytes, text) in [("shift_jis", [0x90, 0xAD, 0x95, 0x7B], "政府"), ("utf-8", [0xE6, 0x94, 0xBF], "政")]
    as [(String, [UInt8], String)]
  {
    for cut in 0...bytes.count {
      let encoding = try #require(TextEncoding.named(label))
      guard var decoder = TextDecoder(encoding) else {
        Issue.record("no decoder for \(label)")
        continue
      }
      var output: [UInt8] = []
      decoder.decode(bytes.span.extracting(0..<cut), into: &output)
      decoder.decode(bytes.span.extracting(cut..<bytes.count), into: &output)
      decoder.finish(into: &output)
      #expect(String(decoding: output, as: UTF8.self) == text)
      #expect(decoder.undecodableCount == 0)
    }
  }
}

@Test func `bytes that mean nothing are replaced and counted`() throws {
  let encoding = try #require(TextEncoding.named("euc-jp"))
  guard var decoder = TextDecoder(encoding) else {
    Issue.record("no decoder")
    return
  }
  var output: [UInt8] = []
  decoder.decode([0x61, 0xFF, 0x62, 0xC0].span, into: &output)
  decoder.finish(into: &output)
  #expect(String(decoding: output, as: UTF8.self) == "a\u{FFFD}b\u{FFFD}")
  #expect(decoder.undecodableCount == 2)
  #expect(decoder.firstUndecodable == 1)
}

@Test(
  arguments: [
    ([], 0, false), ([0x61], 1, false), ([0x61, 0xC3], 1, true), ([0x61, 0xC3, 0xA9], 3, false),
    ([0xC0, 0x80], 0, false),
    ([0xED, 0xA0, 0x80], 0, false), ([0xF4, 0x90, 0x80, 0x80], 0, false), ([0xF0, 0x9F, 0x98], 0, true),
  ] as [([UInt8], Int, Bool)])
func `UTF-8 is valid up to where it is not`(bytes: [UInt8], count: Int, isCut: Bool) {
  let prefix = UTF8Sequence.validPrefix(bytes.span)
  #expect(prefix.count == count)
  #expect(prefix.restIsCut == isCut)
}

@Test func `a media type gives its charset whatever the quotes`() {
  #expect(MediaType("Text/XML; x=1; charset = \"koi8-r\"").charset == "koi8-r")
  #expect(MediaType("application/rss+xml;charset='utf-8'").charset == "utf-8")
  #expect(MediaType(" Text/HTML ").essence == "text/html")
}
