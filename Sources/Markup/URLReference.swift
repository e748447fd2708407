/// Resolving of relative references (RFC 3986 §5), on the text as it is: nothing is escaped, folded or normalised
/// but the dot segments that the RFC removes.
public enum URLReference {
  private struct Parts {
    var scheme: Substring?
    var authority: Substring?
    var path: Substring
    var query: Substring?
    var fragment: Substring?
  }

  /// - Parameter base: An absolute URL; without one, or with one that is not absolute, the reference stays as it is.
  public static func resolve(_ reference: String, against base: String?) -> String {
    let reference = trimmed(reference)
    guard let base, !hasScheme(reference) else { return reference }
    let root = split(base[...])
    guard root.scheme != nil else { return reference }
    guard !reference.isEmpty else { return withoutFragment(base) }
    let parts = split(reference[...])
    var target = parts
    target.scheme = root.scheme
    if parts.authority == nil {
      target.authority = root.authority
      if parts.path.isEmpty {
        target.path = root.path
        target.query = parts.query ?? root.query
      } else if parts.path.utf8.first == UInt8(ascii: "/") {
        target.path = removingDotSegments(parts.path)[...]
      } else {
        target.path = removingDotSegments(merged(parts.path, with: root)[...])[...]
      }
    } else {
      target.path = removingDotSegments(parts.path)[...]
    }
    return composed(target)
  }

  /// Whether the reference begins with a scheme, and so is absolute.
  public static func hasScheme(_ reference: String) -> Bool { scheme(of: reference[...]) != nil }

  /// The scheme of an absolute URL, lowercased.
  public static func scheme(of reference: String) -> String? { scheme(of: reference[...]).map { $0.lowercased() } }

  private static func scheme(of reference: Substring) -> Substring? {
    let bytes = reference.utf8
    guard let first = bytes.first, first.isASCIILetter else { return nil }
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      if byte == UInt8(ascii: ":") { return reference[..<index] }
      guard byte.isASCIILetterOrDigit || "+-.".utf8.contains(byte) else { return nil }
      index = bytes.index(after: index)
    }
    return nil
  }

  private static func split(_ reference: Substring) -> Parts {
    var rest = reference
    var parts = Parts(path: "")
    if let scheme = scheme(of: rest) {
      parts.scheme = scheme
      rest = rest[rest.utf8.index(after: scheme.endIndex)...]
    }
    if let hash = rest.utf8.firstIndex(of: UInt8(ascii: "#")) {
      parts.fragment = rest[rest.utf8.index(after: hash)...]
      rest = rest[..<hash]
    }
    if let question = rest.utf8.firstIndex(of: UInt8(ascii: "?")) {
      parts.query = rest[rest.utf8.index(after: question)...]
      rest = rest[..<question]
    }
    if rest.utf8.starts(with: "//".utf8) {
      rest = rest[rest.utf8.index(rest.startIndex, offsetBy: 2)...]
      let end = rest.utf8.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
      parts.authority = rest[..<end]
      rest = rest[end...]
    }
    parts.path = rest
    return parts
  }

  private static func merged(_ path: Substring, with base: Parts) -> String {
    if base.authority != nil, base.path.isEmpty { return "/" + path }
    guard let slash = base.path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return String(path) }
    return String(base.path[...slash]) + path
  }

  private static func removingDotSegments(_ path: Substring) -> String {
    guard path.utf8.contains(UInt8(ascii: ".")) else { return String(path) }
    var kept: [Substring] = []
    let segments = path.split(separator: "/", omittingEmptySubsequences: false)
    for (index, segment) in segments.enumerated() {
      let isLast = index == segments.count - 1
      switch segment {
      case ".": if isLast { kept.append("") }
      case "..":
        // The empty segment before the first slash stays: a path cannot climb above its root.
        if kept.count > 1 || (kept.count == 1 && kept[0] != "") { kept.removeLast() }
        if isLast { kept.append("") }
      default: kept.append(segment)
      }
    }
    return kept.joined(separator: "/")
  }

  private static func composed(_ parts: Parts) -> String {
    var url = ""
    if let scheme = parts.scheme { url += scheme + ":" }
    if let authority = parts.authority { url += "//" + authority }
    url += parts.path
    if let query = parts.query { url += "?" + query }
    if let fragment = parts.fragment { url += "#" + fragment }
    return url
  }

  private static func withoutFragment(_ url: String) -> String {
    guard let hash = url.utf8.firstIndex(of: UInt8(ascii: "#")) else { return url }
    return String(url[..<hash])
  }

  private static func trimmed(_ text: String) -> String {
    let bytes = text.utf8
    guard let first = bytes.first, let last = bytes.last, first <= 0x20 || last <= 0x20 else { return text }
    guard let start = bytes.firstIndex(where: { $0 > 0x20 }), let end = bytes.lastIndex(where: { $0 > 0x20 }) else {
      return ""
    }
    return String(text[start...end])
  }
}
