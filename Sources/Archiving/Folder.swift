// The C boundary to folders.
internal import Glibc

/// Folders, and the durability of the names in them: a new or renamed file is only sure to be found after its folder
/// was synced (fsync(2)).
enum Folder {
  /// Makes the folder and those above it, each made durable in its parent.
  static func make(_ path: String) throws(ArchiveError) {
    if exists(path) { return }
    let parent = above(path)
    if parent != path { try make(parent) }
    if retrying({ unsafe Glibc.mkdir(path, 0o750) }) != 0, errno != EEXIST {
      throw ArchiveError(.create, path, errno)
    }
    try sync(parent)
  }

  static func sync(_ path: String) throws(ArchiveError) {
    let folder = try OpenFile.read(path)
    try folder.sync()
  }

  /// Gives the file another name in the same folder, durably.
  static func rename(_ path: String, to newPath: String) throws(ArchiveError) {
    guard retrying({ unsafe Glibc.rename(path, newPath) }) == 0 else { throw ArchiveError(.rename, path, errno) }
    try sync(above(newPath))
  }

  static func remove(_ path: String) throws(ArchiveError) {
    guard retrying({ unsafe Glibc.unlink(path) }) == 0 else { throw ArchiveError(.remove, path, errno) }
    try sync(above(path))
  }

  static func exists(_ path: String) -> Bool { unsafe Glibc.access(path, F_OK) == 0 }

  /// Names in the folder, in order, without `.` and `..`.
  static func names(in path: String) throws(ArchiveError) -> [String] {
    guard let folder = unsafe opendir(path) else { throw ArchiveError(.list, path, errno) }
    defer { unsafe closedir(folder) }
    var names: [String] = []
    errno = 0
    // SAFETY: an entry is valid until the next readdir of the same folder; its name is copied at once.
    while let entry = unsafe readdir(folder) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { field in
        unsafe field.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    guard errno == 0 else { throw ArchiveError(.list, path, errno) }
    return names.sorted()
  }

  /// The folder that a path stands in; `.` for a bare name.
  static func above(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
