public import Model

/// One record as it was read, of ours or of another writer's (WARC 1.0 and 1.1; ISO 28500).
public struct WARCRecord: Sendable, Equatable {
  /// `WARC/1.1`.
  public let version: String
  /// In the order in which they stand.
  public let fields: [WARCField]
  /// What follows the head: `Content-Length` bytes.
  public let block: [UInt8]

  init(version: String, fields: [WARCField], block: [UInt8]) {
    self.version = version
    self.fields = fields
    self.block = block
  }

  /// `WARC-Type`; `.other("")` when there is none.
  public var type: RecordType { RecordType(fields["WARC-Type"] ?? "") }
  /// `WARC-Record-ID`, with its angle brackets; empty when there is none.
  public var id: String { fields["WARC-Record-ID"] ?? "" }
  /// `WARC-Date`, as written.
  public var date: String { fields["WARC-Date"] ?? "" }
  /// `WARC-Target-URI`; WARC 1.0 had it in angle brackets, which are taken off.
  public var targetURI: String? {
    guard let uri = fields["WARC-Target-URI"] else { return nil }
    return uri.hasPrefix("<") && uri.hasSuffix(">") ? String(uri.dropFirst().dropLast()) : uri
  }
  /// The block's media type.
  public var contentType: String? { fields["Content-Type"] }
  /// The record that this one was made of, stands for, or speaks of.
  public var refersTo: String? { fields["WARC-Refers-To"] }
  /// The records of the same capture (`WARC-Concurrent-To`).
  public var concurrentTo: [String] { fields.all("WARC-Concurrent-To") }

  /// The HTTP message in the block.
  ///
  /// - Returns: nil when the block is not said to hold one, or its head has no end.
  public var http: HTTPMessage? {
    guard let contentType, contentType.lowercased().hasPrefix("application/http") else { return nil }
    return HTTPMessage(parsing: block)
  }

  /// What the payload digest is taken of: the message's body, else the block.
  public var payload: ArraySlice<UInt8> {
    guard let http else { return block[...] }
    return block[http.bodyStart...]
  }

  /// What a revisit of this response must name.
  ///
  /// - Returns: nil when this is no response, or names no SHA-256.
  public var keptPayload: KeptPayload? {
    guard type == .response, let record = RecordID(id), let targetURI,
      let digest = fields["WARC-Payload-Digest"].flatMap(PayloadDigest.init)
    else { return nil }
    return KeptPayload(record: record, targetURI: targetURI, date: date, digest: digest)
  }

  /// Compares the digests that the header declares with the bytes; digests of unknown algorithms are passed over.
  ///
  /// A revisit's payload digest is that of another record's payload and cannot be compared here.
  public func checkDigests() throws(RecordFault) {
    if let declared = fields["WARC-Block-Digest"].flatMap(DeclaredDigest.init), !declared.fits([block[...]]) {
      throw .digestMismatch(header: "WARC-Block-Digest")
    }
    guard type != .revisit, fields["WARC-Segment-Number"] == nil else { return }
    if let declared = fields["WARC-Payload-Digest"].flatMap(DeclaredDigest.init), !declared.fits([payload]) {
      throw .digestMismatch(header: "WARC-Payload-Digest")
    }
  }
}

/// An HTTP message as it stands in a block.
public struct HTTPMessage: Sendable, Equatable {
  /// Request line or status line.
  public let firstLine: String
  /// In the order in which they stand.
  public let fields: [HTTPField]
  /// Index of the body's first byte in the block.
  public let bodyStart: Int

  /// The status code of an answer; nil for a request.
  public var status: Int? {
    guard firstLine.hasPrefix("HTTP/") else { return nil }
    return firstLine.split(separator: " ").dropFirst().first.flatMap { Int($0) }
  }

  /// - Returns: nil when no empty line ends the head.
  init?(parsing block: [UInt8]) {
    var lines = HeaderLines(bytes: block[...])
    guard let first = lines.next(), !first.isEmpty else { return nil }
    firstLine = first
    var fields: [HTTPField] = []
    while let line = lines.next() {
      if line.isEmpty {
        self.fields = fields
        bodyStart = lines.position
        return
      }
      guard let colon = line.firstIndex(of: ":") else { continue }
      fields.append(HTTPField(name: String(line[..<colon]), value: line[line.index(after: colon)...].trimmed))
    }
    return nil
  }
}

/// Lines of a head, ended by CRLF, or by LF alone as some writers have it.
struct HeaderLines {
  private let bytes: ArraySlice<UInt8>
  /// Index of the next line's first byte.
  private(set) var position: Int

  init(bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  /// - Returns: nil when no line end follows within `ArchiveLimits.headerBytesMax` of the head's start.
  mutating func next() -> String? {
    let bound = min(bytes.endIndex, bytes.startIndex + ArchiveLimits.headerBytesMax)
    guard position < bound, let end = bytes[position..<bound].firstIndex(of: 0x0A) else { return nil }
    let isCRLF = end > position && bytes[end - 1] == 0x0D
    defer { position = end + 1 }
    return String(decoding: bytes[position..<(isCRLF ? end - 1 : end)], as: UTF8.self)
  }
}

extension Substring {
  /// Without blanks at either end.
  var trimmed: String {
    let isBlank = { (character: Character) in character == " " || character == "\t" }
    var rest = self.drop(while: isBlank)
    while let last = rest.last, isBlank(last) { rest.removeLast() }
    return String(rest)
  }
}
