import Markup

/// Hands a parser's events to a `FeedBuilder`.
///
/// The parser calls back into an object; the builder is a value inside it, so that one check of exclusive access an
/// event is enough.
final class FeedEventSink: XMLEventSink {
  var builder: FeedBuilder

  init(_ builder: FeedBuilder) { self.builder = builder }

  func code(ofElement name: XMLName) -> Int { builder.code(ofElement: name) }
  func code(ofAttribute name: XMLName) -> Int { builder.code(ofAttribute: name) }
  func startElement(_ code: Int, _ attributes: XMLAttributes) { builder.startElement(code, attributes) }
  func endElement() { builder.endElement() }
  func rootDeclares(namespace uri: String, prefix: String?) { builder.rootDeclares(namespace: uri) }
  func text(_ bytes: Span<UInt8>) { builder.text(bytes) }
  func flaw(_ flaw: XMLFlaw) { builder.flaw(flaw) }
}
