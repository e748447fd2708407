import Model

/// The status line and the fields of a response, as their lines come in.
struct ResponseHead {
  private(set) var status = 0
  private(set) var reason = ""
  private(set) var fields: [HTTPField] = []
  /// Bytes of all lines, interim responses included.
  private(set) var byteCount = 0

  /// Whether a line could be taken.
  enum Verdict { case taken, tooMuch }

  /// Takes one line with its line end. A new status line starts over: what came before was an interim response (1xx)
  /// or that of a proxy.
  mutating func take(_ line: Span<UInt8>) -> Verdict {
    byteCount += line.count
    guard byteCount <= FetchLimits.headerBytesMax, fields.count <= FetchLimits.headerFieldsMax else { return .tooMuch }
    let text = String(headerBytes: line)
    if text.hasPrefix("HTTP/") {
      startOver(text)
    } else if let first = text.utf8.first, first == 0x20 || first == 0x09 {
      fold(text)
    } else if let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) {
      let value = text[text.index(after: colon)...].trimmed
      fields.append(HTTPField(name: String(text[..<colon].trimmed), value: String(value)))
    }
    return .taken
  }

  private mutating func startOver(_ line: String) {
    let parts = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
    status = parts.count > 1 ? Int(parts[1].prefix(3)).map { (100...999).contains($0) ? $0 : 0 } ?? 0 : 0
    reason = parts.count > 2 ? String(parts[2].trimmed) : ""
    fields = []
  }

  /// A line that starts with white space goes on with the field before it (RFC 9112 §5.2).
  private mutating func fold(_ line: String) {
    guard let last = fields.popLast() else { return }
    fields.append(HTTPField(name: last.name, value: last.value + " " + line.trimmed))
  }

  /// The fields as they fit a body whose transfer and content codings have been undone.
  func fields(forDecodedBytes count: Int) -> [HTTPField] {
    let undone: Set<String> = ["transfer-encoding", "content-encoding", "content-length", "trailer"]
    return fields.filter { !undone.contains($0.name.lowercased()) }
      + [HTTPField(name: "Content-Length", value: String(count))]
  }

  /// Content-Length when the body is sent as it is, so that it tells the decoded size.
  var plainLength: Int? {
    guard fields["Content-Encoding"] == nil, fields["Transfer-Encoding"] == nil else { return nil }
    return fields["Content-Length"].flatMap { Int($0) }
  }
}

extension String {
  /// UTF-8 where the bytes are, else Latin-1 (RFC 9110 §5.5 leaves bytes above 127 open), less the line end.
  fileprivate init(headerBytes line: Span<UInt8>) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(line.count)
    for index in line.indices { bytes.append(line[index]) }
    while let last = bytes.last, last == 0x0D || last == 0x0A { bytes.removeLast() }
    if let text = String(validating: bytes, as: UTF8.self) {
      self = text
    } else {
      self.init(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    }
  }
}

extension StringProtocol {
  /// Without spaces and tabs at both ends.
  var trimmed: SubSequence {
    var rest = self[...]
    while let first = rest.utf8.first, first == 0x20 || first == 0x09 { rest = rest.dropFirst() }
    while let last = rest.unicodeScalars.last, last == " " || last == "\t" { rest = rest.dropLast() }
    return rest
  }
}
