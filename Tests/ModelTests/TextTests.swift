import FoundationEssentials
import Model
import Testing

@Suite struct TextTests {
  @Test(arguments: [
    ("https://user:pw@host.example/a@b", "https://host.example/a@b"),
    ("https://host.example/a@b", "https://host.example/a@b"), ("not a url", "not a url"),
    ("http://a@b@c.example", "http://c.example"), ("http://u@h?x=@y", "http://h?x=@y"),
  ])
  func `a URL is shown without its credentials`(_ url: String, _ shown: String) {
    #expect(url.withoutCredentials == shown)
  }

  @Test(arguments: [
    ("2015-05-22T01:14:09Z", 1_432_257_249.0), ("2015-05-22T03:14:09+02:00", 1_432_257_249),
    ("2015-05-22", 1_432_252_800), ("2015-05-22 01:14", 1_432_257_240), ("2015-05-22T01:14:09.500Z", 1_432_257_249.5),
    ("1969-12-31T23:59:59Z", -1),
  ])
  func `a date-time is read as RFC 3339 and as it is commonly cut`(_ text: String, _ seconds: Double) {
    #expect(Date(rfc3339: text)?.timeIntervalSince1970 == seconds)
  }

  @Test(arguments: [
    "2015-05-22T", "2015-05-22T25:00Z", "2015-05-22T01:14:09+2", "22 May 2015", "2015-05-22T01:14:09Zx",
  ])
  func `what is no date-time is refused`(_ text: String) { #expect(Date(rfc3339: text) == nil) }

  @Test(arguments: ["2015-05-22T01:14:09Z", "1969-12-31T23:59:59Z", "2026-11-24T00:00:00Z"])
  func `a date-time is written as it was read`(_ text: String) { #expect(Date(rfc3339: text)?.rfc3339 == text) }

  @Test func `milliseconds keep their zeros`() {
    #expect(Date(timeIntervalSince1970: 1.007).rfc3339Milliseconds == "1970-01-01T00:00:01.007Z")
  }

  @Test func `evidence counts Unicode scalars`() {
    let text = "Sha’er 🇸🇾 fell."
    #expect(Evidence(start: 0, end: 6).quote(in: text) == "Sha’er")
    #expect(Evidence(start: 7, end: 9).quote(in: text) == "🇸🇾")
    #expect(Evidence(start: 0, end: 99).quote(in: text) == nil)
  }
}
