/// Where a record stands in the archive.
public struct ArchiveAddress: Hashable, Sendable, Codable {
  /// Path of the segment below the archive's folder, by its sealed name: `2026/11/24/salient-20261124T101500Z-0001.warc.gz`.
  public let segment: String
  /// Byte offset of the record's gzip member.
  public let offset: Int64
  /// Length of the gzip member in bytes.
  public let byteCount: Int64
  /// `WARC-Record-ID`, in angle brackets: `<urn:uuid:…>`.
  public let recordID: String

  public init(segment: String, offset: Int64, byteCount: Int64, recordID: String) {
    self.segment = segment
    self.offset = offset
    self.byteCount = byteCount
    self.recordID = recordID
  }
}
