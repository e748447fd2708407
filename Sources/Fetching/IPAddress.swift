import Glibc

/// An IPv4 or IPv6 address.
struct IPAddress: Hashable, Sendable {
  /// 4 or 16, in network order.
  let bytes: [UInt8]

  /// - Precondition: 4 or 16 bytes.
  init(bytes: [UInt8]) {
    precondition(bytes.count == 4 || bytes.count == 16, "an IP address has 4 or 16 bytes")
    self.bytes = bytes
  }

  /// Reads `192.0.2.1` or `2001:db8::1`, without brackets or zone.
  init?(_ text: some StringProtocol) {
    let text = String(text)
    guard text.utf8.count <= 45 else { return nil }
    let family = text.utf8.contains(UInt8(ascii: ":")) ? AF_INET6 : AF_INET
    var bytes = [UInt8](repeating: 0, count: family == AF_INET6 ? 16 : 4)
    // SAFETY: inet_pton writes 16 bytes for AF_INET6 and 4 for AF_INET, which is what the array holds.
    guard unsafe inet_pton(family, text, &bytes) == 1 else { return nil }
    self.bytes = bytes
  }

  var isIPv4: Bool { bytes.count == 4 }
}

extension IPAddress: CustomStringConvertible {
  var description: String {
    if isIPv4 { return bytes.map { String($0) }.joined(separator: ".") }
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    // SAFETY: the array has room for the longest IPv6 address, and inet_ntop ends it with a zero.
    guard unsafe inet_ntop(AF_INET6, bytes, &text, socklen_t(text.count)) != nil else { return "\(bytes)" }
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

/// A range of addresses with a common prefix, in CIDR notation.
struct IPNetwork: Hashable, Sendable {
  let address: IPAddress
  let prefixBits: Int

  /// Reads `10.0.0.0/8`, `fd00::/8`, or a single address.
  init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, let first = parts.first, let address = IPAddress(first) else { return nil }
    let most = address.bytes.count * 8
    var bits = most
    if parts.count == 2 {
      guard let number = Int(parts[1]), (0...most).contains(number) else { return nil }
      bits = number
    }
    self.address = address
    prefixBits = bits
  }

  func contains(_ other: IPAddress) -> Bool {
    guard other.bytes.count == address.bytes.count else { return false }
    let whole = prefixBits / 8
    guard other.bytes[..<whole] == address.bytes[..<whole] else { return false }
    let rest = prefixBits % 8
    guard rest > 0 else { return true }
    let mask = UInt8(truncatingIfNeeded: 0xFF00 >> rest)
    return other.bytes[whole] & mask == address.bytes[whole] & mask
  }
}
