public import FoundationEssentials

/// One field of an HTTP message's head, name and value as sent.
public struct HTTPField: Hashable, Sendable, Codable {
  public let name: String
  public let value: String

  public init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}

extension [HTTPField] {
  /// The value of the last field of that name, case aside (RFC 9110 §5.1).
  public subscript(name: String) -> String? {
    last { $0.name.lowercased() == name.lowercased() }?.value
  }
}

/// What a server gave us to ask "has it changed?" with (RFC 9110 §8.8): opaque, sent back as received.
public struct Validators: Hashable, Sendable, Codable {
  public let etag: String?
  public let lastModified: String?

  public init(etag: String? = nil, lastModified: String? = nil) {
    self.etag = etag
    self.lastModified = lastModified
  }

  public static let none = Validators()
}

/// One HTTP exchange that brought a body: the request as sent, and the response with its body decoded.
///
/// `headers` are those received, less what no longer fits the body held here: libcurl has undone the transfer and
/// content codings, so `Transfer-Encoding` and `Content-Encoding` are gone and `Content-Length` is the body's own.
public struct Capture: Sendable {
  public let requestedURL: String
  /// The URL that answered, after redirects.
  public let finalURL: String
  /// Set when every redirect on the way was permanent (301, 308).
  public let permanentURL: String?
  public let fetchedAt: Date
  public let status: Int
  public let reason: String
  /// Request head as sent to the final URL, credentials left out.
  public let requestHeaders: [HTTPField]
  public let headers: [HTTPField]
  public let body: [UInt8]
  /// Bytes on the wire, before decoding.
  public let wireBytes: Int
  public let duration: Duration
  /// The address that answered.
  public let remoteAddress: String?

  public init(
    requestedURL: String, finalURL: String, permanentURL: String?, fetchedAt: Date, status: Int, reason: String,
    requestHeaders: [HTTPField], headers: [HTTPField], body: [UInt8], wireBytes: Int, duration: Duration,
    remoteAddress: String?
  ) {
    self.requestedURL = requestedURL
    self.finalURL = finalURL
    self.permanentURL = permanentURL
    self.fetchedAt = fetchedAt
    self.status = status
    self.reason = reason
    self.requestHeaders = requestHeaders
    self.headers = headers
    self.body = body
    self.wireBytes = wireBytes
    self.duration = duration
    self.remoteAddress = remoteAddress
  }

  public var validators: Validators {
    Validators(etag: headers["ETag"], lastModified: headers["Last-Modified"])
  }

  public var contentType: String? { headers["Content-Type"] }
}

/// How a fetch ended. A refusal by the server is an outcome, not an error.
public enum FetchOutcome: Sendable {
  /// A 2xx answer with a body.
  case modified(Capture)
  /// 304: unchanged since the validators; `headers` may move the validators and caching on.
  case notModified(headers: [HTTPField], finalURL: String, permanentURL: String?)
  /// 410.
  case gone
  /// 429 or 503; the wait that Retry-After asks for, if any.
  case throttled(status: Int, retryAfter: Duration?)
  /// Any other status.
  case refused(status: Int)
  /// No whole answer came.
  case failed(FetchFailure)
}

/// Why no whole answer came: a bounded word for metrics and state, and a sentence that says what and where.
public struct FetchFailure: Error, Hashable, Sendable, CustomStringConvertible {
  public let result: PollResult
  /// Bounded: `dns`, `connect`, `tls`, `timeout`, `low_speed`, `reset`, `too_large`, `ratio`, `redirect`, `address`, `protocol`.
  public let word: String
  /// What happened, with the host and the limit named; never a credential.
  public let description: String

  public init(result: PollResult, word: String, description: String) {
    self.result = result
    self.word = word
    self.description = description
  }
}

/// The closed list of how a poll ended.
public enum PollResult: String, Sendable, Codable, CaseIterable {
  /// The feed was read whole, or was unchanged.
  case ok
  /// The feed was broken and what could be made out was kept.
  case salvage
  /// The server refused: a status of 400 or more, other than 410.
  case http
  /// 410: the feed is retired.
  case gone
  case notAFeed = "not-a-feed"
  case timeout
  /// No connection: DNS, refused, unreachable, or an address that may not be asked.
  case connect
  case tls
  case redirect
  /// The answer was no HTTP, or broke off.
  case `protocol`
  case tooLarge = "too-large"
}
