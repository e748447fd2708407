import FoundationEssentials
import Model
import Synchronization
import Testing

@testable import Fetching

/// Whatever bytes come, the fetcher answers or refuses, and goes on.
@Suite struct AnyBytesTests {
  /// Numbers that are the same in every run (splitmix64).
  struct Dice {
    var state: UInt64
    mutating func below(_ count: Int) -> Int {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return Int((mixed ^ (mixed >> 31)) % UInt64(count))
    }
  }

  static let answers = [
    "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nETag: \"a\"\r\nContent-Length: 12\r\n\r\n<rss></rss>\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X\r\n\r\n5\r\n<rss>\r\n6\r\n</rss>\r\n0\r\nX: y\r\n\r\n",
    "HTTP/1.1 301 Moved\r\nLocation: /next?a=b#c\r\nContent-Length: 0\r\n\r\n",
    "HTTP/1.1 429 Slow\r\nRetry-After: Sun, 06 Nov 1994 08:49:37 GMT\r\nContent-Length: 0\r\n\r\n",
    "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n\u{1F}\u{8B}\u{08}xyz",
    "HTTP/1.1 103 Early\r\nLink: </x>\r\n\r\nHTTP/1.1 304 Same\r\nETag: \"b\"\r\n folded\r\n\r\n",
  ]

  /// An answer with some of its bytes changed, dropped or doubled.
  static func damaged(_ dice: inout Dice) -> [UInt8] {
    var bytes = Array(answers[dice.below(answers.count)].utf8)
    for _ in 0..<dice.below(6) where !bytes.isEmpty {
      let place = dice.below(bytes.count)
      switch dice.below(4) {
      case 0: bytes[place] = UInt8(dice.below(256))
      case 1: bytes.remove(at: place)
      case 2: bytes.insert(bytes[place], at: place)
      default: bytes.removeSubrange(place..<min(place + dice.below(20), bytes.count))
      }
    }
    return bytes
  }

  @Test func `damaged answers end, one way or another`() async throws {
    let dice = Mutex(Dice(state: 11))
    let brisk = settings { $0.timeout = .seconds(5) }
    try await withServer(
      brisk,
      answering: { exchange in
        exchange.send(dice.withLock { Self.damaged(&$0) })
      }
    ) { server, fetcher in
      let ended = await withTaskGroup(of: FetchOutcome.self) { group in
        for number in 0..<400 { group.addTask { await fetcher.fetch(FetchRequest(url: server.url("/\(number)"))) } }
        return await group.reduce(into: [String: Int]()) { $0[$1.short, default: 0] += 1 }
      }
      #expect(ended.values.reduce(0, +) == 400)
      #expect(ended["timeout cancelled"] == nil)
      #expect(ended["modified 200"] ?? 0 > 20 && ended["protocol protocol"] ?? 0 > 5, "\(ended)")
    }
  }

  @Test func `a head is read from any lines, within its limits`() {
    var dice = Dice(state: 3)
    for _ in 0..<500 {
      var head = ResponseHead()
      for _ in 0..<dice.below(40) {
        let line = (0..<dice.below(60)).map { _ in Array("HTTP/1. 20:\r\n\tAb\u{E9}".utf8)[dice.below(17)] }
        _ = head.take(line.span)
      }
      #expect(head.fields.count <= FetchLimits.headerFieldsMax + 1)
      #expect((0...999).contains(head.status))
    }
  }

  @Test func `dates and waits are read from any text`() {
    var dice = Dice(state: 5)
    for _ in 0..<5000 {
      let text = String(
        decoding: (0..<dice.below(40)).map { _ in
          Array("Sun, 06 Nov 1994 08:49:37 GMT-9é".utf8)[dice.below(33)]
        }, as: UTF8.self)
      _ = Date(httpDate: text)
      if let wait = RetryAfter.parse(text, now: Date(timeIntervalSince1970: 0)) {
        #expect(wait >= .zero && wait <= FetchLimits.restMax)
      }
    }
  }

  @Test func `a URL is read or refused, and what is read stays what it is when read again`() throws {
    var dice = Dice(state: 9)
    var read = 0
    for _ in 0..<5000 {
      var bytes = Array("http://us:pa@exa%6Dple.org:8080/a/../b?q=1#f".utf8)
      for _ in 0..<dice.below(5) { bytes[dice.below(bytes.count)] = UInt8(dice.below(256)) }
      guard let url = try? FetchURL(String(decoding: bytes, as: UTF8.self)) else { continue }  // refused: fine
      read += 1
      #expect(url.text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }, "\(url.text)")
      #expect(try FetchURL(url.text).text == url.text)
    }
    #expect(read > 500)
  }
}
