import Markup
import Testing

/// Notes events in words, texts that follow one another as one.
private final class EventNotes: XMLEventSink {
  private(set) var notes: [String] = []
  private var text: [UInt8] = []
  private var elements: [String] = []
  private var attributes: [String] = []

  func code(ofElement name: XMLName) -> Int {
    elements.append(name.local)
    return elements.count - 1
  }

  func code(ofAttribute name: XMLName) -> Int {
    attributes.append(name.local)
    return attributes.count - 1
  }

  func startElement(_ code: Int, _ values: XMLAttributes) {
    endText()
    let written = (0..<values.count).map { " \(attributes[values.code(at: $0)])=\(values.value(at: $0))" }
    notes.append("<" + elements[code] + written.joined())
  }

  func endElement() {
    endText()
    notes.append(">")
  }

  func rootDeclares(namespace uri: String, prefix: String?) { notes.append("xmlns=\(uri)") }
  func text(_ bytes: Span<UInt8>) { for index in bytes.indices { text.append(bytes[index]) } }
  func flaw(_ flaw: XMLFlaw) { notes.append("flaw \(flaw.kind) \(flaw.line):\(flaw.column)") }

  private func endText() {
    if !text.isEmpty { notes.append("text " + String(decoding: text, as: UTF8.self)) }
    text = []
  }
}

/// What a parser says of a document that comes in pieces of these sizes, over and over; characters stay whole.
private func notes(_ document: String, pieces: [Int]) -> [String] {
  let bytes = Array(document.utf8)
  let sink = EventNotes()
  guard let parser = XMLPushParser(sink: sink) else { return ["no parser"] }
  var start = 0
  var turn = 0
  repeat {
    var end = min(bytes.count, start + pieces[turn % pieces.count])
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    _ = parser.push(bytes.span.extracting(start..<end), isLast: end == bytes.count)
    start = end
    turn += 1
  } while start < bytes.count
  return sink.notes + [
    parser.failure.map { "failed at \($0.line):\($0.column)" } ?? "sound, \(parser.line):\(parser.column)"
  ]
}

private let long = String(repeating: "<p>Слово за слово &amp; [word] ]] ]></p>\n", count: 40)

@Test(arguments: [
  "<r><![CDATA[\(long)]]></r>",
  "<r>before <![CDATA[\(long)]]> between <![CDATA[\(long)]]]]><![CDATA[>\(long)]]></r>\n",
  "<r a='1'><![CDATA[]]><e><![CDATA[short]]></e><!-- <![CDATA[\(long)]]> --><?pi <![CDATA[\(long)]]> ?></r>",
  "<!DOCTYPE r [<!ENTITY e \"&#60;![CDATA[\(String(repeating: "x", count: 300))]]>\">]><r><![CDATA[\(long)]]>&u;</r>",
  "<r><![CDATA[<![CDATA[ \(long) <![CDATA[ ]] ]>]]></r><!-- end -->",
])
func `a text is the same whether its CDATA section comes whole or in pieces`(document: String) {
  let whole = notes(document, pieces: [document.utf8.count])
  #expect(whole.last?.hasPrefix("sound") == true)
  for pieces in [[1], [2, 3], [7], [200], [211, 1, 1], [500, 9], [1_000]] {
    #expect(notes(document, pieces: pieces) == whole, "pieces of \(pieces)")
  }
}

@Test(arguments: ["\u{1}", "\u{8}", "\u{1F}", "\u{FFFE}", "\u{FFFF}"])
func `a character that XML forbids is refused in a long CDATA section, too`(character: String) {
  let document = "<r><![CDATA[\(long)\(character)\(long)]]></r>"
  for pieces in [[1], [300], [document.utf8.count]] {
    #expect(notes(document, pieces: pieces).last?.hasPrefix("failed") == true, "pieces of \(pieces)")
  }
}

@Test func `a CDATA section without an end makes the document ill-formed`() {
  for pieces in [[1], [300], [100_000]] {
    #expect(notes("<r><![CDATA[\(long)]]", pieces: pieces).last?.hasPrefix("failed") == true)
  }
}

@Test func `flaws behind a long CDATA section are told with their own line`() {
  let document = "<r><![CDATA[\(long)]]>\n&what;</r>"
  let lines = long.utf8.count { $0 == 0x0A }
  #expect(notes(document, pieces: [100_000]).contains { $0.hasPrefix("flaw undeclaredEntity \(lines + 2):") })
}

@Test func `a flood of openings in a comment takes time in proportion`() {
  let opening = String(repeating: "<![CDATA[", count: 100_000)
  #expect(notes("<r><!-- \(opening) --></r>", pieces: [1 << 20]).last?.hasPrefix("sound") == true)
}

@Test func `more names than are remembered are told apart all the same`() {
  let many = (0..<300).map { "<e\($0) a\($0)='\($0)'/>" }.joined()
  let written = notes("<r>\(many)\(many)</r>", pieces: [1_000])
  for number in 0..<300 { #expect(written.count { $0 == "<e\(number) a\(number)=\(number)" } == 2) }
}
