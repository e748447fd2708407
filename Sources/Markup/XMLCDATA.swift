import Glibc

/// Finds CDATA sections in a piece of a document that is UTF-8 in whole characters.
///
/// libxml2 goes over the text of a section three times, byte by byte: for its end, its characters and its lines. Most of
/// what feeds carry stands in CDATA; so `XMLPushParser` takes long sections from here, once libxml2 has said that one
/// begins.
struct XMLCDATA {
  /// Handing a section over costs two more calls into libxml2, which shorter ones do not earn.
  static let bytesMin = 192

  /// How a text moves the place in the document on.
  struct Advance {
    /// Lines that begin inside the text.
    var lines = 0
    /// Bytes behind the beginning of the last line.
    var lastLineBytes = 0
  }

  private static let opening: [UInt8] = Array("<![CDATA[".utf8)

  /// The end of the last section looked for, or the piece's. Sections are asked for in order: so a piece is searched
  /// once, however many openings without an end it holds.
  private var end = -1

  /// What stands of the next long section behind `start` in this piece, if it is one: it may stand in a comment.
  mutating func next(in piece: Span<UInt8>, from start: Int) -> Range<Int>? {
    var place = start
    while let bracket = piece.position(of: UInt8(ascii: "["), from: place) {
      place = bracket + 1
      guard bracket - start >= Self.opening.count - 1, Self.isOpening(piece, endingAt: bracket) else { continue }
      if end < place { end = Self.end(in: piece, from: place) }
      if end - place >= Self.bytesMin { return place..<end }
    }
    return nil
  }

  /// What stands in this piece of a section that began in an earlier one.
  mutating func rest(in piece: Span<UInt8>) -> Range<Int> {
    end = Self.end(in: piece, from: 0)
    return 0..<end
  }

  private static func isOpening(_ piece: Span<UInt8>, endingAt bracket: Int) -> Bool {
    let start = bracket - opening.count + 1
    for (offset, byte) in opening.enumerated() where piece[start + offset] != byte { return false }
    return true
  }

  /// Where `]]>` begins, else where the piece ends but for brackets with which it might.
  private static func end(in piece: Span<UInt8>, from start: Int) -> Int {
    var place = start
    while let bracket = piece.position(of: UInt8(ascii: "]"), from: place) {
      if bracket + 2 >= piece.count {
        let isLast = bracket + 1 == piece.count || piece[bracket + 1] == UInt8(ascii: "]")
        if isLast { return bracket }
      } else if piece[bracket + 1] == UInt8(ascii: "]"), piece[bracket + 2] == UInt8(ascii: ">") {
        return bracket
      }
      place = bracket + 1
    }
    return piece.count
  }

  /// - Returns: nil when the text holds a character that XML 1.0 §2.2 forbids: libxml2 shall refuse it.
  static func advance(over text: Span<UInt8>) -> Advance? {
    var advance = Advance()
    var lineStart = 0
    var index = 0
    while true {
      index = text.firstControlOrSpecial(from: index)
      guard index < text.count else { break }
      switch text[index] {
      case 0x0A:
        advance.lines += 1
        lineStart = index + 1
      case 0..<0x20 where text[index] != 0x09 && text[index] != 0x0D: return nil
      // U+FFFE and U+FFFF; the text is UTF-8, so two bytes follow.
      case 0xEF where text[index + 1] == 0xBF && text[index + 2] >= 0xBE: return nil
      default: break
      }
      index += 1
    }
    advance.lastLineBytes = text.count - lineStart
    return advance
  }
}

extension Span<UInt8> {
  /// The first place of the byte from `start` on.
  public func position(of byte: UInt8, from start: Int) -> Int? {
    guard start < count else { return nil }
    // SAFETY: memchr reads within `start..<count`, which lies within the span.
    return unsafe withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress, let found = unsafe memchr(base + start, Int32(byte), bytes.count - start)
      else { return nil }
      return unsafe UnsafeRawPointer(found) - base
    }
  }

  /// The first byte that is below a space or that characters around U+FFFE begin with; `count` if there is none.
  fileprivate func firstControlOrSpecial(from start: Int) -> Int {
    // SAFETY: so many bytes are read at a time only where as many are left.
    unsafe withUnsafeBytes { bytes in
      // The highest bit of each byte says: it is below a space, or (the second term) it is EF. A bit too many, by a
      // carry, only costs a closer look.
      func marks(at index: Int) -> UInt64 {
        let block = unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        let special = block ^ 0xEFEF_EFEF_EFEF_EFEF
        return ((block &- 0x2020_2020_2020_2020) & ~block) | ((special &- 0x0101_0101_0101_0101) & ~special)
      }
      let high: UInt64 = 0x8080_8080_8080_8080
      var index = start
      while index + 32 <= bytes.count,
        (marks(at: index) | marks(at: index + 8) | marks(at: index + 16) | marks(at: index + 24)) & high == 0
      { index += 32 }
      while index + 8 <= bytes.count, marks(at: index) & high == 0 { index += 8 }
      while index < bytes.count, unsafe bytes[index] >= 0x20, unsafe bytes[index] != 0xEF { index += 1 }
      return index
    }
  }
}
