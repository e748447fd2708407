import FoundationEssentials
import Glibc
import Model
import Synchronization

@testable import Fetching

/// A server on loopback that does with each request what the test says. Each connection has a thread of its own.
final class TestServer: Sendable {
  let port: UInt16
  private let listener: Int32
  private let seen = Mutex((heads: [String](), connections: 0))

  init(_ answer: @escaping @Sendable (Exchange) -> Void) {
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let (listener, bound) = (self.listener, length)
    unsafe withUnsafeMutablePointer(to: &address) { pointer in
      // SAFETY: a sockaddr_in may be read as the sockaddr that these calls take; its true length goes with it.
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { general in
        precondition(unsafe bind(listener, general, bound) == 0, "loopback has a port to spare")
        precondition(listen(listener, 512) == 0)
        precondition(unsafe getsockname(listener, general, &length) == 0)
      }
    }
    port = UInt16(bigEndian: address.sin_port)
    startThread { [self] in accept(answer) }
  }

  /// Ends the listening; the thread that accepts ends with it.
  func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

  func url(_ path: String) -> String { "http://127.0.0.1:\(port)\(path)" }

  /// The heads of the requests so far.
  var heads: [String] { seen.withLock { $0.heads } }
  var connections: Int { seen.withLock { $0.connections } }

  private func accept(_ answer: @escaping @Sendable (Exchange) -> Void) {
    while true {
      let descriptor = Glibc.accept(listener, nil, nil)
      guard descriptor >= 0 else { return }
      seen.withLock { $0.connections += 1 }
      startThread { [self] in
        while let exchange = Exchange(descriptor) {
          seen.withLock { $0.heads.append(exchange.head) }
          answer(exchange)
          guard exchange.keepsOpen else { break }
        }
        close(descriptor)
      }
    }
  }
}

/// One request, and the means to answer it.
final class Exchange {
  let head: String
  private let descriptor: Int32
  /// The connection serves further requests.
  var keepsOpen = false

  /// - Returns: nil when the client has gone.
  init?(_ descriptor: Int32) {
    self.descriptor = descriptor
    var bytes: [UInt8] = []
    while !bytes.suffix(4).elementsEqual("\r\n\r\n".utf8) {
      var byte: UInt8 = 0
      guard unsafe read(descriptor, &byte, 1) == 1 else { return nil }
      bytes.append(byte)
    }
    head = String(decoding: bytes, as: UTF8.self)
  }

  var path: String { String(head.split(separator: " ")[1]) }

  func field(_ name: String) -> String? {
    for line in head.split(separator: "\r\n") where line.lowercased().hasPrefix(name.lowercased() + ":") {
      return String(line.dropFirst(name.count + 1).drop { $0 == " " })
    }
    return nil
  }

  /// - Returns: false when the client has gone.
  @discardableResult
  func send(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes {
        unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  @discardableResult
  func send(_ text: String) -> Bool { send(Array(text.utf8)) }

  /// A whole answer; the connection stays open.
  func answer(_ status: String, _ fields: [String] = [], _ body: String = "") {
    keepsOpen = true
    let lines = ["HTTP/1.1 \(status)"] + fields + ["Content-Length: \(body.utf8.count)", "", body]
    send(lines.joined(separator: "\r\n"))
  }

  /// Returns when the client hangs up.
  func waitForHangUp() {
    var byte: UInt8 = 0
    while unsafe read(descriptor, &byte, 1) > 0 {}
  }

  /// Ends the connection with a reset instead of a farewell.
  func reset() {
    var now = linger(l_onoff: 1, l_linger: 0)
    _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
  }
}

/// Runs the work on a thread of its own: it blocks, so that it must not take one of the cooperative pool.
func startThread(_ work: @escaping @Sendable () -> Void) {
  final class Cargo {
    let work: @Sendable () -> Void
    init(_ work: @escaping @Sendable () -> Void) { self.work = work }
  }
  var thread = pthread_t()
  // SAFETY: the cargo is retained for the thread, which releases it.
  let pointer = unsafe Unmanaged.passRetained(Cargo(work)).toOpaque()
  let code = unsafe pthread_create(
    &thread, nil,
    { pointer in
      guard let pointer = unsafe pointer else { return nil }
      unsafe Unmanaged<Cargo>.fromOpaque(pointer).takeRetainedValue().work()
      return nil
    }, pointer)
  precondition(code == 0, "a thread for the test server")
  pthread_detach(thread)
}
