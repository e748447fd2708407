import CLibcurl
import Glibc
import Model
import Synchronization

/// One fetch that somebody waits for.
final class Ticket: Sendable {
  let request: FetchRequest
  private let cancelled = Atomic(false)

  init(_ request: FetchRequest) { self.request = request }

  /// Set before the loop is told, so that a fetch cancelled before it starts never starts.
  var isCancelled: Bool { cancelled.load(ordering: .acquiring) }
  func cancel() { cancelled.store(true, ordering: .releasing) }
}

/// What the loop is asked to do.
enum Command: Sendable {
  case start(Ticket, CheckedContinuation<FetchOutcome, Never>)
  case cancel(Ticket)
  case stop
}

/// The way from any thread to the loop's: a locked queue, and an eventfd that wakes the loop.
final class Mailbox: Sendable {
  /// Becomes readable when there are commands.
  let descriptor: Int32
  private let state = Mutex(State())

  private struct State {
    var commands: [Command] = []
    var isClosed = false
    var hasEnded = false
    var whenClosed: [CheckedContinuation<Void, Never>] = []
  }

  init() throws(FetcherError) {
    descriptor = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
    guard descriptor >= 0 else { throw .system(call: "eventfd", errno: errno) }
  }

  deinit { _ = Glibc.close(descriptor) }

  /// - Returns: false when the loop has ended; nobody will take the command.
  func post(_ command: Command) -> Bool {
    state.withLock { state in
      guard !state.isClosed else { return false }
      state.commands.append(command)
      // The loop takes all commands at once, so one signal for a batch will do.
      if state.commands.count == 1 { signal() }
      return true
    }
  }

  func takeAll() -> [Command] {
    var count: UInt64 = 0
    // SAFETY: eight bytes are read into eight. Nothing to read means that the commands came with an earlier signal.
    _ = unsafe read(descriptor, &count, 8)
    return state.withLock { state in
      defer { state.commands = [] }
      return state.commands
    }
  }

  /// The loop takes no more commands. The last ones are returned.
  func close() -> [Command] {
    state.withLock { state in
      state.isClosed = true
      defer { state.commands = [] }
      return state.commands
    }
  }

  /// The loop has let go of everything.
  func ended() {
    let waiting = state.withLock { state in
      defer { state.whenClosed = [] }
      state.isClosed = true
      state.hasEnded = true
      return state.whenClosed
    }
    for continuation in waiting { continuation.resume() }
  }

  func waitForEnd() async {
    await withCheckedContinuation { continuation in
      let hasEnded = state.withLock { state in
        if !state.hasEnded { state.whenClosed.append(continuation) }
        return state.hasEnded
      }
      if hasEnded { continuation.resume() }
    }
  }

  private func signal() {
    var one: UInt64 = 1
    // SAFETY: eight bytes are written from eight. It fails only at a count of 2^64, and then the loop is awake.
    _ = unsafe write(descriptor, &one, 8)
  }
}
