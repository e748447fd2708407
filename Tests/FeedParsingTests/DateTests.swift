import FeedParsing
import Model
import Testing

private func published(_ text: String) throws -> String? {
  try parse(rss("<item><pubDate>\(text)</pubDate></item>")).items.first?.published?.rfc3339
}

@Test(arguments: [
  ("Thu, 01 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21Z"),
  ("Thu, 01 Jan 2004 19:48:21 +0530", "2004-01-01T14:18:21Z"),
  ("  1 January 04 7:05 PM EST ", "2004-01-02T00:05:00Z"),
  ("Thu,01 Jan 2004 19:48 Z", "2004-01-01T19:48:00Z"),
  ("Wed, 19 Feb 2012 22:40:00 GMT-01:01", "2012-02-19T23:41:00Z"),
  ("Sat, 10 Sept 1999 10:00:00 -0400 (EDT)", "1999-09-10T14:00:00Z"),
  ("Thu, 30 Apr 2015 08:57:00 MEST", "2015-04-30T06:57:00Z"),
  ("2003-12-31T10:14:55Z", "2003-12-31T10:14:55Z"),
  ("2003-12-31T10:14:55.987-08:00", "2003-12-31T18:14:55Z"),
  ("2003-12-31 10:14", "2003-12-31T10:14:00Z"),
  ("20031231T101455Z", "2003-12-31T10:14:55Z"),
  ("2003-365", "2003-12-31T00:00:00Z"),
  ("2004-W01-4", "2004-01-01T00:00:00Z"),
  ("2003", "2003-01-01T00:00:00Z"),
  ("2003-12", "2003-12-01T00:00:00Z"),
  ("Sun Jan  4 16:29:06 2004", "2004-01-04T16:29:06Z"),
  ("Sun Jan  4 16:29:06 PST 2004", "2004-01-05T00:29:06Z"),
  ("Fri, 2006/09/15 08:19:53 EDT", "2006-09-15T12:19:53Z"),
  ("24.12.2023 18:00", "2023-12-24T18:00:00Z"),
  ("12/24/2023 6:00 pm", "2023-12-24T18:00:00Z"),
  ("1735689600", "2025-01-01T00:00:00Z"),
])
func `dates of every make are read`(written: String, instant: String) throws {
  #expect(try published(written) == instant)
}

@Test(arguments: [
  ("Κυρ, 11 Ιούλ 2004 12:00:00 EST", "2004-07-11T17:00:00Z"),
  ("11 июля 2024 12:00", "2024-07-11T12:00:00Z"),
  ("2004-július-13T9:15-05:00", "2004-07-13T14:15:00Z"),
  ("2004년 05월 28일 오후 02:01:44", "2004-05-28T14:01:44Z"),
  ("2024年7月11日 12:00", "2024-07-11T12:00:00Z"),
  ("11 يوليو 2024", "2024-07-11T00:00:00Z"),
  ("Do, 11 Juli 2024 12:00:00 +0200", "2024-07-11T10:00:00Z"),
  ("11 août 2024", "2024-08-11T00:00:00Z"),
])
func `names of months are read in many languages`(written: String, instant: String) throws {
  #expect(try published(written) == instant)
}

@Test(arguments: [
  "yesterday", "Sun, 99 Jun 2009 12:00:00 GMT", "Sun, 16 zzz 2012 11:47:32 GMT", "2004-02-30T00:00:00Z", "013",
  "9999-12-31T23:59:59-99:99", "2004-13-01T00:00:00Z", "2004-01-01T25:00:00Z", "",
])
func `what is no date is left out`(written: String) throws {
  #expect(try published(written) == nil)
}

@Test func `a date without a meaning of its own takes the place that is free`() throws {
  let feed = try parse(
    rss(
      """
      <item><dc:date>2024-01-02</dc:date></item>
      <item><dc:date>2024-01-02</dc:date><pubDate>Mon, 01 Jan 2024 00:00:00 GMT</pubDate></item>
      """))
  #expect(feed.items.map { $0.published?.rfc3339 } == ["2024-01-02T00:00:00Z", "2024-01-01T00:00:00Z"])
  #expect(feed.items.map { $0.updated?.rfc3339 } == [nil, "2024-01-02T00:00:00Z"])
}
