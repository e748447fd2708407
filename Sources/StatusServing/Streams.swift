import FoundationEssentials
import HTTPTypes
import HummingbirdCore
import NIOCore
import Observing
import Publishing
import ServiceLifecycle

// Server-sent events (WHATWG HTML, §9.2): `id`, `event`, one line of `data`, an empty line.
extension StatusResponder {
  /// New and withdrawn reports, from after `Last-Event-ID` on, or from now.
  func reportStream(_ target: Target, _ request: Request) -> Response {
    let given = lastEventID(target, request)
    return stream(request) { writer in
      sources.observer.metrics.change(.streamReaders, by: 1)
      defer { sources.observer.metrics.change(.streamReaders, by: -1) }
      let rings = sources.bell.rings()
      var last = given
      if last == nil { last = Int(try await sources.views.lastEventID()) }
      var position = Int64(last ?? 0)
      try await write(": reports after \(position)\n\n", to: &writer)
      // The ring comes before the read, so that nothing committed in between is missed.
      for await _ in rings.orEvery(StatusLimits.heartbeat) {
        var events: [ReportEvent]
        repeat {
          events = try await sources.views.events(after: position, limit: StatusLimits.eventsAtOnce)
          for event in events {
            let data = String(decoding: try Documents.json(event), as: UTF8.self)
            try await write("id: \(event.id)\nevent: \(event.event)\ndata: \(data)\n\n", to: &writer)
            position = event.id
          }
        } while events.count == StatusLimits.eventsAtOnce
        if events.isEmpty { try await write(": alive\n\n", to: &writer) }
      }
      try await writer.finish(nil)
    }
  }

  /// The log's events as they happen.
  func eventStream(_ target: Target, _ request: Request) -> Response {
    let given = lastEventID(target, request)
    return stream(request) { writer in
      sources.observer.metrics.change(.streamReaders, by: 1)
      defer { sources.observer.metrics.change(.streamReaders, by: -1) }
      try await write(": events\n\n", to: &writer)
      for await record in sources.observer.stream(after: given) {
        try await write(
          "id: \(record.number)\nevent: \(record.event.rawValue)\ndata: \(record.json)\n\n", to: &writer)
      }
      try await writer.finish(nil)
    }
  }

  private func lastEventID(_ target: Target, _ request: Request) -> Int? {
    (request.headers[.lastEventID] ?? target.query["last_event_id"]).flatMap { Int($0) }
  }

  private func stream(
    _ request: Request, _ body: @escaping @Sendable @concurrent (inout any ResponseBodyWriter) async throws -> Void
  ) -> Response {
    var headers = headers("text/event-stream")
    headers[.cacheControl] = "no-store"
    guard request.method == .get else { return Response(status: .ok, headers: headers) }
    return Response(status: .ok, headers: headers, body: ResponseBody(body))
  }

  @concurrent private func write(_ text: String, to writer: inout any ResponseBodyWriter) async throws {
    try await writer.write(ByteBuffer(string: text))
  }
}

extension HTTPField.Name {
  fileprivate static var lastEventID: HTTPField.Name? { HTTPField.Name("Last-Event-ID") }
}

extension HTTPFields {
  fileprivate subscript(name: HTTPField.Name?) -> String? { name.flatMap { self[$0] } }
}

extension AsyncStream<Void> {
  /// At once, then at every element, and at the latest after each `interval`; ends with the stream.
  fileprivate func orEvery(_ interval: Duration) -> AsyncStream<Void> {
    AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
      continuation.yield()
      let source = self
      // The child ends with the stream that it feeds: `onTermination` cancels it.
      let task = Task {
        await withDiscardingTaskGroup { group in
          group.addTask {
            for await _ in source { continuation.yield() }
            continuation.finish()
          }
          group.addTask {
            while (try? await Task.sleep(for: interval)) != nil { continuation.yield() }  // Throws when cancelled.
          }
        }
      }
      continuation.onTermination = { _ in task.cancel() }
    }
  }
}
