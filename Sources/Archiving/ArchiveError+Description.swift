internal import Glibc

extension ArchiveError: CustomStringConvertible {
  /// What happened, where, and what to do.
  public var description: String {
    switch self {
    case .full(let operation, let path):
      "no room to \(operation.rawValue) \(path): free space on that file system or raise its quota; nothing is kept until then"
    case .failed(let operation, let path, let code):
      "cannot \(operation.rawValue) \(path): \(ArchiveError.reason(of: code))"
    case .locked(let path, let pid):
      "\(path) is locked by \(pid.map { "process \($0)" } ?? "another process"): stop it, or use another state folder"
    case .recordTooLarge(let bytes, let limit):
      "a record of \(bytes) bytes is over the limit of \(limit) (blockBytesMax): lower fetching.max_feed and max_page"
    case .closed:
      "the archive is closed"
    case .noSegment(let name):
      "no segment \(name) in the archive: it was pruned or moved away; restore it"
    case .damaged(let segment, let offset, let fault):
      "\(segment):\(offset): \(fault); run `salient archive verify`"
    }
  }

  private static func reason(of code: Int32) -> String {
    // SAFETY: strerror_r writes within the buffer or returns a constant; both end in NUL and are copied at once.
    unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 128) { buffer in
      guard let start = buffer.baseAddress else { return "error \(code)" }
      unsafe start.initialize(to: 0)
      guard unsafe strerror_r(code, start, buffer.count) == 0 else { return "error \(code)" }
      return unsafe String(cString: start)
    }
  }
}

extension RecordFault: CustomStringConvertible {
  /// What failed, where, and what to do.
  public var description: String {
    switch self {
    case .torn: "the bytes end inside a record"
    case .notARecord: "no record starts here"
    case .compression: "the gzip member is damaged"
    case .malformed(let what): "malformed: \(what)"
    case .headerMissing(let name): "no \(name)"
    case .digestMismatch(let header): "\(header) does not fit the bytes"
    case .otherRecord(let found): "another record stands here: \(found)"
    case .tooLarge(let limit): "larger than \(limit) bytes"
    }
  }
}
