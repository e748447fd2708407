public import FoundationEssentials

/// Whether the archive takes records; for readiness.
public enum ArchiveHealth: Sendable, Equatable {
  case writable
  /// Nothing could be kept since then; every `keep` tries anew with a new segment.
  case failing(since: Date, error: ArchiveError)
  case closed
}

/// Running totals since the archive was opened; for metrics.
public struct ArchiveFigures: Sendable, Equatable {
  /// Records kept.
  public var records = 0
  /// Bytes of records as written, compressed.
  public var bytes: Int64 = 0
  /// Bytes of blocks before compression.
  public var blockBytes: Int64 = 0
  /// Successful group commits, one fsync each.
  public var commits = 0
  /// Failed writes and commits.
  public var failures = 0
  /// Segments sealed.
  public var sealed = 0
  /// Time spent in fsync for commits.
  public var syncTime: Duration = .zero
  /// The longest of them.
  public var syncTimeMax: Duration = .zero
  /// Durations of the last commits' fsyncs, oldest first; at most `ArchiveLimits.syncDurationsKept`.
  public var recentSyncs: [Duration] = []
  /// Requests that wait for a commit.
  public var waiting = 0

  /// All at zero.
  public init() {}
}
