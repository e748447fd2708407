/// A URL as identity needs it: whose it is, and which article it means whatever the road it came by.
struct WebAddress: Equatable {
  /// Small letters, without user and port.
  let host: String
  /// From the first slash on, as given; empty without one.
  let path: String
  /// Without the question mark; nil when there is none.
  let query: String?

  /// - Returns: nil for anything but an http or https URL with a host.
  init?(_ url: String) {
    guard let colon = url.firstIndex(of: ":"), ["http", "https"].contains(url[..<colon].lowercased()),
      url[colon...].hasPrefix("://")
    else { return nil }
    let rest = url[url.index(colon, offsetBy: 3)...].prefix { $0 != "#" }
    let authority = rest.prefix { $0 != "/" && $0 != "?" }
    let name = (authority.split(separator: "@", omittingEmptySubsequences: false).last ?? authority)
      .prefix { $0 != ":" }.lowercased()
    guard !name.isEmpty else { return nil }
    host = name
    let pathAndQuery = rest[authority.endIndex...]
    let path = pathAndQuery.prefix { $0 != "?" }
    self.path = String(path)
    query = path.endIndex < pathAndQuery.endIndex ? String(pathAndQuery[path.endIndex...].dropFirst()) : nil
  }

  /// The publisher behind it: the registrable domain; on hosts that many share, the blog or channel.
  func site(_ rules: StoryRules) -> String {
    let domain = registrableDomain(rules)
    if rules.sharedPaths.contains(host) || rules.sharedPaths.contains(domain),
      host == domain || bareHost(rules) == domain
    {
      // Telegram shows a channel's page under /s/ as well.
      let owner = path.split(separator: "/").first { $0 != "s" }
      if let owner { return domain + "/" + owner.lowercased() }
    }
    return domain
  }

  /// The article that it means: without scheme, mobile and AMP forms, fragment, and parameters that only track.
  func article(_ rules: StoryRules) -> String {
    var key = bareHost(rules) + barePath
    let parameters = (query ?? "").split(separator: "&").filter { parameter in
      !rules.tracking.contains(parameter.prefix { $0 != "=" }.lowercased())
    }
    if !parameters.isEmpty { key += "?" + parameters.sorted().joined(separator: "&") }
    return key
  }

  private func registrableDomain(_ rules: StoryRules) -> String {
    let labels = host.split(separator: ".")
    guard labels.count > 2 else { return host }
    let two = labels.suffix(2).joined(separator: ".")
    let isDeeper = rules.suffixes.contains(two) || rules.sharedHosts.contains(two)
    return labels.suffix(isDeeper ? 3 : 2).joined(separator: ".")
  }

  /// Without the first label when that only says in which form the page comes.
  private func bareHost(_ rules: StoryRules) -> String {
    let labels = host.split(separator: ".")
    guard labels.count > 2, let first = labels.first, rules.mobileLabels.contains(String(first)) else { return host }
    return labels.dropFirst().joined(separator: ".")
  }

  private var barePath: String {
    var parts = path.split(separator: "/")
    if let first = parts.first, parts.count > 1, WebAddress.formParts.contains(String(first)) { parts.removeFirst() }
    if let last = parts.last, parts.count > 1, last == "amp" { parts.removeLast() }
    if let last = parts.last {
      for (ending, plain) in [(".amp.html", ".html"), (".amp", "")] where last.hasSuffix(ending) {
        parts[parts.count - 1] = Substring(last.dropLast(ending.count) + plain)
        break
      }
    }
    return parts.map { "/" + $0 }.joined()
  }

  private static let formParts: Set<String> = ["amp", "m", "mobile"]
}
