import Synchronization

/// Wakes those who wait for new events of the outbox; a ring that nobody waits for is not lost but remembered once.
public final class Bell: Sendable {
  private struct State {
    var listeners: [Int: AsyncStream<Void>.Continuation] = [:]
    var listenersEver = 0
    var isClosed = false
  }

  private let state = Mutex(State())

  public init() {}

  public func ring() {
    for listener in state.withLock({ Array($0.listeners.values) }) { listener.yield() }
  }

  /// A stream that gives one element however often the bell rang since the last.
  public func rings() -> AsyncStream<Void> {
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let listener: Int? = state.withLock { state in
      guard !state.isClosed else { return nil }
      state.listenersEver += 1
      state.listeners[state.listenersEver] = continuation
      return state.listenersEver
    }
    guard let listener else {
      continuation.finish()
      return stream
    }
    continuation.onTermination = { [weak self] _ in
      _ = self?.state.withLock { $0.listeners.removeValue(forKey: listener) }
    }
    return stream
  }

  /// Ends all streams; later ones end at once.
  public func close() {
    let listeners = state.withLock { state in
      state.isClosed = true
      defer { state.listeners = [:] }
      return Array(state.listeners.values)
    }
    for listener in listeners { listener.finish() }
  }
}
