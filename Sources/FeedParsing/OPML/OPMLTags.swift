/// Where the tags of a well-formed list stand in its bytes.
struct OPMLTags {
  private struct Element {
    let name: String
    let attributes: [(name: String, value: String)]
    let parent: Int
    let depth: Int
    /// The start tag.
    let start: Range<Int>
    /// The end tag; empty, behind the start tag, for an element without content.
    var end: Range<Int>
  }

  private var elements: [Element] = []
  /// The number of the body.
  private(set) var body = -1

  private static let depthMax = 100

  /// - Throws: when the tags do not nest.
  init(_ text: [UInt8]) throws(OPMLEditor.Failure) {
    var scanner = Scanner(text: text)
    var open: [Int] = []
    while let tag = try scanner.next() {
      switch tag.form {
      case .end:
        guard let number = open.popLast(), elements[number].name == tag.name else { throw .broken(line: scanner.line) }
        elements[number].end = tag.range
      case .start, .empty:
        guard open.count < OPMLTags.depthMax else { throw .broken(line: scanner.line) }
        elements.append(
          Element(
            name: tag.name, attributes: tag.attributes, parent: open.last ?? -1, depth: open.count, start: tag.range,
            end: tag.range.upperBound..<tag.range.upperBound))
        if tag.name.lowercased() == "body", body < 0 { body = elements.count - 1 }
        if tag.form == .start { open.append(elements.count - 1) }
      }
    }
    guard open.isEmpty, body >= 0 else { throw .broken(line: scanner.line) }
  }

  /// The folder of that title in a folder or the body.
  func folder(_ title: String, in parent: Int) -> Int? {
    elements.indices.first { number in
      let element = elements[number]
      return element.parent == parent && element.name.lowercased() == "outline" && !element.end.isEmpty
        && url(of: element) == nil && (value("title", of: element) ?? value("text", of: element)) == title
    }
  }

  /// How deep the element's tag stands below the body.
  func depth(of number: Int) -> Int { elements[number].depth - elements[body].depth + 1 }

  /// Where the end tag begins; nil for an element without one.
  func endOfContent(of number: Int) -> Int? {
    elements[number].end.isEmpty ? nil : elements[number].end.lowerBound
  }

  /// The bytes of the first outline of a feed, its content included; with the folders around it that would be left with
  /// nothing but blanks.
  func outline(ofFeed url: String, in text: [UInt8]) -> Range<Int>? {
    guard
      var element = elements.first(where: { $0.name.lowercased() == "outline" && self.url(of: $0) == url })
    else { return nil }
    while element.parent > body {
      let folder = elements[element.parent]
      guard folder.name.lowercased() == "outline", self.url(of: folder) == nil,
        text[folder.start.upperBound..<element.start.lowerBound].allSatisfy(\.isSpace),
        text[element.end.upperBound..<folder.end.lowerBound].allSatisfy(\.isSpace)
      else { break }
      element = folder
    }
    return element.start.lowerBound..<element.end.upperBound
  }

  private func url(of element: Element) -> String? {
    value("xmlurl", of: element) ?? value("feedurl", of: element) ?? value("url", of: element)
  }

  private func value(_ name: String, of element: Element) -> String? {
    element.attributes.first { $0.name.lowercased() == name }?.value
  }
}

/// Finds tags in XML that a parser has found well-formed: comments, CDATA and instructions are passed over.
private struct Scanner {
  let text: [UInt8]
  private var at = 0

  init(text: [UInt8]) { self.text = text }

  struct Tag {
    enum Form { case start, empty, end }

    let form: Form
    let name: String
    var attributes: [(name: String, value: String)] = []
    let range: Range<Int>
  }

  var line: Int { text[..<min(at, text.count)].count { $0 == 0x0A } + 1 }

  mutating func next() throws(OPMLEditor.Failure) -> Tag? {
    while let start = text[at...].firstIndex(of: UInt8(ascii: "<")) {
      at = start
      if has("<!--") {
        try skip("-->")
      } else if has("<![CDATA[") {
        try skip("]]>")
      } else if has("<?") {
        try skip("?>")
      } else if has("<!") {
        try skip(">")
      } else {
        return try tag()
      }
    }
    return nil
  }

  private func has(_ mark: String) -> Bool { text[at...].starts(with: mark.utf8) }

  private mutating func skip(_ mark: String) throws(OPMLEditor.Failure) {
    guard let found = text[at...].firstRange(of: Array(mark.utf8)) else { throw .broken(line: line) }
    at = found.upperBound
  }

  private mutating func tag() throws(OPMLEditor.Failure) -> Tag {
    let start = at
    at += 1
    let isEnd = at < text.count && text[at] == UInt8(ascii: "/")
    if isEnd { at += 1 }
    let name = word()
    var attributes: [(name: String, value: String)] = []
    while true {
      skipSpace()
      guard at < text.count, !name.isEmpty else { throw .broken(line: line) }
      if text[at] == UInt8(ascii: ">") {
        at += 1
        return Tag(form: isEnd ? .end : .start, name: name, attributes: attributes, range: start..<at)
      }
      if has("/>") {
        at += 2
        return Tag(form: .empty, name: name, attributes: attributes, range: start..<at)
      }
      attributes.append(try attribute())
    }
  }

  private mutating func attribute() throws(OPMLEditor.Failure) -> (name: String, value: String) {
    let name = word()
    skipSpace()
    guard !name.isEmpty, has("=") else { throw .broken(line: line) }
    at += 1
    skipSpace()
    guard at < text.count, text[at] == UInt8(ascii: "\"") || text[at] == UInt8(ascii: "'") else {
      throw .broken(line: line)
    }
    let quote = text[at]
    guard let end = text[(at + 1)...].firstIndex(of: quote) else { throw .broken(line: line) }
    defer { at = end + 1 }
    return (name, Scanner.plain(String(decoding: text[(at + 1)..<end], as: UTF8.self)))
  }

  private mutating func word() -> String {
    let start = at
    while at < text.count, !text[at].isSpace, !"/>=".utf8.contains(text[at]) { at += 1 }
    return String(decoding: text[start..<at], as: UTF8.self)
  }

  private mutating func skipSpace() { while at < text.count, text[at].isSpace { at += 1 } }

  /// The five named references and numbers (XML 1.0 §4.1, §4.6), without blanks at the ends.
  private static func plain(_ text: String) -> String {
    guard text.contains("&") else { return text.trimmedSpace }
    var out = ""
    var rest = text[...]
    while let mark = rest.firstIndex(of: "&") {
      out += rest[..<mark]
      rest = rest[mark...]
      guard let end = rest.firstIndex(of: ";"), let scalar = reference(rest[rest.index(after: mark)..<end]) else {
        out.append("&")
        rest = rest.dropFirst()
        continue
      }
      out.unicodeScalars.append(scalar)
      rest = rest[rest.index(after: end)...]
    }
    return (out + rest).trimmedSpace
  }

  private static func reference(_ name: Substring) -> Unicode.Scalar? {
    switch name {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    default:
      guard name.hasPrefix("#") else { return nil }
      let digits = name.dropFirst()
      let number = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      return number.flatMap(Unicode.Scalar.init)
    }
  }
}
