import FoundationEssentials
import Model

/// When the server asks us to come back.
enum RetryAfter {
  /// Seconds or an HTTP date (RFC 9110 §10.2.3); a date in the past means now. Waits above `FetchLimits.restMax` are
  /// cut to it, since misconfigured servers ask for years.
  /// - Returns: nil when the header is absent or unreadable; the poll interval then applies.
  static func parse(_ field: String?, now: Date) -> Duration? {
    guard let text = field?.trimmed, !text.isEmpty else { return nil }
    let most = FetchLimits.restMax
    if text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      return Int64(text).map { min(.seconds($0), most) } ?? most
    }
    guard let date = Date(httpDate: text) else { return nil }
    let wait = date.timeIntervalSince(now)
    return wait <= 0 ? .zero : min(.seconds(min(wait, 1e9)), most)
  }
}
