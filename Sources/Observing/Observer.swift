public import FoundationEssentials
import Model
import Synchronization

/// The one place that events and metrics go through: log lines, counters and the live stream agree because they are
/// made of the same event.
public final class Observer: Sendable {
  public let metrics: MetricRegistry
  private let sink: LogSink
  private let level: Mutex<LogLevel>
  private let clock: @Sendable () -> Date
  private let state: Mutex<State>

  private struct State {
    /// Numbers start from the time of the start, so that those of a later run are greater.
    var lastNumber: Int
    /// The last lines, oldest first, for readers that come back.
    var recent: [LogRecord] = []
    var readers: [Int: AsyncStream<LogRecord>.Continuation] = [:]
    var readersEver = 0
  }

  /// Lines that a slow reader of the stream may be behind before the oldest are dropped; as many are kept for
  /// readers that come back.
  static let backlogMax = 1000

  /// - Parameter clock: the wall clock, given so that tests know the times.
  public init(
    sink: LogSink, level: LogLevel, metrics: MetricRegistry = MetricRegistry(),
    clock: @escaping @Sendable () -> Date = { Date() }
  ) {
    self.sink = sink
    self.level = Mutex(level)
    self.metrics = metrics
    self.clock = clock
    state = Mutex(State(lastNumber: Int(clock().timeIntervalSince1970) * 1000))
  }

  /// True when a person reads along at a terminal.
  public var isForPeople: Bool { sink.isForPeople }

  /// Changes what is logged from now on; a reload does.
  public func setLevel(_ level: LogLevel) { self.level.withLock { $0 = level } }

  /// Logs an event, counts it, and shows it to the readers of the stream.
  public func record(_ event: Event) {
    guard event.level >= level.withLock({ $0 }) else { return }
    let record = state.withLock { state in
      state.lastNumber += 1
      let record = LogRecord(
        number: state.lastNumber, time: clock(), level: event.level, event: event.name, message: event.message,
        fields: event.fields)
      state.recent.append(record)
      // Dropped by the half, so that a line costs no move of a thousand others.
      if state.recent.count > 2 * Observer.backlogMax { state.recent.removeFirst(Observer.backlogMax) }
      for reader in state.readers.values { reader.yield(record) }
      return record
    }
    metrics.add(to: .logLines, event.level.word)
    sink.write(record)
  }

  /// The events from now on, until the reader stops or `closeStreams` is called.
  ///
  /// - Parameter number: begins with the kept lines after this one.
  public func stream(after number: Int? = nil) -> AsyncStream<LogRecord> {
    let (stream, continuation) = AsyncStream.makeStream(
      of: LogRecord.self, bufferingPolicy: .bufferingNewest(Observer.backlogMax))
    let reader = state.withLock { state in
      if let number { for record in state.recent where record.number > number { continuation.yield(record) } }
      state.readersEver += 1
      state.readers[state.readersEver] = continuation
      return state.readersEver
    }
    continuation.onTermination = { [weak self] _ in self?.forget(reader) }
    return stream
  }

  /// Ends all streams.
  public func closeStreams() {
    let readers = state.withLock { state in
      let readers = Array(state.readers.values)
      state.readers = [:]
      return readers
    }
    for reader in readers { reader.finish() }
  }

  private func forget(_ reader: Int) { _ = state.withLock { $0.readers.removeValue(forKey: reader) } }
}

extension LogRecord {
  /// The JSON object of the log line, without a line feed.
  public var json: String { String(decoding: JSONLine.bytes(of: self).dropLast(), as: UTF8.self) }
}
