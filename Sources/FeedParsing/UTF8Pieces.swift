import Markup

/// Hands a whole text to a parser in pieces.
///
/// libxml2 refuses to look ahead in more than 10 MB at once; pieces end between characters.
enum UTF8Pieces {
  private static let pieceBytes = 64 << 10

  /// - Parameter until: Asked after each piece whether enough has been read.
  /// - Returns: false when the parser found the text ill-formed.
  static func push(_ text: [UInt8], to parser: XMLPushParser, isLast: Bool, until isEnough: () -> Bool = { false })
    -> Bool
  {
    var start = 0
    while start < text.count, !isEnough() {
      var end = min(text.count, start + pieceBytes)
      while end < text.count, end > start, text[end] & 0xC0 == 0x80 { end -= 1 }
      guard parser.push(text.span.extracting(start..<end), isLast: isLast && end == text.count) else { return false }
      start = end
    }
    return true
  }
}
