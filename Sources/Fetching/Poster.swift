import CLibcurl
import Glibc

/// Posts a body to a server of the operator's choice: how alerts leave the house.
///
/// Each post has a thread of its own, since alerts are few and libcurl's easy interface blocks. Redirects are not
/// followed: a receiver that moved is to be configured anew, and its secret must not follow it unasked.
public struct Poster: Sendable {
  private let userAgent: String
  private let proxy: String?

  /// - Parameter proxy: as in the configuration; nil for none.
  public init(userAgent: String, proxy: String?) {
    self.userAgent = userAgent
    self.proxy = proxy
  }

  /// Why there was no answer.
  public struct Failure: Error, Sendable, Equatable, CustomStringConvertible {
    /// In libcurl's words.
    public let description: String
  }

  private static let timeoutSeconds = 30

  /// - Parameter headers: whole lines, without line ends.
  /// - Returns: the status of the answer.
  public func post(_ body: [UInt8], to url: String, headers: [String]) async throws(Failure) -> Int {
    let job = Job(url: url, headers: headers, body: body, userAgent: userAgent, proxy: proxy)
    let result: Result<Int, Failure> = await withCheckedContinuation { continuation in
      job.start { continuation.resume(returning: $0) }
    }
    return try result.get()
  }

  private final class Job: Sendable {
    let url: String
    let headers: [String]
    let body: [UInt8]
    let userAgent: String
    let proxy: String?

    init(url: String, headers: [String], body: [UInt8], userAgent: String, proxy: String?) {
      self.url = url
      self.headers = headers
      self.body = body
      self.userAgent = userAgent
      self.proxy = proxy
    }

    func start(_ done: @escaping @Sendable (Result<Int, Failure>) -> Void) {
      let cargo = Cargo(job: self, done: done)
      var thread = pthread_t()
      // SAFETY: the cargo is retained here and released by the thread, or below when there is none.
      let pointer = unsafe Unmanaged.passRetained(cargo).toOpaque()
      let code = unsafe pthread_create(
        &thread, nil,
        { pointer in
          guard let pointer = unsafe pointer else { return nil }
          let cargo = unsafe Unmanaged<Cargo>.fromOpaque(pointer).takeRetainedValue()
          cargo.done(cargo.job.run())
          return nil
        }, pointer)
      guard code == 0 else {
        unsafe Unmanaged<Cargo>.fromOpaque(pointer).release()
        return done(.failure(Failure(description: "no thread could be made (error \(code))")))
      }
      pthread_detach(thread)
    }

    private final class Cargo: Sendable {
      let job: Job
      let done: @Sendable (Result<Int, Failure>) -> Void

      init(job: Job, done: @escaping @Sendable (Result<Int, Failure>) -> Void) {
        self.job = job
        self.done = done
      }
    }

    private func run() -> Result<Int, Failure> {
      guard let easy = unsafe curl_easy_init() else { return .failure(Failure(description: "libcurl has no handle")) }
      defer { unsafe curl_easy_cleanup(easy) }
      unsafe salient_easy_set_string(easy, CURLOPT_URL, url)
      unsafe salient_easy_set_string(easy, CURLOPT_PROTOCOLS_STR, "http,https")
      unsafe salient_easy_set_string(easy, CURLOPT_USERAGENT, userAgent)
      unsafe salient_easy_set_string(easy, CURLOPT_PROXY, proxy ?? "")
      unsafe salient_easy_set_long(easy, CURLOPT_TIMEOUT, Poster.timeoutSeconds)
      unsafe salient_easy_set_long(easy, CURLOPT_NOSIGNAL, 1)
      unsafe salient_easy_set_long(easy, CURLOPT_POST, 1)
      unsafe salient_easy_set_offset(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count))
      unsafe salient_easy_set_write(easy, CURLOPT_WRITEFUNCTION) { _, size, count, _ in size * count }
      var list: UnsafeMutablePointer<curl_slist>?
      // Without "Expect:" libcurl would wait a second for servers that do not know it.
      for header in headers + ["Expect:"] { unsafe list = curl_slist_append(list, header) }
      defer { unsafe curl_slist_free_all(list) }
      unsafe salient_easy_set_pointer(easy, CURLOPT_HTTPHEADER, list)
      var bytes = body
      let code = unsafe bytes.withUnsafeMutableBytes { bytes in
        // SAFETY: libcurl reads the body during the call, and keeps no pointer after it.
        unsafe salient_easy_set_pointer(easy, CURLOPT_POSTFIELDS, bytes.baseAddress)
        return unsafe curl_easy_perform(easy)
      }
      guard code == CURLE_OK else {
        return .failure(Failure(description: unsafe String(cString: curl_easy_strerror(code))))
      }
      var status = 0
      unsafe salient_easy_get_long(easy, CURLINFO_RESPONSE_CODE, &status)
      return .success(status)
    }
  }
}
