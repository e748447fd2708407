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
    for index in bytes.indices { appendEscaped(bytes[index], inAttribute: inAttribute) }
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

  /// The text without white space at its ends.
  var trimmedText: String {
    var start = 0
    var end = count
    while start < end, self[start].isSpace { start += 1 }
    while end > start, self[end - 1].isSpace { end -= 1 }
    return String(decoding: self[start..<end], as: UTF8.self)
  }
}

extension String {
  var trimmedSpace: String {
    guard let first = utf8.first, let last = utf8.last, first.isSpace || last.isSpace else { return self }
    return Array(utf8).trimmedText
  }

  /// nil in place of nothing.
  var nonEmpty: String? { isEmpty ? nil : self }
}

extension Optional {
  /// Takes the value where there is none yet.
  mutating func fill(_ value: Wrapped?) {
    if self == nil { self = value }
  }
}
