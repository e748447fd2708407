/// Cuts a fragment of HTML into tags, text and comments as a browser would (WHATWG HTML §13.2.5), except that
/// nothing is lost: a `<` that opens no complete tag is text.
struct HTMLTokenizer {
  enum Token {
    /// Source bytes, references not resolved.
    case text(Range<Int>)
    /// Text in which references mean nothing: the inside of a CDATA section, or of `script` and `style`.
    case rawText(Range<Int>)
    case startTag(HTMLStartTag)
    /// Lowercased.
    case endTag(String)
    /// Comments, declarations, processing instructions.
    case comment
  }

  private static let attributesMax = 100

  let bytes: [UInt8]
  private var index = 0
  /// `script` or `style` when the last start tag opened one: its content is no markup.
  private var rawElement: String?
  /// No comment that begins here or later has an end: it need not be looked for again.
  private var hasUnendedComment = false

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() -> Token? {
    guard index < bytes.count else { return nil }
    if let element = rawElement {
      rawElement = nil
      let end = endOfRawText(of: element)
      if end > index {
        defer { index = end }
        return .rawText(index..<end)
      }
    }
    if bytes[index] == UInt8(ascii: "<"), let token = markup() { return token }
    let start = index
    index += 1
    while index < bytes.count, !(bytes[index] == UInt8(ascii: "<") && opensMarkup(at: index)) { index += 1 }
    return .text(start..<index)
  }

  private func opensMarkup(at index: Int) -> Bool {
    guard index + 1 < bytes.count else { return false }
    let next = bytes[index + 1]
    if next == UInt8(ascii: "/") { return index + 2 < bytes.count && bytes[index + 2] != UInt8(ascii: " ") }
    return next.isASCIILetter || next == UInt8(ascii: "!") || next == UInt8(ascii: "?")
  }

  private mutating func markup() -> Token? {
    guard opensMarkup(at: index) else { return nil }
    switch bytes[index + 1] {
    case UInt8(ascii: "!"): return declaration()
    case UInt8(ascii: "?"):
      index = position(after: UInt8(ascii: ">"), from: index + 2) ?? bytes.count
      return .comment
    case UInt8(ascii: "/"):
      guard bytes[index + 2].isASCIILetter else {
        index = position(after: UInt8(ascii: ">"), from: index + 2) ?? bytes.count
        return .comment
      }
      let (name, nameEnd) = tagName(from: index + 2)
      guard let end = position(after: UInt8(ascii: ">"), from: nameEnd) else {
        // An end tag cut off by the end of the text.
        index = bytes.count
        return .comment
      }
      index = end
      return .endTag(name)
    default: return startTag()
    }
  }

  private mutating func declaration() -> Token {
    if matches("<!--", at: index) {
      index = endOfComment(from: index + 4)
      return .comment
    }
    if matches("<![CDATA[", at: index) {
      let start = index + 9
      var end = start
      while end < bytes.count, !matches("]]>", at: end) { end += 1 }
      index = min(bytes.count, end + 3)
      return .rawText(start..<end)
    }
    index = position(after: UInt8(ascii: ">"), from: index + 2) ?? bytes.count
    return .comment
  }

  /// A comment without an end ends at its first `>`, or it would swallow the text behind it.
  private mutating func endOfComment(from start: Int) -> Int {
    // `<!-->` and `<!--->` are whole comments.
    if matches(">", at: start) { return start + 1 }
    if matches("->", at: start) { return start + 2 }
    var end = hasUnendedComment ? bytes.count : start
    while end < bytes.count {
      if bytes[end] == UInt8(ascii: "-") {
        if matches("-->", at: end) { return end + 3 }
        if matches("--!>", at: end) { return end + 4 }
      }
      end += 1
    }
    hasUnendedComment = true
    return position(after: UInt8(ascii: ">"), from: start) ?? bytes.count
  }

  private mutating func startTag() -> Token? {
    let (name, nameEnd) = tagName(from: index + 1)
    var tag = HTMLStartTag(name: name)
    var cursor = nameEnd
    while true {
      while cursor < bytes.count, bytes[cursor].isMarkupSpace || bytes[cursor] == UInt8(ascii: "/") { cursor += 1 }
      guard cursor < bytes.count else { return nil }
      if bytes[cursor] == UInt8(ascii: ">") { break }
      guard let end = attribute(from: cursor, into: &tag) else { return nil }
      cursor = end
    }
    tag.isSelfClosing = bytes[cursor - 1] == UInt8(ascii: "/")
    index = cursor + 1
    if name == "script" || name == "style", !tag.isSelfClosing { rawElement = name }
    return .startTag(tag)
  }

  /// - Returns: The place behind the attribute; nil when the text ends inside it.
  private func attribute(from start: Int, into tag: inout HTMLStartTag) -> Int? {
    var cursor = start + 1
    while cursor < bytes.count, !bytes[cursor].isMarkupSpace, !"=/>".utf8.contains(bytes[cursor]) { cursor += 1 }
    let nameRange = start..<cursor
    while cursor < bytes.count, bytes[cursor].isMarkupSpace { cursor += 1 }
    var value = cursor..<cursor
    if cursor < bytes.count, bytes[cursor] == UInt8(ascii: "=") {
      cursor += 1
      while cursor < bytes.count, bytes[cursor].isMarkupSpace { cursor += 1 }
      guard cursor < bytes.count else { return nil }
      let quote = bytes[cursor]
      if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
        guard let end = position(after: quote, from: cursor + 1) else { return nil }
        value = (cursor + 1)..<(end - 1)
        cursor = end
      } else {
        let valueStart = cursor
        while cursor < bytes.count, !bytes[cursor].isMarkupSpace, bytes[cursor] != UInt8(ascii: ">") { cursor += 1 }
        value = valueStart..<cursor
      }
    }
    guard cursor < bytes.count else { return nil }
    if tag.attributes.count < Self.attributesMax {
      let name = lowercased(nameRange)
      if !tag.attributes.contains(where: { $0.name == name }) {
        let text = HTMLEntities.decode(bytes, value, inAttribute: true)
        tag.attributes.append(HTMLTagAttribute(name: name, value: text))
      }
    }
    return cursor
  }

  private func tagName(from start: Int) -> (name: String, end: Int) {
    var end = start
    while end < bytes.count, !bytes[end].isMarkupSpace, bytes[end] != UInt8(ascii: "/"), bytes[end] != UInt8(ascii: ">")
    {
      end += 1
    }
    return (lowercased(start..<end), end)
  }

  private func endOfRawText(of element: String) -> Int {
    var cursor = index
    let name = Array(element.utf8)
    while cursor < bytes.count {
      if bytes[cursor] == UInt8(ascii: "<"), cursor + 2 + name.count <= bytes.count,
        bytes[cursor + 1] == UInt8(ascii: "/"),
        zip(bytes[(cursor + 2)...], name).allSatisfy({ $0.asciiLowercased == $1 })
      {
        return cursor
      }
      cursor += 1
    }
    return cursor
  }

  private func lowercased(_ range: Range<Int>) -> String {
    if bytes[range].contains(where: { $0 &- 0x41 < 26 }) {
      return String(decoding: bytes[range].map(\.asciiLowercased), as: UTF8.self)
    }
    return String(decoding: bytes[range], as: UTF8.self)
  }

  private func matches(_ text: StaticString, at start: Int) -> Bool {
    guard start + text.utf8CodeUnitCount <= bytes.count else { return false }
    return text.withUTF8Buffer { pattern in
      for offset in 0..<pattern.count where unsafe bytes[start + offset] != pattern[offset] { return false }
      return true
    }
  }

  private func position(after byte: UInt8, from start: Int) -> Int? {
    guard start < bytes.count, let found = bytes[start...].firstIndex(of: byte) else { return nil }
    return found + 1
  }
}

/// A start tag: lowercased names, references in the values resolved, the first of two attributes of one name.
struct HTMLStartTag {
  let name: String
  var attributes: [HTMLTagAttribute] = []
  var isSelfClosing = false

  init(name: String) { self.name = name }

  subscript(name: String) -> String? { attributes.first { $0.name == name }?.value }
}

struct HTMLTagAttribute {
  var name: String
  var value: String
}

/// Text with its character references resolved.
enum HTMLEntities {
  static func decode(_ bytes: [UInt8], _ range: Range<Int>, inAttribute: Bool) -> String {
    guard bytes[range].contains(UInt8(ascii: "&")) else { return String(decoding: bytes[range], as: UTF8.self) }
    var text: [UInt8] = []
    text.reserveCapacity(range.count)
    decode(bytes, range, inAttribute: inAttribute, into: &text)
    return String(decoding: text, as: UTF8.self)
  }

  static func decode(_ bytes: [UInt8], _ range: Range<Int>, inAttribute: Bool, into text: inout [UInt8]) {
    var index = range.lowerBound
    while index < range.upperBound {
      guard let ampersand = bytes[index..<range.upperBound].firstIndex(of: UInt8(ascii: "&")) else {
        text.append(contentsOf: bytes[index..<range.upperBound])
        return
      }
      text.append(contentsOf: bytes[index..<ampersand])
      if let reference = HTMLCharacterReferences.read(
        bytes, at: ampersand, limit: range.upperBound, inAttribute: inAttribute)
      {
        text.append(contentsOf: reference.text.utf8)
        index = reference.end
      } else {
        text.append(UInt8(ascii: "&"))
        index = ampersand + 1
      }
    }
  }
}
