public import FoundationEssentials

/// Where the archive takes the time and new names from, for segments and their warcinfo; tests give their own.
public struct ArchiveClock: Sendable {
  public let now: @Sendable () -> Date
  public let newRecordID: @Sendable () -> RecordID

  public init(now: @escaping @Sendable () -> Date, newRecordID: @escaping @Sendable () -> RecordID) {
    self.now = now
    self.newRecordID = newRecordID
  }

  /// The machine's clock, and random names.
  public static let system = ArchiveClock(now: { Date() }, newRecordID: { .random() })
}
