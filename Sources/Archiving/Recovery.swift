internal import Model

/// Puts in order the segments that an earlier run left open.
///
/// A crash tears at most what no fsync covered, and nobody was told that this was kept: the tail behind the last whole
/// record is cut. When whole records stand behind a fault, the fault is no torn tail but damage to what was kept, and
/// nothing is cut at all.
struct Recovery {
  let folder: String

  func run() throws(ArchiveError) -> RecoveryReport {
    var segments: [RecoveredSegment] = []
    var records: [RecoveredRecord] = []
    for segment in try ArchiveReader(folder: folder).segments() where segment.isOpen {
      let found = try scan(segment)
      segments.append(try settle(segment, found))
      records += found.records
    }
    return RecoveryReport(segments: segments, records: records)
  }

  private struct Scan {
    var records: [RecoveredRecord] = []
    /// End of the last whole record.
    var end: Int64 = 0
    var damageAt: Int64?
    var isDamageInside = false
  }

  private func scan(_ segment: SegmentEntry) throws(ArchiveError) -> Scan {
    var scan = Scan()
    let found = try SegmentRecords(path: path(of: segment), segment: segment.name)
    while let next = try found.next() {
      switch next {
      case .damage(let offset, _, _):
        scan.damageAt = scan.damageAt ?? offset
      case .record(let record, let address):
        scan.end = address.offset + address.byteCount
        scan.isDamageInside = scan.damageAt != nil
        if record.type != .warcinfo {
          scan.records.append(RecoveredRecord(address: address, type: record.type, fields: record.fields))
        }
      }
    }
    return scan
  }

  private func settle(_ segment: SegmentEntry, _ scan: Scan) throws(ArchiveError) -> RecoveredSegment {
    let openPath = path(of: segment)
    let cut = segment.byteCount - scan.end
    if scan.records.isEmpty {
      try Folder.remove(openPath)
      return RecoveredSegment(
        name: segment.name, byteCount: 0, cutBytes: cut, damageAt: nil, outcome: .removed)
    }
    let file = try OpenFile.mend(openPath)
    if cut > 0 {
      try file.truncate(to: scan.end)
      CrashPoint.tailCut.reach()
    }
    // Whole records may stand behind the last fsync of the run before: they are made durable before they are cited.
    try file.sync()
    try Folder.rename(openPath, to: "\(folder)/\(segment.name)")
    CrashPoint.recoverySealed.reach()
    return RecoveredSegment(
      name: segment.name, byteCount: scan.end, cutBytes: cut, damageAt: scan.isDamageInside ? scan.damageAt : nil,
      outcome: .sealed)
  }

  private func path(of segment: SegmentEntry) -> String {
    "\(folder)/\(segment.name)\(SegmentName.openEnding)"
  }
}
