public import Archiving
public import Cataloguing
public import FoundationEssentials
import Model

/// Takes out of archive and catalogue what is older than the operator wants to keep: articles that no report came of,
/// with the bytes that they were made of. What reports rest on stays.
///
/// A segment is written anew without the records that nobody needs any more; the catalogue then points at the new one,
/// and only then the old file goes. Killed in between, the next pruning finishes it. Commits stay, so that the catalogue
/// can still be made anew. Nothing else may write meanwhile: take the state's lock.
public struct Pruning: Sendable {
  private let reader: ArchiveReader
  private let catalogue: Catalogue
  private let software: String
  private let configurationDigest: String

  /// What was taken away.
  public struct Figures: Sendable, Equatable {
    public var articles = 0
    public var reports = 0
    public var segments = 0
    public var records = 0
    public var bytes: Int64 = 0

    public init() {}
  }

  private static let pageSize = 4096

  public init(reader: ArchiveReader, catalogue: Catalogue, software: String, configurationDigest: String) {
    self.reader = reader
    self.catalogue = catalogue
    self.software = software
    self.configurationDigest = configurationDigest
  }

  /// - Parameters:
  ///   - cutoff: what was seen before may go.
  ///   - includingReports: whether reports and their evidence go as well.
  ///   - progress: is told how many segments of how many are done.
  public func run(
    before cutoff: Date, includingReports: Bool, at now: Date, progress: (Int64, Int64) -> Void
  ) async throws -> Figures {
    var figures = Figures()
    // What an earlier pruning could not finish.
    for segment in try await catalogue.prunedSegments() { try reader.remove(segment) }
    let forgotten = try await catalogue.forgetArticles(before: cutoff, includingReports: includingReports)
    figures.articles = forgotten.articles
    figures.reports = forgotten.reports
    let segments = try reader.segments()
    let old = segments.filter { !$0.isOpen && $0.day.map { $0 < cutoff.day } ?? false }
    let needed = try await neededRecords(outside: Set(old.map(\.name)))
    for (index, segment) in old.enumerated() {
      let rewriting = try reader.rewrite(
        segment.name, software: software, configurationDigest: configurationDigest
      ) { needed.keeps($0) }
      if let rewriting {
        try await catalogue.move(
          RewrittenSegment(
            old: rewriting.old, new: rewriting.new, byteCount: rewriting.byteCount, offsets: rewriting.offsets),
          at: now)
        try reader.remove(rewriting.old)
        figures.segments += 1
        figures.records += rewriting.droppedRecords
        figures.bytes += segment.byteCount - rewriting.byteCount
      }
      progress(Int64(index + 1), Int64(old.count))
    }
    return figures
  }

  private func neededRecords(outside old: Set<String>) async throws -> NeededRecords {
    var needed = NeededRecords()
    var place: Int64 = 0
    while case let page = try await catalogue.revisionRecords(after: place, limit: Pruning.pageSize),
      let last = page.last
    {
      for revision in page {
        for address in [revision.response, revision.conversion, revision.metadata] {
          if let address { needed.ids.insert(address.recordID) }
        }
        needed.revisions.insert(NeededRecords.Revision(article: revision.article, revision: revision.revision))
      }
      place = last.place
    }
    // A revisit that stays needs the body that it stands for.
    var next: Int64 = 0
    while case let (page, after) = try await catalogue.captures(after: next, limit: Pruning.pageSize), !page.isEmpty {
      for capture in page where capture.isRevisit {
        guard needed.ids.contains(capture.address.recordID) || !old.contains(capture.address.segment) else { continue }
        if let original = try reader.record(at: capture.address).refersTo { needed.ids.insert(original) }
      }
      next = after
    }
    return needed
  }
}

/// What something kept rests on.
private struct NeededRecords {
  var ids: Set<String> = []
  /// Revisions that stay: all that was ever made of them stays as well, since a rebuild goes the way that the catalogue
  /// went.
  var revisions: Set<Revision> = []

  struct Revision: Hashable, Decodable {
    let article: ArticleID
    let revision: Int
  }

  func keeps(_ record: WARCRecord) -> Bool {
    switch record.type {
    case .request: return record.concurrentTo.contains(where: ids.contains)
    case .metadata where record.refersTo == nil: return true
    case .metadata, .conversion: return ids.contains(record.id) || isOfRevision(record)
    case .response, .revisit: return ids.contains(record.id)
    case .warcinfo, .resource, .other: return true
    }
  }

  private func isOfRevision(_ record: WARCRecord) -> Bool {
    // A document that names no revision belongs to none.
    guard let named = try? ArchivedDocuments.read(Revision.self, from: Array(record.payload)) else { return false }
    return revisions.contains(named)
  }
}
