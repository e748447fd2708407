/// JSON as web pages carry it, read into a tree of places in its bytes; strings are decoded when they are asked for.
///
/// Pages write JSON by template, so what strict readers refuse is common and harmless here: line breaks in strings,
/// commas before a closing bracket, a comment around it all. Depth and size are bounded by `ArticleLimits`.
struct JSONText {
  indirect enum Value {
    case object([(key: Range<Int>, value: Value)])
    case array([Value])
    case string(Range<Int>)
    /// A number, true, false or null.
    case bare(Range<Int>)
  }

  let root: Value
  private let bytes: [UInt8]

  /// - Returns: nil when the bytes are no JSON object or array.
  init?(_ source: ArraySlice<UInt8>) {
    guard source.count <= ArticleLimits.jsonBytesMax else { return nil }
    var reader = Reader(bytes: Array(source))
    guard reader.skipToOpening(), let value = reader.value(depth: 0) else { return nil }
    root = value
    bytes = reader.bytes
  }

  /// The member of an object; nil when there is none.
  func member(_ name: StaticString, of value: Value) -> Value? {
    guard case .object(let members) = value else { return nil }
    return members.first { member in
      member.key.count == name.utf8CodeUnitCount && bytes[member.key].elementsEqual("\(name)".utf8)
    }?.value
  }

  /// A string's or a number's text.
  func string(_ value: Value?) -> String? {
    switch value {
    case .string(let range): JSONText.decoded(bytes[range])
    case .bare(let range):
      bytes[range].first.map { $0 == 0x2D || (0x30...0x39).contains($0) } == true
        ? String(decoding: bytes[range], as: UTF8.self) : nil
    default: nil
    }
  }

  /// The elements of an array; a single value is an array of one.
  func elements(_ value: Value?) -> [Value] {
    switch value {
    case .array(let values): values
    case .none: []
    case .some(let single): [single]
    }
  }

  private static func decoded(_ raw: ArraySlice<UInt8>) -> String {
    guard raw.contains(0x5C) else { return String(decoding: raw, as: UTF8.self) }
    var text: [UInt16] = []
    var iterator = String(decoding: raw, as: UTF8.self).utf16.makeIterator()
    while let unit = iterator.next() {
      guard unit == 0x5C, let escape = iterator.next() else {
        text.append(unit)
        continue
      }
      switch escape {
      case 0x6E, 0x72: text.append(0x0A)
      case 0x74, 0x62, 0x66: text.append(0x20)
      case 0x75:
        var code: UInt16 = 0
        for _ in 0..<4 {
          guard let digit = iterator.next(), let nibble = hexDigit(digit) else { break }
          code = code << 4 | nibble
        }
        text.append(code)
      default: text.append(escape)
      }
    }
    return String(decoding: text, as: UTF16.self)
  }

  private static func hexDigit(_ unit: UInt16) -> UInt16? {
    switch unit {
    case 0x30...0x39: unit - 0x30
    case 0x41...0x46: unit - 0x37
    case 0x61...0x66: unit - 0x57
    default: nil
    }
  }
}

extension JSONText {
  /// Reads JSON's grammar (RFC 8259), leniently.
  private struct Reader {
    let bytes: [UInt8]
    var at = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// Goes to the first bracket, over the comment signs that scripts are wrapped in.
    mutating func skipToOpening() -> Bool {
      while at < bytes.count {
        if bytes[at] == 0x7B || bytes[at] == 0x5B { return true }
        at += 1
      }
      return false
    }

    mutating func value(depth: Int) -> Value? {
      guard depth < ArticleLimits.jsonDepthMax else { return nil }
      skipSpace()
      guard at < bytes.count else { return nil }
      switch bytes[at] {
      case 0x7B: return object(depth: depth)
      case 0x5B: return array(depth: depth)
      case 0x22: return string().map(Value.string)
      default: return bare()
      }
    }

    private mutating func object(depth: Int) -> Value? {
      at += 1
      var members: [(key: Range<Int>, value: Value)] = []
      while true {
        skipSpaceAndCommas()
        guard at < bytes.count else { return nil }
        if bytes[at] == 0x7D {
          at += 1
          return .object(members)
        }
        guard let key = string() else { return nil }
        skipSpace()
        guard at < bytes.count, bytes[at] == 0x3A else { return nil }
        at += 1
        guard let value = value(depth: depth + 1) else { return nil }
        members.append((key, value))
      }
    }

    private mutating func array(depth: Int) -> Value? {
      at += 1
      var values: [Value] = []
      while true {
        skipSpaceAndCommas()
        guard at < bytes.count else { return nil }
        if bytes[at] == 0x5D {
          at += 1
          return .array(values)
        }
        guard let value = value(depth: depth + 1) else { return nil }
        values.append(value)
      }
    }

    private mutating func string() -> Range<Int>? {
      guard at < bytes.count, bytes[at] == 0x22 else { return nil }
      at += 1
      let start = at
      while at < bytes.count {
        if bytes[at] == 0x5C {
          at += 2
          continue
        }
        if bytes[at] == 0x22 {
          at += 1
          return start..<(at - 1)
        }
        at += 1
      }
      return nil
    }

    private mutating func bare() -> Value? {
      let start = at
      while at < bytes.count, isBareByte(bytes[at]) { at += 1 }
      return at > start ? .bare(start..<at) : nil
    }

    private func isBareByte(_ byte: UInt8) -> Bool {
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF) || byte == 0x2D || byte == 0x2B
        || byte == 0x2E
    }

    private mutating func skipSpace() {
      while at < bytes.count, bytes[at] <= 0x20 { at += 1 }
    }

    private mutating func skipSpaceAndCommas() {
      while at < bytes.count, bytes[at] <= 0x20 || bytes[at] == 0x2C { at += 1 }
    }
  }
}
