import CLibcurl
import Model

/// Turns libcurl's codes and our own stops into a word and a sentence.
struct TransferFailure {
  /// `example.org:8080`.
  let place: String
  let purpose: FetchRequest.Purpose
  let settings: TransferSettings
  /// Bytes of the decoded body so far.
  let bodyBytes: Int
  /// A connection stood.
  let isConnected: Bool
  /// The name had been resolved.
  let isResolved: Bool
  let status: Int
  /// libcurl's own words.
  let message: String
  let elapsed: Duration

  /// The failure that our own stop stands for.
  func failure(_ stop: Transfer.Stop) -> FetchFailure? {
    switch stop {
    case .enough: nil
    case .head:
      made(
        .protocol, "protocol",
        "\(place) sent a head of more than \(FetchLimits.headerBytesMax >> 10) KiB or \(FetchLimits.headerFieldsMax) fields"
      )
    case .bodySize:
      made(
        .tooLarge, "too_large",
        "the body from \(place) is larger than \(settings.bytesMax(purpose)) bytes (\(TransferSettings.limitName(purpose)))"
      )
    case .ratio:
      made(
        .tooLarge, "ratio",
        "the body from \(place) unpacks to more than \(FetchLimits.ratioMax) times its size, as decompression bombs do")
    case .address(let address, let use):
      made(
        .connect, "address",
        "\(place) is at \(address), a \(use) address; list its network in fetching.private_addresses to allow it")
    case .socket(let errno):
      made(
        .connect, "connect",
        "no socket for \(place) (errno \(errno)); raise LimitNOFILE or lower polling.concurrency")
    }
  }

  /// The failure that a code of libcurl stands for.
  func failure(_ code: CURLcode) -> FetchFailure {
    switch code {
    case CURLE_OPERATION_TIMEDOUT: timedOut()
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY:
      made(.connect, "dns", "no address is known for \(place)")
    case CURLE_COULDNT_CONNECT, CURLE_PROXY, CURLE_INTERFACE_FAILED:
      made(.connect, "connect", "no connection to \(place): \(words)")
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ENGINE_NOTFOUND,
      CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_SHUTDOWN_FAILED,
      CURLE_SSL_CRL_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_SSL_INVALIDCERTSTATUS,
      CURLE_SSL_CLIENTCERT, CURLE_USE_SSL_FAILED:
      made(.tls, "tls", "no safe connection to \(place): \(words)")
    case CURLE_RECV_ERROR where settings.proxy != nil && message.hasPrefix("CONNECT tunnel"):
      made(.connect, "connect", "the proxy makes no connection to \(place): \(words)")
    case CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_PARTIAL_FILE:
      made(.protocol, "reset", "\(place) broke off after \(bodyBytes) bytes of the body: \(words)")
    case CURLE_FILESIZE_EXCEEDED: failure(.bodySize) ?? other(code)
    case CURLE_TOO_MANY_REDIRECTS: made(.redirect, "redirect", "\(place) redirects without end")
    default: other(code)
    }
  }

  private func timedOut() -> FetchFailure {
    let seconds = elapsed.formattedSeconds
    if message.hasPrefix("Operation too slow") {
      return made(
        .timeout, "low_speed",
        "\(place) sent fewer than \(FetchLimits.lowSpeedBytesPerSecond) bytes a second, \(bodyBytes) bytes in all")
    }
    if !isResolved { return made(.timeout, "dns", "no address for \(place) within \(seconds) s") }
    if !isConnected { return made(.timeout, "connect", "no connection to \(place) within \(seconds) s") }
    let what = status == 0 ? "no answer" : "no whole answer"
    return made(.timeout, "timeout", "\(what) from \(place) within \(seconds) s (fetching.timeout)")
  }

  private func other(_ code: CURLcode) -> FetchFailure {
    // libcurl says "out of memory" of a header line above its own limit, while the head is still being read.
    let isHead = code == CURLE_OUT_OF_MEMORY && bodyBytes == 0
    return made(
      .protocol, "protocol",
      isHead ? "\(place) sent a head larger than libcurl takes" : "the answer of \(place) is no HTTP: \(words)")
  }

  /// libcurl's words, bounded and on one line: they may quote the server.
  private var words: String {
    let line = message.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : String($0) }.joined()
    return line.isEmpty ? "no reason given" : String(line.prefix(FetchLimits.quotedMessageMax))
  }

  private func made(_ result: PollResult, _ word: String, _ description: String) -> FetchFailure {
    FetchFailure(result: result, word: word, description: description)
  }
}

extension Duration {
  /// Seconds with one decimal place.
  fileprivate var formattedSeconds: String {
    let tenths = (milliseconds + 50) / 100
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}
