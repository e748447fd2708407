/// Why the archive could not be written or read: the operation, the path, and the system's reason.
public enum ArchiveError: Error, Hashable, Sendable {
  /// No room (ENOSPC, EDQUOT): the disk or the quota is full.
  case full(operation: FileOperation, path: String)
  /// Any other refusal by the system.
  case failed(operation: FileOperation, path: String, errno: Int32)
  /// Another process holds the state folder; its process id when its lock file says it.
  case locked(path: String, pid: Int32?)
  /// A draft is larger than a record may be.
  case recordTooLarge(bytes: Int, limit: Int)
  /// The archive was closed.
  case closed
  /// An address names a segment that is not there.
  case noSegment(name: String)
  /// A record does not hold what its address or its digests promise.
  case damaged(segment: String, offset: Int64, fault: RecordFault)

  /// What was asked of the system; bounded words for logs and metrics.
  public enum FileOperation: String, Sendable, CaseIterable {
    case create, open, read, write, sync, rename, truncate, remove, list, lock
  }

  /// True when room on the disk would help.
  public var isFull: Bool {
    if case .full = self { return true }
    return false
  }
}

/// What is wrong with the bytes of a record.
public enum RecordFault: Error, Hashable, Sendable {
  /// The bytes end inside a gzip member or a record.
  case torn
  /// No gzip member and no WARC record starts here.
  case notARecord
  /// zlib refuses the member, or its CRC does not fit.
  case compression
  /// The version line, a header line or the end of the record is malformed.
  case malformed(String)
  /// A header that every record needs is missing.
  case headerMissing(String)
  /// The digest does not fit the bytes.
  case digestMismatch(header: String)
  /// Another record stands where this one was expected.
  case otherRecord(found: String)
  /// Larger than readers accept.
  case tooLarge(limit: Int)
}
