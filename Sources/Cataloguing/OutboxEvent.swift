public import FoundationEssentials

/// One thing to tell the world, once.
public struct OutboxEvent: Sendable, Equatable {
  /// Grows from event to event and is never given twice, also not by a catalogue made anew: it starts from the
  /// millisecond (Unix time) of the commit, and counts on from the event before when that is later.
  public let id: Int64
  /// What happened to the report.
  public let kind: Kind
  /// When it was committed.
  public let at: Date
  /// The report as it stands now.
  public let report: CataloguedReport

  /// What can happen to a report.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    case newReport = "report.new"
    /// A report that was published no longer stands.
    case withdrawnReport = "report.withdrawn"
    /// A report that had been withdrawn stands again.
    case restatedReport = "report.restated"
  }

  /// An event as it was read.
  public init(id: Int64, kind: Kind, at: Date, report: CataloguedReport) {
    self.id = id
    self.kind = kind
    self.at = at
    self.report = report
  }
}
