internal import FoundationEssentials
public import Model

/// The archive as its one writer: records go in, and come back with their addresses once they are on the disk.
///
/// In: drafts (`RecordDraft`). Out: addresses, after an fsync that all who wait share. What can go wrong:
/// `ArchiveError`, given to everybody whose records that commit would have held; the segment is given up, and the next
/// `keep` starts another. Compression and digests are done by the caller's task; files are touched by one thread of
/// the archive's own, so that nothing here blocks the cooperative pool.
public final class Archive: Sendable {
  /// Folder of the segments.
  public let folder: String
  private let queue: CommitQueue

  /// Opens the archive below `folder`, making the folder when it is missing, and puts in order what an earlier run
  /// left open: torn tails are cut at the last whole record, and the segments are sealed. Only open segments are read.
  ///
  /// Take the `StateLock` first: two writers would cut each other's segments.
  /// - Parameters:
  ///   - software: name and version, for the warcinfo: `Salient/0.1.0`.
  ///   - configurationDigest: of the configuration in force, for the warcinfo: `sha256:…`.
  /// - Throws: `ArchiveError` when the folder cannot be made or an open segment can be neither read nor mended.
  public static func open(
    folder: String, settings: ArchiveSettings, software: String, configurationDigest: String,
    clock: ArchiveClock = .system
  ) throws(ArchiveError) -> (archive: Archive, recovery: RecoveryReport) {
    try Folder.make(folder)
    let recovery = try Recovery(folder: folder).run()
    let queue = CommitQueue()
    let statement = WarcinfoStatement(software: software, configurationDigest: configurationDigest)
    try OwnThread.start(name: "archive") {
      // Made on its own thread, and never seen by another.
      let writer = SegmentWriter(folder: folder, settings: settings, statement: statement, clock: clock)
      CommitLoop(writer: writer, queue: queue, commitEvery: settings.commitEvery, clock: clock).run()
    }
    return (Archive(folder: folder, queue: queue), recovery)
  }

  private init(folder: String, queue: CommitQueue) {
    self.folder = folder
    self.queue = queue
  }

  deinit { queue.close() }

  /// Appends the records, in this order and into one segment, and returns after the fsync that covers them.
  ///
  /// Waits while more than `ArchiveLimits.waitingBytesMax` are under way. Cancelling the task does not stop it:
  /// records handed over are either kept or refused.
  /// - Returns: one address a draft, in the drafts' order.
  /// - Throws: `ArchiveError`; then none of the drafts counts as kept.
  public func keep(_ drafts: [RecordDraft]) async throws(ArchiveError) -> [ArchiveAddress] {
    guard !drafts.isEmpty else { return [] }
    var blockBytes = 0
    for draft in drafts {
      guard draft.blockByteCount <= ArchiveLimits.blockBytesMax else {
        throw .recordTooLarge(bytes: draft.blockByteCount, limit: ArchiveLimits.blockBytesMax)
      }
      blockBytes += draft.blockByteCount
    }
    try await queue.admit(bytes: blockBytes)
    let encoder = RecordEncoder()
    let records = drafts.map { encoder.encode($0) }
    return try await queue.keep(records, admitted: blockBytes)
  }

  /// Seals the open segment, if there is one, after a commit of what waits; the next `keep` starts another.
  public func seal() async throws(ArchiveError) { try await queue.seal() }

  /// Tries whether the archive can be written, when it is failing: opens a segment and commits it.
  ///
  /// - Returns: the health afterwards; unchanged when it is not failing.
  public func probe() async -> ArchiveHealth {
    await queue.probe()
    return health
  }

  /// Commits what waits, seals the open segment and ends the thread; `keep` then throws `.closed`.
  public func close() async { await queue.closed() }

  /// Whether the archive takes records.
  public var health: ArchiveHealth { queue.health }

  /// Totals since `open`.
  public var figures: ArchiveFigures { queue.figures }
}
