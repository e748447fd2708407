import Foundation
import Model
import Testing

/// The ways in which a machine dies, one after the other: what was acknowledged is there afterwards, once.
@Suite(.serialized) struct FaultTests {
  private static let feeds = 3
  private static let items = 12

  /// Every crash point, and whether the run that dies there is the first or one that finds a torn archive.
  private static let points: [(point: CrashPoint, times: Int)] = CrashPoint.allCases.flatMap { point in
    switch point {
    case .segmentMade, .beforeSealing, .sealed, .tailCut, .recoverySealed, .takenIn: [(point, 1)]
    default: [(point, 1), (point, 2)]
    }
  }

  @Test(arguments: points)
  func `killed between two steps of keeping, nothing is lost and nothing is there twice`(
    _ crash: (point: CrashPoint, times: Int)
  ) throws {
    let site = try Site(["growing", "\(FaultTests.feeds)", "\(FaultTests.items)"])
    let installation = try Installation(
      feeds: (0..<FaultTests.feeds).map { site.url("\($0).xml") }, interval: "0s", archive: "segment: 64KiB")
    switch crash.point {
    case .tailCut, .recoverySealed:
      // A run that died between archive and catalogue, with a torn record behind it, leaves the start something to do.
      _ = try installation.run("run", "--once", environment: ["SALIENT_CRASH_AT": "archived"])
      try tear(installation)
    case .takenIn: _ = try installation.run("run", "--once", environment: ["SALIENT_CRASH_AT": "archived"])
    default: break
    }
    let died = try installation.run(
      "run", "--once", environment: ["SALIENT_CRASH_AT": "\(crash.point.rawValue):\(crash.times)"])
    if crash.times == 1 { #expect(died.signalled, "\(crash.point) was not reached") }
    try polledToTheEnd(installation)
    try expectWhole(installation)
  }

  @Test(arguments: [CrashPoint.segmentMade, .recordsWritten, .recordsDurable, .archived, .inTransaction])
  func `an answer that was not kept moves no validator`(_ point: CrashPoint) throws {
    let sample = try Checkout.root().appending(path: "etc/sample").path
    // A site that does not change answers 304 as soon as it is asked with its validators.
    let site = try Site(["folder", sample, "http://127.0.0.1:8788", "SERVER"])
    let installation = try Installation(feeds: [site.url("feed.xml")])
    let died = try installation.run("run", "--once", environment: ["SALIENT_CRASH_AT": point.rawValue])
    try #require(died.signalled, "\(point) was not reached")
    let result = try installation.run("run", "--once")
    #expect(result.status == 0, "\(result.errors)")
    #expect(try installation.objects("articles", "--items", "--json").count == 5)
    #expect(try installation.objects("articles", "--json").count == 3)
  }

  /// Appends half a record to the segment that is open.
  private func tear(_ installation: Installation) throws {
    let paths = try #require(FileManager.default.enumerator(atPath: installation.archive.path))
    let name = try #require(paths.compactMap { $0 as? String }.first { $0.hasSuffix(".open") })
    let path = installation.archive.appending(path: name)
    var bytes = try Data(contentsOf: path)
    bytes += bytes.prefix(100)
    try bytes.write(to: path)
  }

  private func polledToTheEnd(_ installation: Installation) throws {
    for _ in 0..<12 {
      let result = try installation.run("run", "--once")
      #expect(result.status == 0, "\(result.errors)")
      if try installation.objects("articles", "--items", "--json").count == FaultTests.feeds * FaultTests.items {
        return
      }
    }
  }

  private func expectWhole(_ installation: Installation) throws {
    let items = try installation.objects("articles", "--items", "--json").compactMap { $0["item_id"] as? String }
    let wanted = (0..<FaultTests.feeds).flatMap { feed in
      (0..<FaultTests.items).map { "desk-\(feed)-item-\($0)" }
    }
    #expect(items.sorted() == wanted.sorted())
    let articles = try installation.objects("articles", "--json").compactMap { $0["id"] as? String }
    #expect(Set(articles).count == articles.count)
    let verified = try installation.run("archive", "verify")
    #expect(verified.status == 0, "\(verified.output)")
    let reports = try installation.run("reports", "--json").output
    let rebuilt = try installation.run("archive", "rebuild")
    #expect(rebuilt.status == 0, "\(rebuilt.errors)")
    #expect(try installation.run("reports", "--json").output == reports)
  }

  @Test func `a flipped bit costs one record, is named by verify, and rebuild goes on behind it`() throws {
    let site = try Site(["growing", "2", "6"])
    let installation = try Installation(feeds: (0..<2).map { site.url("\($0).xml") }, interval: "0s")
    for _ in 0..<2 { #expect(try installation.run("run", "--once").status == 0) }
    let articles = try installation.objects("articles", "--json").count
    let paths = try #require(FileManager.default.enumerator(atPath: installation.archive.path))
    let name = try #require(paths.compactMap { $0 as? String }.filter { $0.hasSuffix(".warc.gz") }.sorted().first)
    let path = installation.archive.appending(path: name)
    var bytes = try Data(contentsOf: path)
    bytes[bytes.count / 2] ^= 0x10
    try bytes.write(to: path)
    let verified = try installation.run("archive", "verify")
    #expect(verified.status == 1)
    #expect(verified.output.contains(name))
    let rebuilt = try installation.run("archive", "rebuild")
    #expect(rebuilt.status == 1)
    #expect(rebuilt.errors.contains("1 stretches of the archive are damaged"), "\(rebuilt.errors)")
    let left = try installation.objects("articles", "--json").count
    #expect(left < articles || left == articles)
    #expect(left >= articles / 2)
  }

  @Test func `a page that takes a report back withdraws it, and one that says it again restates it`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "salient-site-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }  // A leftover in the temporary folder does no harm.
    let claim = "Rebel fighters captured the town of Saraqib in Idlib province on Friday, two residents said."
    try page(folder, claim)
    try Data(
      """
      <rss version="2.0"><channel><title>Desk</title><link>http://a.example/</link><description>news</description>
      <item><title>Fighting in Idlib</title><link>SERVER/page.html</link><guid isPermaLink="false">one</guid>
      <description></description><pubDate>Fri, 22 May 2015 10:00:00 +0000</pubDate></item></channel></rss>
      """.utf8
    ).write(to: folder.appending(path: "feed.xml"))
    let site = try Site(["folder", folder.path, "SERVER", "SERVER"])
    let installation = try Installation(
      feeds: [site.url("feed.xml")], watch: (1...20).map { "\($0 * 3)s" }.joined(separator: ", "))
    func standing() throws -> Int { try installation.objects("reports", "--json").count }
    #expect(try installation.run("run", "--once").status == 0)
    let said = try standing()
    try #require(said > 0)
    var events: [String] = []
    for (text, expected) in [("Nothing is known of the town of Saraqib.", 0), (claim, said)] {
      try page(folder, text)
      // The page is looked at again every three seconds.
      for _ in 0..<10 where try standing() != expected {
        Thread.sleep(forTimeInterval: 1)
        let result = try installation.run("run", "--once")
        #expect(result.status == 0, "\(result.errors)")
        events += result.errors.split(separator: "\n").map(String.init)
      }
      #expect(try standing() == expected)
    }
    #expect(events.contains { $0.contains("\"event\":\"report.withdrawn\"") })
    #expect(events.contains { $0.contains("\"event\":\"report.restated\"") })
    let article = try #require(try installation.objects("articles", "--json").first)
    #expect(article["revisions"] as? Int == 3)
    let id = try #require(article["id"] as? String)
    #expect(try installation.run("articles", "diff", id).output.contains("Nothing is known"))
    let control = try installation.run("control", "--json").output
    #expect(control.contains("Saraqib"))
    #expect(try installation.run("archive", "rebuild").status == 0)
    #expect(try installation.run("control", "--json").output == control)
  }

  private func page(_ folder: URL, _ sentence: String) throws {
    let text = """
      <!doctype html><html lang="en"><head><title>Fighting in Idlib</title></head><body><article><h1>Fighting in Idlib</h1>
      <p>Fighting went on in the north of the country on Friday, as it had for most of the week, and roads were closed.</p>
      <p>\(sentence)</p>
      <p>Aid groups said that several hundred families had left their homes since the morning and were on their way west,
      where tents had been put up beside the road. Hospitals in the area asked for blood and for fuel.</p>
      <p>The ministry did not answer calls. A spokesman for the relief committee said that buses would be sent at night if
      the shelling stopped, and that the bakery of the district had bread for three days.</p></article></body></html>
      """
    try Data(text.utf8).write(to: folder.appending(path: "page.html"))
  }
}
