public import FoundationEssentials
public import Model

/// What all reports come to: the changes they tell of, and who holds what, on any day, as known at any time.
///
/// In: reports with who published them and since when they are known. Out: changes and control, in the order of time.
/// Pure: the same entries in any order give the same ledger. A place inside another inherits nothing from it.
public struct ControlLedger: Sendable {
  /// Every change, by place, then by day.
  public let changes: [ControlChange]
  private let entries: [LedgerEntry]
  private let known: Date?

  /// - Parameter known: counts only what was known by then, and had not been withdrawn by then.
  public init(reports entries: [LedgerEntry], known: Date? = nil) {
    self.entries = entries
    self.known = known
    changes = []
  }

  /// Who holds a place, by its id or its name in any case; one answer for each place of that name that reports tell of.
  public func control(of place: String, at day: Day, known: Date? = nil) -> [ControlState] { [] }

  /// Who holds every place of a country, or every place, that reports tell of, in the order of the places' names.
  public func control(country: String? = nil, at day: Day, known: Date? = nil) -> [ControlState] { [] }

  /// Changes that happened, or may have, on or after a day, the latest first.
  public func changes(since day: Day) -> [ControlChange] { [] }

  /// Changes of which something became known at or after a time, the latest first.
  public func changes(knownSince time: Date) -> [ControlChange] { [] }
}
