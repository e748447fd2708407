import Glibc
import Markup

/// Work on text as bytes, for the way from the parser to the fields.
extension UInt8 {
  var isSpace: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0D) }
}

extension [UInt8] {
  mutating func append(copying bytes: Span<UInt8>) {
    // SAFETY: the bytes are copied before the closure ends.
    unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }

  /// As text of XML or HTML: `&`, `<` and `>` written as references, quotes too inside an attribute.
  mutating func appendEscaped(_ bytes: Span<UInt8>, inAttribute: Bool) {
    // Most texts hold nothing that needs it.
    if bytes.hasMarkupCharacter {
      for index in bytes.indices { appendEscaped(bytes[index], inAttribute: inAttribute) }
    } else {
      append(copying: bytes)
    }
  }

  mutating func appendEscaped(_ byte: UInt8, inAttribute: Bool) {
    switch byte {
    case UInt8(ascii: "&"): append(contentsOf: "&amp;".utf8)
    case UInt8(ascii: "<"): append(contentsOf: "&lt;".utf8)
    case UInt8(ascii: ">"): append(contentsOf: "&gt;".utf8)
    case UInt8(ascii: "\"") where inAttribute: append(contentsOf: "&quot;".utf8)
    default: append(byte)
    }
  }

  /// The text without white space at its ends. Only for what was gathered from a parser, and so is UTF-8.
  var trimmedText: String {
    var start = 0
    var end = count
    while start < end, self[start].isSpace { start += 1 }
    while end > start, self[end - 1].isSpace { end -= 1 }
    if hasC1Control(from: start, to: end) { return windows1252Text(from: start, to: end) }
    guard end - start >= Self.longTextBytes, endsWithWholeCharacter(at: end) else {
      return String(decoding: self[start..<end], as: UTF8.self)
    }
    // SAFETY: what is gathered from a parser was checked as UTF-8 before the parser got it, comes in pieces of whole
    // characters and ends with one. Checking it again would cost as much as parsing it.
    return unsafe String(copying: UTF8Span(unchecked: span.extracting(start..<end)))
  }

  /// From here on checking text twice counts.
  private static let longTextBytes = 128

  /// A text that a limit cut off might not.
  private func endsWithWholeCharacter(at end: Int) -> Bool {
    guard let start = self[..<end].lastIndex(where: { $0 & 0xC0 != 0x80 }), end - start <= 4 else { return false }
    return UTF8Sequence.validPrefix(span.extracting(start..<end)).count == end - start
  }

  /// U+0080 to U+009F, in UTF-8 C2 80 to C2 9F: nobody means these control characters.
  private func hasC1Control(from start: Int, to end: Int) -> Bool {
    var place = start
    while let found = position(of: 0xC2, from: place, to: end - 1) {
      if self[found + 1] < 0xA0 { return true }
      place = found + 2
    }
    return false
  }

  private func position(of byte: UInt8, from start: Int, to end: Int) -> Int? {
    guard start < end else { return nil }
    // SAFETY: memchr reads within `start..<end`, which lies within the array.
    return unsafe withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress,
        let found = unsafe memchr(base + start, Int32(byte), end - start)
      else { return nil }
      return unsafe UnsafeRawPointer(found) - base
    }
  }

  /// The text with its C1 controls read as the characters that windows-1252 has in their places.
  private func windows1252Text(from start: Int, to end: Int) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in String(decoding: self[start..<end], as: UTF8.self).unicodeScalars {
      scalars.append((0x80...0x9F).contains(scalar.value) ? TextEncoding.windows1252Character(scalar) : scalar)
    }
    return String(scalars)
  }
}

extension Span<UInt8> {
  /// Whether `&`, `<`, `>` or `"` occurs.
  fileprivate var hasMarkupCharacter: Bool {
    for index in indices {
      let byte = self[index]
      if byte == UInt8(ascii: "<") || byte == UInt8(ascii: "&") || byte == UInt8(ascii: ">")
        || byte == UInt8(ascii: "\"")
      {
        return true
      }
    }
    return false
  }
}

extension String {
  var trimmedSpace: String {
    guard let first = utf8.first, let last = utf8.last, first.isSpace || last.isSpace else { return self }
    return Array(utf8).trimmedText
  }

  /// Itself where nothing is to be changed, as nearly always.
  var asciiLowercased: String { utf8.contains { $0 &- 0x41 < 26 } ? lowercased() : self }

  /// nil in place of nothing.
  var nonEmpty: String? { isEmpty ? nil : self }
}

extension Optional {
  /// Takes the value where there is none yet.
  mutating func fill(_ value: Wrapped?) {
    if self == nil { self = value }
  }
}
