import Foundation
import Testing

/// The commands that change the feed list and poll at once, with a daemon and without.
@Suite(.serialized) struct FeedsCommandTests {
  private func list(_ installation: Installation) throws -> String {
    try String(contentsOf: installation.folder.appending(path: "feeds.opml"), encoding: .utf8)
  }

  @Test func `without a daemon a feed is added, polled and removed`() throws {
    let site = try Site([
      "folder", try Checkout.root().appending(path: "etc/sample").path, "http://127.0.0.1:8788", "SERVER",
    ])
    defer { withExtendedLifetime(site) {} }
    let installation = try Installation(feeds: [])
    let url = site.url("feed.xml")
    let added = try installation.run("feeds", "add", url, "--folder", "Sample")
    #expect(added.status == 0 && added.errors.contains("no daemon runs"), "\(added.errors)")
    #expect(try installation.run("feeds", "add", url).status == 1)
    let polled = try installation.run("feeds", "poll", url)
    #expect(polled.status == 0 && polled.output.contains("ok 200"), "\(polled.output)\(polled.errors)")
    #expect(try installation.objects("reports", "--json").isEmpty == false)
    #expect(try installation.run("feeds", "remove", url).status == 0)
    #expect(try !list(installation).contains(url))
    let again = try installation.run("feeds", "remove", url)
    #expect(again.status == 1 && again.errors.contains("salient feeds list"))
  }

  @Test func `a running daemon takes up an added feed and polls on demand`() async throws {
    let site = try Site([
      "folder", try Checkout.root().appending(path: "etc/sample").path, "http://127.0.0.1:8788", "SERVER",
    ])
    defer { withExtendedLifetime(site) {} }
    let installation = try Installation(feeds: [], interval: "1h")
    let process = try installation.start()
    try await installation.answers()
    let url = site.url("feed.xml")
    #expect(try installation.run("feeds", "add", url).status == 0)
    // The order is carried out within the daemon's next look; the command waits for the poll itself.
    try await eventually { try installation.run("feeds", "show", url).status == 0 }
    let polled = try installation.run("feeds", "poll", url)
    #expect(polled.status == 0, "\(polled.output)\(polled.errors)")
    let unknown = try installation.run("feeds", "poll", site.url("nothing.xml"))
    #expect(unknown.status == 1 && unknown.errors.contains("no feed"))
    process.terminate()
    process.waitUntilExit()
  }

  @Test func `lists of other programs are taken over once, with their folders`() throws {
    let installation = try Installation(feeds: ["http://127.0.0.1:9/known.xml"])
    let other = installation.folder.appending(path: "freshrss.opml")
    try Data(
      """
      <opml version="2.0" xmlns:frss="https://freshrss.org/opml"><head><title>FreshRSS</title></head><body>
      <outline text="War" frss:opmlUrl=""><outline text="One" type="rss" xmlUrl="http://127.0.0.1:9/one.xml" frss:priority="main"/>
      <outline text="Known" type="rss" xmlUrl="http://127.0.0.1:9/known.xml"/>
      <outline text="Script" type="rss" xmlUrl="exec:~/bin/feed"/></outline></body></opml>
      """.utf8
    ).write(to: other)
    let dry = try installation.run("feeds", "import", other.path, "--dry-run")
    #expect(dry.output.contains("would add 1, subscribed already 1, left out 1"), "\(dry.output)\(dry.errors)")
    #expect(try !list(installation).contains("one.xml"))
    #expect(try installation.run("feeds", "import", other.path).status == 0)
    #expect(try list(installation).contains("<outline text=\"War\">"))
    #expect(try installation.run("feeds", "import", other.path).output.contains("added 0"))
    let exported = try installation.run("feeds", "export").output
    #expect(exported.contains("one.xml") && exported.contains("known.xml"))
  }
}
