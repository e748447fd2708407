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
}
