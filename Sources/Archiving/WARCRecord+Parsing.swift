extension WARCRecord {
  /// Reads the one record that the bytes hold, uncompressed: what a gzip member of a segment unfolds to.
  ///
  /// - Throws: `RecordFault`, for any bytes at all that are no record.
  public init(parsing bytes: [UInt8]) throws(RecordFault) {
    let (record, end) = try WARCRecord.parse(bytes[...])
    guard end == bytes.endIndex else { throw .malformed("bytes behind the record") }
    self = record
  }

  /// Reads the record at the slice's start.
  ///
  /// - Returns: the record, and the index behind the line ends that follow its block.
  static func parse(_ bytes: ArraySlice<UInt8>) throws(RecordFault) -> (record: WARCRecord, end: Int) {
    let header = try RecordHeader(parsing: bytes)
    guard header.blockByteCount <= bytes.endIndex - header.end else { throw .torn }
    let blockEnd = header.end + header.blockByteCount
    let end = try skipLineEnds(in: bytes, from: blockEnd)
    return (
      WARCRecord(version: header.version, fields: header.fields, block: Array(bytes[header.end..<blockEnd])), end
    )
  }

  /// Two CRLF end a record; some writers end the last one with fewer or with bare LF.
  private static func skipLineEnds(in bytes: ArraySlice<UInt8>, from start: Int) throws(RecordFault) -> Int {
    var at = start
    while at < bytes.endIndex, bytes[at] == 0x0D || bytes[at] == 0x0A { at += 1 }
    guard at == bytes.endIndex || at > start else { throw .malformed("end of the record") }
    return at
  }
}

/// The head of a record: version line and fields.
struct RecordHeader {
  let version: String
  let fields: [WARCField]
  let blockByteCount: Int
  /// Index of the block's first byte.
  let end: Int

  init(parsing bytes: ArraySlice<UInt8>) throws(RecordFault) {
    guard bytes.starts(with: Array("WARC/".utf8)) else {
      throw Array("WARC/".utf8).starts(with: bytes) ? .torn : .notARecord
    }
    var lines = HeaderLines(bytes: bytes)
    // Looked for in few bytes: when searching for records behind damage, most candidates end here.
    guard let versionEnd = bytes.prefix(RecordHeader.versionBytesMax).firstIndex(of: 0x0A) else {
      throw bytes.count < RecordHeader.versionBytesMax ? .torn : .notARecord
    }
    guard let version = lines.next(), lines.position == versionEnd + 1 else { throw .notARecord }
    var fields: [WARCField] = []
    while true {
      guard let line = lines.next() else { throw RecordHeader.unended(bytes) }
      if line.isEmpty { break }
      try RecordHeader.add(line, to: &fields)
    }
    guard let length = fields["Content-Length"] else { throw .headerMissing("Content-Length") }
    guard let count = Int(length), count >= 0, length.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw .malformed("Content-Length: \(length.prefix(40))")
    }
    guard count <= ArchiveLimits.blockBytesMax else { throw .tooLarge(limit: ArchiveLimits.blockBytesMax) }
    self.version = version
    self.fields = fields
    blockByteCount = count
    end = lines.position
  }

  /// `WARC/1.1` and its line end, with room for versions to come.
  private static let versionBytesMax = 16

  private static func add(_ line: String, to fields: inout [WARCField]) throws(RecordFault) {
    guard fields.count < ArchiveLimits.headerFieldsMax else { throw .malformed("too many header lines") }
    if line.first == " " || line.first == "\t", let last = fields.popLast() {
      // A folded line goes on with the field before it (WARC 1.0 §4).
      fields.append(WARCField(name: last.name, value: last.value + " " + line[...].trimmed))
      return
    }
    guard let colon = line.firstIndex(of: ":"), colon > line.startIndex else {
      throw .malformed("header line \(line.prefix(40))")
    }
    fields.append(WARCField(name: String(line[..<colon]), value: line[line.index(after: colon)...].trimmed))
  }

  private static func unended(_ bytes: ArraySlice<UInt8>) -> RecordFault {
    bytes.count < ArchiveLimits.headerBytesMax ? .torn : .malformed("header without an end")
  }
}
