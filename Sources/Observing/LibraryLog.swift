public import Logging

/// The swift-log backend: what libraries log goes where our own events go, as `library.message`.
public struct LibraryLog: LogHandler {
  private let label: String
  private let observer: Observer
  public var metadata: Logger.Metadata = [:]
  /// Libraries are quieter than we are: their debug lines are for their own developers.
  public var logLevel: Logger.Level = .warning

  public init(label: String, observer: Observer) {
    self.label = label
    self.observer = observer
  }

  public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  public func log(event: LogEvent) {
    let all = metadata.merging(event.metadata ?? [:]) { _, new in new }
    let shown =
      all.isEmpty ? nil : all.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    observer.record(
      .libraryMessage(label: label, level: LogLevel(event.level), message: "\(event.message)", metadata: shown))
  }
}

extension LogLevel {
  init(_ level: Logger.Level) {
    switch level {
    case .trace, .debug: self = .debug
    case .info: self = .info
    case .notice: self = .notice
    case .warning: self = .warning
    case .error, .critical: self = .error
    }
  }
}
