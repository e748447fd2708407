internal import FoundationEssentials
internal import Glibc
internal import Model

/// The open segment: appends to it, commits it, seals it, or gives it up.
///
/// Lives on the archive's thread alone.
final class SegmentWriter {
  private let folder: String
  private let settings: ArchiveSettings
  private let statement: WarcinfoStatement
  private let clock: ArchiveClock
  private var segment: Segment?
  private var serial = 0

  private struct Segment {
    let name: String
    let day: Day
    let file: OpenFile
    /// Where the next record will stand.
    var length: Int64
    /// What the last fsync covered.
    var committed: Int64
    /// End of the warcinfo: nothing is worth keeping in a shorter segment.
    let start: Int64
  }

  init(folder: String, settings: ArchiveSettings, statement: WarcinfoStatement, clock: ArchiveClock) {
    self.folder = folder
    self.settings = settings
    self.statement = statement
    self.clock = clock
  }

  /// Whether the next record belongs into another segment: by size, or by the day in UTC.
  var isSegmentFull: Bool {
    guard let segment else { return false }
    return segment.length >= Int64(settings.segment) || segment.day != clock.now().day
  }

  /// Writes the records behind each other, opening a segment when none is.
  func append(_ records: [EncodedRecord]) throws(ArchiveError) -> [ArchiveAddress] {
    var segment = try current()
    var addresses: [ArchiveAddress] = []
    var bytes: [UInt8] = []
    bytes.reserveCapacity(records.reduce(0) { $0 + $1.member.count })
    for record in records {
      addresses.append(
        ArchiveAddress(
          segment: segment.name, offset: segment.length + Int64(bytes.count), byteCount: Int64(record.member.count),
          recordID: record.id.description))
      bytes += record.member
    }
    try segment.file.append(bytes)
    CrashPoint.recordsWritten.reach()
    segment.length += Int64(bytes.count)
    self.segment = segment
    return addresses
  }

  /// Returns when all that was appended is on the disk.
  func commit() throws(ArchiveError) {
    guard let segment, segment.committed < segment.length else { return }
    try segment.file.sync()
    self.segment?.committed = segment.length
  }

  /// Gives the committed segment its sealed name.
  ///
  /// - Returns: false when none is open.
  func seal() throws(ArchiveError) -> Bool {
    guard let segment else { return false }
    try commit()
    CrashPoint.beforeSealing.reach()
    try Folder.rename(segment.file.path, to: path(of: segment.name))
    CrashPoint.sealed.reach()
    self.segment = nil
    return true
  }

  /// Lets go of a segment that cannot be sealed now.
  func leaveSegmentOpen() { segment = nil }

  /// Gives up the segment after a failed write or fsync: what it holds behind the last good fsync was refused to those
  /// who brought it, and is cut off.
  ///
  /// A later fsync of the same file may say that all is well though the kernel dropped the pages that it could not
  /// write, so nothing more is appended here. What cannot be mended now stays open, and the next start mends it.
  func abandon() {
    guard let segment else { return }
    self.segment = nil
    do throws(ArchiveError) {
      guard segment.committed > segment.start else {
        try Folder.remove(segment.file.path)
        return
      }
      try segment.file.truncate(to: segment.committed)
      try segment.file.sync()
      try Folder.rename(segment.file.path, to: path(of: segment.name))
    } catch {
      // The failure that led here is already reported; the segment keeps its open name for recovery.
    }
  }

  private func path(of name: String) -> String { "\(folder)/\(name)" }

  private func current() throws(ArchiveError) -> Segment {
    if let segment { return segment }
    return try open()
  }

  /// Makes a new segment that starts with its warcinfo, and makes its name durable.
  private func open() throws(ArchiveError) -> Segment {
    let now = clock.now()
    let (name, file) = try create(at: now)
    let record = RecordEncoder().encode(
      statement.draft(id: clock.newRecordID(), date: now, fileName: SegmentName.file(of: name)))
    let start = Int64(record.member.count)
    let opened = Segment(name: name, day: now.day, file: file, length: start, committed: 0, start: start)
    segment = opened
    try file.append(record.member)
    try Folder.sync(Folder.above(file.path))
    CrashPoint.segmentMade.reach()
    return opened
  }

  private func create(at now: Date) throws(ArchiveError) -> (name: String, file: OpenFile) {
    try Folder.make("\(folder)/\(SegmentName.folder(of: now.day))")
    for _ in 0..<ArchiveLimits.segmentNamesTried {
      serial += 1
      let name = SegmentName.sealed(at: now, serial: serial)
      if Folder.exists(path(of: name)) { continue }
      if let file = try OpenFile.create(path(of: name) + SegmentName.openEnding) { return (name, file) }
    }
    throw .failed(operation: .create, path: folder, errno: EEXIST)
  }
}
