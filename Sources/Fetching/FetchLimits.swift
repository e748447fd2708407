/// What a fetch may cost beyond the operator's settings: each bound has met a server that broke it.
enum FetchLimits {
  /// Redirects followed; browsers follow 20, and no feed in good order needs more than three.
  static let redirectsMax = 10
  /// All lines of one response's head. libcurl gives up at 300 kB by itself.
  static let headerBytesMax = 128 << 10
  /// Fields of one response's head.
  static let headerFieldsMax = 500
  /// Bytes of a body that nobody wants (a 404's page) read to keep the connection usable.
  static let discardBytesMax = 128 << 10
  /// Decoded bytes for one byte on the wire; XML of feeds reaches 60, bombs pass 1,000.
  static let ratioMax = 150
  /// Decoded size from which the ratio counts: small bodies may compress as they like.
  static let ratioFromBytes = 1 << 20
  /// A longer URL is a mistake or an attack; servers take 8 kB at most.
  static let urlBytesMax = 8 << 10
  /// RFC 9309 §2.5 asks for at least 500 KiB of a robots.txt to be read; the rest is passed over.
  static let robotsBytesMax = 512 << 10
  /// Connecting, name lookup and TLS included. Three lost SYNs cost 7 s.
  static let connectTimeout: Duration = .seconds(15)
  /// Below this the answer is taken for stuck.
  static let lowSpeedBytesPerSecond = 10
  /// Longest wait that a Retry-After gets: misconfigured servers ask for years.
  static let restMax: Duration = .seconds(86_400)
  /// Names resolve anew after this; getaddrinfo does not tell their time to live.
  static let nameCacheSeconds = 120
  /// Idle easy handles kept for reuse.
  static let idleHandlesMax = 512
  /// Characters of libcurl's own words that an error quotes.
  static let quotedMessageMax = 200
}
