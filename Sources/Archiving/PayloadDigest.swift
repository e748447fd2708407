internal import Crypto

/// SHA-256 of bytes, as `WARC-Block-Digest` and `WARC-Payload-Digest` write it: `sha256:` and base32 (RFC 4648 §6).
///
/// Padded base32 is the form that warcio and FastWARC compute themselves and compare as text: without the padding both
/// call every record damaged.
public struct PayloadDigest: Hashable, Sendable, CustomStringConvertible {
  /// 32 bytes.
  public let bytes: [UInt8]

  /// The digest of these bytes.
  public init(of content: [UInt8]) { bytes = Array(SHA256.hash(data: content)) }

  init(hashed: SHA256.Digest) { bytes = Array(hashed) }

  init?(bytes: [UInt8]) {
    guard bytes.count == SHA256.byteCount else { return nil }
    self.bytes = bytes
  }

  /// Reads `sha256:…` in base32 or hexadecimal.
  ///
  /// - Returns: nil when it is another algorithm's, or unreadable.
  public init?(_ text: String) {
    guard let declared = DeclaredDigest(text), declared.algorithm == .sha256 else { return nil }
    bytes = declared.bytes
  }

  /// As headers hold it: `sha256:` and padded base32.
  public var description: String { "sha256:" + Base32.text(of: bytes) }

  /// 64 hexadecimal digits, lower case.
  public var hexadecimal: String {
    bytes.reduce(into: "") { text, byte in
      text += String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
    }
  }
}
