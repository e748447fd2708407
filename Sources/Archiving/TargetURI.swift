/// `WARC-Target-URI`: what may stand there.
enum TargetURI {
  /// The URL without its fragment and without user name and password, with every byte that a URI may not hold
  /// percent-encoded (RFC 3986 §2.1). An archive is handed on; credentials of feeds must not go with it.
  static func text(of url: String) -> String {
    let whole = url.prefix { $0 != "#" }
    let bare = withoutUser(String(whole))
    var out: [UInt8] = []
    for byte in bare.utf8 {
      if byte <= 0x20 || byte >= 0x7F || refused.contains(byte) {
        out.append(0x25)
        out.append(Hexadecimal.digit(byte >> 4))
        out.append(Hexadecimal.digit(byte & 15))
      } else {
        out.append(byte)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  // Characters that no URI holds as such, though servers and feeds send them: < > " { } | \ ^ `
  private static let refused = Set("<>\"{}|\\^`".utf8)

  private static func withoutUser(_ url: String) -> String {
    guard let (scheme, rest) = split(url) else { return url }
    let authority = rest.prefix { $0 != "/" && $0 != "?" }
    guard let at = authority.lastIndex(of: "@") else { return url }
    return scheme + "://" + rest[rest.index(after: at)...]
  }

  /// The scheme, and what stands after `://`.
  static func split(_ url: String) -> (scheme: Substring, rest: Substring)? {
    guard let colon = url.firstIndex(of: ":"), url[colon...].hasPrefix("://") else { return nil }
    return (url[..<colon], url[url.index(colon, offsetBy: 3)...])
  }
}

/// Hexadecimal digits as bytes.
enum Hexadecimal {
  /// Upper case, as percent-encoding wants it (RFC 3986 §2.1).
  static func digit(_ nibble: UInt8) -> UInt8 { nibble < 10 ? 0x30 + nibble : 0x41 + nibble - 10 }

  static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x41...0x46: digit - 0x41 + 10
    case 0x61...0x66: digit - 0x61 + 10
    default: nil
    }
  }
}
