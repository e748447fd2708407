internal import Crypto

/// A digest as a record's header declares it: `algorithm:value`.
///
/// Salient writes SHA-256; most archives of others carry SHA-1, which is read for checking and never written.
struct DeclaredDigest: Equatable {
  enum Algorithm: String { case sha256, sha1 }

  let algorithm: Algorithm
  let bytes: [UInt8]

  /// - Returns: nil when the algorithm is another, or the value is neither base32 nor hexadecimal of its length.
  init?(_ text: String) {
    guard let colon = text.firstIndex(of: ":") else { return nil }
    switch text[..<colon].lowercased() {
    case "sha256", "sha-256": algorithm = .sha256
    case "sha1", "sha-1": algorithm = .sha1
    default: return nil
    }
    let byteCount = algorithm == .sha256 ? SHA256.byteCount : Insecure.SHA1.byteCount
    let value = Array(text[text.index(after: colon)...].utf8)
    guard let bytes = DeclaredDigest.decode(value, byteCount: byteCount) else { return nil }
    self.bytes = bytes
  }

  /// Whether the bytes have this digest.
  func fits(_ content: some Sequence<ArraySlice<UInt8>>) -> Bool {
    switch algorithm {
    case .sha256:
      var hash = SHA256()
      for part in content { hash.update(data: part) }
      return Array(hash.finalize()) == bytes
    case .sha1:
      var hash = Insecure.SHA1()
      for part in content { hash.update(data: part) }
      return Array(hash.finalize()) == bytes
    }
  }

  private static func decode(_ value: [UInt8], byteCount: Int) -> [UInt8]? {
    if value.count == byteCount * 2 {
      var out: [UInt8] = []
      for at in stride(from: 0, to: value.count, by: 2) {
        guard let high = Hexadecimal.value(value[at]), let low = Hexadecimal.value(value[at + 1]) else { return nil }
        out.append(high << 4 | low)
      }
      return out
    }
    guard let out = Base32.bytes(of: value), out.count == byteCount else { return nil }
    return out
  }
}

/// Base32 (RFC 4648 §6), padded when written, with or without padding when read.
enum Base32 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

  static func text(of bytes: [UInt8]) -> String {
    var out: [UInt8] = []
    var held: UInt32 = 0
    var bits: UInt32 = 0
    for byte in bytes {
      held = held << 8 | UInt32(byte)
      bits += 8
      while bits >= 5 {
        bits -= 5
        out.append(alphabet[Int(held >> bits & 31)])
      }
    }
    if bits > 0 { out.append(alphabet[Int(held << (5 - bits) & 31)]) }
    while out.count % 8 != 0 { out.append(0x3D) }
    return String(decoding: out, as: UTF8.self)
  }

  static func bytes(of text: [UInt8]) -> [UInt8]? {
    var out: [UInt8] = []
    var held: UInt32 = 0
    var bits: UInt32 = 0
    var digits = text[...]
    while digits.last == 0x3D { digits.removeLast() }
    for digit in digits {
      let value: UInt8
      switch digit {
      case 0x41...0x5A: value = digit - 0x41
      case 0x61...0x7A: value = digit - 0x61
      case 0x32...0x37: value = digit - 0x32 + 26
      default: return nil
      }
      held = held << 5 | UInt32(value)
      bits += 5
      if bits >= 8 {
        bits -= 8
        out.append(UInt8(truncatingIfNeeded: held >> bits))
      }
    }
    return out
  }
}
