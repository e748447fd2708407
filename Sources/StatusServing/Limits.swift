import NIOCore

/// What the status server takes on at most.
enum StatusLimits {
  /// Connections at once, stream readers included.
  static let connectionsMax = 512
  /// A connection without a request for so long is closed.
  static let idle = TimeAmount.seconds(60)
  /// A stream says that it is alive this often, so that proxies and readers keep it open.
  static let heartbeat = Duration.seconds(15)
  /// Events that a stream reads from the outbox at a time.
  static let eventsAtOnce = 200
  /// Characters of a request's path and query.
  static let targetCharactersMax = 4096
}
