public import FoundationEssentials
public import Model

extension FeedHints {
  /// Seconds for which the answer is fresh, as its head says (RFC 9111 §4.2): `max-age` less `Age`, else `Expires` less
  /// `Date`.
  /// - Returns: nil when the head says nothing, or asks not to be kept at all.
  public static func freshness(_ headers: [HTTPField], receivedAt: Date) -> Int? {
    let directives: [String] = headers.filter { $0.name.lowercased() == "cache-control" }
      .flatMap { field in field.value.lowercased().split(separator: ",") }
      .map { $0.filter { !" \t\"".contains($0) } }
    guard !directives.contains("no-store"), !directives.contains("no-cache") else { return nil }
    if let text = directives.first(where: { $0.hasPrefix("max-age=") })?.dropFirst(8) {
      guard let age = Int(text) else { return nil }
      return positive(age - (headers["Age"].flatMap { Int($0) } ?? 0))
    }
    guard let expires = headers["Expires"].flatMap({ Date(httpDate: $0) }) else { return nil }
    let sent = headers["Date"].flatMap { Date(httpDate: $0) } ?? receivedAt
    return positive(Int(clamping: Int64(expires.timeIntervalSince(sent))))
  }

  private static func positive(_ seconds: Int) -> Int? { seconds > 0 ? seconds : nil }
}
