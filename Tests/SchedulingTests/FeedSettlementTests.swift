import FoundationEssentials
import Model
import Scheduling
import Testing

@Suite struct FeedSettlementTests {
  let policy = IntervalPolicy(PollingSettings())
  let source = FeedSource(id: feed(1), url: "http://old/", subscribedURL: "http://old/", nextPollAt: start, failures: 2)

  @Test func `a success forgets the failures`() {
    #expect(source.settled(after: .read, memory: FeedMemory(), by: policy, at: start).feed.failures == 0)
  }

  @Test func `a failure counts`() {
    #expect(source.settled(after: .failed(.tls), memory: FeedMemory(), by: policy, at: start).feed.failures == 3)
  }

  @Test func `410 retires the feed`() {
    #expect(source.settled(after: .gone, memory: FeedMemory(), by: policy, at: start).feed.state == .retired)
  }

  @Test func `a poll given up changes nothing but its time`() {
    let settled = source.settled(after: .cancelled, memory: FeedMemory(), by: policy, at: start).feed
    #expect(settled.failures == 2 && settled.state == .active)
  }

  @Test func `a permanent redirect moves the feed once it was seen three times in a row`() {
    var feed = source
    var urls: [String] = []
    for target in ["http://new/", "http://new/", "http://other/", "http://new/", "http://new/", "http://new/"] {
      feed = feed.settled(after: .read, memory: FeedMemory(), permanentURL: target, by: policy, at: start).feed
      urls.append(feed.url)
    }
    #expect(urls == ["http://old/", "http://old/", "http://old/", "http://old/", "http://old/", "http://new/"])
    #expect(feed.subscribedURL == "http://old/")
    #expect(feed.movedTo == nil && feed.movedCount == 0)
  }

  @Test func `an answer without the redirect starts the count anew, a failure does not`() {
    var feed = source
    let steps: [(PollEnd, String?)] = [
      (.read, "http://new/"), (.read, "http://new/"), (.failed(.dns), nil), (.read, nil), (.read, "http://new/"),
    ]
    var counts: [Int] = []
    for (end, target) in steps {
      feed = feed.settled(after: end, memory: FeedMemory(), permanentURL: target, by: policy, at: start).feed
      counts.append(feed.movedCount)
    }
    #expect(counts == [1, 2, 2, 0, 1])
  }

  static let freshness: [(head: [HTTPField], seconds: Int?)] = [
    ([], nil),
    ([HTTPField(name: "Cache-Control", value: "public, max-age=600")], 600),
    ([HTTPField(name: "cache-control", value: "Max-Age=\"600\""), HTTPField(name: "Age", value: "100")], 500),
    ([HTTPField(name: "Cache-Control", value: "no-cache, max-age=600")], nil),
    ([HTTPField(name: "Cache-Control", value: "max-age=0")], nil),
    ([HTTPField(name: "Cache-Control", value: "max-age=soon")], nil),
    (
      [
        HTTPField(name: "Date", value: "Sun, 06 Nov 1994 08:49:37 GMT"),
        HTTPField(name: "Expires", value: "Sun, 06 Nov 1994 09:49:37 GMT"),
      ], 3600
    ),
    ([HTTPField(name: "Expires", value: "0")], nil),
    ([HTTPField(name: "Expires", value: "Thu, 01 Jan 1970 00:00:00 GMT")], nil),
  ]

  @Test(arguments: freshness) func `a head says how long it is fresh`(_ given: (head: [HTTPField], seconds: Int?)) {
    #expect(FeedHints.freshness(given.head, receivedAt: start) == given.seconds)
  }

  static let outcomes: [(outcome: FetchOutcome, end: PollEnd)] = [
    (.gone, .gone),
    (.refused(status: 404), .failed(.missing)),
    (.refused(status: 403), .failed(.refused)),
    (.refused(status: 502), .failed(.serverError)),
    (.throttled(status: 429, retryAfter: .seconds(60)), .throttled(until: start.addingTimeInterval(60))),
    (.throttled(status: 503, retryAfter: nil), .throttled(until: nil)),
    (.notModified(headers: [], finalURL: "http://a/", permanentURL: nil), .read),
    (failed(.connect, "dns"), .failed(.dns)),
    (failed(.connect, "connect"), .failed(.connect)),
    (failed(.connect, "address"), .failed(.address)),
    (failed(.timeout, "connect"), .failed(.connect)),
    (failed(.timeout, "low_speed"), .failed(.timeout)),
    (failed(.timeout, "cancelled"), .cancelled),
    (failed(.tooLarge, "ratio"), .failed(.tooLarge)),
    (failed(.protocol, "reset"), .failed(.protocol)),
  ]

  @Test(arguments: outcomes) func `an outcome means something for the next poll`(
    _ given: (outcome: FetchOutcome, end: PollEnd)
  ) {
    #expect(PollEnd(given.outcome, at: start) == given.end)
  }
}

private func failed(_ result: PollResult, _ word: String) -> FetchOutcome {
  .failed(FetchFailure(result: result, word: word, description: ""))
}
