public import Cataloguing

extension Views {
  /// Events of the outbox after one of them, oldest first.
  public func events(after id: Int64, limit: Int) async throws(CatalogueError) -> [ReportEvent] {
    try await catalogue.events(after: id, limit: limit).map(ReportEvent.init)
  }

  /// The newest event's id, 0 before there is any.
  public func lastEventID() async throws(CatalogueError) -> Int64 { try await catalogue.lastEventID() }
}
