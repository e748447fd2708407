import FoundationEssentials
import Model
import Testing

@testable import Scheduling

@Suite struct PublishingHistoryTests {
  @Test func `a steady feed's rate is what it publishes`() throws {
    var history = PublishingHistory()
    for hour in stride(from: -24 * 56, through: 0, by: 2) {
      history.note([start.addingTimeInterval(Double(hour) * 3600)], at: start.addingTimeInterval(Double(hour) * 3600))
    }
    let rate = try #require(history.rate(at: start.addingTimeInterval(5 * 3600), now: start))
    #expect((0.4...0.6).contains(rate))
  }

  @Test func `a feed that publishes in the morning is expected in the morning`() throws {
    var history = PublishingHistory()
    for day in -42...0 {
      let morning = start.addingTimeInterval(Double(day) * 86_400)
      history.note((0..<6).map { morning.addingTimeInterval(Double($0) * 600) }, at: morning.addingTimeInterval(3600))
    }
    let now = start.addingTimeInterval(14 * 3600)
    let morning = try #require(history.rate(at: start.addingTimeInterval(86_400 + 1800), now: now))
    let evening = try #require(history.rate(at: start.addingTimeInterval(86_400 - 12 * 3600), now: now))
    #expect(morning > 10 * evening)
  }

  @Test func `a feed is polled in proportion to the root of its rate`() throws {
    let often = try #require(
      steadyMemory(every: minutes(30), count: 1000).history.wait(from: start, limit: hours(24)))
    let seldom = try #require(steadyMemory(every: hours(7.9), count: 160).history.wait(from: start, limit: hours(24)))
    #expect((3.0...5.0).contains(seldom.inSeconds / often.inSeconds), "a sixteenth of the rate, a quarter of the polls")
  }

  @Test func `a burst after long silence shortens the wait at once, and is forgotten in a day`() throws {
    var history = PublishingHistory()
    for day in -50..<0 { history.note([], at: start.addingTimeInterval(Double(day) * 86_400)) }
    let before = try #require(history.wait(from: start, limit: hours(48)))
    history.note((0..<20).map { start.addingTimeInterval(-Double($0) * 300) }, at: start)
    let during = try #require(history.wait(from: start, limit: hours(48)))
    let later = start.addingTimeInterval(86_400 * 1.5)
    let after = try #require(history.wait(from: later, limit: hours(48)))
    #expect(during < minutes(40))
    #expect(after > during * 3)
    #expect(before > hours(4))
  }

  @Test func `undated items of the first document say nothing, later ones count as now`() throws {
    var history = PublishingHistory()
    history.note([nil, nil, nil], at: start)
    #expect(history.total == 0)
    history.note([nil], at: start.addingTimeInterval(3600))
    #expect(history.total > 0)
    #expect(history.slots[PublishingHistory.slot(start.timeIntervalSince1970 + 3600)] > 0)
  }

  @Test func `items from the future count as now, and very old ones not at all`() {
    var history = PublishingHistory()
    history.note([start.addingTimeInterval(1e7), start.addingTimeInterval(-1e8)], at: start)
    #expect(abs(history.total - 1) < 0.01)
  }

  @Test func `Monday 0h is the first hour of the week`() {
    #expect(PublishingHistory.slot(start.timeIntervalSince1970) == 8)
    #expect(PublishingHistory.slot(start.timeIntervalSince1970 - 9 * 3600) == 167)
  }

  @Test func `what is remembered survives its JSON, within a sixteenth of an item an hour`() throws {
    let memory = steadyMemory(
      every: minutes(50), count: 900, hints: FeedHints(ttl: 3600, skipHours: [1, 2], skipDays: [7], shown: 20))
    let again = FeedMemory(json: memory.json)
    #expect(again.hints == memory.hints)
    #expect(memory.json.utf8.count < 600)
    for (old, new) in zip(memory.history.slots, again.history.slots) { #expect(abs(old - new) <= 1.0 / 16) }
    let old = try #require(memory.history.wait(from: start, limit: hours(12)))
    let new = try #require(again.history.wait(from: start, limit: hours(12)))
    #expect(abs(old.inSeconds / new.inSeconds - 1) < 0.02)
    #expect(FeedMemory(json: again.json) == again)
  }

  static let unreadable = [
    "", "[]", "{", "{}x", "{\"since\":1}", "{\"since\":1,\"landmark\":1,\"slots\":\"A\"}", "{\"since\":}",
    "{\"ttl\":[}",
    "{\"since\":1,\"landmark\":1,\"slots\":\"\(String(repeating: "*", count: 336))\"}", "{\"ttl\":\"x\"}", "{\"ttl",
    "{\"ttl\":99999999999999999999999}",
  ]

  @Test(arguments: unreadable) func `a memory that cannot be read is empty`(_ json: String) {
    #expect(FeedMemory(json: json) == FeedMemory())
  }

  @Test func `an empty memory is an empty object, and unknown keys are passed over`() {
    #expect(FeedMemory().json == "{}")
    #expect(
      FeedMemory(json: "{\"new\":\"word\",\"ttl\":60,\"skipDays\":[6,7]}").hints
        == FeedHints(ttl: 60, skipDays: [6, 7]))
  }
}
