internal import Glibc
internal import Model

/// What became of a segment that was written anew.
public struct SegmentRewriting: Sendable {
  /// Name of the segment that was copied.
  public let old: String
  /// Name of the copy.
  public let new: String
  /// Length of the copy.
  public let byteCount: Int64
  /// Where each kept record stands now, by where it stood.
  public let offsets: [Int64: Int64]
  /// Records that were left out.
  public let droppedRecords: Int
}

extension ArchiveReader {
  /// Writes a sealed segment anew, under a name that sorts beside its own, without the records that are not wanted:
  /// each kept member is copied byte for byte after its digests were checked. The old file stays; remove it when
  /// nothing points at it any more.
  ///
  /// - Parameter isKept: is asked for each record but the warcinfo, which is made anew.
  /// - Returns: nil when every record is kept; then nothing was written.
  /// - Throws: `.damaged` when a record that must be kept cannot be read; then the segment is left as it is.
  public func rewrite(
    _ segment: String, software: String, configurationDigest: String, clock: ArchiveClock = .system,
    isKept: (WARCRecord) -> Bool
  ) throws(ArchiveError) -> SegmentRewriting? {
    var kept: [ArchiveAddress] = []
    var dropped = 0
    let records = try records(in: segment)
    while let found = try records.next() {
      switch found {
      case .damage(let offset, _, let fault): throw .damaged(segment: segment, offset: offset, fault: fault)
      case .record(let record, _) where record.type == .warcinfo: continue
      case .record(let record, let address):
        if isKept(record) { kept.append(address) } else { dropped += 1 }
      }
    }
    guard dropped > 0 else { return nil }
    let new = SegmentName.pruned(segment)
    let part = "\(folder)/\(new)\(ArchiveReader.unfinished)"
    if Folder.exists(part) { try Folder.remove(part) }
    guard let file = try OpenFile.create(part) else {
      throw .failed(operation: .create, path: part, errno: EEXIST)
    }
    let statement = WarcinfoStatement(software: software, configurationDigest: configurationDigest)
    let opening = statement.draft(id: clock.newRecordID(), date: clock.now(), fileName: SegmentName.file(of: new))
    let info = RecordEncoder().encode(opening).member
    try file.append(info)
    var length = Int64(info.count)
    var offsets: [Int64: Int64] = [:]
    for address in kept {
      try file.append(try member(at: address))
      offsets[address.offset] = length
      length += address.byteCount
    }
    try file.sync()
    try Folder.rename(part, to: "\(folder)/\(new)")
    return SegmentRewriting(
      old: segment, new: new, byteCount: length, offsets: offsets, droppedRecords: dropped)
  }

  /// Removes a segment's file for good; nothing happens when it is not there.
  public func remove(_ segment: String) throws(ArchiveError) {
    let path = "\(folder)/\(segment)"
    if Folder.exists(path) { try Folder.remove(path) }
  }

  /// Copies a segment, as long as it is at this moment, into another archive's folder, durably. A sealed segment that is
  /// there already in its full length is left alone.
  ///
  /// - Returns: how many bytes were copied; nil when none had to be.
  public func copy(_ segment: SegmentEntry, to other: String) throws(ArchiveError) -> Int64? {
    let target = "\(other)/\(segment.name)"
    if !segment.isOpen, Folder.exists(target), try OpenFile.read(target).byteCount() == segment.byteCount {
      return nil
    }
    let source = try file(of: segment.name)
    try Folder.make(Folder.above(target))
    let part = target + ArchiveReader.unfinished
    if Folder.exists(part) { try Folder.remove(part) }
    guard let file = try OpenFile.create(part) else {
      throw .failed(operation: .create, path: part, errno: EEXIST)
    }
    var copied: Int64 = 0
    while copied < segment.byteCount {
      let piece = try source.read(
        at: copied, count: Int(min(Int64(ArchiveLimits.copyBytes), segment.byteCount - copied)))
      guard !piece.isEmpty else { break }
      try file.append(piece)
      copied += Int64(piece.count)
    }
    try file.sync()
    // What an earlier copy took while the segment was open is part of it.
    let open = target + SegmentName.openEnding
    if Folder.exists(open) { try Folder.remove(open) }
    try Folder.rename(part, to: segment.isOpen ? open : target)
    return copied
  }

  /// Ends the names of files that are not whole yet; readers pass them over.
  private static let unfinished = ".part"
}
