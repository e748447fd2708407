import Logging
public import Model
import Observing
import Publishing
public import ServiceLifecycle

/// Serves the status pages on a Unix socket and, where asked for, on a loopback address.
public struct StatusServer: Service, CustomStringConvertible {
  /// Its name in logs: the group of services prints each of them, and would print all that it holds.
  public var description: String { "status" }

  private let sources: StatusSources
  private let socket: String
  private let mode: Int
  private let listen: String?
  private let inherited: [Int32]
  private let fan: ReportFan

  /// - Parameters:
  ///   - socket: path of the Unix socket; an abandoned one is replaced.
  ///   - settings: its permissions, and the address for a browser.
  ///   - inherited: sockets that the service manager listens on for us; they take the place of our own Unix socket.
  public init(socket: String, settings: StatusSettings, inherited: [Int32] = [], sources: StatusSources) {
    self.socket = socket
    self.mode = settings.mode
    self.listen = settings.listen
    self.inherited = inherited
    self.sources = sources
    fan = ReportFan(sources)
  }

  /// Serves until graceful shutdown, then ends the streams and answers what is under way.
  ///
  /// - Throws: when an address cannot be listened on.
  public func run() async throws {
    try await withThrowingDiscardingTaskGroup { group in
      for descriptor in inherited { group.addTask { try await listener(.inherited(descriptor: descriptor)).run() } }
      if inherited.isEmpty {
        group.addTask {
          try await listener(.socket(path: socket, mode: mode)).run {
            sources.observer.record(.statusListening(socket: socket, listen: listen))
          }
        }
      } else {
        sources.observer.record(.statusListening(socket: "\(inherited.count) sockets of systemd", listen: listen))
      }
      if let listen, let (host, port) = StatusServer.address(listen) {
        let names: Set = ["\(host):\(port)", "localhost:\(port)"]
        group.addTask { try await listener(.host(host, port: port), names).run() }
      }
      group.addTask { [fan] in await fan.run() }
      group.addTask { [sources] in
        // Streams never end by themselves: their sources are closed when the service is asked to stop.
        try? await gracefulShutdown()  // Throws when the task is cancelled: then, too, the streams are to end.
        sources.bell.close()
        sources.observer.closeStreams()
      }
    }
  }

  private func listener(_ address: Listener.Address, _ hosts: Set<String>? = nil) -> Listener {
    Listener(
      address: address, responder: StatusResponder(sources: sources, fan: fan, hosts: hosts),
      logger: Logger(label: "status") { [observer = sources.observer] label in
        LibraryLog(label: label, observer: observer)
      })
  }

  /// `127.0.0.1:8787`.
  private static func address(_ text: String) -> (String, Int)? {
    let parts = text.split(separator: ":")
    guard parts.count == 2, let port = Int(parts[1]) else { return nil }
    return (String(parts[0]), port)
  }
}
