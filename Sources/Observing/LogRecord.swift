public import FoundationEssentials
public import Model

/// How grave a log line is.
public enum LogLevel: Int, Sendable, Comparable, CaseIterable {
  case debug, info, notice, warning, error

  public static func < (left: LogLevel, right: LogLevel) -> Bool { left.rawValue < right.rawValue }

  public init(_ level: LoggingSettings.Level) {
    switch level {
    case .debug: self = .debug
    case .info: self = .info
    case .notice: self = .notice
    case .warning: self = .warning
    case .error: self = .error
    }
  }

  /// The word in JSON lines.
  public var word: String {
    switch self {
    case .debug: "debug"
    case .info: "info"
    case .notice: "notice"
    case .warning: "warning"
    case .error: "error"
    }
  }

  /// `PRIORITY` of the journal (RFC 5424 §6.2.1).
  var priority: Int {
    switch self {
    case .debug: 7
    case .info: 6
    case .notice: 5
    case .warning: 4
    case .error: 3
    }
  }
}

/// The value of one field of a log line.
public enum FieldValue: Sendable, Equatable {
  case text(String)
  case number(Int)
  case list([String])
}

/// One line of the log: an event at an instant, with its fields.
public struct LogRecord: Sendable {
  /// Counts up, also from one run of the daemon to the next.
  public let number: Int
  public let time: Date
  public let level: LogLevel
  public let event: EventName
  public let message: String
  /// In the order of `EventName.fields`; fields without a value are left out.
  public let fields: [(name: String, value: FieldValue)]
}
