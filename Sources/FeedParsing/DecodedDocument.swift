import Markup
import Model

/// A whole document as UTF-8, by the encoding that fits it best.
///
/// The encodings that were named are tried in their order; the first under which every byte means something is
/// taken. When none fits, UTF-8 with a few bad bytes is still UTF-8, and else a guess is made.
struct DecodedDocument {
  private(set) var text: [UInt8] = []
  private(set) var encoding: TextEncoding
  private(set) var repairs: [FeedRepair] = []

  init(_ document: [UInt8], contentType: MediaType?, limits: FeedLimits) {
    let finding = EncodingDetector.find(
      in: Array(document.prefix(EncodingDetector.headBytesMax)), charset: contentType?.charset, kind: .xml)
    encoding = finding.encoding
    for name in finding.refused { note(.encoding, "encoding \(name.prefix(40)) is unknown, or contradicts the bytes") }
    // Shared where nothing is cut off: a document may be large.
    let body = finding.markBytes == 0 ? document : Array(document.dropFirst(finding.markBytes))
    let candidates = [finding.encoding] + finding.alternatives
    if finding.markBytes == 0, finding.encoding.isSingleByte, TextSniffing.isMultibyteUTF8(body) {
      note(.encoding, "declared \(finding.encoding.name), and is UTF-8")
      encoding = .utf8
      text = body
      return
    }
    for candidate in candidates {
      guard let attempt = Self.decode(body, as: candidate), attempt.undecodable == 0 else { continue }
      if candidate != finding.encoding {
        note(.encoding, "declared \(finding.encoding.name), and is \(candidate.name)")
      }
      encoding = candidate
      text = attempt.text
      return
    }
    takeBest(of: body, finding: finding)
  }

  /// No encoding that was named fits.
  private mutating func takeBest(of body: [UInt8], finding: EncodingDetector.Finding) {
    let isDeclared = finding.isDeclared && finding.encoding != .ascii
    if finding.encoding != .utf8, isDeclared || finding.encoding.unitBytes > 1 {
      keep(body, as: finding.encoding)
    } else if finding.markBytes > 0 || EncodingGuess.isMostlyUTF8(body) {
      keep(body, as: .utf8)
    } else {
      let guess = EncodingGuess.guess(body)
      note(.encoding, "the encoding is not known; read as \(guess.name)")
      keep(body, as: guess)
    }
  }

  private mutating func keep(_ body: [UInt8], as chosen: TextEncoding) {
    encoding = chosen
    guard let attempt = Self.decode(body, as: chosen) ?? Self.decode(body, as: .windows1252) else { return }
    text = attempt.text
    if let place = attempt.firstUndecodable {
      let (line, column) = Self.place(of: place, in: text)
      repairs.append(
        FeedRepair(
          kind: .undecodable, message: "\(attempt.undecodable) bytes are not \(chosen.name)", line: line, column: column
        ))
    }
  }

  private mutating func note(_ kind: FeedRepair.Kind, _ message: String) {
    repairs.append(FeedRepair(kind: kind, message: message, line: 1, column: 1))
  }

  private static func decode(
    _ bytes: [UInt8], as encoding: TextEncoding
  ) -> (text: [UInt8], undecodable: Int, firstUndecodable: Int?)? {
    if encoding == .utf8, UTF8Sequence.validPrefix(bytes.span).count == bytes.count { return (bytes, 0, nil) }
    guard var decoder = TextDecoder(encoding) else { return nil }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + bytes.count / 4)
    decoder.decode(bytes.span, into: &text)
    decoder.finish(into: &text)
    return (text, decoder.undecodableCount, decoder.firstUndecodable)
  }

  private static func place(of offset: Int, in text: [UInt8]) -> (line: Int, column: Int) {
    let before = text[..<min(offset, text.count)]
    let line = before.reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
    let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    return (line, offset - start + 1)
  }
}
