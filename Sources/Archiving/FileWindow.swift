/// A stretch of a file held in memory, moved along as the file is read.
struct FileWindow {
  /// nil: all there is stands in memory.
  private let file: OpenFile?
  private var start: Int64 = 0
  private var held: [UInt8] = []

  init(file: OpenFile) { self.file = file }

  /// A file that is in memory already.
  init(bytes: [UInt8]) {
    file = nil
    held = bytes
  }

  func byteCount() throws(ArchiveError) -> Int64 { try file?.byteCount() ?? Int64(held.count) }

  /// Bytes from the offset on; empty only at the end of the file, fewer than `atLeast` only when it ends.
  mutating func bytes(at offset: Int64, atLeast count: Int = 1) throws(ArchiveError) -> ArraySlice<UInt8> {
    guard let file else { return held[min(Int(offset), held.count)...] }
    let end = start + Int64(held.count)
    if offset >= start, offset + Int64(count) <= end { return held[Int(offset - start)...] }
    // What is held already of the wanted stretch is read again: simpler, and the system's cache has it.
    held = try file.read(at: offset, count: max(count, ArchiveLimits.readBytes))
    start = offset
    return held[...]
  }

  /// The first offset from there on where a gzip member with the usual head, or a plain record, may start.
  mutating func nextRecordMark(from offset: Int64) throws(ArchiveError) -> Int64? {
    var at = offset
    while true {
      let piece = try bytes(at: at, atLeast: FileWindow.markBytes)
      guard piece.count >= FileWindow.markBytes else { return nil }
      let last = piece.endIndex - FileWindow.markBytes
      for index in piece.startIndex...last
      where FileWindow.marks(piece[index], piece[index + 1], piece[index + 2], piece[index + 3]) {
        return at + Int64(index - piece.startIndex)
      }
      at += Int64(last + 1 - piece.startIndex)
    }
  }

  private static let markBytes = 4

  /// `1F 8B 08` and flags that are defined (RFC 1952 §2.3), or `WARC`.
  private static func marks(_ a: UInt8, _ b: UInt8, _ c: UInt8, _ d: UInt8) -> Bool {
    (a == 0x1F && b == 0x8B && c == 0x08 && d < 0x20) || (a == 0x57 && b == 0x41 && c == 0x52 && d == 0x43)
  }
}
