/// Files that may be gzip-compressed, as feeds of pages and dumps of places are kept.
public enum GzipFile {
  /// The content: all gzip members unpacked, or the bytes as they are when they do not begin like gzip (1f 8b).
  ///
  /// - Parameter limit: bytes that the content may have.
  /// - Throws: `.compression` when a member is damaged or torn, `.tooLarge` above the limit.
  public static func content(of bytes: [UInt8], limit: Int) throws(RecordFault) -> [UInt8] {
    guard bytes.starts(with: [0x1F, 0x8B]) else { return bytes }
    let inflater = Inflater()
    var content: [UInt8] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      inflater.reset()
      guard case .ended(let consumed) = try inflater.unfold(rest, into: &content, limit: limit) else {
        throw .torn
      }
      rest = rest.dropFirst(consumed)
      // Some writers pad the last member with zeros.
      if rest.allSatisfy({ $0 == 0 }) { break }
    }
    return content
  }
}
