/// What the tokenizer needs to know of one character.
enum CharacterClass: UInt8 {
  case space, lineEnd, lower, upper, digit
  /// `'` and its typographic form.
  case apostrophe
  /// `-` and the two Unicode hyphens; dashes are marks.
  case hyphen
  case fullStop, comma, colon, slash, ampersand, hash, at, underscore
  /// Any other sign: a token by itself.
  case mark
  /// A letter without case, or a mark that combines with the letter before it.
  case otherLetter
  /// Joins or varies the sign before it (U+FE0F, U+200D); no token by itself.
  case joiner

  var isLetter: Bool { self == .lower || self == .upper || self == .otherLetter }
  var isWord: Bool { isLetter || self == .digit || self == .underscore }

  /// By ASCII code.
  static let ascii: [CharacterClass] = (0..<128).map { code in
    switch UInt8(code) {
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"), 0x0B, 0x0C: .lineEnd
    case 0...0x20, 0x7F: .space
    case UInt8(ascii: "a")...UInt8(ascii: "z"): .lower
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): .upper
    case UInt8(ascii: "0")...UInt8(ascii: "9"): .digit
    case UInt8(ascii: "'"): .apostrophe
    case UInt8(ascii: "-"): .hyphen
    case UInt8(ascii: "."): .fullStop
    case UInt8(ascii: ","): .comma
    case UInt8(ascii: ":"): .colon
    case UInt8(ascii: "/"): .slash
    case UInt8(ascii: "&"): .ampersand
    case UInt8(ascii: "#"): .hash
    case UInt8(ascii: "@"): .at
    case UInt8(ascii: "_"): .underscore
    default: .mark
    }
  }

  /// Beyond ASCII.
  static func of(_ scalar: Unicode.Scalar) -> CharacterClass {
    switch scalar.value {
    case 0x2018, 0x2019, 0x02BC, 0x02BB: return .apostrophe
    case 0x2010, 0x2011: return .hyphen
    case 0x2028, 0x2029, 0x85: return .lineEnd
    case 0xAD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF: return .space
    case 0x200D, 0xFE0E, 0xFE0F, 0x1F3FB...0x1F3FF: return .joiner
    default: break
    }
    let properties = scalar.properties
    if properties.isWhitespace { return .space }
    switch properties.generalCategory {
    case .lowercaseLetter: return .lower
    case .uppercaseLetter, .titlecaseLetter: return .upper
    case .otherLetter, .modifierLetter, .nonspacingMark, .spacingMark, .enclosingMark: return .otherLetter
    case .decimalNumber, .letterNumber, .otherNumber: return .digit
    default: return .mark
    }
  }
}

/// The bytes of a text, read a character at a time.
struct TextBytes {
  let bytes: [UInt8]

  init(_ text: String) { bytes = Array(text.utf8) }

  var count: Int { bytes.count }

  /// The class of the character that begins at `offset`, and its length in bytes. The end is a line's end.
  @inline(__always)
  func character(at offset: Int) -> (kind: CharacterClass, length: Int) {
    guard offset < bytes.count else { return (.lineEnd, 0) }
    let byte = bytes[offset]
    if byte < 0x80 { return (CharacterClass.ascii[Int(byte)], 1) }
    return wideCharacter(at: offset)
  }

  @inline(__always)
  func kind(at offset: Int) -> CharacterClass { character(at: offset).kind }

  private func wideCharacter(at offset: Int) -> (kind: CharacterClass, length: Int) {
    let lead = bytes[offset]
    // A String's bytes are well-formed UTF-8: the lead byte tells the length, and that many bytes follow.
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    var value = UInt32(lead) & (0xFF >> UInt32(length + 1))
    for step in 1..<length where offset + step < bytes.count {
      value = value << 6 | UInt32(bytes[offset + step] & 0x3F)
    }
    guard let scalar = Unicode.Scalar(value) else { return (.mark, length) }
    return (CharacterClass.of(scalar), length)
  }

  func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
