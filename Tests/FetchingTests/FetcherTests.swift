import FoundationEssentials
import Model
import Synchronization
import Testing

@testable import Fetching

@Suite struct FetcherTests {
  @Test func `an answer is captured with its head and body`() async throws {
    try await withServer(answering: { $0.answer("200 Fine", ["ETag: \"a\"", "X-Empty:"], "<rss/>") }) {
      server, fetcher in
      let capture = try await fetcher.fetch(FetchRequest(url: server.url("/feed?q=1#part"))).capture()
      #expect(String(decoding: capture.body, as: UTF8.self) == "<rss/>")
      #expect(capture.status == 200 && capture.reason == "Fine")
      #expect(capture.requestedURL == server.url("/feed?q=1") && capture.finalURL == server.url("/feed?q=1"))
      #expect(capture.permanentURL == nil)
      #expect(capture.headers["etag"] == "\"a\"" && capture.headers["X-Empty"] == "")
      #expect(capture.headers["Content-Length"] == "6")
      #expect(capture.wireBytes == 6 && capture.remoteAddress == "127.0.0.1")
    }
  }

  @Test func `the request is kept as it was sent`() async throws {
    try await withServer(answering: { $0.answer("200 OK", [], "x") }) { server, fetcher in
      let validators = Validators(etag: "W/\"1\"", lastModified: "Sun, 06 Nov 1994 08:49:37 GMT")
      let capture = try await fetcher.fetch(FetchRequest(url: server.url("/a b/ü"), validators: validators)).capture()
      let sent = try #require(server.heads.first).split(separator: "\r\n").map(String.init)
      #expect(sent[0] == "GET /a%20b/%c3%bc HTTP/1.1")
      #expect(Set(sent.dropFirst()) == Set(capture.requestHeaders.map { "\($0.name): \($0.value)" }))
      #expect(capture.requestHeaders["If-None-Match"] == "W/\"1\"")
    }
  }

  @Test func `codings are undone, and the head says so`() async throws {
    let body = Array(repeating: "<item/>", count: 40).joined()
    try await withServer(answering: { exchange in
      exchange.send("HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\nTransfer-Encoding: chunked\r\n\r\n")
      let packed = Packed.stored(Array(body.utf8))
      for piece in [packed.prefix(100), packed.dropFirst(100)] {
        exchange.send("\(String(piece.count, radix: 16))\r\n")
        exchange.send(Array(piece))
        exchange.send("\r\n")
      }
      exchange.send("0\r\nX-Trailer: 1\r\n\r\n")
    }) { server, fetcher in
      let capture = try await fetcher.fetch(FetchRequest(url: server.url("/"))).capture()
      #expect(String(decoding: capture.body, as: UTF8.self) == body)
      #expect(capture.headers == [HTTPField(name: "Content-Length", value: "280")])
      #expect(capture.wireBytes == 291)
    }
  }

  static let statuses: [(status: String, fields: [String], outcome: String)] = [
    ("200 OK", [], "modified 200"),
    ("203 Hm", [], "modified 203"),
    ("304 Not Modified", [], "not modified"),
    ("300 Choices", [], "refused 300"),
    ("403 No", [], "refused 403"),
    ("404 Not Found", [], "refused 404"),
    ("410 Gone", [], "gone"),
    ("429 Slow", ["Retry-After: 120"], "throttled 429 120"),
    ("429 Slow", [], "throttled 429 -"),
    ("503 Busy", ["Retry-After: Sun, 06 Nov 1994 08:49:37 GMT"], "throttled 503 0"),
    ("503 Busy", ["Retry-After: 99999999999999999999"], "throttled 503 86400"),
    ("500 Oh", [], "refused 500"),
    ("301 Moved", [], "redirect redirect"),
  ]

  @Test(arguments: statuses) func `a status is an outcome`(
    _ given: (status: String, fields: [String], outcome: String)
  ) async throws {
    try await withServer(answering: { $0.answer(given.status, given.fields) }) { server, fetcher in
      #expect(await fetcher.fetch(FetchRequest(url: server.url("/"))).short == given.outcome)
    }
  }

  @Test func `an unchanged feed moves its validators on`() async throws {
    try await withServer(answering: {
      $0.answer($0.field("If-None-Match") == "\"a\"" ? "304 Same" : "200 OK", ["ETag: \"b\""])
    }) { server, fetcher in
      let outcome = await fetcher.fetch(FetchRequest(url: server.url("/f"), validators: Validators(etag: "\"a\"")))
      guard case .notModified(let headers, let finalURL, nil) = outcome else { throw Unexpected(outcome: outcome) }
      #expect(headers["ETag"] == "\"b\"" && finalURL == server.url("/f"))
    }
  }

  @Test func `interim answers and folded lines are read`() async throws {
    try await withServer(answering: {
      $0.send(
        "HTTP/1.1 103 Early\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nX-Long: one\r\n  two\r\nContent-Length: 1\r\n\r\nx")
    }) { server, fetcher in
      let capture = try await fetcher.fetch(FetchRequest(url: server.url("/"))).capture()
      #expect(capture.headers["X-Long"] == "one two" && capture.headers["Link"] == nil)
    }
  }

  @Test func `the body is handed on as it comes, each byte once`() async throws {
    let body = String(repeating: "0123456789", count: 20_000)
    let collected = Mutex([UInt8]())
    try await withServer(answering: { exchange in
      if exchange.path == "/" { return exchange.answer("302 Found", ["Location: /to"], "never seen") }
      exchange.answer("200 OK", [], body)
    }) { server, fetcher in
      var request = FetchRequest(url: server.url("/"))
      request.onBody = { chunk in
        collected.withLock { bytes in for index in chunk.indices { bytes.append(chunk[index]) } }
      }
      let capture = try await fetcher.fetch(request).capture()
      #expect(collected.withLock { $0 } == capture.body && capture.body.count == 200_000)
    }
  }

  @Test func `connections are kept for the next request`() async throws {
    try await withServer(answering: { $0.answer("200 OK", [], "x") }) { server, fetcher in
      for number in 0..<5 { _ = try await fetcher.fetch(FetchRequest(url: server.url("/\(number)"))).capture() }
      #expect(server.connections == 1)
    }
  }

  @Test func `hundreds of fetches go on at once`() async throws {
    try await withServer(answering: { $0.answer("200 OK", [], $0.path) }) { server, fetcher in
      let right = await withTaskGroup(of: Bool.self) { group in
        for number in 0..<300 {
          group.addTask {
            let outcome = await fetcher.fetch(FetchRequest(url: server.url("/\(number)")))
            return (try? outcome.capture().body) == Array("/\(number)".utf8)  // false fails the test below
          }
        }
        return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(right == 300)
    }
  }

  @Test func `bodies above the budget wait for each other, and all arrive`() async throws {
    let body = String(repeating: "x", count: 400_000)
    try await withServer(bodyBytes: 100_000, answering: { $0.answer("200 OK", [], body) }) { server, fetcher in
      let sizes = await withTaskGroup(of: Int.self) { group in
        for number in 0..<12 {
          group.addTask {
            let outcome = await fetcher.fetch(FetchRequest(url: server.url("/\(number)")))
            return (try? outcome.capture().body.count) ?? 0  // 0 fails the test below
          }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
      #expect(sizes == Array(repeating: 400_000, count: 12))
    }
  }

  @Test func `cancelling the task hangs up`() async throws {
    let (hungUp, ends) = AsyncStream<Void>.makeStream()
    let (asked, asks) = AsyncStream<Void>.makeStream()
    try await withServer(answering: {
      asks.yield()
      $0.waitForHangUp()
      ends.yield()
    }) { server, fetcher in
      let task = Task { await fetcher.fetch(FetchRequest(url: server.url("/"))) }
      for await _ in asked { break }
      task.cancel()
      #expect(await task.value.short == "timeout cancelled")
      for await _ in hungUp { break }
    }
  }

  @Test func `a task cancelled beforehand asks nobody`() async throws {
    try await withServer(answering: { $0.answer("200 OK") }) { server, fetcher in
      let task = Task {
        unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
        return await fetcher.fetch(FetchRequest(url: server.url("/")))
      }
      #expect(await task.value.short == "timeout cancelled")
      #expect(server.heads.isEmpty)
    }
  }

  @Test func `shutting down ends what is under way, and what comes later`() async throws {
    let (asked, asks) = AsyncStream<Void>.makeStream()
    try await withServer(answering: {
      asks.yield()
      $0.waitForHangUp()
    }) { server, fetcher in
      let task = Task { await fetcher.fetch(FetchRequest(url: server.url("/"))) }
      for await _ in asked { break }
      await fetcher.shutdown()
      #expect(await task.value.short == "timeout cancelled")
      #expect(await fetcher.fetch(FetchRequest(url: server.url("/"))).short == "timeout cancelled")
      await fetcher.shutdown()
    }
  }

  @Test func `a proxy resolves the names, but addresses written out are guarded before`() async throws {
    let proxy = TestServer { $0.answer("200 OK", [], "by proxy") }
    defer { proxy.stop() }
    let fetcher = try Fetcher(
      settings: settings {
        $0.proxy = "http://127.0.0.1:\(proxy.port)"
        $0.privateAddresses = .deny
      }, userAgent: "x")
    let capture = try await fetcher.fetch(FetchRequest(url: "http://feeds.invalid/f")).capture()
    #expect(capture.body == Array("by proxy".utf8))
    #expect(proxy.heads.first?.hasPrefix("GET http://feeds.invalid/f HTTP/1.1\r\n") == true)
    let literals = ["http://169.254.169.254/", "http://[::1]/", "http://0x7f000001/"]
    for url in literals { #expect(await fetcher.fetch(FetchRequest(url: url)).short == "connect address") }
    await fetcher.shutdown()
  }

  @Test func `a name in another script is asked by its ASCII form`() async throws {
    let server = TestServer { $0.answer("200 OK", [], "x") }
    defer { server.stop() }
    let transfers = try TransferSettings(
      settings(), userAgent: "x", authorities: nil,
      resolved: [("xn--e1aybc.xn--p1ai:\(server.port)", "127.0.0.1")])
    let fetcher = try Fetcher(transfers, connections: 8, bodyBytes: 1 << 20)
    let capture = try await fetcher.fetch(FetchRequest(url: "http://тест.рф:\(server.port)/лента")).capture()
    #expect(server.heads.first?.contains("\r\nHost: xn--e1aybc.xn--p1ai:\(server.port)\r\n") == true)
    #expect(capture.finalURL.utf8.allSatisfy { $0 < 0x80 }, "\(capture.finalURL)")
    #expect(capture.requestHeaders["Host"] == "xn--e1aybc.xn--p1ai:\(server.port)")
    await fetcher.shutdown()
  }

  @Test func `settings that make no sense are refused with their name`() {
    for (change, words) in [
      ({ $0.privateAddresses = .networks(["10.0.0.0/33"]) }, "10.0.0.0/33"),
      ({ $0.proxy = "ftp://a" }, "ftp"),
    ] as [((inout FetchingSettings) -> Void, String)] {
      do throws(FetcherError) {
        _ = try Fetcher(settings: settings(change), userAgent: "x")
        Issue.record("accepted")
      } catch {
        #expect(error.description.contains(words) && error.description.contains("fetching."))
      }
    }
  }
}
