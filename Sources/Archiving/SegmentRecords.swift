public import Model

/// The records of one segment in order, found one by one; damage costs the records that it hits and no others.
///
/// Reads segments of ours and WARC files of others: a gzip member a record, several records in a member, or none
/// compressed at all. Blocks on the disk: iterate on a thread that may.
public final class SegmentRecords {
  /// What comes next in the file.
  public enum Found: Sendable, Equatable {
    case record(WARCRecord, at: ArchiveAddress)
    /// Bytes that hold no readable record.
    case damage(offset: Int64, byteCount: Int64, fault: RecordFault)
  }

  /// The name that addresses get.
  public let segment: String
  private var input: FileWindow
  private var offset: Int64 = 0
  private var queued: [Found] = []
  private let inflater = Inflater()

  /// Starts at the file's first byte.
  ///
  /// - Parameters:
  ///   - path: any WARC file, `.warc` or `.warc.gz`.
  ///   - segment: stands in the addresses.
  public convenience init(path: String, segment: String) throws(ArchiveError) {
    self.init(file: try OpenFile.read(path), segment: segment)
  }

  /// Reads a WARC file that is in memory already.
  public init(bytes: [UInt8], segment: String) {
    self.segment = segment
    input = FileWindow(bytes: bytes)
  }

  init(file: OpenFile, segment: String, from offset: Int64 = 0) {
    self.segment = segment
    self.offset = offset
    input = FileWindow(file: file)
  }

  /// The next record or the next damage.
  ///
  /// - Returns: nil at the end of the file.
  /// - Throws: when the file cannot be read; never for what stands in it.
  public func next() throws(ArchiveError) -> Found? {
    while queued.isEmpty {
      let start = offset
      do {
        guard let end = try element(at: start) else { return nil }
        offset = end
      } catch let fault as RecordFault {
        offset = try endOfDamage(from: start)
        return .damage(offset: start, byteCount: offset - start, fault: fault)
      } catch let error as ArchiveError {
        throw error
      } catch {
        preconditionFailure("an element fails with its own fault or the file's error")
      }
    }
    return queued.removeFirst()
  }

  /// Queues the records of the member, or the plain record, at the offset.
  ///
  /// - Returns: the offset behind it; nil at the end of the file.
  private func element(at start: Int64) throws -> Int64? {
    let first = try input.bytes(at: start)
    guard let byte = first.first else { return nil }
    if byte == 0x1F { return try member(at: start) }
    if byte == 0x0D || byte == 0x0A {
      return start + Int64(first.prefix { $0 == 0x0D || $0 == 0x0A }.count)
    }
    return try plainRecord(at: start)
  }

  private func member(at start: Int64) throws -> Int64 {
    var content: [UInt8] = []
    let limit = ArchiveLimits.blockBytesMax + ArchiveLimits.headerBytesMax
    inflater.reset()
    var at = start
    while true {
      let piece = try input.bytes(at: at)
      if piece.isEmpty { throw RecordFault.torn }
      switch try inflater.unfold(piece, into: &content, limit: limit) {
      case .wantsMore: at += Int64(piece.count)
      case .ended(let consumed):
        at += Int64(consumed)
        try queueRecords(of: content, from: start, to: at)
        return at
      }
    }
  }

  private func queueRecords(of content: [UInt8], from start: Int64, to end: Int64) throws(RecordFault) {
    var rest = content[...]
    var found: [Found] = []
    while !rest.isEmpty {
      let (record, next) = try WARCRecord.parse(rest)
      found.append(.record(record, at: address(of: record, from: start, to: end)))
      rest = rest[next...]
    }
    queued = found
  }

  private func plainRecord(at start: Int64) throws -> Int64 {
    let head = try input.bytes(at: start, atLeast: ArchiveLimits.headerBytesMax)
    let header = try RecordHeader(parsing: head)
    // The length is bounded by `blockBytesMax`, and four bytes of line ends follow it.
    let whole = try input.bytes(at: start, atLeast: header.end - head.startIndex + header.blockByteCount + 4)
    let bounded = whole.prefix(header.end - head.startIndex + header.blockByteCount + 4)
    let (record, next) = try WARCRecord.parse(bounded)
    let end = start + Int64(next - bounded.startIndex)
    queued = [.record(record, at: address(of: record, from: start, to: end))]
    return end
  }

  private func address(of record: WARCRecord, from start: Int64, to end: Int64) -> ArchiveAddress {
    ArchiveAddress(segment: segment, offset: start, byteCount: end - start, recordID: record.id)
  }

  /// The offset of the next whole record behind the damage, or the end of the file.
  private func endOfDamage(from start: Int64) throws(ArchiveError) -> Int64 {
    var at = start + 1
    while let candidate = try input.nextRecordMark(from: at) {
      do {
        queued = []
        _ = try element(at: candidate)
        // Read again when it is its turn.
        queued = []
        return candidate
      } catch let error as ArchiveError {
        throw error
      } catch {
        // Bytes that only look like the start of a record: look on behind them.
        at = candidate + 1
      }
    }
    return try input.byteCount()
  }
}
