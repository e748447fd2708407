import Foundation
import Testing

/// "The archive is the truth": what the catalogue holds can be made of the archive alone.
@Suite(.serialized) struct RebuildTests {
  private func python(_ script: String, _ arguments: [String]) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", try Checkout.root().appending(path: "Tests/Support/\(script)").path] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }

  /// Feeds that grow, and the sample with its correction, copy and pages, over several rounds.
  private func polled(rounds: Int) throws -> (Installation, [Site]) {
    let sample = try Checkout.root().appending(path: "etc/sample").path
    let pages = try Site(["folder", sample, "http://127.0.0.1:8788", "SERVER"])
    let desks = try Site(["growing", "4", "12"])
    let installation = try Installation(
      feeds: [pages.url("feed.xml")] + (0..<4).map { desks.url("\($0).xml") }, interval: "0s")
    for _ in 0..<rounds {
      let result = try installation.run("run", "--once")
      #expect(result.status == 0, "\(result.errors)")
    }
    return (installation, [pages, desks])
  }

  @Test func `a deleted catalogue comes back the same, row by row`() throws {
    let (installation, sites) = try polled(rounds: 3)
    defer { withExtendedLifetime(sites) {} }
    let control = try installation.run("control", "--json").output
    let changes = try installation.run("changes", "--json").output
    let catalogue = installation.folder.appending(path: "state/catalogue.sqlite")
    let kept = installation.folder.appending(path: "kept.sqlite")
    try FileManager.default.moveItem(at: catalogue, to: kept)
    let rebuilt = try installation.run("archive", "rebuild")
    #expect(rebuilt.status == 0, "\(rebuilt.output)\(rebuilt.errors)")
    let comparison = try python("compare_catalogues.py", [kept.path, catalogue.path])
    #expect(comparison.status == 0, "\(comparison.output)")
    #expect(comparison.output.contains("article: "))
    #expect(try installation.run("control", "--json").output == control)
    #expect(try installation.run("changes", "--json").output == changes)
    // And it goes on where it was: the next round brings what is new, and nothing twice.
    let next = try installation.run("run", "--once")
    #expect(next.status == 0)
    let items = try installation.objects("articles", "--items", "--json").compactMap { $0["item_id"] as? String }
    #expect(Set(items).count == items.count)
    #expect(items.count { $0.hasPrefix("desk-") } == 48)
  }

  @Test func `a clock that was set back by a month stops no poll and costs no commit`() throws {
    let (installation, sites) = try polled(rounds: 1)
    defer { withExtendedLifetime(sites) {} }
    // What was kept so far was kept in a month from now: segments of today sort before it.
    let state = installation.folder.appending(path: "state").path
    #expect(try python("age_state.py", [state, "-30"]).status == 0)
    for _ in 0..<2 {
      let result = try installation.run("run", "--once")
      #expect(result.status == 0, "\(result.errors)")
    }
    let items = try installation.objects("articles", "--items", "--json").compactMap { $0["item_id"] as? String }
    #expect(items.count { $0.hasPrefix("desk-") } == 36, "feeds are asked though their plans lie in the future")
    let reports = try installation.objects("reports", "--json").compactMap { $0["id"] as? String }
    let rebuilt = try installation.run("archive", "rebuild")
    #expect(rebuilt.status == 0, "\(rebuilt.errors)")
    let again = try installation.objects("articles", "--items", "--json").compactMap { $0["item_id"] as? String }
    #expect(again.sorted() == items.sorted())
    #expect(
      try installation.objects("reports", "--json").compactMap { $0["id"] as? String }.sorted() == reports.sorted())
    #expect(try installation.run("archive", "verify").status == 0)
  }

  @Test func `an older catalogue catches up`() throws {
    let (installation, sites) = try polled(rounds: 1)
    defer { withExtendedLifetime(sites) {} }
    let catalogue = installation.folder.appending(path: "state/catalogue.sqlite")
    let old = installation.folder.appending(path: "old.sqlite")
    try FileManager.default.copyItem(at: catalogue, to: old)
    #expect(try installation.run("run", "--once").status == 0)
    let newer = installation.folder.appending(path: "newer.sqlite")
    try FileManager.default.moveItem(at: catalogue, to: newer)
    try FileManager.default.moveItem(at: old, to: catalogue)
    // No feed is due: what the start takes in is all that happens.
    let opml = "<opml version=\"2.0\"><body></body></opml>"
    try Data(opml.utf8).write(to: installation.folder.appending(path: "feeds.opml"))
    let result = try installation.run("run", "--once")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.contains("archive.recovered"))
    let comparison = try python("compare_catalogues.py", [newer.path, catalogue.path, "--without", "feed"])
    #expect(comparison.status == 0, "\(comparison.output)")
  }

  @Test(arguments: ["deleted", "truncated", "overwritten with noise"])
  func `the daemon survives a catalogue that was`(_ fault: String) throws {
    let (installation, sites) = try polled(rounds: 2)
    defer { withExtendedLifetime(sites) {} }
    let before = try installation.objects("reports", "--json").compactMap { $0["id"] as? String }
    let catalogue = installation.folder.appending(path: "state/catalogue.sqlite")
    switch fault {
    case "deleted": try FileManager.default.removeItem(at: catalogue)
    case "truncated": try Data(contentsOf: catalogue).prefix(10_000).write(to: catalogue)
    default: try Data(repeating: 0x41, count: 50_000).write(to: catalogue)
    }
    var result = try installation.run("run", "--once")
    if fault != "deleted" {
      #expect(result.status == 69, "\(result.errors)")
      #expect(result.errors.contains("salient archive rebuild"), "\(result.errors)")
      #expect(try installation.run("archive", "rebuild").status == 0)
      result = try installation.run("run", "--once")
    }
    #expect(result.status == 0, "\(result.errors)")
    let after = try installation.objects("reports", "--json").compactMap { $0["id"] as? String }
    #expect(Set(before).isSubset(of: Set(after)))
    #expect(Set(after).count == after.count)
    #expect(try installation.run("archive", "verify").status == 0)
  }
}
