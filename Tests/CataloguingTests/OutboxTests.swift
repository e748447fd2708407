import Foundation
import Model
import Testing

@testable import Cataloguing

@Suite struct `The outbox` {
  @Test func `has one event for each new report and each withdrawal, in order`() async throws {
    let scratch = try Scratch()
    let feed = try await scratch.subscribe("https://a.example/")[0]
    let first = Make.news("a-1", feed: feed, reports: [Make.report("r-1"), Make.report("r-2", kind: .held)])
    let outcome = try await scratch.catalogue.commit([Make.settlement(feed, news: [first])], at: .at(20))
    let second = Make.news("a-1", feed: feed, revision: 2, text: "Less.", reports: [Make.report("r-1")])
    _ = try await scratch.catalogue.commit([Make.settlement(feed, at: .at(30), news: [second])], at: .at(30))

    let events = try await scratch.catalogue.events(after: 0, limit: 10)
    #expect(events.map(\.kind) == [.newReport, .newReport, .withdrawnReport])
    #expect(events.map(\.report.report.id.rawValue) == ["r-1", "r-2", "r-2"])
    #expect(events.map(\.id) == events.map(\.id).sorted())
    #expect(outcome.events == events[0].id...events[1].id)
    #expect(try await scratch.catalogue.events(after: events[1].id, limit: 10).count == 1)
    #expect(try await scratch.catalogue.events(after: 0, limit: 2).count == 2)
    #expect(try await scratch.catalogue.lastEventID() == events[2].id)
  }

  @Test func `gives ids that a catalogue made anew goes on from`() async throws {
    let old = try Scratch()
    let feed = try await old.subscribe("https://a.example/")[0]
    let many = (0..<5).map { Make.news("a-\($0)", feed: feed, reports: [Make.report("r-\($0)")]) }
    _ = try await old.catalogue.commit([Make.settlement(feed, news: many)], at: .at(20))
    let anew = try Scratch()
    _ = try await anew.catalogue.restore(news: many, publishing: false, at: .at(60))
    let later = Make.news("a-9", feed: feed, reports: [Make.report("r-9")])
    let outcome = try await anew.catalogue.restore(news: [later], publishing: true, at: .at(61))
    let first = try #require(outcome.events?.lowerBound)
    #expect(first > (try await old.catalogue.lastEventID()))
  }

  @Test func `remembers how far each sink has come`() async throws {
    let scratch = try Scratch()
    let feed = try await scratch.subscribe("https://a.example/")[0]
    let news = (0..<4).map { Make.news("a-\($0)", feed: feed, reports: [Make.report("r-\($0)")]) }
    _ = try await scratch.catalogue.commit([Make.settlement(feed, news: news)], at: .at(20))
    let ids = try await scratch.catalogue.events(after: 0, limit: 10).map(\.id)
    #expect(try await scratch.catalogue.pendingEventCount(of: "webhook") == 4)
    try await scratch.catalogue.acknowledge(ids[2], by: "webhook")
    try await scratch.catalogue.acknowledge(ids[0], by: "webhook")
    #expect(try await scratch.catalogue.cursor(of: "webhook") == ids[2], "a cursor never goes back")
    #expect(try await scratch.catalogue.pendingEventCount(of: "webhook") == 1)
    #expect(try await scratch.catalogue.cursor(of: "log") == 0)
  }

  @Test func `forgets what all have delivered, and never gives an id again`() async throws {
    let scratch = try Scratch()
    let feed = try await scratch.subscribe("https://a.example/")[0]
    let news = (0..<3).map { Make.news("a-\($0)", feed: feed, reports: [Make.report("r-\($0)")]) }
    _ = try await scratch.catalogue.commit([Make.settlement(feed, news: news)], at: .at(20))
    let ids = try await scratch.catalogue.events(after: 0, limit: 10).map(\.id)
    try await scratch.catalogue.acknowledge(ids[1], by: "webhook")
    let pruned = try await scratch.catalogue.pruneLog(pollsBefore: .at(0), eventsBefore: .at(100))
    #expect(pruned.events == 2)
    #expect(try await scratch.catalogue.events(after: 0, limit: 10).map(\.id) == [ids[2]])
    try await scratch.catalogue.acknowledge(ids[2], by: "webhook")
    _ = try await scratch.catalogue.pruneLog(pollsBefore: .at(0), eventsBefore: .at(100))
    #expect(try await scratch.catalogue.lastEventID() == ids[2])
    // The clock went back; the ids do not.
    let late = Make.news("a-8", feed: feed, reports: [Make.report("r-8")])
    let outcome = try await scratch.catalogue.commit([Make.settlement(feed, at: .at(5), news: [late])], at: .at(5))
    #expect(outcome.events == (ids[2] + 1)...(ids[2] + 1))
  }
}
