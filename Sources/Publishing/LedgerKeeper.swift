import Cataloguing
import ControlTracking
import FoundationEssentials
public import Model
import Synchronization

/// Holds the ledger of control that was last made, and makes it anew when a report came or went since.
final class LedgerKeeper: Sendable {
  private struct Kept {
    /// The catalogue's newest event and commit when the ledger was made: every report that comes, goes or returns writes
    /// an event, and one that today's rules read anew belongs to a commit.
    let event: Int64
    let commit: Int64
    let ledger: ControlLedger
  }

  private let kept = Mutex<Kept?>(nil)

  func ledger(of catalogue: Catalogue) async throws -> ControlLedger {
    let position = try await catalogue.position()
    let (event, commit) = (position.lastEvent, position.commit)
    if let kept = kept.withLock({ $0 }), kept.event == event, kept.commit == commit { return kept.ledger }
    var entries: [LedgerEntry] = []
    try catalogue.eachReport(ReportFilter(includesWithdrawn: true)) { row in
      entries.append(LedgerEntry(row))
    }
    let ledger = ControlLedger(reports: entries)
    kept.withLock { $0 = Kept(event: event, commit: commit, ledger: ledger) }
    return ledger
  }
}

extension Views {
  /// How many sources tell what this report tells, without resting on one another, with it and before it: the report
  /// itself counts in the first alone when its source is a further one.
  public func independentSources(of report: ReportID) async throws -> (now: Int, before: Int) {
    let ledger = try await ledgers.ledger(of: catalogue)
    guard let change = ledger.changes.first(where: { $0.reports.contains(report) }) else { return (1, 0) }
    if change.reports.first == report { return (1, 0) }
    guard let place = change.corroboratedBy.firstIndex(of: report) else {
      return (change.voiceCount, change.voiceCount)
    }
    return (place + 2, place + 1)
  }
}

extension LedgerEntry {
  fileprivate init(_ row: CataloguedReport) {
    self.init(
      id: row.report.id, report: row.report.report, publisher: LedgerEntry.publisher(row), story: row.story,
      publishedAt: row.published, knownAt: row.knownAt, withdrawnAt: row.withdrawal?.at)
  }

  /// The host of the article, or of the feed where it has no link; `www.` says nothing.
  private static func publisher(_ row: CataloguedReport) -> String {
    let url = row.link ?? row.feed
    guard let scheme = url.firstRange(of: "://") else { return url }
    let host = url[scheme.upperBound...].prefix { !"/?#:".contains($0) }.lowercased()
    return host.hasPrefix("www.") ? String(host.dropFirst(4)) : host
  }
}
