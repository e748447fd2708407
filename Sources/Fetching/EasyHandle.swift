import CLibcurl
import Model

/// One libcurl easy handle: made once, set up for all requests alike, then used for one hop after the other.
///
/// A class and not a `~Copyable` struct, since libcurl calls back into the transfer that uses it.
@safe final class EasyHandle {
  let pointer: UnsafeMutableRawPointer
  /// libcurl's own words on a failure end up here.
  private let message: UnsafeMutablePointer<CChar>
  private var fieldLines: UnsafeMutablePointer<curl_slist>?

  init?(_ settings: TransferSettings, share: UnsafeMutableRawPointer) {
    guard let pointer = unsafe curl_easy_init() else { return nil }
    unsafe self.pointer = pointer
    unsafe message = .allocate(capacity: Int(CURL_ERROR_SIZE))
    unsafe message.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    setUp(settings)
    // SAFETY: the share outlives every easy handle: the loop frees it last.
    unsafe set(CURLOPT_SHARE, pointer: share)
    unsafe set(CURLOPT_ERRORBUFFER, pointer: message)
  }

  deinit {
    unsafe curl_easy_cleanup(pointer)
    unsafe curl_slist_free_all(fieldLines)
    unsafe message.deallocate()
  }

  /// What is the same for all requests.
  private func setUp(_ settings: TransferSettings) {
    set(CURLOPT_NOSIGNAL, 1)
    // Without this, giving up a transfer would wait for its name lookup to end, and every other transfer with it.
    set(CURLOPT_QUICK_EXIT, 1)
    set(CURLOPT_PROTOCOLS_STR, "http,https")
    set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
    set(CURLOPT_USERAGENT, settings.userAgent)
    set(CURLOPT_ACCEPT_ENCODING, settings.acceptEncoding)
    // An empty name is libcurl's way to say "no proxy, whatever the environment holds".
    set(CURLOPT_PROXY, settings.proxy ?? "")
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    set(CURLOPT_SSL_VERIFYPEER, 1)
    set(CURLOPT_SSL_VERIFYHOST, 2)
    set(CURLOPT_CONNECTTIMEOUT_MS, FetchLimits.connectTimeout.milliseconds)
    set(CURLOPT_DNS_CACHE_TIMEOUT, FetchLimits.nameCacheSeconds)
    if let authorities = settings.authorities { set(CURLOPT_CAINFO, authorities) }
    // libcurl keeps the parsed authorities for later connections only when they come from the file alone.
    if settings.hasAuthorityFile { set(CURLOPT_CAPATH, nil) }
    answer(settings.resolved)
  }

  /// Names that are answered without asking.
  private func answer(_ resolved: [(place: String, address: String)]) {
    var list: UnsafeMutablePointer<curl_slist>?
    for (place, address) in resolved {
      // SAFETY: libcurl reads the list when a transfer starts; it is never freed, as tests alone have one.
      unsafe list = curl_slist_append(list, "\(place):\(address)")
    }
    unsafe set(CURLOPT_RESOLVE, pointer: list)
  }

  /// Sets up one hop.
  /// - Parameter owner: gets the callbacks, and must live until the handle has left the multi handle.
  func prepare(_ hop: Hop, timeout: Duration, owner: Transfer) {
    set(CURLOPT_URL, hop.url.text)
    set(CURLOPT_USERNAME, hop.user)
    set(CURLOPT_PASSWORD, hop.password)
    set(CURLOPT_TIMEOUT_MS, max(1, timeout.milliseconds))
    // To wait for a connection that may be shared pays where HTTP/2 is offered, and that needs TLS.
    set(CURLOPT_PIPEWAIT, hop.url.scheme == "https" ? 1 : 0)
    set(CURLOPT_HTTP_VERSION, Int(hop.plainHTTP ? CURL_HTTP_VERSION_1_1 : CURL_HTTP_VERSION_2TLS))
    set(CURLOPT_LOW_SPEED_LIMIT, 0)
    unsafe message.pointee = 0
    setFields(hop.fields.filter { !hop.setByLibrary.contains($0.name) } + hop.secretFields)
    let pointer = unsafe Unmanaged.passUnretained(owner).toOpaque()
    for option in [CURLOPT_WRITEDATA, CURLOPT_HEADERDATA, CURLOPT_OPENSOCKETDATA] {
      unsafe set(option, pointer: pointer)
    }
    unsafe set(CURLOPT_PRIVATE, pointer: pointer)
    setCallbacks()
  }

  /// From now on the answer has to come on. Not before it has begun: a server may think as long as the timeout allows.
  func expectSpeed(within time: Duration) {
    set(CURLOPT_LOW_SPEED_TIME, max(1, Int(time.components.seconds)))
    set(CURLOPT_LOW_SPEED_LIMIT, FetchLimits.lowSpeedBytesPerSecond)
  }

  private func setFields(_ fields: [HTTPField]) {
    unsafe curl_slist_free_all(fieldLines)
    unsafe fieldLines = nil
    for field in fields {
      // A field without a value is written with a semicolon, or libcurl would leave it out.
      let line = field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)"
      // SAFETY: the list copies the line; it is freed when the next one is set or with the handle.
      if let longer = unsafe curl_slist_append(fieldLines, line) { unsafe fieldLines = longer }
    }
    unsafe set(CURLOPT_HTTPHEADER, pointer: fieldLines)
  }

  /// SAFETY of all three: libcurl calls them only while the transfer is in the multi handle, on the loop's thread, with
  /// the owner set in `prepare`, which the loop holds until then; the bytes are valid during the call.
  private func setCallbacks() {
    check(
      unsafe salient_easy_set_write(pointer, CURLOPT_HEADERFUNCTION) { bytes, size, count, owner in
        guard let owner = unsafe owner, let bytes = unsafe bytes else { return 0 }
        let line = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count).bindMemory(to: UInt8.self)
        return unsafe Unmanaged<Transfer>.fromOpaque(owner).takeUnretainedValue().takeLine(line.span)
      }, CURLOPT_HEADERFUNCTION)
    check(
      unsafe salient_easy_set_write(pointer, CURLOPT_WRITEFUNCTION) { bytes, size, count, owner in
        guard let owner = unsafe owner, let bytes = unsafe bytes else { return 0 }
        let chunk = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count).bindMemory(to: UInt8.self)
        return unsafe Unmanaged<Transfer>.fromOpaque(owner).takeUnretainedValue().takeBody(chunk.span)
      }, CURLOPT_WRITEFUNCTION)
    check(
      unsafe salient_easy_set_open_socket(pointer) { owner, _, address in
        guard let owner = unsafe owner, let address = unsafe address else { return CURL_SOCKET_BAD }
        return unsafe Unmanaged<Transfer>.fromOpaque(owner).takeUnretainedValue().openSocket(to: address)
      }, CURLOPT_OPENSOCKETFUNCTION)
  }

  /// libcurl's own words on the failure of the last transfer; empty when it had none.
  var failureMessage: String { unsafe String(cString: message) }

  func number(_ info: CURLINFO) -> Int {
    var value: curl_off_t = 0
    // An unanswered question leaves the 0, which says as much.
    _ = unsafe salient_easy_get_offset(pointer, info, &value)
    return Int(value)
  }

  func string(_ info: CURLINFO) -> String? {
    var value: UnsafePointer<CChar>?
    guard unsafe salient_easy_get_string(pointer, info, &value) == CURLE_OK, let value = unsafe value else {
      return nil
    }
    return unsafe String(cString: value)
  }

  private func set(_ option: CURLoption, _ value: Int) {
    check(unsafe salient_easy_set_long(pointer, option, value), option)
  }

  private func set(_ option: CURLoption, _ value: String?) {
    check(unsafe salient_easy_set_string(pointer, option, value), option)
  }

  @unsafe private func set(_ option: CURLoption, pointer value: UnsafeMutableRawPointer?) {
    check(unsafe salient_easy_set_pointer(pointer, option, value), option)
  }

  /// Refused only when libcurl was built without what Debian 12 has, or memory is out: nothing a feed can cause.
  private func check(_ code: CURLcode, _ option: CURLoption) {
    precondition(code == CURLE_OK, "libcurl refuses option \(option.rawValue) with code \(code.rawValue)")
  }
}

extension Duration {
  /// Whole milliseconds, cut.
  var milliseconds: Int { Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000) }
}
