import Foundation
import Testing

/// The daemon as its operator meets it: started, asked over its socket, stopped, killed.
@Suite(.serialized) struct DaemonTests {
  /// Waits for something to become true, looking often; fails after `seconds`.
  private func wait(_ seconds: Double = 20, for what: String, _ condition: () throws -> Bool) throws {
    let deadline = Date() + seconds
    while try !condition() {
      try #require(Date() < deadline, "waited \(seconds) s for \(what)")
      Thread.sleep(forTimeInterval: 0.05)
    }
  }

  private func curl(_ installation: Installation, _ path: String, _ more: String...) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/curl")
    process.arguments =
      ["-sS", "--max-time", "5", "--unix-socket", installation.socket] + more + ["http://localhost\(path)"]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    return text
  }

  @Test func `a running daemon answers on its socket, logs as JSON, and ends within five seconds`() throws {
    let site = try Site(["growing", "3", "6"])
    let installation = try Installation(feeds: (0..<3).map { site.url("\($0).xml") })
    let daemon = try installation.start()
    try wait(for: "18 items") { try curl(installation, "/status").contains("\"items\":18") }
    #expect(try curl(installation, "/health/ready").contains("\"status\":\"ready\""))
    #expect(try curl(installation, "/metrics").contains("salient_polls_total{result=\"ok\"}"))
    #expect(try curl(installation, "/reports?kind=captured&limit=1").contains("\"next\":"))
    #expect(try curl(installation, "/reports?limit=0").contains("limit is a number"))
    #expect(try curl(installation, "/reports", "-X", "POST", "-o", "/dev/null", "-w", "%{http_code}").contains("405"))
    #expect(
      try curl(installation, "/reports/stream", "-m", "1", "-H", "Last-Event-ID: 0").contains("event: report.new"))
    let found = try installation.objects("search", "Number2", "--json")
    #expect(!found.isEmpty)
    #expect(try installation.objects("feeds", "list", "--json").allSatisfy { $0["result"] as? String == "ok" })

    let began = Date()
    daemon.terminate()
    daemon.waitUntilExit()
    #expect(Date().timeIntervalSince(began) < 5)
    #expect(daemon.terminationStatus == 0)
    let events = try installation.log().compactMap { $0["event"] as? String }
    #expect(events.contains("report.new") && events.last == "service.stopped")
    #expect(try openSegments(installation).isEmpty)
  }

  @Test func `an unreachable feed is one warning with its next try, and harms no other`() throws {
    let site = try Site(["growing", "1", "3"])
    let installation = try Installation(feeds: [site.url("0.xml"), "http://127.0.0.1:9/feed.xml"], interval: "5m")
    let result = try installation.run("run", "--once")
    #expect(result.status == 0)
    let lines = result.errors.split(separator: "\n").filter { $0.contains("\"level\":\"warning\"") }
    #expect(lines.count == 1)
    #expect(lines.first?.contains("feed.failed") == true && lines.first?.contains("next try") == true)
    #expect(try installation.objects("articles", "--items", "--json").count == 3)
  }

  @Test func `a second daemon on the same state refuses and names the first`() throws {
    let site = try Site(["growing", "1", "3"])
    let installation = try Installation(feeds: [site.url("0.xml")])
    let first = try installation.start()
    try wait(for: "the socket") { try curl(installation, "/health/live").contains("live") }
    let second = try installation.run("run", "--once")
    #expect(second.status == 75)
    #expect(second.errors.contains("\(first.processIdentifier)"))
    first.terminate()
    first.waitUntilExit()
  }

  @Test func `killed twenty times at any instant, it loses nothing and stores nothing twice`() throws {
    let (feeds, items) = (12, 45)
    let site = try Site(["growing", "\(feeds)", "\(items)"])
    let installation = try Installation(feeds: (0..<feeds).map { site.url("\($0).xml") }, interval: "0s")
    for kill in 0..<20 {
      let daemon = try installation.start()
      // From its readiness on it polls and keeps without a pause; the instants of the kills are spread over that.
      try wait(for: "start \(kill)") {
        try installation.log().count { $0["event"] as? String == "service.ready" } > kill
      }
      Thread.sleep(forTimeInterval: Double((kill * 37) % 20) * 0.03)
      Foundation.kill(daemon.processIdentifier, SIGKILL)
      daemon.waitUntilExit()
    }
    let daemon = try installation.start()
    try wait(240, for: "all items") {
      try installation.objects("articles", "--items", "--json").count >= feeds * items
    }
    daemon.terminate()
    daemon.waitUntilExit()
    let stored = try installation.objects("articles", "--items", "--json").compactMap { $0["item_id"] as? String }
    let wanted = (0..<feeds).flatMap { feed in (0..<items).map { "desk-\(feed)-item-\($0)" } }
    #expect(stored.sorted() == wanted.sorted())
    let articles = try installation.objects("articles", "--json").compactMap { $0["id"] as? String }
    #expect(Set(articles).count == articles.count)
    let published = try installation.log().filter { $0["event"] as? String == "report.new" }
      .compactMap { $0["report"] as? String }
    #expect(Set(published).count == published.count)
    #expect(try installation.run("archive", "verify").status == 0)
    #expect(try openSegments(installation).isEmpty)
  }

  private func openSegments(_ installation: Installation) throws -> [String] {
    let paths = try #require(FileManager.default.enumerator(atPath: installation.archive.path))
    return paths.compactMap { $0 as? String }.filter { $0.hasSuffix(".open") }
  }
}
