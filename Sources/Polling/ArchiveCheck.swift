public import Archiving
public import Cataloguing
import FoundationEssentials
import Model

/// Whether the archive is whole, and whether archive and catalogue say the same.
///
/// In: segments, the catalogue. Out: faults, as lines for people. Reads the disk: for commands, not for the daemon.
public struct ArchiveCheck: Sendable {
  private let reader: ArchiveReader

  public init(reader: ArchiveReader) { self.reader = reader }

  /// What was found in the segments.
  public struct Findings: Sendable {
    public var records = 0
    /// One fault a line.
    public var lines: [String] = []
    /// Where each record of the archive stands, by its id.
    var places: [String: Place] = [:]
    /// The conversions that each commit names; of two commits of one number the later stands.
    var commits: [Int64: [String]] = [:]
    /// Conversions in whose place others stand since, which were read anew of the same bytes.
    var replaced: Set<String> = []

    public init() {}

    struct Place: Sendable, Equatable {
      let segment: String
      let offset: Int64
    }
  }

  /// Reads segments from end to end, as many at once as the machine has processors.
  ///
  /// - Parameter progress: is told how many bytes of how many have been read.
  public func run(
    over segments: [SegmentEntry], progress: (_ bytes: Int64, _ of: Int64) -> Void
  ) async throws -> Findings {
    let sealed = segments.filter { !$0.isOpen }
    let all = sealed.reduce(0) { $0 + $1.byteCount }
    var done: Int64 = 0
    var results: [Int: Findings] = [:]
    try await withThrowingTaskGroup(of: (Int, Findings).self) { group in
      for (index, segment) in sealed.enumerated() {
        if index >= ProcessInfo.processInfo.activeProcessorCount, let (which, found) = try await group.next() {
          results[which] = found
          done += sealed[which].byteCount
          progress(done, all)
        }
        group.addTask { (index, try check(segment.name)) }
      }
      for try await (which, found) in group {
        results[which] = found
        done += sealed[which].byteCount
        progress(done, all)
      }
    }
    return sealed.indices.compactMap { results[$0] }.reduce(into: Findings()) { whole, found in whole.add(found) }
  }

  private func check(_ segment: String) throws -> Findings {
    var found = Findings()
    let verification = try reader.verify(segment) { record, address in
      found.places[record.id] = Findings.Place(segment: segment, offset: address.offset)
      // A damaged commit is among the findings already.
      guard ArchivedCommit.isOne(record),
        let commit = try? ArchivedDocuments.read(ArchivedCommit.self, from: Array(record.payload))
      else { return }
      found.replaced.formUnion((commit.retold ?? []).map(\.replaces))
      found.commits[commit.commit] =
        (commit.retold ?? []).map(\.conversion) + (commit.polls ?? []).flatMap { $0.news ?? [] }.map(\.conversion)
    }
    found.records = verification.records
    found.lines = verification.findings.map {
      "\(segment) at byte \($0.offset): \($0.fault) \($0.recordID ?? "")"
    }
    return found
  }

  /// Where catalogue and archive disagree: records that the catalogue cites and the archive lacks or has elsewhere, and
  /// revisions that the archive's commits name and the catalogue lacks.
  public static func differences(of catalogue: Catalogue, from found: Findings) async throws -> [String] {
    var lines: [String] = try await catalogue.integrityFaults().map { "the catalogue: \($0)" }
    func check(_ address: ArchiveAddress?, _ what: String) {
      guard let address else { return }
      guard let place = found.places[address.recordID] else {
        lines.append("\(what) \(address.recordID) is not in the archive; the catalogue has it in \(address.segment)")
        return
      }
      if place != Findings.Place(segment: address.segment, offset: address.offset) {
        lines.append(
          "\(what) \(address.recordID) stands in \(place.segment) at byte \(place.offset), the catalogue says otherwise"
        )
      }
    }
    var known: Set<String> = []
    var place: Int64 = 0
    while case let page = try await catalogue.revisionRecords(after: place, limit: pageSize), let last = page.last {
      for revision in page {
        check(revision.response, "response")
        check(revision.conversion, "conversion")
        check(revision.metadata, "metadata")
        if let id = revision.conversion?.recordID { known.insert(id) }
      }
      place = last.place
    }
    var next: Int64 = 0
    while case let (page, after) = try await catalogue.captures(after: next, limit: pageSize), !page.isEmpty {
      for capture in page { check(capture.address, "capture") }
      next = after
    }
    let position = try await catalogue.position().commit
    if let last = found.commits.keys.max(), last != position {
      lines.append("the archive's last commit is \(last), the catalogue's \(position)")
    }
    for (number, conversions) in found.commits.sorted(by: { $0.key < $1.key }) {
      for id in conversions where found.places[id] != nil && !known.contains(id) && !found.replaced.contains(id) {
        lines.append("conversion \(id) belongs to commit \(number), and the catalogue does not know it")
      }
    }
    return lines
  }

  private static let pageSize = 4096
}

extension ArchiveCheck.Findings {
  mutating func add(_ later: ArchiveCheck.Findings) {
    records += later.records
    lines += later.lines
    places.merge(later.places) { _, last in last }
    replaced.formUnion(later.replaced)
    commits.merge(later.commits) { _, last in last }
  }
}
