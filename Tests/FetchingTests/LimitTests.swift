import Model
import Testing

@testable import Fetching

/// A server that misbehaves, and the words for it.
struct Misdeed: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let outcome: String
  /// In the sentence.
  let words: String
  let act: @Sendable (Exchange) -> Void

  init(_ name: String, _ outcome: String, _ words: String, _ act: @escaping @Sendable (Exchange) -> Void) {
    testDescription = name
    self.outcome = outcome
    self.words = words
    self.act = act
  }
}

@Suite struct LimitTests {
  static let misdeeds: [Misdeed] = [
    Misdeed("says it is large", "too-large too_large", "fetching.max_feed") {
      $0.send("HTTP/1.1 200 OK\r\nContent-Length: 200000000\r\n\r\nx")
    },
    Misdeed("is large without saying so", "too-large too_large", "1000000 bytes") {
      $0.send("HTTP/1.1 200 OK\r\n\r\n")
      while $0.send(String(repeating: "x", count: 10_000)) {}
    },
    Misdeed("unpacks to very much more", "too-large ratio", "150 times") {
      let bomb = Packed.bomb(unpacking: 3_000_000)
      $0.send("HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\nContent-Length: \(bomb.count)\r\n\r\n")
      $0.send(bomb)
    },
    Misdeed("has an endless head", "protocol protocol", "128 KiB") {
      $0.send("HTTP/1.1 200 OK\r\n")
      for _ in 0..<300 { $0.send("X-Long: \(String(repeating: "x", count: 1000))\r\n") }
      $0.send("\r\n")
    },
    Misdeed("has a line without end", "protocol protocol", "head") {
      $0.send("HTTP/1.1 200 OK\r\nX-Long: " + String(repeating: "x", count: 900_000) + "\r\n\r\n")
    },
    Misdeed("has thousands of fields", "protocol protocol", "500 fields") {
      $0.send("HTTP/1.1 200 OK\r\n" + String(repeating: "A: b\r\n", count: 3000) + "\r\n")
    },
    Misdeed("breaks off", "protocol reset", "3 bytes") { $0.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc") },
    Misdeed("breaks off in a chunk", "protocol reset", "broke off") {
      $0.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab")
    },
    Misdeed("resets", "protocol reset", "broke off") {
      $0.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n")
      $0.reset()
    },
    Misdeed("says nothing", "protocol reset", "broke off") { _ in },
    Misdeed("speaks no HTTP", "protocol protocol", "no HTTP") { $0.send("220 ready for mail\r\n\r\n") },
    Misdeed("packs wrongly", "protocol protocol", "no HTTP") {
      $0.send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 9\r\n\r\nnot gzip!")
    },
    Misdeed("never answers", "timeout timeout", "no answer") { $0.waitForHangUp() },
    Misdeed("answers and falls silent", "timeout timeout", "no whole answer") {
      $0.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n")
      $0.waitForHangUp()
    },
    Misdeed("a 404 with a page without end", "refused 404", "") {
      $0.send("HTTP/1.1 404 No\r\n\r\n")
      while $0.send(String(repeating: "x", count: 10_000)) {}
    },
    Misdeed("a 404 that breaks off", "refused 404", "") { $0.send("HTTP/1.1 404 No\r\nContent-Length: 10\r\n\r\nx") },
  ]

  @Test(arguments: misdeeds) func `a misdeed has its own word`(_ misdeed: Misdeed) async throws {
    let strict = settings {
      $0.maxFeed = 1_000_000
      $0.timeout = .seconds(2)
    }
    // The bomb is to be stopped for what it is, before its size.
    let lenient = settings { $0.timeout = .seconds(20) }
    let chosen = misdeed.outcome.hasSuffix("ratio") ? lenient : strict
    try await withServer(chosen, answering: misdeed.act) { server, fetcher in
      let outcome = await fetcher.fetch(FetchRequest(url: server.url("/")))
      #expect(outcome.short == misdeed.outcome)
      if case .failed(let failure) = outcome {
        #expect(failure.description.contains(misdeed.words), "\(failure.description)")
        #expect(failure.description.contains("127.0.0.1:\(server.port)"))
      }
    }
  }

  @Test func `a byte now and then is too slow`() async throws {
    let short = settings { $0.timeout = .seconds(6) }
    try await withServer(
      short,
      answering: { exchange in
        exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nx")
        exchange.waitForHangUp()
      }
    ) { server, fetcher in
      let failure = try await fetcher.fetch(FetchRequest(url: server.url("/"))).failure()
      #expect(failure.word == "low_speed" && failure.result == .timeout)
    }
  }

  @Test func `nobody listens`() async throws {
    let gone = TestServer { _ in }
    let url = gone.url("/")
    gone.stop()
    let fetcher = try Fetcher(settings: settings(), userAgent: "x")
    #expect(await fetcher.fetch(FetchRequest(url: url)).short == "connect connect")
    await fetcher.shutdown()
  }

  static let notURLs = [
    "", "feed", "/relative", "ftp://example.org/", "http://", "http://exa mple.org/", "file:///etc/passwd",
  ]

  @Test(arguments: notURLs) func `what is no URL is not asked`(_ url: String) async throws {
    let fetcher = try Fetcher(settings: settings(), userAgent: "x")
    #expect(await fetcher.fetch(FetchRequest(url: url)).short == "connect address")
    await fetcher.shutdown()
  }

  @Test func `the size of a robots.txt is cut, not refused`() async throws {
    let text = String(repeating: "# hello world\n", count: 60_000)
    try await withServer(answering: { $0.answer("200 OK", [], text) }) { server, fetcher in
      let capture = try await fetcher.fetch(FetchRequest(url: server.url("/robots.txt"), purpose: .robots)).capture()
      #expect(capture.body.count > 500 << 10 - 64 << 10 && capture.body.count <= FetchLimits.robotsBytesMax)
    }
  }
}
