import Glibc
import Hummingbird
import HummingbirdCore
import Logging
public import Model
import NIOCore
import Observing
import Publishing
public import ServiceLifecycle

/// Serves the status pages on a Unix socket and, where asked for, on a loopback address.
public struct StatusServer: Service {
  private let sources: StatusSources
  private let socket: String
  private let mode: Int
  private let listen: String?

  /// - Parameters:
  ///   - socket: path of the Unix socket; an abandoned one is replaced.
  ///   - settings: its permissions, and the address for a browser.
  public init(socket: String, settings: StatusSettings, sources: StatusSources) {
    self.socket = socket
    self.mode = settings.mode
    self.listen = settings.listen
    self.sources = sources
  }

  /// Serves until graceful shutdown, then ends the streams and answers what is under way.
  ///
  /// - Throws: when an address cannot be listened on.
  public func run() async throws {
    try await withThrowingDiscardingTaskGroup { group in
      let onSocket = application(.unixDomainSocket(path: socket), hosts: nil) { [socket, mode, sources, listen] in
        unsafe chmod(socket, mode_t(mode))
        sources.observer.record(.statusListening(socket: socket, listen: listen))
      }
      group.addTask { try await onSocket.run() }
      if let listen, let (host, port) = StatusServer.address(listen) {
        let names: Set = ["\(host):\(port)", "localhost:\(port)"]
        let onAddress = application(.hostname(host, port: port), hosts: names) {}
        group.addTask { try await onAddress.run() }
      }
      group.addTask { [sources] in
        // Streams never end by themselves: their sources are closed when the service is asked to stop.
        try? await gracefulShutdown()  // Throws when the task is cancelled: then, too, the streams are to end.
        sources.bell.close()
        sources.observer.closeStreams()
      }
    }
    unsafe unlink(socket)
  }

  private func application(
    _ address: BindAddress, hosts: Set<String>?, whenListening: @escaping @Sendable () -> Void
  ) -> some ApplicationProtocol {
    Application(
      responder: StatusResponder(sources: sources, hosts: hosts),
      server: .http1(configuration: .init(idleTimeout: StatusLimits.idle)),
      configuration: ApplicationConfiguration(
        address: address, serverName: nil,
        availableConnectionsDelegate: MaximumAvailableConnections(StatusLimits.connectionsMax)),
      onServerRunning: { _ in whenListening() },
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
