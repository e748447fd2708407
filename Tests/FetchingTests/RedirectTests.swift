import Model
import Testing

@testable import Fetching

@Suite struct RedirectTests {
  /// `/301/302/end` answers 301 to `/302/end`, and so on.
  static func chain(_ exchange: Exchange) {
    let steps = exchange.path.split(separator: "/", maxSplits: 1)
    guard let status = steps.first.flatMap({ Int($0) }), steps.count == 2 else {
      return exchange.answer("200 OK", [], "x")
    }
    exchange.answer("\(status) Go", ["Location: /\(steps[1])"])
  }

  static let chains: [(path: String, isPermanent: Bool)] = [
    ("/301/end", true), ("/308/end", true), ("/301/308/301/end", true), ("/302/end", false), ("/307/end", false),
    ("/303/end", false), ("/301/302/end", false), ("/302/301/end", false),
  ]

  @Test(arguments: chains) func `a redirect is permanent when all its steps are`(
    _ given: (path: String, isPermanent: Bool)
  ) async throws {
    try await withServer(answering: Self.chain) { server, fetcher in
      let capture = try await fetcher.fetch(FetchRequest(url: server.url(given.path))).capture()
      #expect(capture.requestedURL == server.url(given.path) && capture.finalURL == server.url("/end"))
      #expect(capture.permanentURL == (given.isPermanent ? server.url("/end") : nil))
    }
  }

  static let targets: [(location: String, path: String)] = [
    ("/b", "/b"), ("b?q=1", "/a/b?q=1"), ("../b#top", "/b"), ("?q", "/a/f?q"), ("//127.0.0.1:PORT/b", "/b"),
    ("HTTP://127.0.0.1:PORT/b", "/b"), ("/with space", "/with%20space"),
  ]

  @Test(arguments: targets) func `a relative Location is joined`(_ given: (location: String, path: String)) async throws
  {
    try await withServer(answering: { exchange in
      guard exchange.path == "/a/f" else { return exchange.answer("200 OK", [], "x") }
      let port = exchange.field("Host")?.split(separator: ":").last ?? ""
      exchange.answer("302 Go", ["Location: " + given.location.replacing("PORT", with: port)])
    }) { server, fetcher in
      let capture = try await fetcher.fetch(FetchRequest(url: server.url("/a/f"))).capture()
      #expect(capture.finalURL == server.url(given.path))
    }
  }

  static let refused: [(location: String, words: String)] = [
    ("file:///etc/passwd", "\"file\""), ("gopher://127.0.0.1:1/", "\"gopher\""), ("javascript:alert(1)", "no URL"),
    ("/loop", "circle"), ("http:///", "redirects to"), ("/" + String(repeating: "x", count: 9000), "8192"),
  ]

  @Test(arguments: refused) func `a redirect that leads nowhere good is refused`(
    _ given: (location: String, words: String)
  ) async throws {
    try await withServer(answering: { $0.answer("301 Go", ["Location: \(given.location)"]) }) { server, fetcher in
      let failure = try await fetcher.fetch(FetchRequest(url: server.url("/loop"))).failure()
      #expect(failure.result == .redirect && failure.word == "redirect")
      #expect(failure.description.contains(given.words), "\(failure.description)")
    }
  }

  @Test func `redirects are followed ten times`() async throws {
    try await withServer(answering: Self.chain) { server, fetcher in
      let ten = String(repeating: "/301", count: 10)
      #expect(await fetcher.fetch(FetchRequest(url: server.url(ten + "/end"))).short == "modified 200")
      #expect(await fetcher.fetch(FetchRequest(url: server.url(ten + "/301/end"))).short == "redirect redirect")
    }
  }

  @Test func `credentials stay with their origin, and are shown nowhere`() async throws {
    let other = TestServer { $0.answer("200 OK", [], "x") }
    defer { other.stop() }
    try await withServer(answering: { [port = other.port] exchange in
      switch exchange.path {
      case "/home": exchange.answer("301 Go", ["Location: /there"])
      case "/away": exchange.answer("301 Go", ["Location: http://127.0.0.1:\(port)/"])
      default: exchange.answer("200 OK", [], "x")
      }
    }) { server, fetcher in
      func request(_ path: String) -> FetchRequest {
        FetchRequest(
          url: server.url(path).replacing("http://", with: "http://us%40er:pa%3Ass@"),
          headers: [HTTPField(name: "X-Key", value: "secret\r\nX-Other: 1")])
      }
      let home = try await fetcher.fetch(request("/home")).capture()
      for head in server.heads {
        #expect(head.contains("\r\nAuthorization: Basic dXNAZXI6cGE6c3M=\r\n"))
        #expect(head.contains("\r\nX-Key: secretX-Other: 1\r\n"))
      }
      #expect(server.heads.count == 2)
      #expect(home.requestedURL == server.url("/home") && home.finalURL == server.url("/there"))
      #expect(home.permanentURL == server.url("/there").replacing("http://", with: "http://us%40er:pa%3Ass@"))
      #expect(home.requestHeaders["Authorization"] == nil && home.requestHeaders["X-Key"] == nil)

      let away = try await fetcher.fetch(request("/away")).capture()
      #expect(away.finalURL == other.url("/") && away.permanentURL == other.url("/"))
      let head = try #require(other.heads.first)
      #expect(!head.contains("Authorization") && !head.contains("X-Key"))
    }
  }

  @Test func `a failure never shows credentials`() async throws {
    try await withServer(answering: { $0.send("nonsense us:pa") }) { server, fetcher in
      let url = server.url("/").replacing("http://", with: "http://name:hunter2@")
      let failure = try await fetcher.fetch(FetchRequest(url: url)).failure()
      #expect(!failure.description.contains("hunter2") && !failure.description.contains("name"))
    }
  }
}
