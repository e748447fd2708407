import CLibcurl
import Model

/// What every transfer of one fetcher has in common.
struct TransferSettings: Sendable {
  let userAgent: String
  let acceptEncoding: String
  let timeout: Duration
  let feedBytesMax: Int
  let pageBytesMax: Int
  let proxy: String?
  let guarded: AddressGuard
  /// PEM bundle in place of the system's.
  let authorities: String?
  /// The authorities come from one file, ours or the system's.
  let hasAuthorityFile: Bool
  /// Names answered without asking, `host:port` to address: for tests.
  let resolved: [(place: String, address: String)]

  init(
    _ settings: FetchingSettings, userAgent: String, authorities: String?,
    resolved: [(place: String, address: String)] = []
  ) throws(FetcherError) {
    let library = Library()
    guard library.hasTLS else { throw .library("built without TLS; install libcurl4 (the OpenSSL build)") }
    self.userAgent = userAgent
    acceptEncoding = library.encodings.joined(separator: ", ")
    timeout = settings.timeout
    feedBytesMax = settings.maxFeed
    pageBytesMax = settings.maxPage
    proxy = settings.proxy
    if let proxy = settings.proxy { try TransferSettings.check(proxy: proxy) }
    guarded = try AddressGuard(settings.privateAddresses)
    self.authorities = authorities
    hasAuthorityFile = authorities != nil || library.hasAuthorityFile
    self.resolved = resolved
  }

  private static func check(proxy: String) throws(FetcherError) {
    let scheme = proxy.firstRange(of: "://").map { String(proxy[..<$0.lowerBound]).lowercased() } ?? ""
    guard ["http", "https", "socks5", "socks5h"].contains(scheme) else { throw .notAProxy(scheme) }
  }

  func bytesMax(_ purpose: FetchRequest.Purpose) -> Int {
    switch purpose {
    case .feed: feedBytesMax
    case .page: pageBytesMax
    case .robots: FetchLimits.robotsBytesMax
    }
  }

  /// The setting that bounds a body, as an error names it.
  static func limitName(_ purpose: FetchRequest.Purpose) -> String {
    switch purpose {
    case .feed: "fetching.max_feed"
    case .page: "fetching.max_page"
    case .robots: "the limit for robots.txt"
    }
  }
}

/// What the libcurl at hand can do.
private struct Library {
  let encodings: [String]
  let hasTLS: Bool
  let hasAuthorityFile: Bool

  init() {
    // SAFETY: the structure is static in libcurl and never null.
    let info = unsafe curl_version_info(salient_curl_version_now).pointee
    let features = unsafe info.features
    func has(_ feature: Int32) -> Bool { features & feature != 0 }
    var encodings: [String] = []
    if has(CURL_VERSION_LIBZ) { encodings += ["gzip", "deflate"] }
    if has(Int32(CURL_VERSION_BROTLI)) { encodings.append("br") }
    if has(Int32(CURL_VERSION_ZSTD)) { encodings.append("zstd") }
    self.encodings = encodings
    hasTLS = has(CURL_VERSION_SSL)
    hasAuthorityFile = unsafe info.cainfo != nil
  }
}
