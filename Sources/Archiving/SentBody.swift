internal import Model

extension WARCRecord {
  /// The body of the HTTP message as a reader wants it: other writers keep it as it was sent, chunked (RFC 9112 §7.1)
  /// and packed with gzip. Where the head says so and the bytes do not, the bytes count.
  ///
  /// - Parameter limit: bytes that the body may have.
  /// - Returns: nil when it is packed in a way that is not undone here, is damaged, or is larger.
  public func sentBody(limit: Int) -> [UInt8]? {
    guard let http else { return block.count <= limit ? block : nil }
    var body = Array(payload)
    if http.fields["Transfer-Encoding"]?.lowercased().contains("chunked") == true {
      body = ChunkedBody.joined(body) ?? body
    }
    let coding = http.fields["Content-Encoding"]?.lowercased() ?? "identity"
    if ["gzip", "x-gzip"].contains(coding) || body.starts(with: [0x1F, 0x8B]) {
      // What cannot be unpacked is no body: the caller passes the record over.
      guard let unpacked = try? GzipFile.content(of: body, limit: limit) else { return nil }
      body = unpacked
    } else if coding != "identity", !coding.isEmpty {
      return nil
    }
    return body.count <= limit ? body : nil
  }
}

/// Chunked transfer coding, undone.
enum ChunkedBody {
  /// - Returns: nil when the bytes are not chunked.
  static func joined(_ bytes: [UInt8]) -> [UInt8]? {
    var out: [UInt8] = []
    var at = 0
    while let end = bytes[at...].firstIndex(of: 0x0A) {
      let digits = bytes[at..<end].prefix { $0 != 0x3B && $0 != 0x0D && $0 != 0x20 }
      guard !digits.isEmpty, digits.count <= 8 else { return nil }
      var size = 0
      for digit in digits {
        guard let value = Hexadecimal.value(digit) else { return nil }
        size = size << 4 | Int(value)
      }
      if size == 0 { return out }
      let start = end + 1
      guard start + size <= bytes.count else { return nil }
      out += bytes[start..<start + size]
      at = start + size
      // The line end behind the chunk.
      if at < bytes.count, bytes[at] == 0x0D { at += 1 }
      if at < bytes.count, bytes[at] == 0x0A { at += 1 }
    }
    return nil
  }
}
