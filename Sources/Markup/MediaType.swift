/// A `Content-Type` header, read leniently (RFC 9110 §8.3).
public struct MediaType: Equatable, Sendable {
  /// Lowercased: `application/rss+xml`; empty when there is none.
  public let essence: String
  public let charset: String?

  public init(_ header: String) {
    var parts = header.split(separator: ";", omittingEmptySubsequences: false)
    essence = Self.trimmed(parts.removeFirst()).lowercased()
    charset = parts.lazy.compactMap(Self.charset).first
  }

  private static func charset(of parameter: Substring) -> String? {
    guard let equals = parameter.firstIndex(of: "="), trimmed(parameter[..<equals]).lowercased() == "charset" else {
      return nil
    }
    let value = trimmed(parameter[parameter.index(after: equals)...]).filter { $0 != "\"" && $0 != "'" }
    return value.isEmpty ? nil : value
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first?.isWhitespace == true { text = text.dropFirst() }
    while text.last?.isWhitespace == true { text = text.dropLast() }
    return String(text)
  }
}
