import Model

/// How long a feed rests after failures in a row.
///
/// A failure of the way (no connection, no answer, a server in trouble) is worth another try soon, and then ever less;
/// one that somebody has to mend (a wrong URL, a certificate, no feed) is worth it at the feed's usual pace at most.
struct BackOff {
  /// The first wait; each further failure doubles it.
  let first: Duration
  /// The first wait is not above the usual one.
  let isTransient: Bool

  init(_ kind: FailureKind, usual: Duration) {
    switch kind {
    case .dns, .connect, .timeout, .protocol, .serverError:
      isTransient = true
      first = min(usual, Self.soon)
    case .tls, .redirect, .notAFeed, .refused, .address:
      isTransient = false
      first = usual
    case .missing, .tooLarge:
      isTransient = false
      first = usual * 2
    }
  }

  /// For 429 and 503 without a time.
  init(throttledUsual usual: Duration) {
    isTransient = false
    first = max(usual, Self.soon) * 2
  }

  private static let soon: Duration = .seconds(600)
  /// Doublings above this say no more than "as long as may be".
  private static let doublingsMax = 16

  /// - Parameter failures: in a row, the present one included.
  func wait(failures: Int) -> Duration { first * (1 << min(max(0, failures - 1), Self.doublingsMax)) }
}
