import Markup

/// What a parser says of an XML document, texts that follow one another as one: for comparing.
final class XMLTranscript: XMLEventSink {
  private(set) var bytes: [UInt8] = []

  func code(ofElement name: XMLName) -> Int { 0 }
  func code(ofAttribute name: XMLName) -> Int { 0 }
  func startElement(_ code: Int, _ attributes: XMLAttributes) {
    bytes.append(0)
    for index in 0..<attributes.count { bytes += Array(attributes.value(at: index).utf8) + [1] }
  }
  func endElement() { bytes.append(2) }
  func rootDeclares(namespace uri: String, prefix: String?) {}
  func text(_ text: Span<UInt8>) { for index in text.indices { bytes.append(text[index]) } }
  func flaw(_ flaw: XMLFlaw) {}
}

/// A sound document says the same in pieces of any size, cut between characters.
func checkXMLInPieces(_ bytes: [UInt8], of pieceBytes: Int) {
  guard UTF8Sequence.validPrefix(bytes.span).count == bytes.count else { return }
  let whole = XMLTranscript()
  guard let parser = XMLPushParser(sink: whole), parser.push(bytes.span, isLast: true) else { return }
  let cut = XMLTranscript()
  guard let again = XMLPushParser(sink: cut) else { return }
  var start = 0
  while start < bytes.count {
    var end = min(bytes.count, start + pieceBytes)
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    let isSound = again.push(bytes.span.extracting(start..<end), isLast: end == bytes.count)
    precondition(isSound, "a document sound as a whole is not in pieces")
    start = end
  }
  precondition(whole.bytes == cut.bytes, "a document says something else in pieces")
}
