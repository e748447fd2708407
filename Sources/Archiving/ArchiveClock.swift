public import FoundationEssentials

/// Where the archive takes the time and new names from, for segments and their warcinfo; tests give their own.
public struct ArchiveClock: Sendable {
  /// The wall clock.
  public let now: @Sendable () -> Date
  /// Names the archive's own records.
  public let newRecordID: @Sendable () -> RecordID

  /// A clock and a source of names that are given, as tests do.
  public init(now: @escaping @Sendable () -> Date, newRecordID: @escaping @Sendable () -> RecordID) {
    self.now = now
    self.newRecordID = newRecordID
  }

  /// The machine's clock, and random names.
  public static let system = ArchiveClock(now: { Date() }, newRecordID: { .random() })
}
