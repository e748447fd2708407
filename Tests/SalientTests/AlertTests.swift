import Foundation
import Testing

/// Alerts of a real daemon at a real receiver.
@Suite(.serialized) struct AlertTests {
  /// A daemon's installation with an alert at a receiver, which answers as told.
  private func installation(_ site: Site, _ log: URL, _ statuses: [String]) throws -> (Installation, Site) {
    let receiver = try Site(script: "alert_receiver.py", [log.path] + statuses)
    let installation = try Installation(feeds: [site.url("feed.xml")])
    try installation.configure(
      """
      alerts:
        - name: taken
          when: { kind: [captured], status: [new, background, standing] }
          webhook: "\(receiver.url("hook"))"
          secret_file: secret
      """)
    try Data("geheim\n".utf8).write(to: installation.folder.appending(path: "secret"))
    return (installation, receiver)
  }

  private func requests(_ log: URL) throws -> [[String: Any]] {
    guard FileManager.default.fileExists(atPath: log.path) else { return [] }
    return try String(contentsOf: log, encoding: .utf8).split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  private func key(_ request: [String: Any]) -> String? {
    (request["headers"] as? [String: String])?["idempotency-key"]
  }

  private func sample() throws -> Site {
    try Site(["folder", try Checkout.root().appending(path: "etc/sample").path, "http://127.0.0.1:8788", "SERVER"])
  }

  @Test func `every matching report is told once, also over a restart, and a try again carries the same key`()
    async throws
  {
    let site = try sample()
    let log = FileManager.default.temporaryDirectory.appending(path: "alerts-\(UUID().uuidString)")
    let (installation, receiver) = try installation(site, log, ["503", "200"])
    defer { withExtendedLifetime((site, receiver)) {} }
    var process = try installation.start()
    try await installation.answers()
    try await eventually { try installation.curl("/reports?kind=captured").contains("captured") }
    // A report that a later revision no longer said was told, and told again as withdrawn.
    let reports = try installation.objects("reports", "--kind", "captured", "--withdrawn", "--json")
    let wanted = reports.count + reports.count { $0["withdrawn"] != nil }
    try await eventually(within: .seconds(40)) { try requests(log).count { $0["status"] as? Int == 200 } == wanted }
    let all = try requests(log)
    #expect(key(all[0]) == key(all[1]) && all[0]["status"] as? Int == 503)
    #expect((all[0]["headers"] as? [String: String])?["webhook-signature"]?.hasPrefix("v1,") == true)
    #expect(Set(all.compactMap(key)).count == wanted)
    process.terminate()
    process.waitUntilExit()

    process = try installation.start()
    try await installation.answers()
    try await eventually { try !installation.curl("/status").contains("\"polls\":0,") }
    #expect(try requests(log).count == wanted + 1, "what was taken is not sent again")
    process.terminate()
    process.waitUntilExit()
  }

  @Test func `what a receiver refuses for good is kept as a dead letter, and holds up nothing`() async throws {
    let site = try sample()
    let log = FileManager.default.temporaryDirectory.appending(path: "alerts-\(UUID().uuidString)")
    let (installation, receiver) = try installation(site, log, ["422", "200"])
    defer { withExtendedLifetime((site, receiver)) {} }
    let process = try installation.start()
    try await installation.answers()
    try await eventually { try requests(log).count >= 2 }
    try await eventually { try installation.run("alerts", "dead", "--json").output.contains("answers 422") }
    #expect(try installation.run("alerts", "dead").status == 1)
    process.terminate()
    process.waitUntilExit()
    #expect(try installation.log().contains { $0["event"] as? String == "alert.dead" })
    let test = try installation.run("alerts", "test", "--days", "1")
    #expect(test.status == 0 && test.output.contains("taken by webhook"), "\(test.output)\(test.errors)")
  }
}
