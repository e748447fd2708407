#if DEBUG
  import Glibc
  import Synchronization
#endif

/// Places between two steps of keeping where a test can have the process killed. Debug builds alone know how: there
/// `SALIENT_CRASH_AT=archived:3` ends the process, as SIGKILL does, when it comes to `archived` for the third time.
public enum CrashPoint: String, CaseIterable, Sendable {
  /// A segment has its name and its first record, and nothing that anybody waits for.
  case segmentMade = "segment-made"
  /// Records are written and not yet on the disk.
  case recordsWritten = "records-written"
  /// Records are on the disk and nobody was told.
  case recordsDurable = "records-durable"
  /// A full segment still has its open name.
  case beforeSealing = "before-sealing"
  /// It has its lasting name.
  case sealed
  /// The desk knows where its records stand; the catalogue knows nothing.
  case archived
  /// The catalogue's transaction has written everything and is not committed.
  case inTransaction = "in-transaction"
  /// The catalogue has committed; nobody was told.
  case committed
  /// The start has cut a torn tail.
  case tailCut = "tail-cut"
  /// The start has sealed what was left open.
  case recoverySealed = "recovery-sealed"
  /// The start has brought some of what it lacks into the catalogue.
  case takenIn = "taken-in"
}

extension CrashPoint {
  #if DEBUG
    private static let order = CrashOrder()

    /// Ends the process here when it was asked to.
    public func reach() {
      guard CrashPoint.order.point == self, CrashPoint.order.isNow else { return }
      kill(getpid(), SIGKILL)
    }
  #else
    @inlinable @inline(__always)
    public func reach() {}
  #endif
}

#if DEBUG
  /// Where the process is to end, and how often it passes there before.
  private final class CrashOrder: Sendable {
    let point: CrashPoint?
    private let left: Atomic<Int>

    init() {
      let text = unsafe getenv("SALIENT_CRASH_AT").map { unsafe String(cString: $0) } ?? ""
      let parts = text.split(separator: ":")
      point = parts.first.flatMap { CrashPoint(rawValue: String($0)) }
      left = Atomic(parts.count > 1 ? Int(parts[1]) ?? 1 : 1)
    }

    var isNow: Bool { left.subtract(1, ordering: .relaxed).newValue == 0 }
  }
#endif
