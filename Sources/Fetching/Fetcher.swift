public import Model

/// Asks servers over HTTP: URL and validators in, `FetchOutcome` out.
///
/// One thread owns libcurl's multi handle and drives every transfer by epoll, so that ten thousand slow servers cost
/// no thread of the cooperative pool. What can go wrong with a server is an outcome; only wrong settings throw.
public final class Fetcher: Sendable {
  private let mailbox: Mailbox

  /// - Parameters:
  ///   - userAgent: sent with every request; see `UserAgent.string(contact:)`.
  ///   - connections: how many connections are kept open at once, idle ones included.
  ///   - bodyBytes: how many bytes of unfinished bodies are held at once, over all transfers; above that, those with
  ///     large bodies wait.
  ///   - authorities: path of a PEM bundle in place of the system's certificate authorities.
  /// - Throws: `FetcherError`.
  public convenience init(
    settings: FetchingSettings, userAgent: String, connections: Int = 256, bodyBytes: Int = 64 << 20,
    authorities: String? = nil
  ) throws(FetcherError) {
    try self.init(
      TransferSettings(settings, userAgent: userAgent, authorities: authorities), connections: connections,
      bodyBytes: bodyBytes)
  }

  init(_ settings: TransferSettings, connections: Int, bodyBytes: Int) throws(FetcherError) {
    mailbox = try Mailbox()
    let loop = try TransferLoop(settings, mailbox: mailbox, connections: connections, bodyBytes: bodyBytes)
    try TransferThread.start(loop, mailbox: mailbox)
  }

  deinit {
    // False means that it has been shut down already.
    _ = mailbox.post(.stop)
  }

  /// Asks once. Cancelling the task aborts the transfer; the outcome is then `.failed(.cancelled)`.
  public func fetch(_ request: FetchRequest) async -> FetchOutcome {
    let ticket = Ticket(request)
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        if !mailbox.post(.start(ticket, continuation)) { continuation.resume(returning: .failed(.cancelled)) }
      }
    } onCancel: {
      ticket.cancel()
      // False means that the loop has ended, and the fetch with it.
      _ = mailbox.post(.cancel(ticket))
    }
  }

  /// Aborts what is under way, closes all connections and ends the thread. Later fetches are cancelled at once.
  public func shutdown() async {
    // False means that it has been shut down before; the end is waited for all the same.
    _ = mailbox.post(.stop)
    await mailbox.waitForEnd()
  }
}

extension FetchFailure {
  /// Nobody waits for the answer any more; says nothing about the server, and is not to be counted against it.
  public static let cancelled = FetchFailure(
    result: .timeout, word: "cancelled", description: "the fetch was cancelled")

  public var isCancellation: Bool { self == .cancelled }
}
