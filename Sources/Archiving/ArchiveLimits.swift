/// The bounds of the archive, each with its reason.
public enum ArchiveLimits {
  /// Block of one record. Fetching stops far below; a reader refuses more, since a gzip member can unfold without end.
  public static let blockBytesMax = 256 << 20
  /// Header of one record: far more than any writer needs, little enough to hold while searching for its end.
  public static let headerBytesMax = 64 << 10
  /// Fields in one record's header.
  public static let headerFieldsMax = 256
  /// Bytes of records that wait for a commit; `keep` waits when there are more. A larger request passes alone.
  public static let waitingBytesMax = 64 << 20
  /// Durations of fsync held for percentiles.
  public static let syncDurationsKept = 256
  /// Names tried when a new segment's name is taken.
  public static let segmentNamesTried = 10_000
  /// Bytes read from a segment at once.
  public static let readBytes = 256 << 10
  /// Bytes copied at once.
  public static let copyBytes = 1 << 20
  /// zlib's level: 6 is its own choice between time and size.
  public static let compressionLevel: Int32 = 6
}
