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
      let rings = fan.rings()
      var position = try await position(given)
      try await write(": reports after \(position)\n\n", to: &writer)
      position = try await writeReports(after: position, to: &writer)
      for await _ in rings {
        let last = position
        position = try await writeReports(after: position, to: &writer)
        if position == last { try await write(": alive\n\n", to: &writer) }
      }
      try await writer.finish(nil)
    }
  }

  private func position(_ given: Int?) async throws -> Int64 {
    if let given { return Int64(given) }
    if let newest = fan.newest { return newest }
    return try await sources.views.lastEventID()
  }

  /// Writes all events after one of them: those that are kept for all readers, or, further back, the catalogue's.
  ///
  /// - Returns: the last event that was written.
  @concurrent private func writeReports(
    after id: Int64, to writer: inout any ResponseBodyWriter
  ) async throws -> Int64 {
    var position = id
    while true {
      if let frames = fan.frames(after: position) {
        for frame in frames { try await writer.write(frame.bytes) }
        return frames.last?.id ?? position
      }
      let events = try await sources.views.events(after: position, limit: StatusLimits.eventsAtOnce)
      for event in events { try await writer.write(ReportFan.Frame(event).bytes) }
      guard let last = events.last else { return position }
      position = last.id
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
