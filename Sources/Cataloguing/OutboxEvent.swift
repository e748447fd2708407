public import FoundationEssentials

/// One thing to tell the world, once.
public struct OutboxEvent: Sendable, Equatable {
  /// Grows from event to event and is never given twice, also not by a catalogue made anew: it starts from the
  /// millisecond (Unix time) of the commit, and counts on from the event before when that is later.
  public let id: Int64
  public let kind: Kind
  public let at: Date
  public let report: CataloguedReport

  public enum Kind: String, Sendable, Codable, CaseIterable {
    case newReport = "report.new"
    /// A report that was published no longer stands.
    case withdrawnReport = "report.withdrawn"
    /// A report that had been withdrawn stands again.
    case restatedReport = "report.restated"
  }

  public init(id: Int64, kind: Kind, at: Date, report: CataloguedReport) {
    self.id = id
    self.kind = kind
    self.at = at
    self.report = report
  }
}
