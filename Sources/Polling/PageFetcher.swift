import Fetching
import FoundationEssentials
import Model
import Synchronization

/// Fetches article pages as robots.txt allows (RFC 9309), and remembers what each host's robots.txt said.
final class PageFetcher: Sendable {
  /// How a page was had, or why not.
  enum Outcome: Sendable {
    case page(Capture)
    /// robots.txt of the host does not want it.
    case disallowed
    /// A bounded word, and a sentence for people.
    case failed(word: String, reason: String)

    /// For the metric of pages.
    var word: String {
      switch self {
      case .page: "ok"
      case .disallowed: "robots"
      case .failed(let word, _): word
      }
    }
  }

  private struct Memory {
    var rules: RobotsRules
    var readAt: Date
  }

  /// A robots.txt is asked for again after a day (RFC 9309 §2.4).
  private static let memoryAge: TimeInterval = 86_400
  /// Hosts that are remembered; above that, all are forgotten.
  private static let hostsMax = 10_000
  /// Waits that a Crawl-delay may ask for at most.
  private static let crawlDelayMax = Duration.seconds(10)

  private let fetcher: Fetcher
  private let clock: @Sendable () -> Date
  private let memories = Mutex<[String: Memory]>([:])

  init(fetcher: Fetcher, clock: @escaping @Sendable () -> Date) {
    self.fetcher = fetcher
    self.clock = clock
  }

  func page(_ url: String) async -> Outcome {
    guard let place = WebPlace(url) else {
      return .failed(word: "address", reason: "it is no http or https URL")
    }
    let rules = await rules(for: place.origin)
    guard rules.allows(place.target) else { return .disallowed }
    if let delay = rules.crawlDelay {
      // Cancelled while waiting: the fetch below then ends at once.
      try? await Task.sleep(for: min(delay, PageFetcher.crawlDelayMax))
    }
    switch await fetcher.fetch(FetchRequest(url: url, purpose: .page)) {
    case .modified(let capture): return .page(capture)
    case .notModified: return .failed(word: "http", reason: "304 without being asked for")
    case .gone: return .failed(word: "http", reason: "410")
    case .throttled(let status, _), .refused(let status): return .failed(word: "http", reason: "status \(status)")
    case .failed(let failure): return .failed(word: failure.word, reason: failure.description)
    }
  }

  private func rules(for origin: String) async -> RobotsRules {
    let now = clock()
    if let memory = memories.withLock({ $0[origin] }), now.timeIntervalSince(memory.readAt) < PageFetcher.memoryAge {
      return memory.rules
    }
    let rules: RobotsRules
    switch await fetcher.fetch(FetchRequest(url: origin + "/robots.txt", purpose: .robots)) {
    case .modified(let capture):
      rules = .from(status: capture.status, body: capture.body, product: UserAgent.product)
    case .refused(let status), .throttled(let status, _):
      rules = .from(status: status, body: [], product: UserAgent.product)
    case .gone: rules = .allowAll
    case .failed(let failure) where failure.isCancellation: return .denyAll  // Says nothing of the host; not kept.
    case .notModified, .failed: rules = .denyAll
    }
    memories.withLock { memories in
      if memories.count >= PageFetcher.hostsMax { memories = [:] }
      memories[origin] = Memory(rules: rules, readAt: now)
    }
    return rules
  }
}

/// The parts of an http or https URL that robots.txt and the host gates go by.
struct WebPlace {
  /// Scheme, host and port, without credentials: `https://news.example`.
  let origin: String
  /// The host alone, in lower case.
  let host: String
  /// Path and query.
  let target: String

  init?(_ url: String) {
    let url = url.withoutCredentials
    guard let scheme = url.firstRange(of: "://"), ["http", "https"].contains(url[..<scheme.lowerBound].lowercased())
    else { return nil }
    let rest = url[scheme.upperBound...]
    let end = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
    let authority = rest[..<end].lowercased()
    guard !authority.isEmpty else { return nil }
    origin = url[..<scheme.upperBound].lowercased() + authority
    let tail = rest[end...].prefix { $0 != "#" }
    target = tail.hasPrefix("/") ? String(tail) : "/" + tail
    if authority.hasPrefix("[") {
      host = String(authority.prefix { $0 != "]" }.dropFirst())
    } else {
      host = String(authority.prefix { $0 != ":" })
    }
  }
}
