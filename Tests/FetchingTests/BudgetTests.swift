import Model
import Testing

@testable import Fetching

@Suite struct BudgetTests {
  static let sizes = [(30_000, 10_000), (100_000, 100_000), (16_384, 16_384), (1, 50_000), (200_000, 65_536)]

  @Test(arguments: sizes) func `whatever the budget, all bodies arrive and none waits for ever`(
    _ given: (budget: Int, body: Int)
  ) async throws {
    let body = String(repeating: "x", count: given.body)
    try await withServer(bodyBytes: given.budget, answering: { $0.answer("200 OK", [], body) }) { server, fetcher in
      let sizes = await withTaskGroup(of: String.self) { group in
        for number in 0..<40 {
          group.addTask { await fetcher.fetch(FetchRequest(url: server.url("/\(number)"))).short }
        }
        return await group.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
      }
      #expect(sizes == ["modified 200": 40])
    }
  }

  @Test func `large bodies that come slowly hold up no feed of common size`() async throws {
    let large = String(repeating: "x", count: 300_000)
    try await withServer(
      bodyBytes: 512_000,
      answering: { exchange in
        guard exchange.path.hasPrefix("/large") else { return exchange.answer("200 OK", [], "<rss/>") }
        exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 400000\r\n\r\n" + large)
        exchange.waitForHangUp()
      }
    ) { server, fetcher in
      let slow = (0..<4).map { number in Task { await fetcher.fetch(FetchRequest(url: server.url("/large\(number)"))) }
      }
      while server.heads.count < 4 { await Task.yield() }
      for number in 0..<20 {
        #expect(await fetcher.fetch(FetchRequest(url: server.url("/\(number)"))).short == "modified 200")
      }
      for task in slow { task.cancel() }
      for task in slow { #expect(await task.value.short == "timeout cancelled") }
    }
  }
}
