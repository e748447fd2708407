/// Finds the encoding of a document by the order of RFC 7303 §3: byte order mark, HTTP's charset, the document's own
/// declaration together with the family that its first bytes show, UTF-8.
public struct EncodingDetector: Sendable {
  /// Bytes that are looked at for a declaration.
  public static let headBytesMax = 1_024

  /// Which declaration the document may hold.
  public enum Kind: Sendable { case xml, html }

  public struct Finding: Equatable, Sendable {
    public var encoding: TextEncoding
    /// Bytes of the byte order mark.
    public var markBytes: Int
    /// Names that were given and that nobody knows, or that contradict the bytes.
    public var refused: [String]
    /// The other encodings that were named, best first.
    public var alternatives: [TextEncoding]
    /// Whether anything but a default speaks for the encoding.
    public var isDeclared: Bool
  }

  /// - Parameters:
  ///   - head: The first `headBytesMax` bytes, or all there are.
  ///   - charset: HTTP's `charset` parameter.
  public static func find(in head: [UInt8], charset: String?, kind: Kind) -> Finding {
    if let first = head.first, first == 0 || first >= 0xEF, let (encoding, count) = byteOrderMark(of: head) {
      return Finding(encoding: encoding, markBytes: count, refused: [], alternatives: [], isDeclared: true)
    }
    let family = family(of: head)
    var refused: [String] = []
    var found: [TextEncoding] = []
    for label in [charset, declared(in: head, family: family, kind: kind)].compactMap(\.self) {
      guard let encoding = TextEncoding.named(label) else {
        refused.append(label)
        continue
      }
      if let fitting = fitted(encoding, to: family) {
        if !found.contains(fitting) { found.append(fitting) }
      } else {
        refused.append(label)
      }
    }
    let isDeclared = !found.isEmpty
    for encoding in [family?.encoding, .utf8].compactMap(\.self) where !found.contains(encoding) {
      found.append(encoding)
    }
    return Finding(
      encoding: found[0], markBytes: 0, refused: refused, alternatives: Array(found.dropFirst()), isDeclared: isDeclared
    )
  }

  /// The order mark at the head of the bytes.
  public static func byteOrderMark(of head: [UInt8]) -> (TextEncoding, Int)? {
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    if head.starts(with: [0xFF, 0xFE, 0, 0]) { return (.utf32LittleEndian, 4) }
    if head.starts(with: [0, 0, 0xFE, 0xFF]) { return (.utf32BigEndian, 4) }
    if head.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
    if head.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
    return nil
  }

  /// What the first bytes show of the encoding's build, when they are those of `<?` or `<!` or `<x` (XML 1.0 F.1).
  private enum Family {
    case wide(TextEncoding)
    case ebcdic

    var encoding: TextEncoding? {
      switch self {
      case .wide(let encoding): encoding
      case .ebcdic: TextEncoding(name: "ibm037", converterName: "IBM037")
      }
    }
  }

  private static func family(of head: [UInt8]) -> Family? {
    guard head.count >= 4 else { return nil }
    if head.starts(with: [0x4C, 0x6F, 0xA7, 0x94]) { return .ebcdic }
    let open = UInt8(ascii: "<")
    switch (head[0], head[1], head[2], head[3]) {
    case (open, 0, 0, 0): return .wide(.utf32LittleEndian)
    case (0, 0, 0, open): return .wide(.utf32BigEndian)
    case (open, 0, 1..., 0): return .wide(.utf16LittleEndian)
    case (0, open, 0, 1...): return .wide(.utf16BigEndian)
    default: return nil
    }
  }

  /// A declaration can name the member of a family, not another family: the declaration itself could not be read then.
  private static func fitted(_ encoding: TextEncoding, to family: Family?) -> TextEncoding? {
    switch family {
    case .wide(let wide): encoding.unitBytes == wide.unitBytes ? wide : nil
    case .ebcdic: TextEncoding.isEBCDIC(encoding.name) ? encoding : nil
    case nil: encoding.unitBytes == 1 && !TextEncoding.isEBCDIC(encoding.name) ? encoding : nil
    }
  }

  private static func declared(in head: [UInt8], family: Family?, kind: Kind) -> String? {
    var text = head.count <= headBytesMax ? head : Array(head.prefix(headBytesMax))
    if let encoding = family?.encoding, var decoder = TextDecoder(encoding) {
      var decoded: [UInt8] = []
      decoder.decode(text.span, into: &decoded)
      text = decoded
    }
    return xmlDeclaration(in: text) ?? (kind == .html ? htmlDeclaration(in: text) : nil)
  }

  /// The `encoding` of `<?xml … encoding="…"?>`; junk may stand before it.
  private static func xmlDeclaration(in text: [UInt8]) -> String? {
    guard let start = position(of: Word.declaration, in: text, from: 0) else { return nil }
    let end = position(of: Word.end, in: text, from: start) ?? text.count
    guard let name = position(of: Word.encoding, in: text, from: start), name < end else { return nil }
    return quotedValue(in: text, from: name + 8, to: end)
  }

  /// The charset of `<meta charset=…>` or `<meta http-equiv=content-type content="…charset=…">`.
  private static func htmlDeclaration(in text: [UInt8]) -> String? {
    var start = 0
    while let meta = position(of: Word.meta, in: text, from: start) {
      let end = position(of: Word.end, in: text, from: meta) ?? text.count
      if let name = position(of: Word.charset, in: text, from: meta), name < end,
        let value = quotedValue(in: text, from: name + 7, to: end)
      {
        return value
      }
      start = meta + 5
    }
    return nil
  }

  private static func quotedValue(in text: [UInt8], from start: Int, to end: Int) -> String? {
    var index = start
    func skipSpace() { while index < end, text[index].isMarkupSpace { index += 1 } }
    skipSpace()
    guard index < end, text[index] == UInt8(ascii: "=") else { return nil }
    index += 1
    skipSpace()
    if index < end, text[index] == UInt8(ascii: "\"") || text[index] == UInt8(ascii: "'") { index += 1 }
    skipSpace()
    let valueStart = index
    while index < end, text[index].isASCIILetterOrDigit || "-_.:".utf8.contains(text[index]) { index += 1 }
    return index > valueStart ? String(decoding: text[valueStart..<index], as: UTF8.self) : nil
  }

  /// Words that declarations are found by, in lower case.
  private enum Word {
    static let declaration = Array("<?xml".utf8)
    static let encoding = Array("encoding".utf8)
    static let meta = Array("<meta".utf8)
    static let charset = Array("charset".utf8)
    static let end = Array(">".utf8)
  }

  private static func position(of word: [UInt8], in text: [UInt8], from start: Int) -> Int? {
    guard start >= 0, text.count >= word.count + start, let first = word.first else { return nil }
    func isHere(_ place: Int) -> Bool {
      for offset in word.indices where text[place + offset].asciiLowercased != word[offset] { return false }
      return true
    }
    let last = text.count - word.count
    guard !first.isASCIILetter else { return (start...last).first(where: isHere) }
    // What has no case can be looked for as it is.
    var place = start
    while let found = text.span.position(of: first, from: place), found <= last {
      if isHere(found) { return found }
      place = found + 1
    }
    return nil
  }
}
