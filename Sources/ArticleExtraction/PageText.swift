internal import Markup

/// A page's bytes as valid UTF-8, or the reason why they are no page.
struct PageText {
  let utf8: [UInt8]

  /// - Parameter contentType: The `Content-Type` header.
  init(page: [UInt8], contentType: String?) throws(ArticleExtractionError) {
    guard page.count <= ArticleLimits.pageBytesMax else {
      throw .tooLarge(byteCount: page.count, limit: ArticleLimits.pageBytesMax)
    }
    let type = contentType.map { MediaType($0) }
    if let found = PageText.otherKind(page, type?.essence) { throw .notHTML(found: found) }
    utf8 = try PageText.decoded(page, charset: type?.charset)
  }

  /// What the bytes are, when they are no page: told by their first bytes, else by what the server calls them.
  private static func otherKind(_ page: [UInt8], _ essence: String?) -> String? {
    for (signature, kind) in signatures where page.starts(with: signature) { return kind }
    guard let essence else { return nil }
    let isOther = ["image/", "audio/", "video/", "font/"].contains { essence.hasPrefix($0) }
    return isOther || essence == "application/pdf" || essence == "application/zip" ? essence : nil
  }

  private static let signatures: [(bytes: [UInt8], kind: String)] = [
    (Array("%PDF-".utf8), "a PDF"), ([0x89, 0x50, 0x4E, 0x47], "a PNG image"), ([0xFF, 0xD8, 0xFF], "a JPEG image"),
    (Array("GIF8".utf8), "a GIF image"), ([0x50, 0x4B, 0x03, 0x04], "a ZIP archive"), ([0x1F, 0x8B], "gzip data"),
  ]

  private static func decoded(_ page: [UInt8], charset: String?) throws(ArticleExtractionError) -> [UInt8] {
    let finding = EncodingDetector.find(
      in: Array(page.prefix(EncodingDetector.headBytesMax)), charset: charset, kind: .html)
    let body = finding.markBytes > 0 ? Array(page[finding.markBytes...]) : page
    // What is valid UTF-8 beyond ASCII is UTF-8, whatever an old template declares: no other text comes out so.
    if finding.encoding.isASCIICompatible, isWholeUTF8(body) { return withoutNUL(body) }
    // Declared or taken for UTF-8, and not valid: Windows' Latin-1 is what such pages are written in.
    let encoding =
      finding.encoding == .utf8 ? finding.alternatives.first { $0 != .utf8 } ?? mended(body) : finding.encoding
    guard var decoder = TextDecoder(encoding) else {
      throw .unreadable(reason: "no converter for the encoding \(encoding.name)")
    }
    var text: [UInt8] = []
    text.reserveCapacity(body.count + body.count / 8)
    decoder.decode(body.span, into: &text)
    decoder.finish(into: &text)
    return withoutNUL(text)
  }

  /// UTF-8 with a few faults stays UTF-8, its faults replaced; with many it never was.
  private static func mended(_ body: [UInt8]) -> TextEncoding {
    var faults = 0
    var sequences = 0
    var at = 0
    while at < body.count {
      let valid = UTF8Sequence.validPrefix(body.span.extracting(at..<body.count)).count
      sequences += valid > 0 ? body[at..<(at + valid)].count { $0 >= 0xC0 } : 0
      at += valid
      if at < body.count {
        faults += 1
        at += 1
      }
      if faults > 200 { break }
    }
    return faults * 2 > sequences ? .windows1252 : .utf8
  }

  private static func isWholeUTF8(_ body: [UInt8]) -> Bool {
    UTF8Sequence.validPrefix(body.span).count == body.count
  }

  /// NUL ends texts in C; HTML has it as a sign to be skipped.
  private static func withoutNUL(_ text: [UInt8]) -> [UInt8] {
    text.contains(0) ? text.map { $0 == 0 ? 0x20 : $0 } : text
  }
}
