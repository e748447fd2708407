import FoundationEssentials
import Glibc
import Synchronization

/// Standard output as commands use it: buffered, in bytes, and quiet when the reader has gone.
final class Output: Sendable {
  static let standard = Output(descriptor: 1)

  private let descriptor: Int32
  private let buffer = Mutex<[UInt8]>([])
  /// Written out when more bytes than this are waiting.
  private static let bufferBytesMax = 64 << 10

  init(descriptor: Int32) { self.descriptor = descriptor }

  var isTerminal: Bool { isatty(descriptor) == 1 }

  /// True when colours may be shown: on a terminal, and NO_COLOR is not set (no-color.org).
  var takesColour: Bool { isTerminal && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty }

  /// The width of the terminal in columns; nil elsewhere.
  var columns: Int? {
    var size = winsize()
    guard isTerminal, unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// The columns that lines for people may take: the terminal's, or a page's where there is none.
  var width: Int { columns ?? Output.pageColumns }

  private static let pageColumns = 100

  func write(_ bytes: some Sequence<UInt8>) throws(CommandFailure) {
    let waiting = buffer.withLock { buffer in
      buffer += bytes
      return buffer.count
    }
    if waiting > Output.bufferBytesMax { try flush() }
  }

  /// Writes a line of text.
  func line(_ text: String) throws(CommandFailure) {
    try write(text.utf8)
    try write([0x0A])
  }

  /// - Throws: with status 0 when the reader closed the pipe: `salient reports | head` ends quietly.
  func flush() throws(CommandFailure) {
    var rest = buffer.withLock { buffer in
      defer { buffer = [] }
      return buffer[...]
    }
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno == EPIPE {
        throw CommandFailure(.done, "")
      } else if errno != EINTR {
        throw CommandFailure(.io, "standard output: \(systemMessage(errno))")
      }
    }
  }
}

/// Standard error, for messages to people.
enum Messages {
  static func say(_ text: String) {
    let bytes = Array((text + "\n").utf8)
    // Where standard error is closed there is nobody to tell.
    _ = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(2, $0.baseAddress, $0.count) }
  }
}

/// Standard input, line by line, with a bound on the length of a line.
struct InputLines: Sequence, IteratorProtocol {
  /// A longer line is no JSON object that these commands read.
  static let lineBytesMax = 64 << 20

  private var buffer: [UInt8] = []
  private var start = 0
  private var atEnd = false
  private(set) var number = 0

  /// The next line without its line feed; nil at the end of the input.
  mutating func next() -> [UInt8]? {
    while true {
      if let end = buffer[start...].firstIndex(of: 0x0A) {
        defer { start = end + 1 }
        number += 1
        return Array(buffer[start..<end])
      }
      if atEnd || buffer.count - start > InputLines.lineBytesMax {
        guard start < buffer.count else { return nil }
        defer { start = buffer.count }
        number += 1
        return Array(buffer[start...])
      }
      fill()
    }
  }

  private mutating func fill() {
    buffer.removeFirst(start)
    start = 0
    let old = buffer.count
    buffer += [UInt8](repeating: 0, count: 64 << 10)
    let count = unsafe buffer.withUnsafeMutableBytes { bytes in
      unsafe read(0, bytes.baseAddress.map { unsafe $0 + old }, bytes.count - old)
    }
    buffer.removeLast(buffer.count - old - Swift.max(0, count))
    if count == 0 || (count < 0 && errno != EINTR) { atEnd = true }
  }
}

/// What the system says of an error number.
func systemMessage(_ number: Int32) -> String {
  // SAFETY: strerror's string is copied at once; commands call this from one thread.
  unsafe String(cString: strerror(number))
}

/// Reads a file whole.
func readFile(_ path: String) throws(CommandFailure) -> [UInt8] {
  do {
    return Array(try Data(contentsOf: URL(filePath: path)))
  } catch {
    let reason = (error as? CocoaError)?.code == .fileReadNoSuchFile ? "there is no such file" : "\(error)"
    throw CommandFailure(.noInput, "\(path): \(reason)")
  }
}
