public import Model

/// Asks servers over HTTP: URL and validators in, `FetchOutcome` out.
///
/// One thread owns libcurl's multi handle and drives every transfer by epoll, so that ten thousand slow servers cost
/// no thread of the cooperative pool. What can go wrong with a server is an outcome; only wrong settings throw.
public final class Fetcher: Sendable {
  /// - Parameters:
  ///   - userAgent: sent with every request; see `UserAgent.string(contact:)`.
  ///   - connections: how many connections are kept open at once, idle ones included.
  ///   - bodyBytes: how many bytes of unfinished bodies are held at once, over all transfers; above that, all but the
  ///     oldest transfer wait.
  ///   - authorities: path of a PEM bundle in place of the system's certificate authorities.
  /// - Throws: `FetcherError`.
  public init(
    settings: FetchingSettings, userAgent: String, connections: Int = 512, bodyBytes: Int = 64 << 20,
    authorities: String? = nil
  ) throws(FetcherError) {
  }

  /// Asks once. Cancelling the task aborts the transfer; the outcome is then `.failed(.cancelled)`.
  public func fetch(_ request: FetchRequest) async -> FetchOutcome {
    .failed(.cancelled)
  }

  /// Aborts what is under way, closes all connections and ends the thread. Later fetches are cancelled at once.
  public func shutdown() async {
  }
}

extension FetchFailure {
  /// Nobody waits for the answer any more; says nothing about the server, and is not to be counted against it.
  public static let cancelled = FetchFailure(
    result: .timeout, word: "cancelled", description: "the fetch was cancelled")

  public var isCancellation: Bool { self == .cancelled }
}

/// How Salient names itself to servers and to robots.txt.
public enum UserAgent {
  /// The product token that robots.txt groups are matched against (RFC 9309 §2.2.1).
  public static let product = "Salient"

  /// `Salient/0.1.0 (+mailto:desk@example.org)`.
  public static func string(contact: String?) -> String {
    contact.map { "\(product)/\(Version.string) (+\($0))" } ?? "\(product)/\(Version.string)"
  }
}
