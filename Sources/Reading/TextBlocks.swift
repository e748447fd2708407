/// A paragraph, or one line of it that stands by itself.
struct TextBlock {
  /// In bytes, a bullet's mark left out.
  var range: Range<Int>
  let paragraph: Int
  let isBullet: Bool
}

/// The blocks of a text, in order.
struct TextBlocks: Sequence, IteratorProtocol {
  private let text: TextBytes
  private var offset = 0
  private var paragraph = -1
  private var paragraphEnded = true

  init(_ text: TextBytes) { self.text = text }

  mutating func next() -> TextBlock? {
    skipBlank()
    guard offset < text.count else { return nil }
    if paragraphEnded { paragraph += 1 }
    let start = offset
    let body = bulletEnd(at: start)
    var end = lineEnd(from: start)
    var lineStart = start
    // Lines of one wrapped paragraph are joined.
    while let following = lineStartAfter(end), joins(line: lineStart..<end, to: following) {
      lineStart = following
      end = lineEnd(from: following)
    }
    offset = end
    paragraphEnded = false
    return TextBlock(range: (body ?? start)..<end, paragraph: paragraph, isBullet: body != nil)
  }

  /// Skips to the next character that is no space; a blank line ends the paragraph.
  private mutating func skipBlank() {
    var lineEnds = 0
    while offset < text.count {
      let (kind, length) = text.character(at: offset)
      if kind == .lineEnd {
        // CR LF is one end.
        if !(text.bytes[offset] == 0x0A && offset > 0 && text.bytes[offset - 1] == 0x0D) { lineEnds += 1 }
      } else if kind != .space {
        break
      }
      offset += length
    }
    if lineEnds >= 2 { paragraphEnded = true }
  }

  private func lineEnd(from start: Int) -> Int {
    var end = start
    while end < text.count, case let (kind, length) = text.character(at: end), kind != .lineEnd { end += length }
    return end
  }

  /// Where the line after `end` begins, nil when it is blank or absent.
  private func lineStartAfter(_ end: Int) -> Int? {
    guard end < text.count else { return nil }
    var start = end + text.character(at: end).length
    if text.bytes[end] == 0x0D, start < text.count, text.bytes[start] == 0x0A { start += 1 }
    while start < text.count, case let (kind, length) = text.character(at: start) {
      if kind == .lineEnd { return nil }
      if kind != .space { return start }
      start += length
    }
    return nil
  }

  private func joins(line: Range<Int>, to following: Int) -> Bool {
    guard bulletEnd(at: following) == nil else { return false }
    if text.kind(at: following) == .lower { return true }
    let last = text.bytes[line.upperBound - 1]
    let isClosed = [0x2E, 0x21, 0x3F, 0x3A, 0x22].contains(last)
    return !isClosed && line.count >= Self.wrappedLineBytesMin
  }

  /// A line shorter than this, before a line that begins with a capital, was broken on purpose.
  private static let wrappedLineBytesMin = 60

  /// Where the words begin after a bullet; nil when the line has none.
  private func bulletEnd(at start: Int) -> Int? {
    var offset = start
    var sawMark = false
    while offset < text.count, offset - start < Self.bulletBytesMax {
      let (kind, length) = text.character(at: offset)
      if kind == .space {
        offset += length
        continue
      }
      guard kind == .joiner || isBulletMark(at: offset, kind: kind, length: length) else { break }
      sawMark = true
      offset += length
    }
    if sawMark { return offset < text.count && text.kind(at: offset) != .lineEnd ? offset : nil }
    return numberEnd(at: start)
  }

  private static let bulletBytesMax = 24

  private func isBulletMark(at offset: Int, kind: CharacterClass, length: Int) -> Bool {
    if length == 1 {
      guard kind == .hyphen || text.bytes[offset] == UInt8(ascii: "*") else { return false }
      return text.kind(at: offset + 1) == .space
    }
    guard kind == .mark, let scalar = text.string(offset..<(offset + length)).unicodeScalars.first else { return false }
    switch scalar.value {
    // Dashes only with a space behind them; quotation marks and the signs of money never.
    case 0x2013, 0x2014: return text.kind(at: offset + length) == .space
    case 0x2022, 0x2023, 0x2043, 0x00B7: return true
    case 0x2190...0x2BFF, 0x1F000...0x1FAFF: return true
    default: return false
    }
  }

  /// "1. ", "12) ": the number of a list's entry.
  private func numberEnd(at start: Int) -> Int? {
    var end = start
    while end - start < 3, text.kind(at: end) == .digit { end += 1 }
    guard end > start, end < text.count, [0x2E, 0x29].contains(text.bytes[end]), text.kind(at: end + 1) == .space else {
      return nil
    }
    return end + 2
  }
}
