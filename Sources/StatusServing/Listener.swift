import Glibc
import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOExtras
import NIOPosix
import ServiceLifecycle

/// One address on which the status pages are served, from the first connection to the last.
struct Listener: Sendable {
  /// Where connections come from.
  enum Address: Sendable {
    /// A Unix socket that is made here; an abandoned one is replaced.
    case socket(path: String, mode: Int)
    case host(String, port: Int)
    /// A socket that systemd made and listens on for us; its mode and its life are systemd's.
    case inherited(descriptor: Int32)
  }

  let address: Address
  let responder: StatusResponder
  let logger: Logger

  /// Connections that wait to be taken.
  private static let backlog: Int32 = 256

  /// Serves until graceful shutdown, then ends idle connections at once and others after their answer.
  ///
  /// - Parameter whenListening: called once connections are taken.
  /// - Throws: when the address cannot be listened on.
  func run(whenListening: @Sendable () -> Void = {}) async throws {
    let group: any EventLoopGroup = .singletonMultiThreadedEventLoopGroup
    let quiescing = ServerQuiescingHelper(group: group)
    // The stream ends when the last connection has ended, so that none is left in it untaken.
    let (connections, taken) = AsyncStream.makeStream(of: HTTP1Channel.Value.self)
    let ended = group.any().makePromise(of: Void.self)
    ended.futureResult.whenComplete { _ in taken.finish() }
    let http = http()
    let bootstrap = ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: Listener.backlog)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      .serverChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(quiescing.makeServerChannelHandler(channel: channel))
        }
      }
      .childChannelInitializer { [logger] channel in
        http.setup(channel: channel, logger: logger).map { _ = taken.yield($0) }
      }
    do {
      try await bind(bootstrap)
    } catch {
      ended.fail(error)
      throw error
    }
    await withGracefulShutdownHandler {
      whenListening()
      await withDiscardingTaskGroup { group in
        for await connection in connections {
          group.addTask { [logger] in await http.handle(value: connection, logger: logger) }
        }
      }
    } onGracefulShutdown: {
      quiescing.initiateShutdown(promise: ended)
    }
    if case .socket(let path, _) = address { unsafe unlink(path) }
  }

  private func http() -> HTTP1Channel {
    HTTP1Channel(
      responder: { [responder] request, writer, _ in
        let response = try await responder.respond(to: request)
        try await writer.write(response: response.head, body: response.body)
      },
      configuration: HTTP1Channel.Configuration(additionalChannelHandlers: [ConnectionGuard()], idleTimeout: nil))
  }

  private func bind(_ bootstrap: ServerBootstrap) async throws {
    switch address {
    case .socket(let path, let mode):
      _ = try await bootstrap.bind(unixDomainSocketPath: path, cleanupExistingSocketFile: true).get()
      unsafe chmod(path, mode_t(mode))
    case .host(let host, let port): _ = try await bootstrap.bind(host: host, port: port).get()
    case .inherited(let descriptor): _ = try await bootstrap.withBoundSocket(descriptor).get()
    }
  }
}
