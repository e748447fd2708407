import FoundationEssentials
import Glibc
public import Model
import Synchronization

/// Where log lines go: standard error as JSON or text, or the journal with its native fields.
public final class LogSink: Sendable {
  private enum Form {
    case json
    case text(TextLine)
    case journal
  }

  private let form: Form
  private let descriptor: Int32
  /// Lines of one record must not mix with another's.
  private let writing = Mutex(())

  /// - Parameters:
  ///   - format: `auto` takes the journal when systemd connected the descriptor to it, text on a terminal, else JSON.
  ///   - environment: looked at for `JOURNAL_STREAM` and `NO_COLOR`.
  ///   - descriptor: standard error, unless a test wants to read what is written.
  public init(
    format: LoggingSettings.Format, environment: [String: String], descriptor: Int32 = 2
  ) {
    self.descriptor = descriptor
    let terminal = isatty(descriptor) == 1
    let colour = terminal && (environment["NO_COLOR"] ?? "").isEmpty
    form =
      switch format {
      case .json: .json
      case .text: .text(TextLine(colour: colour))
      case .journal: .journal
      case .auto:
        if LogSink.isJournal(descriptor, stream: environment["JOURNAL_STREAM"]) {
          .journal
        } else if terminal {
          .text(TextLine(colour: colour))
        } else {
          .json
        }
      }
  }

  /// True when a person reads along at a terminal.
  public var isForPeople: Bool {
    if case .text = form { true } else { false }
  }

  func write(_ record: LogRecord) {
    switch form {
    case .json: write(JSONLine.bytes(of: record))
    case .text(let line): write(line.bytes(of: record))
    case .journal:
      // A journal that takes nothing must not silence the daemon: the line goes to standard error instead.
      if !Journal.send(record) { write(JSONLine.bytes(of: record)) }
    }
  }

  private func write(_ bytes: [UInt8]) {
    writing.withLock { _ in
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
        if count > 0 {
          rest = rest.dropFirst(count)
        } else if errno != EINTR {
          return  // Nobody reads standard error any more; there is no better place to say so.
        }
      }
    }
  }

  /// systemd names the device and inode of the journal's socket (systemd.exec(5), `$JOURNAL_STREAM`).
  private static func isJournal(_ descriptor: Int32, stream: String?) -> Bool {
    guard let parts = stream?.split(separator: ":"), parts.count == 2 else { return false }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { return false }
    return String(status.st_dev) == parts[0] && String(status.st_ino) == parts[1]
  }
}
