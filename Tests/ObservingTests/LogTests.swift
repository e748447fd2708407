import Foundation
import Glibc
import Model
import Testing

@testable import Observing

@Suite struct LogTests {
  /// What the observer writes, read back through a pipe.
  private func written(
    _ format: LoggingSettings.Format, level: LogLevel = .debug, _ body: (Observer) -> Void
  ) throws -> String {
    let pipe = Pipe()
    let sink = LogSink(format: format, environment: [:], descriptor: pipe.fileHandleForWriting.fileDescriptor)
    let observer = Observer(sink: sink, level: level, clock: { Date(timeIntervalSince1970: 1_432_256_049.25) })
    body(observer)
    try pipe.fileHandleForWriting.close()
    return String(decoding: try #require(try pipe.fileHandleForReading.readToEnd()), as: UTF8.self)
  }

  @Test func `a log line is one JSON object with time, level, event, message and fields`() throws {
    let line = try written(.json) { $0.record(.feedsSynced(feeds: 3, added: 2, removed: 1)) }
    #expect(
      line == """
        {"ts":"2015-05-22T00:54:09.250Z","level":"info","event":"feeds.synced","message":"feed list: 3 feeds, 2 added, \
        1 removed","feeds":3,"added":2,"removed":1}\n
        """)
  }

  @Test func `quotes, line feeds and control characters cannot break a line`() throws {
    let line = try written(.json) { $0.record(.serviceReloadFailed(error: "a \"b\"\n\u{01}\\ é")) }
    #expect(line.split(separator: "\n").count == 1)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    #expect(object["error"] as? String == "a \"b\"\n\u{01}\\ é")
  }

  @Test func `on a terminal foreign text cannot send escape codes`() throws {
    let line = try written(.text) { $0.record(.serviceReloadFailed(error: "\u{1B}[2J\nwipe")) }
    #expect(!line.dropLast().contains { $0 == "\u{1B}" || $0 == "\n" })
  }

  @Test func `lines below the level are not written, and a changed level holds at once`() throws {
    let lines = try written(.json, level: .warning) { observer in
      observer.record(.archiveResumed())
      observer.setLevel(.notice)
      observer.record(.archiveResumed())
    }
    #expect(lines.split(separator: "\n").count == 1)
  }

  @Test func `a reader of the stream gets the events that follow`() async throws {
    let observer = Observer(sink: LogSink(format: .json, environment: [:], descriptor: -1), level: .debug)
    let stream = observer.stream()
    observer.record(.archiveResumed())
    observer.closeStreams()
    var seen: [EventName] = []
    for await record in stream { seen.append(record.event) }
    #expect(seen == [.archiveResumed])
    #expect(observer.metrics.value(.logLines, "notice") == 1)
  }
}
