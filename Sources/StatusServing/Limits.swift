import NIOCore

/// What the status server takes on at most.
enum StatusLimits {
  /// Connections at once, stream readers included; further ones are closed.
  static let connectionsMax = 512
  /// A connection on which no whole head of a request came for so long is closed, whether idle or slow.
  static let requestWait = TimeAmount.seconds(30)
  /// A reader that takes none of what is written for it for so long is let go.
  static let readerWait = TimeAmount.seconds(30)
  /// A stream says that it is alive this often, so that proxies and readers keep it open.
  static let heartbeat = Duration.seconds(15)
  /// Events that a stream reads from the outbox at a time.
  static let eventsAtOnce = 200
  /// Events that are kept for all readers of the report stream together; who is further behind reads the catalogue.
  static let eventsKept = 1000
  /// Characters of a request's path and query.
  static let targetCharactersMax = 32_768
  /// Smaller bodies are not worth packing.
  static let packedBytesMin = 512
}
