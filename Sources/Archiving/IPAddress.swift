// The C boundary to inet_pton.
internal import Glibc

/// Addresses of the Internet in their textual form.
enum IPAddress {
  /// Whether the text is an IPv4 or IPv6 address without port, zone or brackets.
  static func isLiteral(_ text: String) -> Bool {
    var v4 = in_addr()
    var v6 = in6_addr()
    // SAFETY: inet_pton writes the one structure that its family names, and keeps nothing.
    return unsafe (inet_pton(AF_INET, text, &v4) == 1 || inet_pton(AF_INET6, text, &v6) == 1)
  }
}
