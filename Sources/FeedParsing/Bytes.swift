import Markup

/// Work on text as bytes, for the way from the parser to the fields.
extension UInt8 {
  var isSpace: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0D) }

  /// What stands for the character in text of XML or HTML, where it cannot stand itself.
  func reference(inAttribute: Bool) -> String? {
    switch self {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\"") where inAttribute: "&quot;"
    default: nil
    }
  }
}

extension [UInt8] {
  mutating func append(copying bytes: Span<UInt8>) {
    // SAFETY: the bytes are copied before the closure ends.
    unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }

  /// As text of XML or HTML.
  mutating func appendEscaped(_ byte: UInt8, inAttribute: Bool) {
    if let reference = byte.reference(inAttribute: inAttribute) {
      append(contentsOf: reference.utf8)
    } else {
      append(byte)
    }
  }

  /// The text without white space at its ends. Only for what was gathered from a parser, and so is UTF-8.
  var trimmedText: String { span.trimmedText }
}

extension Span<UInt8> {
  /// The text without white space at its ends. Only for what was gathered from a parser, and so is UTF-8.
  var trimmedText: String {
    let text = extracting(trimmedRange)
    if text.hasC1Control { return text.windows1252Text }
    guard text.endsWithWholeCharacter else { return text.checkedText }
    // SAFETY: what is gathered from a parser was checked as UTF-8 before the parser got it, comes in pieces of whole
    // characters and ends with one. Checking it again would cost as much as parsing it.
    return unsafe String(copying: UTF8Span(unchecked: text))
  }

  /// All but the white space at the ends.
  var trimmedRange: Range<Int> {
    var start = 0
    var end = count
    while start < end, self[start].isSpace { start += 1 }
    while end > start, self[end - 1].isSpace { end -= 1 }
    return start..<end
  }

  var isBlank: Bool {
    for index in indices where !self[index].isSpace { return false }
    return true
  }

  /// A text that a limit cut off might not.
  private var endsWithWholeCharacter: Bool {
    guard let last = indices.last, self[last] >= 0x80 else { return true }
    var start = last
    while start > 0, last - start < 3, self[start] & 0xC0 == 0x80 { start -= 1 }
    return UTF8Sequence.validPrefix(extracting(start...)).count == count - start
  }

  /// U+0080 to U+009F, in UTF-8 C2 80 to C2 9F: nobody means these control characters.
  private var hasC1Control: Bool {
    var place = 0
    while let found = position(of: 0xC2, from: place), found + 1 < count {
      if self[found + 1] < 0xA0 { return true }
      place = found + 2
    }
    return false
  }

  private var checkedText: String {
    // SAFETY: the bytes are copied before the closure ends.
    unsafe withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
  }

  /// The text with its C1 controls read as the characters that windows-1252 has in their places.
  private var windows1252Text: String {
    var scalars = String.UnicodeScalarView()
    for scalar in checkedText.unicodeScalars {
      scalars.append((0x80...0x9F).contains(scalar.value) ? TextEncoding.windows1252Character(scalar) : scalar)
    }
    return String(scalars)
  }

  /// Whether one of A to Z occurs.
  var hasCapital: Bool {
    for index in indices where self[index] &- 0x41 < 26 { return true }
    return false
  }

  /// Whether `&`, `<`, `>` or `"` occurs.
  var hasMarkupCharacter: Bool {
    for index in indices {
      switch self[index] {
      case UInt8(ascii: "<"), UInt8(ascii: "&"), UInt8(ascii: ">"), UInt8(ascii: "\""): return true
      default: break
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
  var asciiLowercased: String { utf8Span.span.hasCapital ? lowercased() : self }

  /// nil in place of nothing.
  var nonEmpty: String? { isEmpty ? nil : self }
}

extension Optional {
  /// Takes the value where there is none yet.
  mutating func fill(_ value: consuming Wrapped?) {
    if self == nil { self = value }
  }
}
