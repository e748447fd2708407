public import Model

/// What `Archive.open` found of a run that did not end well; for the log, and to take in what the catalogue misses.
public struct RecoveryReport: Sendable, Equatable {
  /// One for each `.open` segment that was found.
  public let segments: [RecoveredSegment]
  /// Every whole record of these segments, in order, warcinfo aside.
  public let records: [RecoveredRecord]

  /// What was done to these segments, and the records that stand in them.
  public init(segments: [RecoveredSegment], records: [RecoveredRecord]) {
    self.segments = segments
    self.records = records
  }

  /// True when the last run closed the archive.
  public var isClean: Bool { segments.isEmpty }
}

/// What became of one segment that was still open.
public struct RecoveredSegment: Sendable, Equatable {
  /// Sealed name, below the archive's folder.
  public let name: String
  /// Bytes kept.
  public let byteCount: Int64
  /// Bytes of a torn tail that were cut off.
  public let cutBytes: Int64
  /// A fault before the end: records stand behind it, so nothing was cut. `salient archive verify` shows it.
  public let damageAt: Int64?
  /// What became of the segment.
  public let outcome: Outcome

  /// What was done.
  public enum Outcome: String, Sendable {
    /// Renamed to its sealed name.
    case sealed
    /// Held no record; removed.
    case removed
  }
}

/// One record found in a segment that was still open.
public struct RecoveredRecord: Sendable, Equatable {
  /// Where it stands.
  public let address: ArchiveAddress
  /// `WARC-Type`.
  public let type: RecordType
  /// Its head, in the order in which it is written.
  public let fields: [WARCField]
}
