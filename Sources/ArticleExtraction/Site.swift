/// The site that a page belongs to, as far as its address tells.
struct Site {
  /// The last labels of the host, enough to tell it from others; nil when the address is not known.
  private let domain: String?

  init(url: String?) {
    domain = url.flatMap(Site.host).map(Site.domain)
  }

  /// The name in the domain: `example` of `www.example.co.uk`.
  var name: String? { domain.flatMap { $0.split(separator: ".").first.map(String.init) } }

  /// Whether a link leads to the site itself: relative links do, and links to the same domain.
  /// Without knowledge of the page's address every link may.
  func owns(_ href: String?) -> Bool {
    guard let href else { return true }
    guard let host = Site.host(href) else { return true }
    guard let domain else { return true }
    return Site.domain(host) == domain
  }

  /// The host of an absolute or protocol-relative address, in small letters, port and `www.` taken off.
  static func host(_ url: String) -> String? {
    guard let start = url.range(of: "//"), url.distance(from: url.startIndex, to: start.lowerBound) <= 8 else {
      return nil
    }
    let rest = url[start.upperBound...].prefix { !"/?#:".contains($0) }
    guard !rest.isEmpty else { return nil }
    let host = rest.lowercased()
    return host.hasPrefix("www.") ? String(host.dropFirst(4)) : host
  }

  /// The name under which sites are registered: two labels, three where the last two are short (`co.uk`).
  static func domain(_ host: String) -> String {
    let labels = host.split(separator: ".")
    guard labels.count > 2 else { return host }
    let isShort = labels[labels.count - 2].utf8.count <= 3 && labels[labels.count - 1].utf8.count == 2
    return labels.suffix(isShort ? 3 : 2).joined(separator: ".")
  }
}

extension String {
  fileprivate func range(of text: String) -> Range<Index>? {
    var index = startIndex
    while index < endIndex {
      if self[index...].hasPrefix(text) { return index..<self.index(index, offsetBy: text.count) }
      index = self.index(after: index)
    }
    return nil
  }
}
