import CLibcurl

/// A URL that can be asked: absolute, http or https, with a host, its credentials taken out.
///
/// Read and joined by libcurl's own rules (RFC 3986 with WHATWG's leniency about spaces), so that what is checked here
/// is what is asked.
struct FetchURL: Hashable {
  /// Without credentials and fragment; ASCII alone, international host names in their encoded form.
  let text: String
  let scheme: String
  let host: String
  let port: Int
  let user: String?
  let password: String?
  /// User and password as they stand in the URL.
  private let credentials: String?

  /// Why a text is no such URL.
  enum Refusal: Error, Equatable {
    case tooLong(bytes: Int)
    case unreadable
    case scheme(String)
    case noHost
  }

  init(_ text: String, relativeTo base: FetchURL? = nil) throws(Refusal) {
    guard text.utf8.count <= FetchLimits.urlBytesMax else { throw .tooLong(bytes: text.utf8.count) }
    guard let handle = unsafe curl_url() else { throw .unreadable }
    let parts = unsafe URLParts(handle)
    if let base { try parts.set(base.text) }
    try parts.set(text)
    let scheme = parts.string(CURLUPART_SCHEME)?.lowercased() ?? ""
    guard scheme == "http" || scheme == "https" else { throw .scheme(scheme) }
    guard var host = parts.string(CURLUPART_HOST), !host.isEmpty else { throw .noHost }
    if !host.utf8.allSatisfy({ $0 < 0x80 }) {
      guard let ascii = parts.string(CURLUPART_HOST, UInt32(CURLU_PUNYCODE)) else { throw .unreadable }
      try parts.set(ascii, as: CURLUPART_HOST)
      host = ascii
    }
    self.scheme = scheme
    self.host = host.lowercased()
    port = parts.string(CURLUPART_PORT, UInt32(CURLU_DEFAULT_PORT)).flatMap { Int($0) } ?? 0
    user = parts.string(CURLUPART_USER, UInt32(CURLU_URLDECODE))
    password = parts.string(CURLUPART_PASSWORD, UInt32(CURLU_URLDECODE))
    let name = parts.string(CURLUPART_USER)
    credentials = name.map { name in parts.string(CURLUPART_PASSWORD).map { "\(name):\($0)" } ?? name }
    for part in [CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_FRAGMENT] { parts.clear(part) }
    guard let plain = parts.string(CURLUPART_URL) else { throw .unreadable }
    self.text = plain
  }

  /// Scheme, host and port are the same, so that what is secret to one is safe with the other.
  func hasOrigin(of other: FetchURL) -> Bool { scheme == other.scheme && host == other.host && port == other.port }

  /// `example.org`, or with its port when it is not the scheme's own.
  var place: String { port == (scheme == "https" ? 443 : 80) ? host : "\(host):\(port)" }

  /// The URL with the credentials of another put in.
  func withCredentials(of other: FetchURL) -> String {
    guard let credentials = other.credentials else { return text }
    return scheme + "://" + credentials + "@" + text.dropFirst(scheme.utf8.count + 3)
  }
}

/// libcurl's parsed URL, freed exactly once.
@safe private struct URLParts: ~Copyable {
  private let parts: OpaquePointer

  /// Takes the handle over.
  init(_ parts: OpaquePointer) { unsafe self.parts = parts }

  deinit { unsafe curl_url_cleanup(parts) }

  func set(_ text: String, as part: CURLUPart = CURLUPART_URL) throws(FetchURL.Refusal) {
    let flags = UInt32(CURLU_URLENCODE | CURLU_ALLOW_SPACE | CURLU_NON_SUPPORT_SCHEME)
    // SAFETY: libcurl copies what it keeps of the string before it returns.
    guard unsafe curl_url_set(parts, part, text, flags) == CURLUE_OK else { throw .unreadable }
  }

  func clear(_ part: CURLUPart) {
    // A part that is absent already is no failure.
    _ = unsafe curl_url_set(parts, part, nil, 0)
  }

  func string(_ part: CURLUPart, _ flags: UInt32 = 0) -> String? {
    var text: UnsafeMutablePointer<CChar>?
    guard unsafe curl_url_get(parts, part, &text, flags) == CURLUE_OK, let text = unsafe text else { return nil }
    // SAFETY: libcurl hands over a zero-ended copy, which is freed once the String has its own.
    defer { unsafe curl_free(text) }
    return unsafe String(cString: text)
  }
}
