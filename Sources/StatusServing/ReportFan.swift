import FoundationEssentials
import NIOCore
import Observing
import Publishing
import Synchronization

/// Reads the outbox once for all readers of the report stream, and keeps the last events as they are written to them.
///
/// A reader takes what is kept after its own position. One that is further behind reads the catalogue itself until it
/// has caught up: what a slow or returning reader costs is its own.
final class ReportFan: Sendable {
  /// One event as bytes of the stream; readers share them.
  struct Frame: Sendable {
    let id: Int64
    let bytes: ByteBuffer

    init(_ event: ReportEvent) throws {
      id = event.id
      var bytes = ByteBuffer(string: "id: \(event.id)\nevent: \(event.event)\ndata: ")
      bytes.writeBytes(try Documents.json(event))
      bytes.writeString("\n\n")
      self.bytes = bytes
    }
  }

  private struct Window {
    /// The last event before the kept ones; nil before the first look.
    var floor: Int64?
    /// Oldest first, without gaps between the floor and the newest that was read.
    var frames: [Frame] = []
  }

  private let views: Views
  private let bell: Bell
  private let observer: Observer
  private let inner = Bell()
  private let window = Mutex(Window())

  init(_ sources: StatusSources) {
    views = sources.views
    bell = sources.bell
    observer = sources.observer
  }

  /// Reads what comes into the outbox until the bell is closed, and wakes the readers: at news, and every heartbeat.
  func run() async {
    // The ring comes before the read, so that nothing committed in between is missed.
    for await _ in bell.rings().orEvery(StatusLimits.heartbeat) {
      do {
        try await read()
      } catch {
        // Readers find nothing new, and the next ring tries again.
        observer.record(.catalogueFailed(error: "\(error)"))
      }
      inner.ring()
    }
    inner.close()
  }

  /// Wakes a reader as often as there may be something new, and to say that the stream is alive.
  func rings() -> AsyncStream<Void> { inner.rings() }

  /// The newest event that was read; nil before the first look.
  var newest: Int64? { window.withLock { $0.frames.last?.id ?? $0.floor } }

  /// What is kept after an event; nil when that is further back than what is kept.
  func frames(after id: Int64) -> ArraySlice<Frame>? {
    window.withLock { window in
      guard let floor = window.floor, id >= floor else { return nil }
      let start = window.frames.partitioningIndex { $0.id > id }
      return window.frames[start...]
    }
  }

  private func read() async throws {
    guard var last = newest else {
      let last = try await views.lastEventID()
      return window.withLock { $0.floor = last }
    }
    var events: [ReportEvent]
    repeat {
      events = try await views.events(after: last, limit: StatusLimits.eventsAtOnce)
      let frames = try events.map(Frame.init)
      last = events.last?.id ?? last
      window.withLock { window in
        window.frames += frames
        let surplus = window.frames.count - StatusLimits.eventsKept
        guard surplus > 0 else { return }
        window.floor = window.frames[surplus - 1].id
        window.frames.removeFirst(surplus)
      }
    } while events.count == StatusLimits.eventsAtOnce
  }
}

extension Array {
  /// The first place whose element, and all after it, satisfies; elements are in order.
  fileprivate func partitioningIndex(where isBehind: (Element) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = low + (high - low) / 2
      if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension AsyncStream<Void> {
  /// At once, then at every element, and at the latest after each `interval`; ends with the stream.
  fileprivate func orEvery(_ interval: Duration) -> AsyncStream<Void> {
    AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
      continuation.yield()
      let source = self
      // The child ends with the stream that it feeds: `onTermination` cancels it.
      let task = Task {
        await withTaskGroup(of: Void.self) { group in
          group.addTask { for await _ in source { continuation.yield() } }
          group.addTask {
            while (try? await Task.sleep(for: interval)) != nil { continuation.yield() }  // Throws when cancelled.
          }
          await group.next()
          group.cancelAll()
        }
        continuation.finish()
      }
      continuation.onTermination = { _ in task.cancel() }
    }
  }
}
