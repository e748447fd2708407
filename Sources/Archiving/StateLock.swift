internal import Glibc

/// The right to write below one state folder, held by one process at a time: an exclusive lock on `salient.lock`,
/// which holds the process id for the message to the second. The system gives it up when the process ends, however.
public final class StateLock {
  private let file: OpenFile

  private init(file: OpenFile) { self.file = file }

  /// Takes the lock, making the folder when it is missing.
  ///
  /// - Returns: hold it as long as the folder is written; the lock goes with the last reference.
  /// - Throws: `.locked` with the holder's process id.
  public static func take(folder: String) throws(ArchiveError) -> StateLock {
    try Folder.make(folder)
    let file = try OpenFile.lockFile("\(folder)/salient.lock")
    guard try file.tryLock() else {
      let holder = try String(decoding: file.read(at: 0, count: 32), as: UTF8.self)
      throw .locked(path: file.path, pid: Int32(holder.prefix { $0 != "\n" }))
    }
    try file.truncate(to: 0)
    try file.append(Array("\(getpid())\n".utf8))
    return StateLock(file: file)
  }
}
