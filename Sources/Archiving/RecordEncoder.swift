internal import Crypto

/// One record as it will stand in a segment: a gzip member, the same wherever it is written.
struct EncodedRecord: Sendable {
  let id: RecordID
  let member: [UInt8]
}

/// Drafts to gzip members.
struct RecordEncoder {
  private let deflater = Deflater(level: ArchiveLimits.compressionLevel)

  func encode(_ draft: RecordDraft) -> EncodedRecord {
    let header = RecordEncoder.header(of: draft)
    return EncodedRecord(id: draft.id, member: deflater.member(of: [header, draft.head, draft.payload, blockEnd]))
  }

  /// Two line ends follow every block (WARC 1.1 §4).
  private let blockEnd: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A]

  /// Version line, fields in a fixed order, and the empty line.
  static func header(of draft: RecordDraft) -> [UInt8] {
    let payload = PayloadDigest(of: draft.payload)
    var block = payload
    if !draft.head.isEmpty {
      var hash = SHA256()
      hash.update(data: draft.head)
      hash.update(data: draft.payload)
      block = PayloadDigest(hashed: hash.finalize())
    }
    var header: [UInt8] = []
    header.reserveCapacity(1024)
    header.append(line: "WARC/1.1")
    header.append(line: "WARC-Type: \(draft.type)")
    header.append(line: "WARC-Record-ID: \(draft.id)")
    header.append(line: "WARC-Date: \(draft.date)")
    if let uri = draft.targetURI { header.append(line: "WARC-Target-URI: \(uri)") }
    for link in draft.links { header.append(line: "\(link.name): \(link.value)") }
    if draft.type != .warcinfo { header.append(line: "WARC-Payload-Digest: \(draft.payloadDigest ?? payload)") }
    header.append(line: "WARC-Block-Digest: \(block)")
    header.append(line: "Content-Type: \(draft.contentType)")
    header.append(line: "Content-Length: \(draft.blockByteCount)")
    header.append(line: "")
    return header
  }
}
