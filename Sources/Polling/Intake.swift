public import Archiving
public import Cataloguing
import FoundationEssentials
import Model

/// Brings the catalogue to what the archive holds: after a run that was cut short between the archive's fsync and the
/// catalogue's commit, or from nothing. The archive is the truth.
///
/// In: segments. Out: commits in the catalogue. What can go wrong: `ArchiveError`, `CatalogueError`, and `IntakeError`
/// when commits are missing in between. Reads the disk: call where blocking is allowed.
public struct Intake: Sendable {
  private let reader: ArchiveReader
  private let catalogue: Catalogue
  private let stories: StoryDesk
  private let watch: WatchTimes

  /// Commits that go into one transaction: enough to share its fsync, few enough to hold.
  private static let commitsAtOnce = 64

  /// - Parameter watch: when the articles that are taken in are looked at again.
  public init(reader: ArchiveReader, catalogue: Catalogue, stories: StoryDesk, watch: WatchTimes) {
    self.watch = watch
    self.reader = reader
    self.catalogue = catalogue
    self.stories = stories
  }

  /// What was taken in.
  public struct Taken: Sendable, Equatable {
    public var segments = 0
    public var commits = 0
    public var revisions = 0
    public var reports = 0
    /// Stretches of segments that could not be read.
    public var damage = 0
    /// Records that commits name and that are not there.
    public var missing = 0
    /// Revisions that no commit names.
    public var uncited = 0

    public init() {}
  }

  /// Takes in what stands in the archive behind what the catalogue knows of each segment. After a run that ended well
  /// that is nothing, and no segment is read; into a catalogue made anew it is everything.
  ///
  /// - Parameter progress: is told how many bytes of how many have been read.
  /// - Throws: `IntakeError` when commits are missing in between: then only a rebuild helps.
  public func catchUp(progress: (_ bytes: Int64, _ of: Int64) -> Void = { _, _ in }) async throws -> Taken {
    let known = try await catalogue.knownSegmentBytes()
    let behind = try inOrderOfCommits(try reader.segments().filter { $0.byteCount > known[$0.name] ?? 0 }, known)
    var round = Round(
      commits: CommitReader(reader: reader, stories: stories, catalogue: catalogue, watch: watch, now: Date()),
      last: try await catalogue.position().commit)
    let position = round.last
    let all = behind.reduce(0) { $0 + $1.byteCount }
    var bytes: Int64 = 0
    for segment in behind {
      try round.commits.open(segment.name, from: known[segment.name] ?? 0, after: position)
      while let commit = try await round.commits.next() { try await add(commit, &round) }
      round.taken.segments += 1
      bytes += segment.byteCount
      progress(bytes, all)
    }
    if let commit = try await round.commits.last() { try await add(commit, &round) }
    try await flush(&round)
    try await catalogue.noteRead(Dictionary(behind.map { ($0.name, $0.byteCount) }, uniquingKeysWith: max))
    round.taken.damage = round.commits.damage
    round.taken.missing = round.commits.missing
    round.taken.uncited = round.commits.uncited
    return round.taken
  }

  /// Segments by the first commit that each has beyond what is known. Their names follow the clock, which may have been
  /// set back in between: commits do not.
  private func inOrderOfCommits(
    _ segments: [SegmentEntry], _ known: [String: Int64]
  ) throws(ArchiveError) -> [SegmentEntry] {
    guard segments.count > 1 else { return segments }
    var first: Int64 = 0
    var numbered: [(commit: Int64, place: Int)] = []
    for (place, segment) in segments.enumerated() {
      // One without a commit stays where it is.
      first = try firstCommit(in: segment.name, from: known[segment.name] ?? 0) ?? first
      numbered.append((first, place))
    }
    return numbered.sorted { $0 < $1 }.map { segments[$0.place] }
  }

  private func firstCommit(in segment: String, from offset: Int64) throws(ArchiveError) -> Int64? {
    let records = try reader.records(in: segment, from: offset)
    while let found = try records.next() {
      if case .record(let record, _) = found, let number = ArchivedCommit.number(of: record) { return number }
    }
    return nil
  }

  private struct Round {
    var commits: CommitReader
    /// The number of the last commit that was taken in or waits.
    var last: Int64
    var waiting: [RestoredCommit] = []
    var taken = Taken()
  }

  private func add(_ commit: RestoredCommit, _ round: inout Round) async throws {
    let number = commit.record.number
    // A damaged record costs its commit; what comes after must not be lost with it.
    guard number == round.last + 1 || round.last == 0 || round.commits.damage > 0 else {
      throw IntakeError.catalogueIsBehind(at: round.last, next: number, segment: commit.record.address.segment)
    }
    round.last = number
    round.waiting.append(commit)
    if round.waiting.count >= Intake.commitsAtOnce { try await flush(&round) }
  }

  private func flush(_ round: inout Round) async throws {
    guard !round.waiting.isEmpty else { return }
    let outcome = try await catalogue.restore(round.waiting)
    CrashPoint.takenIn.reach()
    round.taken.commits += round.waiting.count
    round.taken.revisions += outcome.newArticles.count + outcome.revisedArticles.count
    round.taken.reports += outcome.newReports.count
    round.waiting = []
    round.commits.settled()
  }
}

/// Why the catalogue could not be brought to what the archive holds.
public enum IntakeError: Error, Equatable, CustomStringConvertible {
  /// Commits between the two are not where they were looked for.
  case catalogueIsBehind(at: Int64, next: Int64, segment: String)

  public var description: String {
    switch self {
    case .catalogueIsBehind(let at, let next, let segment):
      """
      the catalogue stands at commit \(at) and the archive goes on with \(next) in \(segment); \
      `salient archive rebuild` makes the catalogue anew
      """
    }
  }
}
