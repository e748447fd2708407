/// HTML's character references: `&amp;`, `&#8212;`, `&#x2014;` (WHATWG HTML §13.2.5.72 to 80).
public enum HTMLCharacterReferences {
  /// The longest name has 31 letters; nothing longer is looked up.
  private static let nameBytesMax = 32

  private struct Entry: Sendable {
    let text: String
    let standsWithoutSemicolon: Bool
  }

  private static let table: [String: Entry] = {
    var table: [String: Entry] = [:]
    for entry in HTMLCharacterReferenceTable.entries.split(whereSeparator: \.isWhitespace) {
      guard let equals = entry.firstIndex(of: "=") else { continue }
      var name = entry[..<equals]
      let isLoose = name.last == "!"
      if isLoose { name = name.dropLast() }
      var scalars = String.UnicodeScalarView()
      for code in entry[entry.index(after: equals)...].split(separator: ",") {
        if let value = UInt32(code, radix: 16), let scalar = Unicode.Scalar(value) { scalars.append(scalar) }
      }
      table[String(name)] = Entry(text: String(scalars), standsWithoutSemicolon: isLoose)
    }
    return table
  }()

  /// The text of a named reference: `nbsp` without its `&` and `;`.
  public static func text(named name: String) -> String? { table[name]?.text }

  /// The text of a reference without its `&` and `;`: `amp`, `#38`, `#x26`.
  public static func text(ofReference reference: String) -> String? {
    guard reference.utf8.first == UInt8(ascii: "#") else { return text(named: reference) }
    var digits = reference.dropFirst()
    let isHexadecimal = digits.first == "x" || digits.first == "X"
    if isHexadecimal { digits = digits.dropFirst() }
    guard let first = digits.utf8.first, first != UInt8(ascii: "+"), first != UInt8(ascii: "-") else { return nil }
    guard let value = UInt32(digits, radix: isHexadecimal ? 16 : 10) else { return nil }
    return String(Character(character(forNumber: value)))
  }

  /// Reads the reference that begins at `start`, where a `&` stands.
  ///
  /// - Parameter inAttribute: In attribute values a name without semicolon before `=` or a letter is no reference:
  ///   `?a=1&copy=2` keeps its meaning.
  /// - Returns: The text and the place behind the reference; nil when there is none, and the `&` stands for itself.
  static func read(_ bytes: [UInt8], at start: Int, limit: Int, inAttribute: Bool) -> (text: String, end: Int)? {
    var index = start + 1
    guard index < limit else { return nil }
    if bytes[index] == UInt8(ascii: "#") { return readNumber(bytes, at: index + 1, limit: limit) }
    let nameStart = index
    while index < limit, index - nameStart < nameBytesMax, bytes[index].isASCIILetterOrDigit { index += 1 }
    guard index > nameStart else { return nil }
    let name = String(decoding: bytes[nameStart..<index], as: UTF8.self)
    if index < limit, bytes[index] == UInt8(ascii: ";"), let entry = table[name] { return (entry.text, index + 1) }
    return readLoose(bytes, from: nameStart, to: index, limit: limit, inAttribute: inAttribute)
  }

  /// The longest name that counts without its semicolon: `&ampamp` is `&` and `amp`.
  private static func readLoose(
    _ bytes: [UInt8], from nameStart: Int, to nameEnd: Int, limit: Int, inAttribute: Bool
  ) -> (text: String, end: Int)? {
    let longestLoose = 6
    var end = min(nameEnd, nameStart + longestLoose)
    while end >= nameStart + 2 {
      let name = String(decoding: bytes[nameStart..<end], as: UTF8.self)
      if let entry = table[name], entry.standsWithoutSemicolon {
        if inAttribute, end < limit, bytes[end] == UInt8(ascii: "=") || bytes[end].isASCIILetterOrDigit { return nil }
        return (entry.text, end)
      }
      end -= 1
    }
    return nil
  }

  private static func readNumber(_ bytes: [UInt8], at start: Int, limit: Int) -> (text: String, end: Int)? {
    var index = start
    guard index < limit else { return nil }
    let isHexadecimal = bytes[index] | 0x20 == UInt8(ascii: "x")
    if isHexadecimal { index += 1 }
    let digits = index
    var value: UInt32 = 0
    while index < limit, let digit = bytes[index].hexadecimalValue, isHexadecimal || digit < 10 {
      // Beyond Unicode every number means the same, so it may stop growing.
      if value <= 0x10_FFFF { value = value * (isHexadecimal ? 16 : 10) + UInt32(digit) }
      index += 1
    }
    guard index > digits else { return nil }
    if index < limit, bytes[index] == UInt8(ascii: ";") { index += 1 }
    return (String(Character(character(forNumber: value))), index)
  }

  /// The numbers 0x80 to 0x9F mean windows-1252, as everybody who writes them meant it.
  private static func character(forNumber number: UInt32) -> Unicode.Scalar {
    if (0x80...0x9F).contains(number) { return windows1252[Int(number - 0x80)] }
    guard number != 0, let scalar = Unicode.Scalar(number) else { return "\u{FFFD}" }
    return scalar
  }

  /// What windows-1252 has at 0x80 to 0x9F; its five holes stay control characters.
  static let windows1252: [Unicode.Scalar] = [
    "\u{20AC}", "\u{81}", "\u{201A}", "\u{192}", "\u{201E}", "\u{2026}", "\u{2020}", "\u{2021}", "\u{2C6}", "\u{2030}",
    "\u{160}", "\u{2039}", "\u{152}", "\u{8D}", "\u{17D}", "\u{8F}", "\u{90}", "\u{2018}", "\u{2019}", "\u{201C}",
    "\u{201D}", "\u{2022}", "\u{2013}", "\u{2014}", "\u{2DC}", "\u{2122}", "\u{161}", "\u{203A}", "\u{153}", "\u{9D}",
    "\u{17E}", "\u{178}",
  ]
}
