import CLibcurl

/// Asks an HTTP server on a Unix socket of this machine: how the commands reach the running daemon.
///
/// Blocks the calling thread; one request at a time.
public struct SocketClient {
  /// Path of the socket.
  public let socket: String

  public init(socket: String) { self.socket = socket }

  /// An answer with its body.
  public struct Answer: Sendable {
    public let status: Int
    public let body: [UInt8]
  }

  /// Why no answer came.
  public enum Failure: Error, Sendable, Equatable, CustomStringConvertible {
    /// Nobody listens on the socket, or it may not be opened.
    case nobody(socket: String, reason: String)
    /// The answer broke off.
    case brokeOff(reason: String)

    public var description: String {
      switch self {
      case .nobody(let socket, let reason): "no daemon answers on \(socket) (\(reason))"
      case .brokeOff(let reason): "the daemon's answer broke off (\(reason))"
      }
    }
  }

  /// An answer that is not a stream is done within this time, in seconds.
  private static let timeoutSeconds = 60
  /// More is not read of one answer.
  private static let bodyBytesMax = 256 << 20

  /// Gets a path.
  ///
  /// - Parameter target: path and query, percent-encoded.
  public func get(_ target: String) throws(Failure) -> Answer {
    let receiver = Receiver { _ in true }
    let status = try ask(target, headers: [], receiver, timeout: SocketClient.timeoutSeconds)
    return Answer(status: status, body: receiver.body)
  }

  /// Follows a stream until it ends or `onBytes` says false.
  ///
  /// - Returns: the status of the answer.
  public func follow(
    _ target: String, headers: [String] = [], onBytes: @escaping ([UInt8]) -> Bool
  ) throws(Failure) -> Int {
    try ask(target, headers: ["Accept: text/event-stream"] + headers, Receiver(onBytes), timeout: 0)
  }

  private func ask(
    _ target: String, headers: [String], _ receiver: Receiver, timeout: Int
  ) throws(Failure) -> Int {
    guard let easy = unsafe curl_easy_init() else { throw .brokeOff(reason: "libcurl has no handle to give") }
    defer { unsafe curl_easy_cleanup(easy) }
    unsafe salient_easy_set_string(easy, CURLOPT_UNIX_SOCKET_PATH, socket)
    unsafe salient_easy_set_string(easy, CURLOPT_URL, "http://localhost\(target)")
    unsafe salient_easy_set_string(easy, CURLOPT_PROXY, "")
    unsafe salient_easy_set_long(easy, CURLOPT_TIMEOUT, timeout)
    unsafe salient_easy_set_long(easy, CURLOPT_NOSIGNAL, 1)
    var list: UnsafeMutablePointer<curl_slist>?
    for header in headers { unsafe list = curl_slist_append(list, header) }
    defer { unsafe curl_slist_free_all(list) }
    unsafe salient_easy_set_pointer(easy, CURLOPT_HTTPHEADER, list)
    receiver.keepsBody = timeout > 0
    let code = withExtendedLifetime(receiver) {
      // SAFETY: the receiver outlives the call, and libcurl calls back on this thread before it returns.
      unsafe salient_easy_set_pointer(easy, CURLOPT_WRITEDATA, Unmanaged.passUnretained(receiver).toOpaque())
      unsafe salient_easy_set_write(easy, CURLOPT_WRITEFUNCTION) { bytes, size, count, owner in
        guard let owner = unsafe owner, let bytes = unsafe bytes else { return 0 }
        let receiver = unsafe Unmanaged<Receiver>.fromOpaque(owner).takeUnretainedValue()
        let chunk = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
        return receiver.take(unsafe Array(chunk)) ? size * count : 0
      }
      return unsafe curl_easy_perform(easy)
    }
    guard code == CURLE_OK || (code == CURLE_WRITE_ERROR && receiver.hasEnough) else {
      let reason = unsafe String(cString: curl_easy_strerror(code))
      throw code == CURLE_COULDNT_CONNECT
        ? .nobody(socket: socket, reason: reason) : .brokeOff(reason: reason)
    }
    var status = 0
    unsafe salient_easy_get_long(easy, CURLINFO_RESPONSE_CODE, &status)
    return status
  }

  /// Takes the body as it comes.
  private final class Receiver {
    var keepsBody = true
    private(set) var body: [UInt8] = []
    private(set) var hasEnough = false
    private let onBytes: ([UInt8]) -> Bool

    init(_ onBytes: @escaping ([UInt8]) -> Bool) { self.onBytes = onBytes }

    func take(_ bytes: [UInt8]) -> Bool {
      guard keepsBody else {
        hasEnough = !onBytes(bytes)
        return !hasEnough
      }
      guard body.count + bytes.count <= SocketClient.bodyBytesMax else { return false }
      body += bytes
      return true
    }
  }
}
