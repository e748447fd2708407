import CSystemd
import Model

/// Entries of the journal with native fields, so that `journalctl EVENT=report.new -o json` finds them.
enum Journal {
  /// - Returns: false when no journal took the entry.
  static func send(_ record: LogRecord) -> Bool {
    var fields = [
      "MESSAGE=\(record.message)", "PRIORITY=\(record.level.priority)", "SYSLOG_IDENTIFIER=salient",
      "EVENT=\(record.event.rawValue)",
    ]
    for (name, value) in record.fields {
      let name = name.uppercased()
      switch value {
      case .text(let text): fields.append("\(name)=\(text)")
      case .number(let number): fields.append("\(name)=\(number)")
      case .list(let items): fields += items.map { "\(name)=\($0)" }
      }
    }
    let buffers = fields.map { Array($0.utf8) }
    var vectors: [iovec] = unsafe []
    return unsafe withContiguous(buffers[...], into: &vectors) { vectors in
      // SAFETY: sd_journal_sendv reads the buffers before it returns, and they live as long as this closure.
      unsafe vectors.withUnsafeBufferPointer { unsafe salient_journal_send($0.baseAddress, Int32($0.count)) } == 0
    }
  }

  /// Nests one `withUnsafeBytes` in the next, so that every pointer is alive when the innermost body runs.
  private static func withContiguous(
    _ buffers: ArraySlice<[UInt8]>, into vectors: inout [iovec], _ body: ([iovec]) -> Bool
  ) -> Bool {
    guard let first = buffers.first else { return unsafe body(vectors) }
    return unsafe first.withUnsafeBytes { bytes in
      unsafe vectors.append(
        iovec(iov_base: UnsafeMutableRawPointer(mutating: bytes.baseAddress), iov_len: bytes.count))
      return unsafe withContiguous(buffers.dropFirst(), into: &vectors, body)
    }
  }
}

/// What systemd is told of the service (sd_notify(3)); nothing happens where there is no systemd.
public enum ServiceManager {
  /// A line of the notification protocol.
  public enum Notice: Sendable {
    case ready
    case reloading(monotonicMicroseconds: UInt64)
    case stopping
    case watchdog
    case status(String)

    var line: String {
      switch self {
      case .ready: "READY=1"
      case .reloading(let instant): "RELOADING=1\nMONOTONIC_USEC=\(instant)"
      case .stopping: "STOPPING=1"
      case .watchdog: "WATCHDOG=1"
      case .status(let text): "STATUS=\(text)"
      }
    }
  }

  /// - Returns: false when no service manager listens.
  @discardableResult public static func notify(_ notice: Notice) -> Bool {
    // SAFETY: the string is copied by sd_notify before it returns.
    unsafe sd_notify(0, notice.line) > 0
  }

  /// How often the service manager wants to hear that work goes on; nil without a watchdog.
  public static var watchdogInterval: Duration? {
    var microseconds: UInt64 = 0
    // SAFETY: sd_watchdog_enabled writes one integer.
    return unsafe sd_watchdog_enabled(0, &microseconds) > 0 ? .microseconds(Int64(microseconds)) : nil
  }

  /// Descriptors of sockets that systemd listens on for us (socket activation, sd_listen_fds(3)).
  public static var listeningDescriptors: [Int32] {
    let count = sd_listen_fds(0)
    return count > 0 ? (0..<count).map { 3 + $0 } : []
  }
}
