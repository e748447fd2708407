public import FoundationEssentials

/// `WARC-Record-ID`: the world-wide name of one record, a `urn:uuid:` URI in angle brackets (WARC 1.1 §5.2).
public struct RecordID: Hashable, Sendable, CustomStringConvertible {
  /// As it stands in headers and in `ArchiveAddress.recordID`: `<urn:uuid:…>`, lower case.
  public let description: String

  /// The name that is made of a UUID.
  public init(_ uuid: UUID) { description = "<urn:uuid:\(uuid.uuidString.lowercased())>" }

  /// A fresh random name.
  public static func random() -> RecordID { RecordID(UUID()) }

  /// Reads `<urn:uuid:…>`, as kept in the catalogue.
  ///
  /// - Returns: nil when it is no such URI.
  public init?(_ text: String) {
    let prefix = "<urn:uuid:"
    guard text.hasPrefix(prefix), text.hasSuffix(">"),
      let uuid = UUID(uuidString: String(text.dropFirst(prefix.count).dropLast()))
    else { return nil }
    self.init(uuid)
  }
}
