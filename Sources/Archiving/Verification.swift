public import Model

extension ArchiveReader {
  /// Reads a segment from end to end and checks its structure, its checksums and its digests.
  ///
  /// The torn end of a segment that is still open is a finding like any other: verify open segments when no daemon
  /// writes them.
  /// - Parameter each: is given every readable record with its address.
  /// - Throws: when the segment cannot be read at all; what is wrong inside is a finding.
  public func verify(
    _ segment: String, each: (WARCRecord, ArchiveAddress) -> Void = { _, _ in }
  ) throws(ArchiveError) -> SegmentVerification {
    var verification = SegmentVerification(segment: segment)
    let records = try records(in: segment)
    var seen: Set<String> = []
    while let found = try records.next() {
      switch found {
      case .damage(let offset, let byteCount, let fault):
        verification.byteCount += byteCount
        verification.findings.append(SegmentFinding(offset: offset, recordID: nil, fault: fault))
      case .record(let record, let address):
        if verification.records == 0, address.offset == 0, let fault = record.openingFault(of: segment) {
          verification.findings.append(SegmentFinding(offset: 0, recordID: record.id, fault: fault))
        }
        verification.records += 1
        each(record, address)
        verification.byteCount += address.byteCount
        for fault in record.faults(seen: &seen) {
          verification.findings.append(SegmentFinding(offset: address.offset, recordID: record.id, fault: fault))
        }
      }
    }
    return verification
  }
}

/// What `verify` saw in one segment.
public struct SegmentVerification: Sendable, Equatable {
  /// The segment's sealed name.
  public let segment: String
  /// Readable records.
  public internal(set) var records = 0
  /// Bytes walked over, damage included.
  public internal(set) var byteCount: Int64 = 0
  /// In the order of the file; empty when all is well.
  public internal(set) var findings: [SegmentFinding] = []
}

/// One thing wrong in a segment.
public struct SegmentFinding: Sendable, Equatable {
  /// Where the record or the damage begins.
  public let offset: Int64
  /// nil where no record could be read.
  public let recordID: String?
  /// What is wrong.
  public let fault: RecordFault
}

extension WARCRecord {
  /// What is wrong with the record itself.
  fileprivate func faults(seen: inout Set<String>) -> [RecordFault] {
    var faults: [RecordFault] = []
    for name in ["WARC-Type", "WARC-Record-ID", "WARC-Date"] where fields[name] == nil {
      faults.append(.headerMissing(name))
    }
    if !id.isEmpty, !seen.insert(id).inserted { faults.append(.malformed("record id stands twice: \(id)")) }
    do throws(RecordFault) { try checkDigests() } catch { faults.append(error) }
    return faults
  }

  /// A segment of ours starts with a warcinfo that knows the segment's name.
  fileprivate func openingFault(of segment: String) -> RecordFault? {
    guard type == .warcinfo else { return .malformed("the first record is \(type), not warcinfo") }
    guard let name = fields["WARC-Filename"], name != SegmentName.file(of: segment) else { return nil }
    return .malformed("WARC-Filename: \(name.prefix(80))")
  }
}
