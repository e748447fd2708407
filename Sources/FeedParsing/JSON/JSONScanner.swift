/// Reads JSON (RFC 8259) and goes on where it is broken: comments and commas too many are skipped, and a text that
/// ends too soon gives all that was whole before.
struct JSONScanner {
  struct Flaw: Equatable {
    let message: String
    let offset: Int
  }

  private(set) var flaws: [Flaw] = []
  private(set) var isCut = false

  private let bytes: [UInt8]
  private let depthMax: Int
  private var index = 0

  private static let flawsMax = 100

  init(_ bytes: [UInt8], depthMax: Int) {
    self.bytes = bytes
    self.depthMax = depthMax
  }

  /// - Returns: nil when there is no value at all.
  mutating func read() -> JSONValue? {
    let value = value(depth: 0)
    skipSpace()
    if value != nil, !isCut, index < bytes.count { note("text behind the document") }
    return value
  }

  private mutating func note(_ message: String) {
    if flaws.count < Self.flawsMax { flaws.append(Flaw(message: message, offset: index)) }
  }

  private mutating func cut() {
    guard !isCut else { return }
    isCut = true
    note("the document ends too soon")
  }

  private mutating func skipSpace() {
    while index < bytes.count, bytes[index].isSpace { index += 1 }
  }

  private mutating func value(depth: Int) -> JSONValue? {
    skipSpace()
    guard index < bytes.count else {
      cut()
      return nil
    }
    switch bytes[index] {
    case UInt8(ascii: "{"): return object(depth: depth + 1)
    case UInt8(ascii: "["): return array(depth: depth + 1)
    case UInt8(ascii: "\""): return string().map { .string($0) }
    case UInt8(ascii: "t"): return word("true", .bool(true))
    case UInt8(ascii: "f"): return word("false", .bool(false))
    case UInt8(ascii: "n"): return word("null", .null)
    default: return number()
    }
  }

  private mutating func word(_ text: String, _ value: JSONValue) -> JSONValue? {
    guard bytes[index...].starts(with: text.utf8) else { return unreadable() }
    index += text.utf8.count
    return value
  }

  private mutating func unreadable() -> JSONValue? {
    note("not a value")
    while index < bytes.count, !",]}".utf8.contains(bytes[index]) { index += 1 }
    return nil
  }

  private mutating func number() -> JSONValue? {
    let start = index
    while index < bytes.count, bytes[index] &- 0x30 < 10 || "+-.eE".utf8.contains(bytes[index]) { index += 1 }
    guard index > start else { return unreadable() }
    if index == bytes.count { cut() }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    guard Double(text) != nil else {
      note("not a number")
      return nil
    }
    return .number(text)
  }

  private mutating func array(depth: Int) -> JSONValue? {
    index += 1
    guard depth <= depthMax else { return tooDeep() }
    var elements: [JSONValue] = []
    while true {
      skipSpace()
      guard index < bytes.count else {
        cut()
        return .array(elements)
      }
      switch bytes[index] {
      case UInt8(ascii: "]"):
        index += 1
        return .array(elements)
      case UInt8(ascii: ","): index += 1
      case UInt8(ascii: "}"):
        note("a } where a ] should be")
        return .array(elements)
      default:
        let before = index
        let element = value(depth: depth)
        // What was cut off inside an element makes the element half: it is left out.
        if isCut { return .array(elements) }
        if let element { elements.append(element) }
        if index == before { index += 1 }
      }
    }
  }

  private mutating func object(depth: Int) -> JSONValue? {
    index += 1
    guard depth <= depthMax else { return tooDeep() }
    var members: [(name: String, value: JSONValue)] = []
    while true {
      skipSpace()
      guard index < bytes.count else {
        cut()
        return .object(members)
      }
      switch bytes[index] {
      case UInt8(ascii: "}"):
        index += 1
        return .object(members)
      case UInt8(ascii: ","): index += 1
      case UInt8(ascii: "\""):
        guard let name = string() else { return .object(members) }
        skipSpace()
        if index < bytes.count, bytes[index] == UInt8(ascii: ":") { index += 1 } else { note("a name without a colon") }
        let value = value(depth: depth)
        // An array that was cut still holds its whole elements.
        if let value, !isCut || !value.elements.isEmpty { members.append((name, value)) }
        if isCut { return .object(members) }
      case UInt8(ascii: "]"):
        note("a ] where a } should be")
        return .object(members)
      default:
        note("not a name")
        index += 1
      }
    }
  }

  /// Skips what lies deeper than the limit without going into it.
  private mutating func tooDeep() -> JSONValue? {
    note("values lie deeper than \(depthMax)")
    var depth = 1
    while index < bytes.count, depth > 0 {
      switch bytes[index] {
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
      case UInt8(ascii: "\""):
        if string() == nil { return nil }
        continue
      default: break
      }
      index += 1
    }
    return nil
  }

  /// - Returns: nil when the text ends inside the string.
  private mutating func string() -> String? {
    index += 1
    let start = index
    while index < bytes.count, bytes[index] != UInt8(ascii: "\""), bytes[index] != UInt8(ascii: "\\") { index += 1 }
    var text = Array(bytes[start..<index])
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): escape(into: &text)
      default: text.append(byte)
      }
    }
    cut()
    return nil
  }

  private mutating func escape(into text: inout [UInt8]) {
    guard index < bytes.count else { return }
    let byte = bytes[index]
    index += 1
    switch byte {
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "u"):
      guard var unit = hexadecimal() else {
        note("not an escape")
        return
      }
      // A pair of surrogates is one character (RFC 8259 §7).
      if (0xD800...0xDBFF).contains(unit), index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"),
        bytes[index + 1] == UInt8(ascii: "u")
      {
        let before = index
        index += 2
        if let low = hexadecimal(), (0xDC00...0xDFFF).contains(low) {
          unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
        } else {
          index = before
        }
      }
      text.append(contentsOf: String(Character(Unicode.Scalar(unit) ?? "\u{FFFD}")).utf8)
    default: text.append(byte)
    }
  }

  private mutating func hexadecimal() -> UInt32? {
    guard index + 4 <= bytes.count,
      let value = UInt32(String(decoding: bytes[index..<(index + 4)], as: UTF8.self), radix: 16)
    else { return nil }
    index += 4
    return value
  }
}
