internal import FoundationEssentials
internal import Model

/// The loop of the archive's thread: writes what comes in, and commits once for all who wait.
///
/// The first request after a pause is committed at once; from then on commits are at least `commitEvery` apart, and
/// whatever arrives meanwhile is written and shares the next one.
final class CommitLoop {
  private let writer: SegmentWriter
  private let queue: CommitQueue
  private let commitEvery: Duration
  private let clock: ArchiveClock
  private var uncommitted: [Written] = []
  /// The earliest moment of the next commit.
  private var nextCommit = ContinuousClock.now

  /// A request whose records are in the segment, and not yet known to be on the disk.
  private struct Written {
    let addresses: [ArchiveAddress]
    let byteCount: Int64
    let blockBytes: Int
    let continuation: CheckedContinuation<Result<[ArchiveAddress], ArchiveError>, Never>
  }

  init(writer: SegmentWriter, queue: CommitQueue, commitEvery: Duration, clock: ArchiveClock) {
    self.writer = writer
    self.queue = queue
    self.commitEvery = commitEvery
    self.clock = clock
  }

  /// Runs until the queue is closed and empty; the segment is then sealed.
  func run() {
    while let requests = queue.take(until: uncommitted.isEmpty ? nil : nextCommit) {
      for request in requests { serve(request) }
      if !uncommitted.isEmpty, ContinuousClock.now >= nextCommit { commit() }
    }
    _ = sealSegment()
    queue.end()
  }

  private func serve(_ request: CommitQueue.Request) {
    switch request {
    case .keep(let records, let admitted, let continuation):
      write(records, admitted: admitted, for: continuation)
    case .seal(let continuation):
      continuation.resume(returning: sealSegment())
    case .probe(let continuation):
      if case .failing = queue.health { probe() }
      continuation.resume()
    }
  }

  private func write(
    _ records: [EncodedRecord], admitted: Int,
    for continuation: CheckedContinuation<Result<[ArchiveAddress], ArchiveError>, Never>
  ) {
    do throws(ArchiveError) {
      if writer.isSegmentFull { try sealSegment().get() }
    } catch {
      // What was committed is safe under its open name, which readers know too, and the next start seals it.
      writer.leaveSegmentOpen()
    }
    do throws(ArchiveError) {
      let addresses = try writer.append(records)
      uncommitted.append(
        Written(
          addresses: addresses, byteCount: records.reduce(0) { $0 + Int64($1.member.count) }, blockBytes: admitted,
          continuation: continuation))
    } catch {
      // Health first: who hears of the failure may look at it at once.
      fail(with: error)
      queue.release(bytes: admitted)
      continuation.resume(returning: .failure(error))
    }
  }

  /// One fsync for all; on failure all of them hear of it.
  private func commit() {
    let start = ContinuousClock.now
    do throws(ArchiveError) {
      try writer.commit()
    } catch {
      nextCommit = ContinuousClock.now + commitEvery
      fail(with: error)
      return
    }
    CrashPoint.recordsDurable.reach()
    let end = ContinuousClock.now
    nextCommit = end + commitEvery
    let done = uncommitted
    uncommitted = []
    queue.note(
      { figures in
        figures.count(sync: start.duration(to: end))
        for written in done {
          figures.records += written.addresses.count
          figures.bytes += written.byteCount
          figures.blockBytes += Int64(written.blockBytes)
        }
      }, health: { _ in .writable })
    queue.release(bytes: done.reduce(0) { $0 + $1.blockBytes })
    for written in done { written.continuation.resume(returning: .success(written.addresses)) }
  }

  /// Gives the segment up and tells everybody whose records it held since the last commit.
  private func fail(with error: ArchiveError) {
    writer.abandon()
    let failed = uncommitted
    uncommitted = []
    let now = clock.now()
    queue.note(
      { $0.failures += 1 },
      health: { health in
        if case .failing(let since, _) = health { return .failing(since: since, error: error) }
        return .failing(since: now, error: error)
      })
    queue.release(bytes: failed.reduce(0) { $0 + $1.blockBytes })
    for written in failed { written.continuation.resume(returning: .failure(error)) }
  }

  private func sealSegment() -> Result<Void, ArchiveError> {
    if !uncommitted.isEmpty { commit() }
    do throws(ArchiveError) {
      if try writer.seal() { queue.note({ $0.sealed += 1 }, health: { $0 }) }
      return .success(())
    } catch {
      queue.note({ $0.failures += 1 }, health: { $0 })
      return .failure(error)
    }
  }

  private func probe() {
    do throws(ArchiveError) {
      _ = try writer.append([])
      try writer.commit()
      queue.note({ _ in }, health: { _ in .writable })
    } catch {
      fail(with: error)
    }
  }
}

extension ArchiveFigures {
  fileprivate mutating func count(sync duration: Duration) {
    commits += 1
    syncTime += duration
    syncTimeMax = max(syncTimeMax, duration)
    if recentSyncs.count == ArchiveLimits.syncDurationsKept { recentSyncs.removeFirst() }
    recentSyncs.append(duration)
  }
}
