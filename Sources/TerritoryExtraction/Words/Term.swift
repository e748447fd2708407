/// A short piece of text with the key by which tables find it.
struct Term: Sendable, Hashable, ExpressibleByStringLiteral {
  let text: String
  let key: UInt64

  init(_ text: String) {
    self.text = text
    var value = Term.keyStart
    let bytes = text.utf8.span
    for place in bytes.indices { value = (value ^ UInt64(bytes[place])) &* Term.keyFactor }
    key = value
  }

  init(stringLiteral text: String) { self.init(text) }

  static func == (left: Term, right: Term) -> Bool { left.key == right.key }

  func hash(into hasher: inout Hasher) { hasher.combine(key) }

  /// FNV-1a over the UTF-8 bytes: stable between runs, so that keys may be compared with those of a file.
  static func key(of text: some StringProtocol) -> UInt64 {
    var value = keyStart
    for byte in text.utf8 { value = (value ^ UInt64(byte)) &* keyFactor }
    return value
  }

  private static let keyStart: UInt64 = 0xCBF2_9CE4_8422_2325
  private static let keyFactor: UInt64 = 0x100_0000_01B3

  /// Joins two keys into the key of the pair.
  static func join(_ left: UInt64, _ right: UInt64) -> UInt64 {
    var value = (left &* 0x9E37_79B9_7F4A_7C15) ^ (right &+ 0x9E37_79B9_7F4A_7C15 &+ (left << 6) &+ (left >> 2))
    value = (value ^ (value >> 31)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 29)
  }
}
