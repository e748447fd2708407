import Foundation
import Testing

/// The care of the archive as an operator meets it: evidence handed over, copies, pruning, others' files, replay.
@Suite(.serialized) struct CareTests {
  private func polled() throws -> (Installation, Site) {
    let sample = try Checkout.root().appending(path: "etc/sample").path
    let site = try Site(["folder", sample, "http://127.0.0.1:8788", "SERVER"])
    let installation = try Installation(feeds: [site.url("feed.xml")])
    let result = try installation.run("run", "--once")
    #expect(result.status == 0, "\(result.errors)")
    return (installation, site)
  }

  private func file(_ installation: Installation, _ name: String) -> String {
    installation.folder.appending(path: name).path
  }

  /// The records of a WARC file, by the program's own reader of an archive that holds nothing else.
  private func verified(_ warc: String) throws -> (status: Int32, output: String) {
    let other = try Installation(feeds: [])
    let day = other.archive.appending(path: "2026/01/01")
    try FileManager.default.createDirectory(at: day, withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: URL(filePath: warc), to: day.appending(path: "one.warc.gz"))
    let result = try other.run("archive", "verify")
    return (result.status, result.output)
  }

  @Test func `the evidence of a report is handed over as a WARC file of its own`() throws {
    let (installation, site) = try polled()
    defer { withExtendedLifetime(site) {} }
    let report = try #require(try installation.objects("reports", "--json").first?["id"] as? String)
    let warc = file(installation, "evidence.warc.gz")
    let result = try installation.run("evidence", report, "--warc", warc)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("HTTP/1.1 200 OK"))
    let found = try verified(warc)
    #expect(found.status == 0)
    #expect(found.output.contains("4 records, 0 faults"), "\(found.output)")
  }

  @Test func `an export holds every article, every report and every capture`() throws {
    let (installation, site) = try polled()
    defer { withExtendedLifetime(site) {} }
    let articles = try installation.objects("archive", "export")
    #expect(articles.count == 3)
    #expect(articles.allSatisfy { ($0["revisions"] as? [Any])?.isEmpty == false })
    let reports = try installation.objects("reports", "--withdrawn", "--json")
    let table = try installation.run("archive", "export", "--as", "csv").output.split(whereSeparator: \.isNewline)
    #expect(table.count == reports.count + 1)
    #expect(table.first?.hasPrefix("id,kind,certainty") == true)
    let index = try installation.run("archive", "export", "--as", "cdxj").output.split(separator: "\n")
    #expect(!index.isEmpty && index.map(String.init) == index.map(String.init).sorted())
    #expect(index.allSatisfy { $0.contains("\"offset\": ") && !$0.contains("urn:salient") })
    let warc = file(installation, "all.warc.gz")
    #expect(try installation.run("archive", "export", "--as", "warc", "--output", warc).status == 0)
    #expect(try verified(warc).status == 0)
  }

  @Test func `a backup taken while the daemon works is a state that goes on from there`() throws {
    let site = try Site(["growing", "4", "60"])
    let installation = try Installation(feeds: (0..<4).map { site.url("\($0).xml") }, interval: "0s")
    let daemon = try installation.start()
    let copy = try Installation(feeds: (0..<4).map { site.url("\($0).xml") }, interval: "0s")
    let state = copy.folder.appending(path: "state").path
    let deadline = Date() + 30
    while try installation.objects("articles", "--items", "--json").count < 20 { try #require(Date() < deadline) }
    for _ in 0..<2 {
      let result = try installation.run("archive", "backup", state)
      #expect(result.status == 0, "\(result.errors)")
    }
    daemon.terminate()
    daemon.waitUntilExit()
    #expect(try copy.run("run", "--once").status == 0)
    #expect(try copy.run("archive", "verify").status == 0)
    let items = try copy.objects("articles", "--items", "--json").compactMap { $0["item_id"] as? String }
    #expect(items.count >= 20)
    #expect(Set(items).count == items.count)
  }

  @Test func `pruning keeps reports with their evidence and leaves nothing that points nowhere`() throws {
    let (installation, site) = try polled()
    defer { withExtendedLifetime(site) {} }
    let reports = try installation.objects("reports", "--json").compactMap { $0["id"] as? String }
    // Everything was seen sixty days ago.
    try age(installation, days: 60)
    let pruned = try installation.run("archive", "prune", "--older-than", "30")
    #expect(pruned.status == 0, "\(pruned.output)\(pruned.errors)")
    #expect(pruned.output.hasPrefix("1 articles and 0 reports went"), "\(pruned.output)")
    let verified = try installation.run("archive", "verify")
    #expect(verified.status == 0, "\(verified.output)")
    #expect(try installation.objects("reports", "--json").compactMap { $0["id"] as? String } == reports)
    for report in reports { #expect(try installation.run("evidence", report).status == 0) }
    #expect(try installation.objects("articles", "--json").count == 2)
    #expect(try installation.objects("search", "podcast", "--json").isEmpty)
    let rebuilt = try installation.run("archive", "rebuild")
    #expect(rebuilt.status == 0, "\(rebuilt.errors)")
    #expect(try installation.objects("reports", "--json").compactMap { $0["id"] as? String } == reports)
    #expect(try installation.run("archive", "verify").status == 0)
  }

  /// Moves the archive's days and the catalogue's times into the past.
  private func age(_ installation: Installation, days: Int) throws {
    let aged = try python("age_state.py", [installation.folder.appending(path: "state").path, String(days)])
    try #require(aged.status == 0, "\(aged.output)")
  }

  @Test func `pages of others' WARC files become articles with reports, once`() throws {
    let (installation, site) = try polled()
    defer { withExtendedLifetime(site) {} }
    let reports = try installation.objects("reports", "--json").count
    let warc = file(installation, "others.warc.gz")
    try others(warc)
    let other = try Installation(feeds: [])
    #expect(try other.run("run", "--once").status == 0)
    let first = try other.run("archive", "import", warc)
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.output.contains("2 pages: 2 new articles"), "\(first.output)")
    let found = try other.objects("reports", "--json")
    #expect(found.contains { ($0["place"] as? [String: Any])?["name"] as? String == "Idlib" })
    let second = try other.run("archive", "import", warc)
    #expect(
      second.output.contains("2 pages: 0 new articles, 0 revisions, 0 reports; 2 passed over"), "\(second.output)")
    let verified = try other.run("archive", "verify")
    #expect(verified.status == 0, "\(verified.output)")
    let before = try other.run("reports", "--json").output
    #expect(try other.run("archive", "rebuild").status == 0)
    #expect(try other.run("reports", "--json").output == before)
    #expect(reports > 0)
  }

  /// A WARC 1.0 file as other programs write it: chunked and packed bodies as they were sent.
  private func others(_ path: String) throws {
    let written = try python("others_warc.py", [path])
    try #require(written.status == 0, "\(written.output)")
  }

  @Test func `replay finds nothing different while the rules are the same, and adopts what other rules find`() throws {
    let (installation, site) = try polled()
    defer { withExtendedLifetime(site) {} }
    let same = try installation.run("replay")
    #expect(same.status == 0, "\(same.errors)")
    #expect(
      same.output.isEmpty && same.errors.contains("0 reports appear, 0 vanish, 0 change; 0 articles"), "\(same.errors)")
    #expect(!same.errors.contains("texts stand as archived"), "every text is read from its bytes: \(same.errors)")
    // Rules that do not know the commonest words for taking a place.
    let data = installation.folder.appending(path: "etc")
    try FileManager.default.copyItem(at: try Checkout.root().appending(path: "etc"), to: data)
    let frames = data.appending(path: "language/en/frames.txt")
    let rules = try String(contentsOf: frames, encoding: .utf8)
    let fewer = rules.replacingOccurrences(
      of: "verb seize | capture | take | conquer | overrun |", with: "verb seize | conquer |")
    try #require(fewer != rules)
    try Data(fewer.utf8).write(to: frames)
    let other = ["SALIENT_DATA": data.path]

    let standing = try installation.run("reports", "--json").output
    let shown = try installation.run("replay", environment: other)
    let vanishing = shown.output.split(separator: "\n").filter { $0.hasPrefix("- ") }
    #expect(!vanishing.isEmpty, "\(shown.output)\(shown.errors)")
    #expect(try installation.run("reports", "--json").output == standing, "nothing is changed without --apply")
    let applied = try installation.run("replay", "--apply", environment: other)
    #expect(applied.status == 0, "\(applied.errors)")
    let gone = Set(vanishing.compactMap { $0.split(separator: " ").dropFirst().first.map(String.init) })
    let left = try installation.objects("reports", "--json").compactMap { $0["id"] as? String }
    #expect(gone.isDisjoint(with: left))
    let withdrawn = try installation.objects("reports", "--withdrawn", "--json").filter {
      gone.contains($0["id"] as? String ?? "")
    }
    #expect(withdrawn.count == gone.count)
    #expect(withdrawn.allSatisfy { ($0["withdrawn"] as? [String: Any])?["reason"] as? String == "extraction" })
    let verified = try installation.run("archive", "verify")
    #expect(verified.status == 0, "\(verified.output)")
    // What was adopted is in the archive, and comes back with it.
    let before = try installation.run("reports", "--withdrawn", "--json").output
    #expect(try installation.run("archive", "rebuild").status == 0)
    #expect(try installation.run("reports", "--withdrawn", "--json").output == before)
    #expect(try installation.run("replay", environment: other).errors.contains("0 reports appear, 0 vanish, 0 change"))
  }

  @Test func `replay reads pages and items anew, and adopted texts come back with the archive`() throws {
    let (installation, site) = try polled()
    defer { withExtendedLifetime(site) {} }
    // Rules that know no furniture: appeals and notes on authors are text to them.
    let data = installation.folder.appending(path: "etc")
    try FileManager.default.copyItem(at: try Checkout.root().appending(path: "etc"), to: data)
    let phrases = data.appending(path: "extraction/phrases.txt")
    let sections = try String(contentsOf: phrases, encoding: .utf8).split(separator: "\n").filter { $0.hasPrefix("[") }
    try Data((sections.joined(separator: "\n") + "\n").utf8).write(to: phrases)
    let other = ["SALIENT_DATA": data.path]

    let before = try installation.run("articles", "--json").output
    let shown = try installation.run("replay", "--json", environment: other)
    #expect(shown.status == 0, "\(shown.errors)")
    let otherwise = shown.output.split(separator: "\n").filter { $0.contains("\"reads-otherwise\"") }
    #expect(!otherwise.isEmpty, "\(shown.output)\(shown.errors)")
    #expect(otherwise.allSatisfy { $0.contains("\"text\"") }, "\(otherwise)")
    #expect(try installation.objects("search", "tax-deductible", "--json").isEmpty)
    #expect(try installation.run("articles", "--json").output == before, "nothing is changed without --apply")

    let applied = try installation.run("replay", "--apply", environment: other)
    #expect(applied.status == 0, "\(applied.errors)")
    #expect(try !installation.objects("search", "tax-deductible", "--json").isEmpty)
    let again = try installation.run("replay", environment: other)
    #expect(
      again.output.isEmpty && again.errors.contains("0 articles read otherwise"), "\(again.output)\(again.errors)")
    let verified = try installation.run("archive", "verify")
    #expect(verified.status == 0, "\(verified.output)")
    // Every report points into the text that now stands, and evidence finds its records.
    for report in try installation.objects("reports", "--json").compactMap({ $0["id"] as? String }) {
      let evidence = try installation.run("evidence", report)
      #expect(evidence.status == 0, "\(evidence.errors)")
    }
    let catalogue = installation.folder.appending(path: "state/catalogue.sqlite")
    let kept = installation.folder.appending(path: "kept.sqlite")
    try FileManager.default.copyItem(at: catalogue, to: kept)
    let rebuilt = try installation.run("archive", "rebuild")
    #expect(rebuilt.status == 0, "\(rebuilt.errors)")
    #expect(!rebuilt.output.contains("left out") && !rebuilt.output.contains("not there"), "\(rebuilt.output)")
    let comparison = try python("compare_catalogues.py", [kept.path, catalogue.path])
    #expect(comparison.status == 0, "\(comparison.output)")
    // What the first reading left is kept as long as the article is: a rebuild goes the same way after a pruning.
    try age(installation, days: 60)
    #expect(try installation.run("archive", "prune", "--older-than", "30").status == 0)
    let after = try installation.run("archive", "rebuild")
    #expect(after.status == 0, "\(after.errors)")
    #expect(try !installation.objects("search", "tax-deductible", "--json").isEmpty)
    #expect(try installation.run("archive", "verify").status == 0)
  }

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
}
