// The C boundary to files: the one place that calls the system, and retries what a signal interrupted.
internal import Glibc

/// An open file, closed when the last reference goes.
final class OpenFile {
  let path: String
  private let descriptor: Int32

  private init(path: String, descriptor: Int32) {
    self.path = path
    self.descriptor = descriptor
  }

  deinit { Glibc.close(descriptor) }

  /// Makes a new file for appending; readable by the group.
  ///
  /// - Returns: nil when there is one of that name.
  static func create(_ path: String) throws(ArchiveError) -> OpenFile? {
    let descriptor = retrying { unsafe Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o640) }
    if descriptor >= 0 { return OpenFile(path: path, descriptor: descriptor) }
    guard errno != EEXIST else { return nil }
    throw ArchiveError(.create, path, errno)
  }

  /// Opens a file to read.
  static func read(_ path: String) throws(ArchiveError) -> OpenFile {
    try open(path, O_RDONLY, .open)
  }

  /// Opens a file to read and to cut.
  static func mend(_ path: String) throws(ArchiveError) -> OpenFile {
    try open(path, O_RDWR, .open)
  }

  /// Opens a file to hold a lock on, making it when it is missing.
  static func lockFile(_ path: String) throws(ArchiveError) -> OpenFile {
    try open(path, O_RDWR | O_CREAT, .lock)
  }

  private static func open(
    _ path: String, _ flags: Int32, _ operation: ArchiveError.FileOperation
  ) throws(ArchiveError) -> OpenFile {
    let descriptor = retrying { unsafe Glibc.open(path, flags | O_CLOEXEC, 0o640) }
    guard descriptor >= 0 else { throw ArchiveError(operation, path, errno) }
    return OpenFile(path: path, descriptor: descriptor)
  }

  /// Writes all of it at the file's end, or throws: then any part of it may be there.
  func append(_ bytes: [UInt8]) throws(ArchiveError) {
    var written = 0
    while written < bytes.count {
      // SAFETY: the call reads within the slice, which lives through it.
      let count = retrying {
        unsafe bytes[written...].withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
      }
      guard count > 0 else { throw ArchiveError(.write, path, count == 0 ? EIO : errno) }
      written += count
    }
  }

  /// Returns when the file's bytes and length are on the disk.
  func sync() throws(ArchiveError) {
    guard retrying({ Glibc.fsync(descriptor) }) == 0 else { throw ArchiveError(.sync, path, errno) }
  }

  func truncate(to byteCount: Int64) throws(ArchiveError) {
    guard retrying({ Glibc.ftruncate(descriptor, off_t(byteCount)) }) == 0 else {
      throw ArchiveError(.truncate, path, errno)
    }
  }

  /// Up to that many bytes from the offset on; fewer only at the file's end.
  func read(at offset: Int64, count: Int) throws(ArchiveError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      // SAFETY: the call writes within the slice, which lives through it.
      let got = retrying {
        unsafe bytes[filled...].withUnsafeMutableBytes {
          unsafe Glibc.pread(descriptor, $0.baseAddress, $0.count, off_t(offset) + off_t(filled))
        }
      }
      guard got >= 0 else { throw ArchiveError(.read, path, errno) }
      if got == 0 { break }
      filled += got
    }
    bytes.removeLast(count - filled)
    return bytes
  }

  func byteCount() throws(ArchiveError) -> Int64 {
    let end = Glibc.lseek(descriptor, 0, SEEK_END)
    guard end >= 0 else { throw ArchiveError(.read, path, errno) }
    return Int64(end)
  }

  /// F_OFD_SETLK, which the headers hide from programs that do not ask for GNU's extensions.
  private static let setOwnLock: Int32 = 37

  /// Takes the file's exclusive lock.
  ///
  /// - Returns: false when another process holds it.
  func tryLock() throws(ArchiveError) -> Bool {
    // A lock of the open file description (fcntl(2)): unlike a POSIX lock, closing another descriptor of the file in
    // this process does not give it up. Swift cannot call flock(2), which a structure of the same name hides.
    var whole = flock()
    whole.l_type = Int16(F_WRLCK)
    whole.l_whence = Int16(SEEK_SET)
    // SAFETY: the call reads the structure and returns.
    let status = retrying { unsafe fcntl(descriptor, OpenFile.setOwnLock, &whole) }
    if status == 0 { return true }
    guard errno == EAGAIN || errno == EACCES else { throw ArchiveError(.lock, path, errno) }
    return false
  }
}

/// Calls again while a signal interrupts the call.
func retrying<Number: SignedInteger>(_ call: () -> Number) -> Number {
  while true {
    let result = call()
    if result != -1 || errno != EINTR { return result }
  }
}

extension ArchiveError {
  /// The system's refusal; want of room is told apart.
  init(_ operation: FileOperation, _ path: String, _ code: Int32) {
    switch code {
    case ENOSPC, EDQUOT: self = .full(operation: operation, path: path)
    default: self = .failed(operation: operation, path: path, errno: code)
    }
  }
}
