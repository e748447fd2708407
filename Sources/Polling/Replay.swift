public import Archiving
public import ArticleExtraction
public import Cataloguing
public import FoundationEssentials
public import Model

/// Reads everything that the archive holds anew, by today's feed parser, article extraction and extraction of reports,
/// and says what would be different.
///
/// In: the catalogue's list of revisions and the archive. Out: revisions that differ, in order; nothing is changed
/// before `adopt`. Reads the disk from many tasks: for a command of its own, not for the daemon.
public struct Replay: Sendable {
  private let bodies: ArchivedBodies
  private let extractor: ArticleExtractor
  private let analyst: ReportAnalyst
  private let comments: TerritorySettings.Comments

  /// What was read.
  public struct Figures: Sendable, Equatable {
    public var revisions = 0
    /// Revisions of which text, facts or reports are different.
    public var differing = 0
    /// Revisions of which text or facts are different.
    public var retold = 0
    /// Reports that appear, vanish and change.
    public var appearing = 0
    public var vanishing = 0
    public var changing = 0
    /// Items of archived feeds that today's parser finds and that were never taken in.
    public var appearingItems = 0
    /// Revisions whose article today's rules do not find in its bytes, with the first reason; their texts stand.
    public var notFound = 0
    public var firstNotFound: String?
    /// Revisions whose bytes are not kept; their texts stand.
    public var notKept = 0
    /// Revisions whose records could not be read, with the first reason.
    public var unreadable = 0
    public var firstFault: String?

    public init() {}
  }

  public init(
    reader: ArchiveReader, catalogue: Catalogue, extractor: ArticleExtractor, analyst: ReportAnalyst,
    comments: TerritorySettings.Comments
  ) {
    bodies = ArchivedBodies(reader: reader, catalogue: catalogue)
    self.extractor = extractor
    self.analyst = analyst
    self.comments = comments
  }

  /// Shares that are read ahead of the one that is told next, for every processor.
  private static let sharesAhead = 3

  /// Reads every revision seen since a time, on all processors.
  ///
  /// - Parameters:
  ///   - appearing: is given every item that would appear, with the URL of its feed; each once.
  ///   - body: is given the revisions that differ, in the order in which they were kept.
  public func run(
    since: Date?, appearing: (ItemIdentity, _ feed: String) throws -> Void,
    _ body: (ReplayDifference) async throws -> Void
  ) async throws -> Figures {
    var figures = Figures()
    var shares = ReplayShares(catalogue: bodies.catalogue, since: since)
    let ahead = ProcessInfo.processInfo.activeProcessorCount * Replay.sharesAhead
    var told: Set<String> = []
    try await withThrowingTaskGroup(of: (Int, [Found]).self) { group in
      var (started, next) = (0, 0)
      var finished: [Int: [Found]] = [:]
      while true {
        while started < next + ahead, let share = try await shares.next() {
          group.addTask { [started] in (started, await read(share)) }
          started += 1
        }
        guard next < started, let (index, results) = try await group.next() else { return }
        finished[index] = results
        while let results = finished.removeValue(forKey: next) {
          next += 1
          for found in results {
            figures.count(found)
            for (item, feed) in found.items where told.insert(feed + " " + item.key).inserted {
              figures.appearingItems += 1
              try appearing(item, feed)
            }
            if let difference = found.difference { try await body(difference) }
          }
        }
      }
    }
    return figures
  }

  /// One revision, read again.
  fileprivate struct Found: Sendable {
    var difference: ReplayDifference?
    var items: [(item: ItemIdentity, feed: String)] = []
    var isKept = true
    var notFound: String?
    var fault: String?
  }

  private func read(_ share: [RevisionRecords]) async -> [Found] {
    var rereading = Rereading(bodies: bodies, extractor: extractor)
    var lastResponse: ArchiveAddress?
    var results: [Found] = []
    for records in share {
      var found = Found()
      do {
        let revision = try await read(records, with: &rereading, into: &found)
        if let revision, revision.origin == .feed, records.response != lastResponse {
          lastResponse = records.response
          let unknown = try await bodies.catalogue.unknownItems(rereading.items, ofFeed: revision.feed)
          found.items = unknown.map { ($0, revision.feed) }
        }
      } catch {
        found.fault = "\(records.article), revision \(records.revision): \(error)"
      }
      results.append(found)
    }
    return results
  }

  /// - Returns: the revision as it was archived.
  private func read(
    _ records: RevisionRecords, with rereading: inout Rereading, into found: inout Found
  ) async throws -> ArticleRevision? {
    guard let address = records.conversion else {
      found.fault = "\(records.article), revision \(records.revision): its record was pruned"
      return nil
    }
    let conversion = try bodies.reader.record(at: address)
    let before = try ArchivedDocuments.read(ArticleRevision.self, from: Array(conversion.payload))
    let reportsBefore = try records.metadata.map {
      try ArchivedDocuments.read(RevisionReports.self, from: Array(try bodies.reader.record(at: $0).payload))
    }
    var now = before
    switch try await rereading.article(of: before, from: records.response) {
    case .article(let content): now.content = content
    case .notKept: found.isKept = false
    case .notFound(let reason):
      found.notFound = "\(records.article), revision \(records.revision), \(before.item.link ?? ""): \(reason)"
    }
    // What differs below the archive's precision does not differ.
    if now != before { now = try ArchivedDocuments.read(ArticleRevision.self, from: try ArchivedDocuments.json(now)) }
    let analysis = analyst.analyse(now.content, url: now.item.link, seenAt: now.seenAt, comments: comments)
    var reports = analysis.identified(
      in: now.content, article: now.article, revision: now.revision, extractor: analyst.version)
    if now != before, reports == nil, reportsBefore != nil {
      // No pack covers the language that the text turns out to be in: what was drawn from it does not stand.
      reports = RevisionReports(
        article: now.article, revision: now.revision, extractor: analyst.version, reports: [])
    }
    let isRead = reports.map { $0.reports != reportsBefore?.reports ?? [] || reportsBefore == nil } ?? false
    guard now != before || isRead else { return before }
    guard let id = RecordID(conversion.id) else {
      throw ArchiveError.damaged(segment: address.segment, offset: address.offset, fault: .malformed("record id"))
    }
    found.difference = ReplayDifference(
      records: records, before: reportsBefore, now: reports, revisionBefore: before, revisionNow: now,
      targetURI: conversion.targetURI ?? "urn:salient:article:\(before.article)", conversion: id,
      response: conversion.refersTo.flatMap { RecordID($0) })
    return before
  }
}

extension Replay.Figures {
  fileprivate mutating func count(_ found: Replay.Found) {
    revisions += 1
    if !found.isKept { notKept += 1 }
    if let reason = found.notFound {
      notFound += 1
      firstNotFound = firstNotFound ?? reason
    }
    if let fault = found.fault {
      unreadable += 1
      firstFault = firstFault ?? fault
    }
    guard let difference = found.difference else { return }
    differing += 1
    if difference.isRetold { retold += 1 }
    appearing += difference.appearing.count
    vanishing += difference.vanishing.count
    changing += difference.changing.count
  }
}

/// Cuts the list of revisions into shares for one task each: revisions that were made of one response stay together,
/// as far as that goes, since the response is read once for them.
private struct ReplayShares {
  let catalogue: Catalogue
  let since: Date?
  private var waiting: ArraySlice<RevisionRecords> = []
  private var place: Int64 = 0
  private var isOver = false

  private static let shareMin = 32
  private static let shareMax = 256
  private static let pageSize = 4096

  init(catalogue: Catalogue, since: Date?) {
    self.catalogue = catalogue
    self.since = since
  }

  mutating func next() async throws(CatalogueError) -> [RevisionRecords]? {
    if waiting.count < ReplayShares.shareMax, !isOver {
      let page = try await catalogue.revisionRecords(after: place, since: since, limit: ReplayShares.pageSize)
      isOver = page.count < ReplayShares.pageSize
      place = page.last?.place ?? place
      waiting = ArraySlice(Array(waiting) + page)
    }
    guard !waiting.isEmpty else { return nil }
    var count = min(ReplayShares.shareMin, waiting.count)
    while count < min(ReplayShares.shareMax, waiting.count),
      waiting[waiting.startIndex + count].response == waiting[waiting.startIndex + count - 1].response
    {
      count += 1
    }
    defer { waiting = waiting.dropFirst(count) }
    return Array(waiting.prefix(count))
  }
}
