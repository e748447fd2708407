/// Networks that are not the public Internet, and what they are for.
///
/// From the IANA special-purpose address registries (RFC 6890 and its updates), the multicast and reserved ranges,
/// and the addresses at which clouds serve machines their secrets.
enum SpecialNetworks {
  /// A network and what to call it in an error.
  struct Entry: Sendable {
    let network: IPNetwork
    let use: String
  }

  static let ipv4: [Entry] = [
    ("0.0.0.0/8", "unspecified"),
    ("10.0.0.0/8", "private"),
    ("100.64.0.0/10", "shared by carriers"),
    ("127.0.0.0/8", "loopback"),
    ("168.63.129.16/32", "cloud metadata"),
    ("169.254.0.0/16", "link-local and cloud metadata"),
    ("172.16.0.0/12", "private"),
    ("192.0.0.0/24", "protocol assignments"),
    ("192.0.2.0/24", "documentation"),
    ("192.31.196.0/24", "AS112"),
    ("192.52.193.0/24", "AMT"),
    ("192.88.99.0/24", "6to4 relay"),
    ("192.168.0.0/16", "private"),
    ("192.175.48.0/24", "AS112"),
    ("198.18.0.0/15", "benchmarking"),
    ("198.51.100.0/24", "documentation"),
    ("203.0.113.0/24", "documentation"),
    ("224.0.0.0/4", "multicast"),
    ("240.0.0.0/4", "reserved"),
  ].compactMap(Entry.init)

  static let ipv6: [Entry] = [
    ("::/128", "unspecified"),
    ("::1/128", "loopback"),
    ("::/96", "IPv4-compatible"),
    ("64:ff9b:1::/48", "local translation"),
    ("100::/64", "discard"),
    ("100:0:0:1::/64", "dummy"),
    ("2001::/23", "protocol assignments"),
    ("2001:db8::/32", "documentation"),
    ("2620:4f:8000::/48", "AS112"),
    ("3fff::/20", "documentation"),
    ("5f00::/16", "segment routing"),
    ("fc00::/7", "private"),
    ("fe80::/10", "link-local"),
    ("fec0::/10", "site-local"),
    ("ff00::/8", "multicast"),
  ].compactMap(Entry.init)

  /// IPv6 addresses that stand for an IPv4 address, and where in their sixteen bytes it is.
  static let embedding: [(network: Entry, offset: Int, inverted: Bool)] = [
    ("::ffff:0:0/96", "IPv4-mapped", 12, false),
    ("::ffff:0:0:0/96", "IPv4-translated", 12, false),
    ("64:ff9b::/96", "NAT64", 12, false),
    ("2002::/16", "6to4", 2, false),
    ("2001::/32", "Teredo", 12, true),
  ].compactMap { text, use, offset, inverted in
    Entry(text, use).map { ($0, offset, inverted) }
  }
}

extension SpecialNetworks.Entry {
  fileprivate init?(_ text: String, _ use: String) {
    guard let network = IPNetwork(text) else { return nil }
    self.network = network
    self.use = use
  }
}
