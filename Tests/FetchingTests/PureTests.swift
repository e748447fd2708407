import FoundationEssentials
import Model
import Testing

@testable import Fetching

@Suite struct URLTests {
  static let urls: [(url: String, text: String, place: String)] = [
    ("https://Example.org/feed", "https://Example.org/feed", "example.org"),
    ("https://example.org:443/", "https://example.org:443/", "example.org"),
    ("http://example.org:443/#top", "http://example.org:443/", "example.org:443"),
    ("http://user:p%40ss@example.org:8080/a@b", "http://example.org:8080/a@b", "example.org:8080"),
    ("http://[::1]:8080/", "http://[::1]:8080/", "[::1]:8080"),
    ("HTTP://example.org?x=a b", "http://example.org/?x=a+b", "example.org"),
  ]

  @Test(arguments: urls) func `a URL is read without its credentials`(
    _ given: (url: String, text: String, place: String)
  ) throws {
    let url = try FetchURL(given.url)
    #expect(url.text == given.text && url.place == given.place)
  }

  @Test func `credentials are put back as they were written`() throws {
    let origin = try FetchURL("https://us%40er:pa%3Ass@example.org/a")
    #expect(origin.user == "us@er" && origin.password == "pa:ss")
    #expect(
      try FetchURL("https://example.org/b").withCredentials(of: origin) == "https://us%40er:pa%3Ass@example.org/b")
    let plain = try FetchURL("https://example.org/a")
    #expect(try FetchURL("https://example.org/b").withCredentials(of: plain) == "https://example.org/b")
    #expect(
      try FetchURL("https://example.org/b").withCredentials(of: FetchURL("https://key@example.org"))
        == "https://key@example.org/b")
  }
}

@Suite struct DateTests {
  static let dates: [(text: String, seconds: Double?)] = [
    ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777), ("Sunday, 06-Nov-94 08:49:37 GMT", 784_111_777),
    ("Sun Nov  6 08:49:37 1994", 784_111_777), ("sun, 6 nov 1994 08:49:37 gmt", 784_111_777),
    ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Wed, 21 Oct 2015 07:28:00 GMT", 1_445_412_480), ("", nil), ("0", nil),
    ("-1", nil), ("yesterday", nil), ("Sun, 31 Feb 1994 08:49:37 GMT", nil), ("Sun, 06 Nov 1994 25:49:37 GMT", nil),
    ("Sun, 06 Nov 1994 08:49 GMT", nil), ("Sun, 06 Nov 99999999999999999999 08:49:37 GMT", nil),
  ]

  @Test(arguments: dates) func `an HTTP date is read in its three forms`(_ given: (text: String, seconds: Double?)) {
    #expect(Date(httpDate: given.text)?.timeIntervalSince1970 == given.seconds)
  }

  static let waits: [(field: String?, seconds: Int64?)] = [
    (nil, nil), ("", nil), ("120", 120), (" 120 ", 120), ("0", 0), ("-5", nil), ("1.5", nil), ("soon", nil),
    ("31536000", 86_400), ("Sun, 06 Nov 1994 08:51:37 GMT", 120), ("Sun, 06 Nov 1994 08:00:00 GMT", 0),
    ("Fri, 06 Nov 9994 08:00:00 GMT", 86_400),
  ]

  @Test(arguments: waits) func `Retry-After is seconds or a date, and has a bound`(
    _ given: (field: String?, seconds: Int64?)
  ) {
    let now = Date(timeIntervalSince1970: 784_111_777)
    #expect(RetryAfter.parse(given.field, now: now)?.components.seconds == given.seconds)
  }
}

@Suite struct RobotsTests {
  static let file = """
    \u{FEFF}User-agent: *
    Disallow: /private
    Crawl-delay: 5

    User-agent: OtherBot
    user-agent: salient/1.0   # us too
    Disallow: /news/*/print
    Allow: /news/
    Disallow: /*.pdf$
    Disallow: /a%3cd
    Disallow: /caf\u{E9}
    Disallow:
    nonsense
    Sitemap: https://example.org/sitemap.xml
    Crawl-delay: 2.5

    User-agent: Salient
    Disallow: /later
    Disallow: /same
    Allow: /same
    """

  static let targets: [(target: String, allowed: Bool)] = [
    ("/", true), ("/private", true), ("/news/1", true), ("/news/1/print", false), ("/x.pdf", false), ("/x.pdf?a", true),
    ("/a%3Cd/e", false), ("/a<d", true), ("/caf%C3%A9/1", false), ("/later/on", false), ("/Later", true),
    ("/same", true),
    ("/robots.txt", true), ("/%6eews/1/print", false),
  ]

  @Test(arguments: targets) func `the longest rule of our groups decides`(_ given: (target: String, allowed: Bool)) {
    #expect(RobotsRules(text: Array(Self.file.utf8), product: "Salient").allows(given.target) == given.allowed)
  }

  @Test func `our groups hold together, others do not concern us`() {
    let ours = RobotsRules(text: Array(Self.file.utf8), product: "Salient")
    #expect(ours.crawlDelay == .seconds(2.5))
    let theirs = RobotsRules(text: Array(Self.file.utf8), product: "Nobody")
    #expect(!theirs.allows("/private/x") && theirs.allows("/later") && theirs.crawlDelay == .seconds(5))
  }

  static let answers: [(status: Int, allowed: Bool)] = [
    (200, false), (404, true), (403, true), (429, false), (500, false), (503, false), (302, false),
  ]

  @Test(arguments: answers) func `without a file all is open, with a broken server nothing`(
    _ given: (status: Int, allowed: Bool)
  ) {
    let rules = RobotsRules.from(
      status: given.status, body: Array("User-agent: *\nDisallow: /".utf8), product: "Salient")
    #expect(rules.allows("/x") == given.allowed)
  }

  @Test func `any bytes are read, and stars cost no more than their length`() {
    var dice = UInt64(1)
    for _ in 0..<300 {
      let bytes = (0..<200).map { _ in
        dice = dice &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Array("UserAgent:*/$%#Disallow \r\n\u{FF}".utf8)[Int(dice >> 33) % 28]
      }
      _ = RobotsRules(text: bytes, product: "Salient").allows("/x")
    }
    let stars = "User-agent: *\nDisallow: /" + String(repeating: "*a", count: 2000) + "b"
    #expect(RobotsRules(text: Array(stars.utf8), product: "x").allows("/" + String(repeating: "a", count: 4000)))
  }
}
