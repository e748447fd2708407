import Foundation
import Testing

/// Articles as their readers ask for them: as HTML, as what changed between two versions, as one story's copies.
@Suite(.serialized) struct ArticleCommandTests {
  /// A newspaper of two feeds whose text a test may change between polls.
  private final class Newspaper {
    let installation: Installation
    private let site: Site
    private let folder: URL

    /// - Parameter mirror: a feed that is asked for under another name of the same host.
    init(feeds: [String] = ["north"], mirror: String? = nil) throws {
      folder = FileManager.default.temporaryDirectory.appending(path: "salient-paper-\(UUID().uuidString.prefix(8))")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let site = try Site(["folder", folder.path])
      self.site = site
      let mirrors = mirror.map { [site.url("\($0).xml").replacing("127.0.0.1", with: "localhost")] } ?? []
      installation = try Installation(feeds: feeds.map { site.url("\($0).xml") } + mirrors, interval: "0s")
    }

    deinit {
      // A leftover in the temporary folder does no harm.
      try? FileManager.default.removeItem(at: folder)
    }

    func publish(
      _ paragraphs: [String], in feed: String = "north", title: String = "Army enters Kafr Hamra", site: String? = nil
    ) throws {
      let site = site ?? "https://\(feed).example"
      let body = paragraphs.map { "<p>\($0)</p>" }.joined()
      try Data(
        """
        <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>\(feed)</title>
        <link>https://\(feed).example/</link><item><title>\(title)</title><link>\(site)/7.html</link>
        <guid isPermaLink="false">\(feed)-7</guid><pubDate>Fri, 22 May 2015 08:00:00 +0000</pubDate>
        <content:encoded><![CDATA[\(body)]]></content:encoded></item></channel></rss>
        """.utf8
      ).write(to: folder.appending(path: "\(feed).xml"))
    }

    /// Serves one feed's bytes as another's.
    func copy(_ feed: String, to other: String) throws {
      try FileManager.default.copyItem(
        at: folder.appending(path: "\(feed).xml"), to: folder.appending(path: "\(other).xml"))
    }

    func poll() throws {
      let result = try installation.run("run", "--once")
      #expect(result.status == 0, "\(result.errors)")
    }

    func onlyArticle() throws -> String {
      let articles = try installation.objects("articles", "--json")
      #expect(articles.count == 1)
      return try #require(articles.first?["id"] as? String)
    }
  }

  private static let opening =
    "Residents of the valley spoke of heavy shelling through the night, and of long columns of lorries on the road."
  private static let claim =
    "The army captured the town of Kafr Hamra on Friday, a spokesman said, after the rebels had left their posts."
  private static let denial =
    "The army did not capture the town of Kafr Hamra on Friday, a spokesman said, after the rebels had left their posts."
  private static let ending =
    "The market stayed closed for a third day; the bakery by the bridge was hit, and the mill behind it burnt down."

  // MARK: HTML

  @Test func `an item's HTML is shown without its script, with its links made whole`() throws {
    let paper = try Newspaper()
    try paper.publish([
      ArticleCommandTests.opening, ArticleCommandTests.claim + " <a href=\"/map.html\" onclick=\"steal()\">Map</a>",
      "<script>steal()</script><img src=\"javascript:steal()\">" + ArticleCommandTests.ending,
    ])
    try paper.poll()
    let shown = try paper.installation.run("articles", "show", try paper.onlyArticle(), "--html")
    #expect(shown.status == 0, "\(shown.errors)")
    #expect(shown.output.contains("<p>\(ArticleCommandTests.opening)</p>"))
    #expect(shown.output.contains("/map.html\""))
    #expect(!shown.output.contains("steal") && !shown.output.contains("<script"))
  }

  @Test func `an article that was read from its page is shown from the page, without what surrounds it there`() throws {
    let sample = try Checkout.root().appending(path: "etc/sample").path
    let site = try Site(["folder", sample, "http://127.0.0.1:8788", "SERVER"])
    let installation = try Installation(feeds: [site.url("feed.xml")])
    try installation.run("run", "--once")
    let base = try #require(
      try installation.objects("articles", "--json").first { ($0["title"] as? String)?.contains("Idlib") == true })
    let id = try #require(base["id"] as? String)
    let page = try #require(try installation.objects("articles", "show", id, "--html", "--json").first)
    let html = try #require(page["html"] as? String)
    #expect(page["id"] as? String == id)
    #expect(html.contains("captured the city of Idlib on March 28"))
    for foreign in ["<nav", "<script", "<form", "<style", "onclick"] { #expect(!html.contains(foreign), "\(foreign)") }
  }

  @Test func `an article whose bytes stand in an earlier record is shown from that record`() throws {
    let paper = try Newspaper(mirror: "mirror")
    // The link is the host's own, so that under its other name the host is another publisher, who carries a copy.
    try paper.publish(
      [ArticleCommandTests.opening, ArticleCommandTests.claim, ArticleCommandTests.ending], site: "")
    try paper.poll()
    try paper.copy("north", to: "mirror")
    try paper.poll()
    let articles = try paper.installation.objects("articles", "--json")
    let copy = try #require(articles.first { $0["relation"] as? String == "syndicated" })
    let shown = try paper.installation.run("articles", "show", try #require(copy["id"] as? String), "--html")
    #expect(shown.status == 0, "\(shown.errors)")
    #expect(shown.output.contains("<p>\(ArticleCommandTests.claim)</p>"))
  }

  @Test func `an earlier version is shown when it is asked for`() throws {
    let paper = try Newspaper()
    for version in [ArticleCommandTests.claim, ArticleCommandTests.denial] {
      try paper.publish([ArticleCommandTests.opening, version, ArticleCommandTests.ending])
      try paper.poll()
    }
    let id = try paper.onlyArticle()
    let old = try paper.installation.run("articles", "show", id, "--html", "--revision", "1")
    let new = try paper.installation.run("articles", "show", id, "--html")
    #expect(old.output.contains("The army captured") && !old.output.contains("did not capture"))
    #expect(new.output.contains("did not capture"))
  }

  @Test func `an article whose bytes were not kept says so`() throws {
    let paper = try Newspaper()
    let file = paper.installation.folder.appending(path: "salient.yaml")
    let configuration = try String(contentsOf: file, encoding: .utf8)
      .replacing("commit_every: 20ms", with: "commit_every: 20ms, feed_bodies: none")
    try Data(configuration.utf8).write(to: file)
    try paper.publish([ArticleCommandTests.opening, ArticleCommandTests.claim, ArticleCommandTests.ending])
    try paper.poll()
    let id = try paper.onlyArticle()
    let shown = try paper.installation.run("articles", "show", id, "--html")
    #expect(shown.status == 1)
    #expect(shown.errors.contains(id) && shown.errors.contains("not archived"))
    #expect(try paper.installation.run("articles", "show", id).output.contains("captured the town of Kafr Hamra"))
  }

  // MARK: What changed

  @Test func `a correction that reverses a fact is seen in its place, and what stayed is only counted`() throws {
    let paper = try Newspaper()
    try paper.publish([ArticleCommandTests.opening, ArticleCommandTests.claim, ArticleCommandTests.ending])
    try paper.poll()
    let correction = "Correction: an earlier version of this article said that the town had fallen to the army."
    try paper.publish(
      [ArticleCommandTests.opening, ArticleCommandTests.denial, ArticleCommandTests.ending, correction],
      title: "Army fails to enter Kafr Hamra")
    try paper.poll()
    let id = try paper.onlyArticle()
    let shown = try paper.installation.run("articles", "diff", id)
    #expect(shown.status == 0, "\(shown.errors)")
    let words = shown.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("The army [-captured-] {+did not capture+} the town of Kafr Hamra on Friday,"))
    #expect(words.contains("Army [-enters-] {+fails to enter+} Kafr Hamra"))
    #expect(words.contains("{+\(correction)+}"))
    #expect(words.contains("… one paragraph stayed …"))
    #expect(!words.contains("heavy shelling"))

    let document = try #require(try paper.installation.objects("articles", "diff", id, "--json").first)
    let text = try #require((document["text"] as? [String: Any])?["paragraphs"] as? [[String: Any]])
    #expect(text.compactMap { $0["change"] as? String } == ["same", "changed", "same", "added"])
    let pieces = try #require(text[1]["pieces"] as? [[String: String]])
    #expect(pieces.map { $0["fate"] } == ["same", "removed", "added", "same"])
    #expect(pieces[1]["text"] == "captured" && pieces[2]["text"] == "did not capture")
  }

  @Test func `any two versions can be compared, and those that are not there are named`() throws {
    let paper = try Newspaper()
    let versions = ["ten", "twenty", "thirty"].map { "The spokesman put the dead of that one night at \($0) soldiers." }
    for version in versions {
      try paper.publish([ArticleCommandTests.opening, ArticleCommandTests.claim, version])
      try paper.poll()
    }
    let id = try paper.onlyArticle()
    let whole = try paper.installation.run("articles", "diff", id, "--from", "1", "--to", "3").output
    #expect(whole.contains("[-ten-]") && whole.contains("{+thirty+}"))
    #expect(try paper.installation.run("articles", "diff", id).output.contains("[-twenty-]"))
    #expect(try paper.installation.run("articles", "diff", id, "--to", "2").output.contains("{+twenty+}"))
    let same = try paper.installation.run("articles", "diff", id, "--from", "2", "--to", "2")
    #expect(same.output.contains("title and text are the same"))
    let missing = try paper.installation.run("articles", "diff", id, "--to", "9")
    #expect(missing.status == 1)
    #expect(missing.errors.contains("has no revision 9; it has 1, 2, 3"))
  }

  @Test func `an article with one version has nothing to compare`() throws {
    let paper = try Newspaper()
    try paper.publish([ArticleCommandTests.opening, ArticleCommandTests.claim, ArticleCommandTests.ending])
    try paper.poll()
    let result = try paper.installation.run("articles", "diff", try paper.onlyArticle())
    #expect(result.status == 1)
    #expect(result.errors.contains("has one revision"))
  }

  // MARK: Stories

  @Test func `a story lists its first article and every copy, by whichever of them it is asked for`() throws {
    let paper = try Newspaper(feeds: ["north", "south", "west"])
    let text = [ArticleCommandTests.opening, ArticleCommandTests.claim, ArticleCommandTests.ending]
    try paper.publish(text)
    try paper.poll()
    try paper.publish(text, in: "south")
    try paper.publish(
      ["The fishermen of the lake went out at dawn and came home with full nets."], in: "west", title: "Quiet day")
    try paper.poll()
    let articles = try paper.installation.objects("articles", "--json")
    let pair = articles.filter { ($0["url"] as? String)?.contains("west") == false }
    #expect(articles.count == 3 && pair.count == 2)
    #expect(Set(pair.compactMap { $0["relation"] as? String }) == ["new", "syndicated"])
    let ids = Set(pair.compactMap { $0["id"] as? String })
    for id in ids {
      let story = try paper.installation.objects("articles", "--story", id, "--json")
      #expect(Set(story.compactMap { $0["id"] as? String }) == ids)
    }
  }
}
