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
      ) { Pruning.isKept($0, needed) }
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

  private static func isKept(_ record: WARCRecord, _ needed: Set<String>) -> Bool {
    switch record.type {
    case .request: return record.concurrentTo.contains(where: needed.contains)
    case .metadata: return needed.contains(record.id) || record.refersTo.map(needed.contains) ?? true
    case .response, .revisit, .conversion: return needed.contains(record.id)
    case .warcinfo, .resource, .other: return true
    }
  }

  /// The ids of all records that something kept rests on.
  private func neededRecords(outside old: Set<String>) async throws -> Set<String> {
    var needed: Set<String> = []
    var place: Int64 = 0
    while case let page = try await catalogue.revisionRecords(after: place, limit: Pruning.pageSize),
      let last = page.last
    {
      for revision in page {
        for address in [revision.response, revision.conversion, revision.metadata] {
          if let address { needed.insert(address.recordID) }
        }
      }
      place = last.place
    }
    // A revisit that stays needs the body that it stands for.
    var next: Int64 = 0
    while case let (page, after) = try await catalogue.captures(after: next, limit: Pruning.pageSize), !page.isEmpty {
      for capture in page where capture.isRevisit {
        guard needed.contains(capture.address.recordID) || !old.contains(capture.address.segment) else { continue }
        if let original = try reader.record(at: capture.address).refersTo { needed.insert(original) }
      }
      next = after
    }
    return needed
  }
}
