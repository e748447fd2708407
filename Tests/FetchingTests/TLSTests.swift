import Model
import Testing

@testable import Fetching

@Suite(.enabled(if: TLSServer.isAvailable, "needs the openssl and python3 commands"), .timeLimit(.minutes(1)))
struct TLSTests {
  private func fetch(_ certificate: TLSServer.Certificate, trusting: Bool = true) async throws -> FetchOutcome {
    let server = try TLSServer(certificate)
    defer { server.stop() }
    let fetcher = try Fetcher(
      settings: settings(), userAgent: "x", authorities: trusting ? server.authority : nil)
    let outcome = await fetcher.fetch(FetchRequest(url: "https://127.0.0.1:\(server.port)/"))
    await fetcher.shutdown()
    return outcome
  }

  @Test func `a certificate of a known authority is taken`() async throws {
    let capture = try await fetch(.good).capture()
    #expect(capture.body == Array("hello".utf8))
  }

  static let refused: [(certificate: TLSServer.Certificate, trusting: Bool, words: String)] = [
    (.good, false, "unable to get local issuer certificate"),
    (.wrongName, true, "subject name matches target host name '127.0.0.1'"),
    (.expired, true, "certificate has expired"),
    (.selfSigned, true, "self-signed certificate"),
  ]

  @Test(arguments: refused) func `any other is refused, and the sentence names its fault`(
    _ given: (certificate: TLSServer.Certificate, trusting: Bool, words: String)
  ) async throws {
    let failure = try await fetch(given.certificate, trusting: given.trusting).failure()
    #expect(failure.result == .tls && failure.word == "tls")
    #expect(failure.description.contains(given.words), "\(failure.description)")
  }

}
