extension String {
  /// A URL as it may be shown and stored: what stands before the last `@` of its authority is a credential and is left
  /// out (RFC 3986 §3.2.1).
  public var withoutCredentials: String {
    guard let scheme = firstRange(of: "://") else { return self }
    let end = self[scheme.upperBound...].firstIndex { "/?#".contains($0) } ?? endIndex
    guard let at = self[scheme.upperBound..<end].lastIndex(of: "@") else { return self }
    return String(self[..<scheme.upperBound]) + self[index(after: at)...]
  }
}
