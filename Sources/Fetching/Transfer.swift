import CLibcurl
import FoundationEssentials
import Glibc
import Model

/// One fetch under way: the hops so far, and the answer as it comes. Lives on the loop's thread.
final class Transfer {
  let ticket: Ticket
  let settings: TransferSettings
  let startedAt = ContinuousClock.now
  let easy: EasyHandle
  private let budget: BodyBudget

  let origin: FetchURL
  private(set) var hop: Hop
  private(set) var hopStartedAt = Date()
  private(set) var asked: Set<FetchURL> = []
  /// Every redirect so far was permanent.
  private(set) var isPermanent = true
  private(set) var head = ResponseHead()
  private(set) var body: [UInt8] = []
  private var discarded = 0
  /// Why we ended it ourselves.
  private(set) var stop: Stop?

  /// Reasons of our own to end a transfer.
  enum Stop: Equatable {
    case head
    case bodySize
    case ratio
    /// Enough was read: the status alone matters, or the rest of a robots.txt is passed over.
    case enough
    case address(IPAddress, use: String)
    case socket(errno: Int32)
  }

  var request: FetchRequest { ticket.request }

  init(_ ticket: Ticket, origin: FetchURL, settings: TransferSettings, easy: EasyHandle, budget: BodyBudget) {
    self.ticket = ticket
    self.origin = origin
    self.settings = settings
    self.easy = easy
    self.budget = budget
    hop = Hop(to: origin, from: origin, request: ticket.request, settings: settings)
    asked = [origin]
  }

  var timeLeft: Duration { settings.timeout - (ContinuousClock.now - startedAt) }
  var redirects: Int { asked.count - 1 }
  var wantsBody: Bool { (200..<300).contains(head.status) }

  /// Sets the handle up for the present hop.
  func prepare() {
    head = ResponseHead()
    stop = nil
    discarded = 0
    dropBody()
    hopStartedAt = Date()
    easy.prepare(hop, timeout: timeLeft, owner: self)
  }

  /// Goes on to where a redirect leads.
  /// - Returns: false when this URL has been asked already: it leads in a circle.
  func follow(to url: FetchURL, permanently: Bool) -> Bool {
    guard asked.insert(url).inserted else { return false }
    isPermanent = isPermanent && permanently
    hop = Hop(to: url, from: origin, request: request, settings: settings)
    return true
  }

  /// Asks the same hop again over HTTP/1.1.
  func fallBack() { hop.plainHTTP = true }

  func dropBody() {
    budget.release(self, size: body.count)
    body = []
  }

  /// Hands the body over; the budget no longer counts it.
  func takeBody() -> [UInt8] {
    budget.release(self, size: body.count)
    defer { body = [] }
    return body
  }
}

// MARK: - What libcurl calls

extension Transfer {
  /// - Returns: the bytes taken; fewer end the transfer.
  func takeLine(_ line: Span<UInt8>) -> Int {
    // Trailers come after the body and say nothing that is kept.
    guard body.isEmpty, discarded == 0 else { return line.count }
    guard head.take(line) == .taken else { return end(.head) }
    return line.count
  }

  /// - Returns: the bytes taken, none to end the transfer, or libcurl's number for "wait".
  func takeBody(_ chunk: Span<UInt8>) -> Int {
    guard wantsBody else {
      discarded += chunk.count
      return discarded > FetchLimits.discardBytesMax ? end(.enough) : chunk.count
    }
    let limit = settings.bytesMax(request.purpose)
    if body.isEmpty { easy.expectSpeed(within: settings.timeout * 2 / 3) }
    if body.isEmpty, let length = head.plainLength {
      if length > limit, request.purpose != .robots { return end(.bodySize) }
      body.reserveCapacity(min(length, limit))
    }
    let size = body.count + chunk.count
    guard size <= limit else { return end(request.purpose == .robots ? .enough : .bodySize) }
    if size > FetchLimits.ratioFromBytes, size / FetchLimits.ratioMax > max(1, easy.number(CURLINFO_SIZE_DOWNLOAD_T)) {
      return end(.ratio)
    }
    guard budget.grant(chunk.count, after: body.count, to: self) else { return Int(CURL_WRITEFUNC_PAUSE) }
    // SAFETY: the buffer is read within the call.
    unsafe chunk.withUnsafeBufferPointer { unsafe body.append(contentsOf: $0) }
    request.onBody?(chunk)
    return chunk.count
  }

  private func end(_ reason: Stop) -> Int {
    stop = reason
    return 0
  }

  /// The last gate before a connection: the address is what the name resolved to.
  @unsafe func openSocket(to address: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
    var bytes = [UInt8](repeating: 0, count: 16)
    // SAFETY: the shim writes at most 16 bytes, and reads the address within its stated length, which is more than
    // the declared structure holds: it must be given libcurl's own memory and no copy.
    let count = unsafe salient_address_bytes(address, &bytes)
    guard count > 0 else { return CURL_SOCKET_BAD }
    let ip = IPAddress(bytes: Array(bytes.prefix(Int(count))))
    // A proxy is the operator's own choice, wherever it stands.
    if settings.proxy == nil, let use = settings.guarded.refusal(of: ip) {
      stop = .address(ip, use: use)
      return CURL_SOCKET_BAD
    }
    let wanted = unsafe (address.pointee.family, address.pointee.socktype, address.pointee.protocol)
    let descriptor = socket(wanted.0, wanted.1 | Int32(SOCK_CLOEXEC.rawValue), wanted.2)
    if descriptor < 0 { stop = .socket(errno: errno) }
    return descriptor
  }
}
