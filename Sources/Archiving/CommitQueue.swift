internal import Dispatch
internal import FoundationEssentials
internal import Model
internal import Synchronization

/// What stands between the tasks that keep records and the thread that writes them: a bounded queue, and what is
/// known of the archive's health.
final class CommitQueue: Sendable {
  /// One thing to do, and who waits for it.
  enum Request: Sendable {
    case keep([EncodedRecord], admitted: Int, CheckedContinuation<Result<[ArchiveAddress], ArchiveError>, Never>)
    case seal(CheckedContinuation<Result<Void, ArchiveError>, Never>)
    case probe(CheckedContinuation<Void, Never>)
  }

  fileprivate struct State {
    var requests: [Request] = []
    var admittedBytes = 0
    var waitingForRoom: [(bytes: Int, continuation: CheckedContinuation<Bool, Never>)] = []
    var isClosing = false
    var hasEnded = false
    var waitingForEnd: [CheckedContinuation<Void, Never>] = []
    var health = ArchiveHealth.writable
    var figures = ArchiveFigures()
  }

  private let state = Mutex(State())
  private let arrivals = DispatchSemaphore(value: 0)

  // MARK: For those who keep

  /// Waits for room for that many bytes of blocks.
  func admit(bytes: Int) async throws(ArchiveError) {
    let isAdmitted = await withCheckedContinuation { (continuation: CheckedContinuation<Bool, Never>) in
      let answer: Bool? = state.withLock { state in
        if state.isClosing { return false }
        if state.waitingForRoom.isEmpty, state.hasRoom(for: bytes) {
          state.admittedBytes += bytes
          return true
        }
        state.waitingForRoom.append((bytes, continuation))
        return nil
      }
      if let answer { continuation.resume(returning: answer) }
    }
    guard isAdmitted else { throw .closed }
  }

  func keep(_ records: [EncodedRecord], admitted: Int) async throws(ArchiveError) -> [ArchiveAddress] {
    let result = await withCheckedContinuation { continuation in
      if !post(.keep(records, admitted: admitted, continuation)) {
        release(bytes: admitted)
        continuation.resume(returning: .failure(.closed))
      }
    }
    return try result.get()
  }

  func seal() async throws(ArchiveError) {
    let result = await withCheckedContinuation { continuation in
      if !post(.seal(continuation)) { continuation.resume(returning: .failure(.closed)) }
    }
    try result.get()
  }

  func probe() async {
    await withCheckedContinuation { continuation in
      if !post(.probe(continuation)) { continuation.resume() }
    }
  }

  /// Refuses what comes from now on; what waits is still written.
  func close() {
    let refused = state.withLock { state in
      state.isClosing = true
      defer { state.waitingForRoom = [] }
      return state.waitingForRoom
    }
    for waiting in refused { waiting.continuation.resume(returning: false) }
    arrivals.signal()
  }

  /// Closes, and waits until the thread has sealed the segment and ended.
  func closed() async {
    close()
    await withCheckedContinuation { continuation in
      let hasEnded = state.withLock { state in
        if !state.hasEnded { state.waitingForEnd.append(continuation) }
        return state.hasEnded
      }
      if hasEnded { continuation.resume() }
    }
  }

  var health: ArchiveHealth { state.withLock(\.health) }

  var figures: ArchiveFigures {
    state.withLock { state in
      var figures = state.figures
      figures.waiting = state.requests.count
      return figures
    }
  }

  // MARK: For the thread that writes

  /// What came in; nil when the archive is closing and everything was taken. Blocks until something arrives or the
  /// deadline passes, and is then empty.
  func take(until deadline: ContinuousClock.Instant?) -> [Request]? {
    while true {
      let (requests, isClosing) = state.withLock { state in
        defer { state.requests = [] }
        return (state.requests, state.isClosing)
      }
      if !requests.isEmpty { return requests }
      if isClosing { return nil }
      guard let deadline else {
        arrivals.wait()
        continue
      }
      let left = ContinuousClock.now.duration(to: deadline)
      if left <= .zero || arrivals.wait(timeout: .now() + left.seconds) == .timedOut { return [] }
    }
  }

  /// Gives room back, and lets in who waits for it, first come first served.
  func release(bytes: Int) {
    let admitted = state.withLock { state in
      state.admittedBytes -= bytes
      var admitted: [CheckedContinuation<Bool, Never>] = []
      while let next = state.waitingForRoom.first, state.hasRoom(for: next.bytes) {
        state.waitingForRoom.removeFirst()
        state.admittedBytes += next.bytes
        admitted.append(next.continuation)
      }
      return admitted
    }
    for continuation in admitted { continuation.resume(returning: true) }
  }

  /// Notes how a commit or a write went.
  func note(_ change: (inout ArchiveFigures) -> Void, health: (ArchiveHealth) -> ArchiveHealth) {
    state.withLock { state in
      change(&state.figures)
      state.health = health(state.health)
    }
  }

  /// The thread has sealed and is gone.
  func end() {
    let waiting = state.withLock { state in
      state.hasEnded = true
      state.health = .closed
      defer { state.waitingForEnd = [] }
      return state.waitingForEnd
    }
    for continuation in waiting { continuation.resume() }
  }

  private func post(_ request: Request) -> Bool {
    let isTaken = state.withLock { state in
      if state.isClosing { return false }
      state.requests.append(request)
      return true
    }
    if isTaken { arrivals.signal() }
    return isTaken
  }
}

extension CommitQueue.State {
  /// A request larger than the whole bound passes when it is alone.
  fileprivate func hasRoom(for bytes: Int) -> Bool {
    admittedBytes == 0 || admittedBytes + bytes <= ArchiveLimits.waitingBytesMax
  }
}

extension Duration {
  /// As a floating-point number of seconds.
  var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}
