import Configuring
import Foundation
import Model
import Testing

@Suite struct ConfigurationTests {
  @Test func `an empty file gives the defaults`() throws {
    #expect(try Configuration.read("", file: "salient.yaml") == Settings())
    #expect(try Configuration.read("# nothing\npolling:\n", file: "salient.yaml") == Settings())
  }

  @Test func `every key is read`() throws {
    let settings = try Configuration.read(
      """
      state: /var/lib/salient
      feeds: [feeds.opml, "more.opml"]
      polling: { minimum: 1s, maximum: 2h, initial: 200ms, concurrency: 8, per_host: 1, host_gap: 0s, in_flight: 2MiB }
      fetching:
        contact: "mailto:desk@example.org"
        timeout: 10s
        max_feed: 1MiB
        max_page: 512KiB
        private_addresses: [127.0.0.0/8]
        proxy: socks5h://127.0.0.1:1080
      articles: { pages: never, watch: [30m, 2h] }
      archive: { segment: 1GiB, commit_every: 100ms, keep: forever, feed_bodies: all }
      territory: { places: [p.tsv], actors: [a.tsv], comments: ignore }
      status: { socket: /run/salient/status.sock, mode: "0600", listen: 127.0.0.1:8787 }
      logging: { level: debug, format: json }
      """, file: "salient.yaml")
    #expect(settings.state == "/var/lib/salient" && settings.feeds == ["feeds.opml", "more.opml"])
    #expect(settings.polling.minimum == .seconds(1) && settings.polling.maximum == .seconds(7200))
    #expect(settings.polling.initial == .milliseconds(200) && settings.polling.concurrency == 8)
    #expect(settings.polling.perHost == 1 && settings.polling.hostGap == .zero)
    #expect(settings.polling.inFlight == 2 << 20)
    #expect(settings.fetching.contact == "mailto:desk@example.org" && settings.fetching.timeout == .seconds(10))
    #expect(settings.fetching.maxFeed == 1 << 20 && settings.fetching.maxPage == 512 << 10)
    #expect(settings.fetching.privateAddresses == .networks(["127.0.0.0/8"]))
    #expect(settings.fetching.proxy == "socks5h://127.0.0.1:1080" && settings.articles.pages == .never)
    #expect(settings.archive.segment == 1 << 30 && settings.archive.commitEvery == .milliseconds(100))
    #expect(settings.articles.watch == [.seconds(1800), .seconds(7200)])
    #expect(settings.archive.keep == .forever && settings.archive.feedBodies == .all)
    #expect(settings.territory.places == ["p.tsv"] && settings.territory.comments == .ignore)
    #expect(settings.status.mode == 0o600 && settings.status.listen == "127.0.0.1:8787")
    #expect(settings.logging.level == .debug && settings.logging.format == .json)
  }

  @Test(arguments: [
    ("pollling: {}", "1:1: unknown key pollling; did you mean polling?"),
    ("polling: { minimun: 5m }", "1:12: unknown key polling.minimun; did you mean minimum?"),
    ("polling: { minimum: soon }", "1:21: polling.minimum is a time such as 200ms, 30s, 5m, 12h or 7d; found \"soon\""),
    ("polling: { concurrency: 0 }", "1:25: polling.concurrency is a number from 1 to 4096; found \"0\""),
    ("articles: { pages: often }", "1:20: articles.pages is one of never, when_cut, always; found \"often\""),
    ("fetching: { private_addresses: some }", "found \"some\""), ("state: [a]", "1:8: state is a folder; found a list"),
    (
      "articles: { watch: [2h, 1h] }",
      "articles.watch is a list of growing times such as [1h, 6h, 1d, 7d]; found a list"
    ),
    ("polling: 5", "1:10: polling is a mapping of keys to values"), ("status: { mode: \"0999\" }", "in octal"),
    ("a: b: c", "not YAML"), ("state: x\nstate: y", "state"), ("polling: { minimum: 2h, maximum: 1h }", "longer than"),
  ])
  func `a mistake is named with its place and with what would be right`(_ text: String, _ expected: String) {
    let error = #expect(throws: ConfigurationError.self) { try Configuration.read(text, file: "salient.yaml") }
    #expect(error?.description.contains(expected) == true, "\(error?.description ?? "nothing")")
  }

  @Test func `all mistakes are said at once, in the order of the file`() {
    let error = #expect(throws: ConfigurationError.self) {
      try Configuration.read("logging: { level: loud }\nstatus: { colour: red }\nfeed: []\n", file: "f")
    }
    #expect(error?.mistakes.map(\.line) == [1, 2, 3])
  }

  @Test func `relative paths are taken from the file's folder`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "salient-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }  // A leftover in the temporary folder does no harm.
    let file = folder.appending(path: "salient.yaml")
    try Data("state: data\nfeeds: [a.opml, /b.opml]\n".utf8).write(to: file)
    let settings = try Configuration.load(file.path)
    #expect(settings.state == "\(folder.path)/data")
    #expect(settings.feeds == ["\(folder.path)/a.opml", "/b.opml"])
  }

  @Test func `a file that is not there is named`() {
    let error = #expect(throws: ConfigurationError.self) { try Configuration.load("/nowhere/salient.yaml") }
    #expect(error?.description.hasPrefix("/nowhere/salient.yaml:1:1: cannot be read") == true)
  }
}
