import Foundation
import Testing

/// The views as people see them: at terminals of several widths, with colours and without.
@Suite(.serialized) struct TerminalTests {
  /// What the program shows at a terminal.
  private func shown(
    _ installation: Installation, _ arguments: [String], columns: Int, environment: [String: String] = [:]
  ) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      ["python3", try Checkout.root().appending(path: "Tests/Support/terminal.py").path, String(columns)]
      + [try Checkout.program().path] + arguments + [
        "--config", installation.folder.appending(path: "salient.yaml").path,
      ]
    var variables = ProcessInfo.processInfo.environment
    variables["NO_COLOR"] = nil
    variables["SALIENT_DATA"] = try Checkout.root().appending(path: "etc").path
    process.environment = variables.merging(environment) { _, given in given }
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self)
  }

  private func polled() throws -> (Installation, Site) {
    let site = try Site([
      "folder", try Checkout.root().appending(path: "etc/sample").path, "http://127.0.0.1:8788", "SERVER",
    ])
    let installation = try Installation(feeds: [site.url("feed.xml")])
    try #require(try installation.run("run", "--once").status == 0)
    return (installation, site)
  }

  private func plain(_ text: String) -> String { text.replacing(/\u{1B}\[[0-9;]*m/, with: "") }

  @Test func `views fit the terminal's width, in colours, and without any where NO_COLOR is set`() throws {
    let (installation, site) = try polled()
    defer { withExtendedLifetime(site) {} }
    for view in [
      ["status"], ["reports"], ["reports", "--map"], ["control"], ["changes"], ["search", "the"], ["articles"],
    ] {
      for columns in [60, 140] {
        let text = try shown(installation, view, columns: columns)
        #expect(text.contains("\u{1B}["), "\(view) has no colour")
        for line in plain(text).split(separator: "\n") {
          #expect(line.count <= columns, "\(view) at \(columns): \(line)")
        }
      }
      #expect(
        try !shown(installation, view, columns: 80, environment: ["NO_COLOR": "1"]).contains("\u{1B}["), "\(view)")
    }
  }

  @Test func `a map shows coasts in dots and each place by a sign that is told below`() throws {
    let (installation, site) = try polled()
    defer { withExtendedLifetime(site) {} }
    let text = try shown(installation, ["reports", "--map", "--kind", "captured"], columns: 80)
    #expect(text.unicodeScalars.contains { (0x2801...0x28FF).contains($0.value) })
    let legend = try #require(plain(text).split(separator: "\n").last { $0.hasPrefix("1 ") })
    #expect(legend.contains("(SY)"))
  }

  @Test func `where there is nothing, a command says what to do`() throws {
    let installation = try Installation(feeds: [])
    let reports = try installation.run("reports")
    #expect(reports.status == 0 && reports.errors.contains("salient run"), "\(reports.errors)")
    let status = try installation.run("status")
    #expect(status.status == 69 && status.errors.contains("no daemon answers"), "\(status.errors)")
    try #require(try installation.run("run", "--once").status == 0)
    #expect(try installation.run("reports").errors.contains("salient status"))
    #expect(try installation.run("feeds", "list").errors.contains("salient feeds add"))
    #expect(try installation.run("status").output.contains("no daemon runs"))
  }
}
