import CLibcurl
import Glibc
import Model

/// Drives all transfers: the only owner of libcurl's multi handle, on a thread of its own.
///
/// It sleeps in epoll until a socket is ready, libcurl's timer is due, or the mailbox has commands.
@safe final class TransferLoop {
  private let multi: UnsafeMutableRawPointer
  private let share: UnsafeMutableRawPointer
  private let epoll: Int32
  private let mailbox: Mailbox
  private let settings: TransferSettings
  private let budget: BodyBudget
  private var running: [ObjectIdentifier: (transfer: Transfer, continuation: Waiter)] = [:]
  private var idle: [EasyHandle] = []
  private var watched: Set<Int32> = []
  private var timerAt: ContinuousClock.Instant?
  private var isStopping = false

  typealias Waiter = CheckedContinuation<FetchOutcome, Never>

  init(_ settings: TransferSettings, mailbox: Mailbox, connections: Int, bodyBytes: Int) throws(FetcherError) {
    guard curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK, let multi = unsafe curl_multi_init(),
      let share = unsafe curl_share_init()
    else { throw .library("could not be started: out of memory") }
    unsafe self.multi = multi
    unsafe self.share = share
    self.settings = settings
    self.mailbox = mailbox
    budget = BodyBudget(limit: bodyBytes)
    epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
    guard epoll >= 0 else { throw .system(call: "epoll_create1", errno: errno) }
    watch(mailbox.descriptor, for: EPOLLIN.rawValue)
    setUp(connections: connections)
  }

  deinit {
    idle = []
    unsafe curl_multi_cleanup(multi)
    // Every easy handle is gone by now, so that nothing shares any more.
    _ = unsafe curl_share_cleanup(share)
    _ = close(epoll)
  }

  private func setUp(connections: Int) {
    // Names and connections are shared by the multi handle itself, TLS sessions only by a share. No locks: one thread.
    unsafe require(salient_share_set(share, CURLSHOPT_SHARE, Int(CURL_LOCK_DATA_SSL_SESSION.rawValue)) == CURLSHE_OK)
    unsafe require(salient_multi_set_long(multi, CURLMOPT_MAXCONNECTS, connections) == CURLM_OK)
    unsafe require(salient_multi_set_long(multi, CURLMOPT_PIPELINING, Int(CURLPIPE_MULTIPLEX)) == CURLM_OK)
    // SAFETY: libcurl calls back only within calls on the multi handle, which this object makes and outlives.
    let owner = unsafe Unmanaged.passUnretained(self).toOpaque()
    let code = unsafe salient_multi_set_callbacks(
      multi,
      { _, socket, what, owner, _ in
        guard let owner = unsafe owner else { return 0 }
        unsafe Unmanaged<TransferLoop>.fromOpaque(owner).takeUnretainedValue().socketChanged(socket, what)
        return 0
      },
      { _, milliseconds, owner in
        guard let owner = unsafe owner else { return 0 }
        unsafe Unmanaged<TransferLoop>.fromOpaque(owner).takeUnretainedValue().timerChanged(milliseconds)
        return 0
      }, owner)
    require(code == CURLM_OK)
  }

  private func require(_ held: Bool) { precondition(held, "libcurl refuses a setting that every build has") }

  // MARK: - The loop

  func run() {
    var events = unsafe [epoll_event](repeating: epoll_event(), count: 256)
    while !isStopping {
      // SAFETY: the kernel writes at most as many events as the array has.
      let count = unsafe epoll_wait(epoll, &events, Int32(events.count), waitMilliseconds)
      for index in 0..<max(0, Int(count)) {
        // SAFETY: `fd` is the member that `watch` set.
        let descriptor = unsafe events[index].data.fd
        if descriptor == mailbox.descriptor {
          obey(mailbox.takeAll())
        } else {
          unsafe socketReady(descriptor, events[index].events)
        }
      }
      if let due = timerAt, due <= .now {
        timerAt = nil
        act(on: CURL_SOCKET_TIMEOUT, 0)
      }
      collect()
      wakeWaiting()
    }
    stopAll()
  }

  private var waitMilliseconds: Int32 {
    guard let timerAt else { return -1 }
    let left = ContinuousClock.now.duration(to: timerAt)
    // Rounded up, or the last millisecond would be spent turning round.
    return left <= .zero ? 0 : Int32(clamping: left.milliseconds + 1)
  }

  private func socketReady(_ descriptor: Int32, _ events: UInt32) {
    var mask: Int32 = 0
    if events & EPOLLIN.rawValue != 0 { mask |= CURL_CSELECT_IN }
    if events & EPOLLOUT.rawValue != 0 { mask |= CURL_CSELECT_OUT }
    if events & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0 { mask |= CURL_CSELECT_ERR }
    act(on: descriptor, mask)
  }

  private func act(on socket: curl_socket_t, _ mask: Int32) {
    var still: Int32 = 0
    // The multi handle fails only when it is misused or memory is out; transfers report their own failures.
    let code = unsafe curl_multi_socket_action(multi, socket, mask, &still)
    precondition(code == CURLM_OK || code == CURLM_BAD_SOCKET, "libcurl's multi handle is unusable: \(code.rawValue)")
  }

  private func timerChanged(_ milliseconds: Int) {
    timerAt = milliseconds < 0 ? nil : .now + .milliseconds(milliseconds)
  }

  private func socketChanged(_ socket: curl_socket_t, _ what: Int32) {
    guard what != CURL_POLL_REMOVE else {
      watched.remove(socket)
      var none = unsafe epoll_event()
      // libcurl may have closed it already, and the kernel forgotten it with that.
      _ = unsafe epoll_ctl(epoll, EPOLL_CTL_DEL, socket, &none)
      return
    }
    var events: UInt32 = 0
    if what & CURL_POLL_IN != 0 { events |= EPOLLIN.rawValue }
    if what & CURL_POLL_OUT != 0 { events |= EPOLLOUT.rawValue }
    watch(socket, for: events)
  }

  private func watch(_ descriptor: Int32, for events: UInt32) {
    var event = unsafe epoll_event()
    unsafe event.events = events
    unsafe event.data.fd = descriptor
    let isNew = watched.insert(descriptor).inserted
    guard unsafe epoll_ctl(epoll, isNew ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, descriptor, &event) != 0 else { return }
    // A number may be taken over by a new socket without a word from libcurl. If this fails too, memory is out, and
    // the transfer ends by its timeout.
    _ = unsafe epoll_ctl(epoll, isNew ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, descriptor, &event)
  }

  // MARK: - Transfers

  private func obey(_ commands: [Command]) {
    for command in commands {
      switch command {
      case .start(let ticket, let continuation): start(ticket, continuation)
      case .cancel(let ticket): cancel(ticket)
      case .stop: isStopping = true
      }
    }
  }

  private func start(_ ticket: Ticket, _ continuation: Waiter) {
    guard !ticket.isCancelled, !isStopping else {
      continuation.resume(returning: .failed(.cancelled))
      return
    }
    do {
      let origin = try FetchURL(ticket.request.url)
      guard let easy = idle.popLast() ?? (unsafe EasyHandle(settings, share: share)) else {
        continuation.resume(returning: .failed(.outOfMemory(origin.place)))
        return
      }
      let transfer = Transfer(ticket, origin: origin, settings: settings, easy: easy, budget: budget)
      ask(transfer, continuation)
    } catch {
      let failure = FetchFailure(
        result: .connect, word: "address", description: "the feed's URL is \(error); correct it in the feed list")
      continuation.resume(returning: .failed(failure))
    }
  }

  private func ask(_ transfer: Transfer, _ continuation: Waiter) {
    if let failure = transfer.refusalBehindProxy {
      return finish(transfer, continuation, .failed(failure))
    }
    transfer.prepare()
    running[ObjectIdentifier(transfer.ticket)] = (transfer, continuation)
    unsafe require(curl_multi_add_handle(multi, transfer.easy.pointer) == CURLM_OK)
  }

  private func cancel(_ ticket: Ticket) {
    guard let (transfer, continuation) = take(ObjectIdentifier(ticket)) else { return }
    finish(transfer, continuation, .failed(.cancelled))
  }

  /// Takes a transfer out of the multi handle.
  private func take(_ id: ObjectIdentifier) -> (Transfer, Waiter)? {
    guard let (transfer, continuation) = running.removeValue(forKey: id) else { return nil }
    unsafe require(curl_multi_remove_handle(multi, transfer.easy.pointer) == CURLM_OK)
    return (transfer, continuation)
  }

  private func finish(_ transfer: Transfer, _ continuation: Waiter, _ outcome: FetchOutcome) {
    transfer.dropBody()
    if idle.count < FetchLimits.idleHandlesMax { idle.append(transfer.easy) }
    continuation.resume(returning: outcome)
  }

  /// Ends what libcurl says has ended.
  private func collect() {
    var code = CURLE_OK
    while let owner = unsafe salient_multi_take_finished(multi, &code) {
      // SAFETY: `prepare` set the owner, and `running` holds it until it is taken here.
      let finished = unsafe Unmanaged<Transfer>.fromOpaque(owner).takeUnretainedValue()
      guard let (transfer, continuation) = take(ObjectIdentifier(finished.ticket)) else { continue }
      switch transfer.ended(code) {
      case .again: ask(transfer, continuation)
      case .outcome(let outcome): finish(transfer, continuation, outcome)
      }
    }
  }

  private func wakeWaiting() {
    for transfer in budget.takeWaiting() {
      // The result is that of the transfer, which reports it when it ends.
      _ = unsafe curl_easy_pause(transfer.easy.pointer, CURLPAUSE_CONT)
    }
  }

  private func stopAll() {
    for command in mailbox.close() {
      if case .start(_, let continuation) = command { continuation.resume(returning: .failed(.cancelled)) }
    }
    for id in Array(running.keys) {
      guard let (transfer, continuation) = take(id) else { continue }
      finish(transfer, continuation, .failed(.cancelled))
    }
  }
}

extension FetchFailure {
  fileprivate static func outOfMemory(_ place: String) -> FetchFailure {
    FetchFailure(result: .connect, word: "connect", description: "no memory for a transfer from \(place)")
  }
}
