/// A body in the content coding `gzip` (RFC 9110 §8.4.1.3), for what is served.
public enum GzipBody {
  /// Fast rather than small: an answer is made once and read once.
  private static let level: Int32 = 4

  /// The body as one gzip member.
  public static func of(_ body: [UInt8]) -> [UInt8] { Deflater(level: level).member(of: [body]) }
}
