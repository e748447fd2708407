/// What can be read off a URL without asking for it.
public enum URLText {
  /// The host and, unless it is the scheme's own, the port: by which servers are told apart.
  /// - Returns: nil when there is no host, as in a relative reference.
  public static func host(of url: String) -> String? {
    guard let (scheme, authority) = parts(of: url) else { return nil }
    let place = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority
    let host = place.lowercased()
    let standard = scheme.lowercased() == "https" ? ":443" : ":80"
    let bare = host.hasSuffix(standard) ? String(host.dropLast(standard.count)) : host
    return bare.isEmpty ? nil : bare
  }

  /// The URL without `user:password@`, fit to be shown and logged.
  public static func withoutCredentials(_ url: String) -> String {
    guard let (_, authority) = parts(of: url), let at = authority.lastIndex(of: "@") else { return url }
    return String(url[..<authority.startIndex] + url[url.index(after: at)...])
  }

  private static func parts(of url: String) -> (scheme: Substring, authority: Substring)? {
    guard let colon = url.firstIndex(of: ":"), url[colon...].hasPrefix("://") else { return nil }
    let start = url.index(colon, offsetBy: 3)
    let end = url[start...].firstIndex { "/?#\\".contains($0) } ?? url.endIndex
    return (url[..<colon], url[start..<end])
  }
}
