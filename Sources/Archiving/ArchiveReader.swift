public import Model

/// Reads the archive back: a record by its address, a segment from end to end, the list of segments.
///
/// Needs no writer and disturbs none. Every call blocks on the disk: call from a thread that may.
public struct ArchiveReader: Sendable {
  /// Folder of the segments.
  public let folder: String

  /// Reads what stands below a folder, which need not be there yet: then there are no segments.
  public init(folder: String) { self.folder = folder }

  /// The record at an address, its digests checked.
  ///
  /// - Throws: `.noSegment`; `.damaged` when the bytes there are not that record, whole and unchanged.
  public func record(at address: ArchiveAddress) throws(ArchiveError) -> WARCRecord {
    let (record, _) = try recordAndMember(at: address)
    return record
  }

  /// The gzip member at an address, byte for byte, after the record in it was checked.
  public func member(at address: ArchiveAddress) throws(ArchiveError) -> [UInt8] {
    let (_, member) = try recordAndMember(at: address)
    return member
  }

  /// Every segment, sealed or open, in the order in which they were begun.
  public func segments() throws(ArchiveError) -> [SegmentEntry] {
    var entries: [SegmentEntry] = []
    for day in try days() {
      for name in try Folder.names(in: "\(folder)/\(day)") {
        let isOpen = name.hasSuffix(SegmentName.ending + SegmentName.openEnding)
        guard isOpen || name.hasSuffix(SegmentName.ending) else { continue }
        let file = try OpenFile.read("\(folder)/\(day)/\(name)")
        let sealed = isOpen ? String(name.dropLast(SegmentName.openEnding.count)) : name
        entries.append(SegmentEntry(name: "\(day)/\(sealed)", isOpen: isOpen, byteCount: try file.byteCount()))
      }
    }
    return entries
  }

  /// The records of a segment in order.
  ///
  /// - Parameter offset: where the first of them stands.
  public func records(in segment: String, from offset: Int64 = 0) throws(ArchiveError) -> SegmentRecords {
    SegmentRecords(file: try file(of: segment), segment: segment, from: offset)
  }

  private func recordAndMember(at address: ArchiveAddress) throws(ArchiveError) -> (WARCRecord, [UInt8]) {
    func damaged(_ fault: RecordFault) -> ArchiveError {
      .damaged(segment: address.segment, offset: address.offset, fault: fault)
    }
    let limit = ArchiveLimits.blockBytesMax + ArchiveLimits.headerBytesMax
    guard address.offset >= 0, address.byteCount > 0, address.byteCount <= Int64(limit) else {
      throw damaged(.notARecord)
    }
    let member = try file(of: address.segment).read(at: address.offset, count: Int(address.byteCount))
    guard member.count == Int(address.byteCount) else { throw damaged(.torn) }
    do throws(RecordFault) {
      let record = try ArchiveReader.record(in: member, limit: limit)
      guard record.id == address.recordID else { throw .otherRecord(found: record.id) }
      try record.checkDigests()
      return (record, member)
    } catch {
      throw damaged(error)
    }
  }

  private static func record(in member: [UInt8], limit: Int) throws(RecordFault) -> WARCRecord {
    guard member.first == 0x1F else { return try WARCRecord(parsing: member) }
    var content: [UInt8] = []
    let progress = try Inflater().unfold(member[...], into: &content, limit: limit)
    guard progress == .ended(consumed: member.count) else { throw .torn }
    return try WARCRecord(parsing: content)
  }

  /// The segment may be sealed between the look for the one name and for the other, hence the second try.
  func file(of segment: String) throws(ArchiveError) -> OpenFile {
    let path = "\(folder)/\(segment)"
    for candidate in [path, path + SegmentName.openEnding, path] where Folder.exists(candidate) {
      return try OpenFile.read(candidate)
    }
    throw .noSegment(name: segment)
  }

  /// `2026/11/24` …
  private func days() throws(ArchiveError) -> [String] {
    guard Folder.exists(folder) else { return [] }
    var paths = [""]
    for digits in [4, 2, 2] {
      var deeper: [String] = []
      for path in paths {
        for name in try Folder.names(in: "\(folder)/\(path)") where name.isNumber(digits: digits) {
          deeper.append(path.isEmpty ? name : "\(path)/\(name)")
        }
      }
      paths = deeper
    }
    return paths
  }
}

/// One segment of the archive.
public struct SegmentEntry: Sendable, Hashable {
  /// Sealed name, below the archive's folder: as in `ArchiveAddress.segment`.
  public let name: String
  /// Still being written, or left by a run that did not end well.
  public let isOpen: Bool
  /// Length of the file.
  public let byteCount: Int64

  /// The day it was begun, in UTC; nil when its folder is no date.
  public var day: Day? { Day(iso: name.prefix(10).split(separator: "/").joined(separator: "-")) }
}

extension String {
  fileprivate func isNumber(digits: Int) -> Bool {
    utf8.count == digits && utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}
