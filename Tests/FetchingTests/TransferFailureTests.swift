import CLibcurl
import Model
import Testing

@testable import Fetching

/// What libcurl says, as far as no server of a test can bring it about, and the words for it.
struct Failing: CustomTestStringConvertible, Sendable {
  let code: CURLcode
  var message = ""
  var isConnected = true
  var isResolved = true
  var proxy: String?
  let short: String
  let words: String

  var testDescription: String { "\(code.rawValue) \(message)" }
}

@Suite struct TransferFailureTests {
  static let failings: [Failing] = [
    Failing(code: CURLE_COULDNT_RESOLVE_HOST, short: "connect dns", words: "no address is known for example.org"),
    Failing(code: CURLE_COULDNT_RESOLVE_PROXY, short: "connect dns", words: "no address"),
    Failing(code: CURLE_COULDNT_CONNECT, message: "No route", short: "connect connect", words: "No route"),
    Failing(
      code: CURLE_OPERATION_TIMEDOUT, message: "Resolving timed out", isConnected: false, isResolved: false,
      short: "timeout dns", words: "no address for example.org within 1.5 s"),
    Failing(
      code: CURLE_OPERATION_TIMEDOUT, message: "Connection timed out", isConnected: false, short: "timeout connect",
      words: "no connection to example.org within 1.5 s"),
    Failing(code: CURLE_OPERATION_TIMEDOUT, short: "timeout timeout", words: "fetching.timeout"),
    Failing(code: CURLE_SSL_CACERT_BADFILE, message: "error setting", short: "tls tls", words: "error setting"),
    Failing(code: CURLE_HTTP2_STREAM, message: "stream 1", short: "protocol protocol", words: "stream 1"),
    Failing(code: CURLE_OUT_OF_MEMORY, short: "protocol protocol", words: "larger than libcurl takes"),
    Failing(
      code: CURLE_RECV_ERROR, message: "CONNECT tunnel failed, response 407", proxy: "http://p",
      short: "connect connect",
      words: "the proxy makes no connection"),
    Failing(code: CURLE_RECV_ERROR, message: "a\u{1B}[31m\r\nb", short: "protocol reset", words: "a [31m  b"),
    Failing(
      code: CURLE_RECV_ERROR, message: String(repeating: "x", count: 5000), short: "protocol reset",
      words: String(repeating: "x", count: FetchLimits.quotedMessageMax)),
  ]

  @Test(arguments: failings) func `a code of libcurl has a word and a sentence`(_ given: Failing) throws {
    let failure = TransferFailure(
      place: "example.org", purpose: .feed,
      settings: try TransferSettings(settings { $0.proxy = given.proxy }, userAgent: "x", authorities: nil),
      bodyBytes: 0,
      isConnected: given.isConnected, isResolved: given.isResolved, status: 0, message: given.message,
      elapsed: .milliseconds(1500)
    ).failure(given.code)
    #expect("\(failure.result.rawValue) \(failure.word)" == given.short)
    #expect(failure.description.contains(given.words), "\(failure.description)")
    #expect(failure.description.count < 300)
  }

  @Test func `the system's refusal of a socket names the remedy`() throws {
    let words = TransferFailure(
      place: "example.org", purpose: .feed,
      settings: try TransferSettings(settings(), userAgent: "x", authorities: nil),
      bodyBytes: 0, isConnected: false, isResolved: true, status: 0, message: "", elapsed: .zero)
    #expect(words.failure(.socket(errno: 24))?.description.contains("LimitNOFILE") == true)
    #expect(words.failure(.enough) == nil)
  }
}
