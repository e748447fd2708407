import Markup
import Model

/// Reads a sound XML feed as its bytes come.
///
/// Bytes are handed to the parser in pieces of one size, whatever the size they come in, so that the outcome cannot
/// depend on that.
final class XMLFeedReader {
  /// Small enough for libxml2's limit on input that it looks ahead in, large enough to cost nothing.
  private static let pieceBytes = 128 << 10

  private let finding: EncodingDetector.Finding
  private let sink: FeedEventSink
  private let parser: XMLPushParser
  private var decoder: TextDecoder?
  private var consumed: Int
  private var isSound = true

  init?(_ finding: EncodingDetector.Finding, limits: FeedLimits, baseURL: String?) {
    self.finding = finding
    sink = FeedEventSink(FeedBuilder(limits: limits, baseURL: baseURL))
    guard let parser = XMLPushParser(sink: sink, limits: limits.xml) else { return nil }
    self.parser = parser
    consumed = finding.markBytes
    if finding.encoding != .utf8 {
      decoder = TextDecoder(finding.encoding)
      if decoder == nil { return nil }
    } else {
      decoder = nil
    }
  }

  /// Reads on in the document, which has grown or is whole.
  ///
  /// - Parameter isCut: A limit ended the document: its end is none, and what is open there is no fault.
  /// - Returns: false when the document is not sound: it has to be mended as a whole.
  func read(_ document: [UInt8], isLast: Bool, isCut: Bool = false) -> Bool {
    while isSound, !sink.isFull, document.count - consumed >= Self.pieceBytes || isLast {
      let end = min(document.count, consumed + Self.pieceBytes)
      let isEnd = isLast && end == document.count
      isSound = readPiece(document, upTo: end, isEnd: isEnd && !isCut)
      if isEnd { break }
    }
    return isSound
  }

  private func readPiece(_ document: [UInt8], upTo end: Int, isEnd: Bool) -> Bool {
    let piece = document.span.extracting(consumed..<end)
    if finding.encoding == .utf8 {
      let (count, restIsCut) = UTF8Sequence.validPrefix(piece)
      guard count == piece.count || (restIsCut && !isEnd) else { return false }
      consumed += count
      return parser.push(piece.extracting(first: count), isLast: isEnd)
    }
    var text: [UInt8] = []
    decoder?.decode(piece, into: &text)
    if isEnd { decoder?.finish(into: &text) }
    guard decoder?.undecodableCount == 0 else { return false }
    consumed = end
    return parser.push(text.span, isLast: isEnd)
  }

  /// The feed, when the whole document was sound and is one.
  func finished(_ document: [UInt8]) -> Feed? {
    guard isSound, sink.rootIsFeed else { return nil }
    // Bytes that are UTF-8 throughout are hardly anything else, whatever a label of one byte a character says.
    if finding.encoding.isSingleByte, TextSniffing.isMultibyteUTF8(document) { return nil }
    return sink.finish(encoding: finding.encoding.name)
  }
}

extension FeedLimits {
  var xml: XMLLimits {
    var limits = XMLLimits()
    limits.attributeBytesMax = attributeBytesMax
    limits.attributesMax = attributesMax
    limits.namesMax = namesMax
    limits.entityBytesMax = entityBytesMax
    limits.entityBytesTotalMax = entityBytesTotalMax
    limits.entitiesMax = entitiesMax
    return limits
  }
}

/// What bytes say of their encoding by themselves.
enum TextSniffing {
  /// Valid UTF-8 with characters beyond ASCII in it.
  static func isMultibyteUTF8(_ bytes: [UInt8]) -> Bool {
    let hasHighBytes = bytes.contains { $0 >= 0x80 }
    return hasHighBytes && UTF8Sequence.validPrefix(bytes.span).count == bytes.count
  }
}
