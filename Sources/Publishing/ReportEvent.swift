public import Cataloguing
public import FoundationEssentials

/// One event of the outbox as streams and sinks carry it.
public struct ReportEvent: Codable, Sendable, Equatable {
  /// Grows from event to event, across restarts.
  public let id: Int64
  /// `report.new`, `report.withdrawn` or `report.restated`.
  public let event: String
  public let at: Date
  public let report: ReportDocument

  public init(_ row: OutboxEvent) {
    id = row.id
    event = row.kind.rawValue
    at = row.at
    report = ReportDocument(row.report)
  }
}
