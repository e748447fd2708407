import Foundation
import Testing

/// The status socket as curl and a hostile client see it.
@Suite(.serialized) struct StatusSocketTests {
  private func running() async throws -> (Installation, Process) {
    let installation = try Installation(feeds: [])
    let process = try installation.start()
    try await installation.answers()
    return (installation, process)
  }

  @Test func `pages are packed for those who take it, each form with a tag of its own`() async throws {
    let (installation, process) = try await running()
    let plain = try installation.curl("/", ["-D", "-", "-o", "/dev/null"])
    let packed = try installation.curl("/", ["-D", "-", "-o", "/dev/null", "-H", "Accept-Encoding: gzip"])
    #expect(!plain.lowercased().contains("content-encoding"))
    #expect(packed.lowercased().contains("content-encoding: gzip"))
    #expect(packed.lowercased().contains("vary:"))
    func tag(_ head: String) -> String? {
      head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("etag:") }.map { String($0.dropFirst(6)) }
    }
    #expect(tag(plain) != nil && tag(plain) != tag(packed))
    #expect(try installation.curl("/", ["--compressed"]) == installation.curl("/"))
    let none = ["-H", "Accept-Encoding: gzip;q=0, identity", "-D", "-", "-o", "/dev/null"]
    #expect(try !installation.curl("/", none).lowercased().contains("content-encoding"))
    process.terminate()
    process.waitUntilExit()
  }

  @Test func `what is no request is answered 400 and closed at once`() async throws {
    let (installation, process) = try await running()
    let long = String(repeating: "a", count: 1 << 20)
    // curl sends the megabyte while the server has closed long since: both outcomes are a refusal, a wait is none.
    let began = ContinuousClock.now
    let status = try installation.curl(
      "/reports", ["-o", "/dev/null", "-w", "%{http_code}", "-H", "@-"], input: "X-A: \(long)")
    #expect(["400", "000"].contains(status))
    #expect(ContinuousClock.now - began < .seconds(10))
    #expect(try installation.curl("/health/live").contains("live"))
    process.terminate()
    process.waitUntilExit()
  }

  @Test func `readiness names each check with its value and its limit`() async throws {
    let (installation, process) = try await running()
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(try installation.curl("/health/ready").utf8)) as? [String: Any])
    let checks = try #require(document["checks"] as? [[String: Any]])
    let names = Set(checks.compactMap { $0["name"] as? String })
    #expect(names.isSuperset(of: ["archive", "catalogue", "disk", "poll_lateness", "desk"]))
    #expect(checks.allSatisfy { $0["value"] is String && $0["limit"] is String && $0["ok"] as? Bool == true })
    process.terminate()
    process.waitUntilExit()
  }

  @Test func `a search needs a letter or a digit; words that are only left out find nothing`() async throws {
    let (installation, process) = try await running()
    #expect(try installation.curl("/search?q=%2A%2A", ["-w", "%{http_code}"]).hasSuffix("400"))
    #expect(try installation.curl("/search?q=-word").contains("\"items\":[]"))
    process.terminate()
    process.waitUntilExit()
  }

  @Test func `every reader of the report stream gets every event, from wherever it resumes`() async throws {
    let site = try Site([
      "folder", try Checkout.root().appending(path: "etc/sample").path, "http://127.0.0.1:8788", "SERVER",
    ])
    defer { withExtendedLifetime(site) {} }
    let installation = try Installation(feeds: [site.url("feed.xml")])
    func ids(after id: Int) throws -> [Int] {
      try installation.curl("/reports/stream", ["-N", "--max-time", "2", "-H", "Last-Event-ID: \(id)"])
        .split(separator: "\n").filter { $0.hasPrefix("id: ") }.compactMap { Int($0.dropFirst(4)) }
    }
    var process = try installation.start()
    try await installation.answers()
    try await eventually { try installation.curl("/reports?kind=captured").contains("captured") }
    // The second revision of the sample's article comes with the same poll as the first.
    var all: [Int] = []
    try await eventually {
      let before = all
      all = try ids(after: 0)
      return !all.isEmpty && all == before
    }
    #expect(all.count > 10 && all == all.sorted() && Set(all).count == all.count)
    let middle = all.count / 2
    #expect(try ids(after: all[middle]) == Array(all[(middle + 1)...]))
    process.terminate()
    process.waitUntilExit()
    process = try installation.start()
    try await installation.answers()
    #expect(try ids(after: all[1]) == Array(all.dropFirst(2)), "also what came before the restart")
    process.terminate()
    process.waitUntilExit()
  }
}
