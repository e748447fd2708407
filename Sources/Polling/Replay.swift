public import Archiving
public import Cataloguing
public import FoundationEssentials
public import Model

/// Draws the reports anew, by today's rules, from the texts that the archive holds, and says what would be different.
///
/// In: the catalogue's list of revisions and the archive. Out: revisions whose reports differ, in order; nothing is
/// changed before `adopt`. Reads the disk from many tasks: for a command of its own, not for the daemon.
public struct Replay: Sendable {
  private let reader: ArchiveReader
  private let catalogue: Catalogue
  private let analyst: ReportAnalyst
  private let comments: TerritorySettings.Comments

  /// A revision that today's rules read otherwise.
  public struct Difference: Sendable {
    public let records: RevisionRecords
    /// nil when the text had not been analysed.
    public let before: RevisionReports?
    public let now: RevisionReports
    let targetURI: String
    let conversion: RecordID

    /// Reports that would be there for the first time.
    public var appearing: [IdentifiedReport] {
      let known = Set((before?.reports ?? []).map(\.id))
      return now.reports.filter { !known.contains($0.id) }
    }

    /// Reports that would no longer stand.
    public var vanishing: [IdentifiedReport] {
      let found = Set(now.reports.map(\.id))
      return (before?.reports ?? []).filter { !found.contains($0.id) }
    }

    /// Reports that would say something else under their name: as they were, and as they would be.
    public var changing: [(before: IdentifiedReport, now: IdentifiedReport)] {
      let known = Dictionary((before?.reports ?? []).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
      return now.reports.compactMap { report in
        known[report.id].flatMap { $0 == report ? nil : ($0, report) }
      }
    }
  }

  /// What was read.
  public struct Figures: Sendable, Equatable {
    public var revisions = 0
    public var differing = 0
    public var appearing = 0
    public var vanishing = 0
    public var changing = 0
    /// Revisions whose records could not be read, with the first reason.
    public var unreadable = 0
    public var firstFault: String?

    public init() {}
  }

  /// Revisions that one task takes at once.
  private static let share = 64

  public init(
    reader: ArchiveReader, catalogue: Catalogue, analyst: ReportAnalyst, comments: TerritorySettings.Comments
  ) {
    self.reader = reader
    self.catalogue = catalogue
    self.analyst = analyst
    self.comments = comments
  }

  /// Reads every revision seen since a time, on all processors.
  public func run(since: Date?, _ body: (Difference) async throws -> Void) async throws -> Figures {
    var figures = Figures()
    let width = ProcessInfo.processInfo.activeProcessorCount
    var place: Int64 = 0
    while case let page = try await catalogue.revisionRecords(
      after: place, since: since, limit: Replay.share * width * 4), let last = page.last
    {
      place = last.place
      for found in await read(page, width: width) {
        figures.revisions += 1
        switch found {
        case .same: continue
        case .unreadable(let fault):
          figures.unreadable += 1
          figures.firstFault = figures.firstFault ?? fault
        case .different(let difference):
          figures.differing += 1
          figures.appearing += difference.appearing.count
          figures.vanishing += difference.vanishing.count
          figures.changing += difference.changing.count
          try await body(difference)
        }
      }
    }
    return figures
  }

  private enum Found: Sendable {
    case same
    case different(Difference)
    case unreadable(String)
  }

  private func read(_ page: [RevisionRecords], width: Int) async -> [Found] {
    let shares = stride(from: 0, to: page.count, by: Replay.share).map {
      Array(page[$0..<min(page.count, $0 + Replay.share)])
    }
    return await withTaskGroup(of: (Int, [Found]).self) { group in
      var found: [Int: [Found]] = [:]
      for (index, share) in shares.enumerated() {
        if index >= width, let (which, results) = await group.next() { found[which] = results }
        group.addTask { (index, share.map(read)) }
      }
      for await (which, results) in group { found[which] = results }
      return shares.indices.flatMap { found[$0] ?? [] }
    }
  }

  private func read(_ records: RevisionRecords) -> Found {
    guard let address = records.conversion else { return .unreadable("\(records.article): its record was pruned") }
    do {
      let conversion = try reader.record(at: address)
      let revision = try ArchivedDocuments.read(ArticleRevision.self, from: Array(conversion.payload))
      let before = try records.metadata.map {
        try ArchivedDocuments.read(RevisionReports.self, from: Array(try reader.record(at: $0).payload))
      }
      let analysis = analyst.analyse(
        revision.content, url: revision.item.link, seenAt: revision.seenAt, comments: comments)
      let drawn = analysis.identified(
        in: revision.content, article: revision.article, revision: revision.revision, extractor: analyst.version)
      guard let now = drawn, now.reports != before?.reports ?? [] || before == nil else { return .same }
      guard let id = RecordID(conversion.id) else {
        return .unreadable("\(address.segment): \(conversion.id) is no id")
      }
      return .different(
        Difference(
          records: records, before: before, now: now,
          targetURI: conversion.targetURI ?? "urn:salient:article:\(revision.article)", conversion: id))
    } catch {
      return .unreadable("\(address.segment) at byte \(address.offset): \(error)")
    }
  }

  /// Puts what today's rules draw in the place of what stood: as new records, beside which the old ones stay, and then
  /// in the catalogue, which publishes what appears and what vanishes. Give the revisions in the order of `run`.
  public func adopt(_ differences: [Difference], into archive: Archive, at now: Date) async throws -> CommitOutcome {
    let now = now.wholeMilliseconds
    var drafts = try differences.map { difference in
      RecordDraft.metadata(
        id: .random(), date: now, targetURI: difference.targetURI, refersTo: difference.conversion,
        json: try ArchivedDocuments.json(difference.now))
    }
    let commit = ArchivedCommit(
      after: try await catalogue.position(), at: now, adopted: drafts.map(\.id.description))
    drafts.append(try commit.draft())
    let addresses = try await archive.keep(drafts)
    guard let last = addresses.last else { return CommitOutcome() }
    return try await catalogue.adopt(
      zip(differences, addresses).map { Reextraction(reports: $0.now, metadata: $1) }, publishing: true, at: now,
      as: CommitRecord(number: commit.commit, address: last))
  }
}
