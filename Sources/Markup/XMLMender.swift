/// Makes well-formed XML of text that is not, keeping whatever a reader could still make out.
///
/// One pass over the text. What should have been escaped is escaped, tags are closed where the structure shows that
/// they end, what cannot be a tag becomes text. Comments, processing instructions and the document type go; the
/// entities that it declares are handed over. What cannot be mended is an end that came too soon: `isCut` says so,
/// and elements that were open then are left open.
public struct XMLMender {
  /// What was wrong and is mended.
  public struct Repair: Equatable, Sendable {
    public enum Kind: Sendable { case character, tag, junk, truncated }

    public let kind: Kind
    public let message: String
    /// From 1; the column in bytes.
    public let line: Int
    public let column: Int
  }

  /// Elements of which one cannot lie inside another of the same set: a new one ends an open one.
  public struct Structure: Sendable {
    public var siblings: Set<String>
    /// Elements without content that HTML writes without an end.
    public var voids: Set<String>
    /// Elements that a document may begin with: what stands before the first of them is junk.
    public var roots: Set<String>

    public init(
      siblings: Set<String>, roots: Set<String> = [],
      voids: Set<String> = ["br", "hr", "img", "wbr", "input", "area", "col"]
    ) {
      self.siblings = siblings
      self.voids = voids
      self.roots = roots
    }
  }

  /// Repairs that are told one by one.
  private static let repairsMax = 200
  /// Elements inside one another; deeper tags are dropped.
  private static let depthMax = 500
  private static let attributesMax = 256
  private static let entitiesMax = 1_000
  /// How far from its beginning a document may begin.
  private static let junkBytesMax = 64 << 10

  public private(set) var output: [UInt8] = []
  public private(set) var repairs: [Repair] = []
  /// Entities that the document type declares, with their values as written.
  public private(set) var entities: [(name: String, value: [UInt8])] = []
  /// The text ended before the root element did.
  public private(set) var isCut = false

  private let text: [UInt8]
  private let structure: Structure
  private var index = 0
  private var open: [OpenElement] = []
  private var openCounts: [[UInt8]: Int] = [:]
  /// Ends that were looked for to the end of the text and not found: no later search finds them either.
  private var absent: Set<String> = []
  /// Bytes that may yet be read in vain after a `<` that turns out to begin no tag: bounds the work to the text's size.
  private var vainBytesLeft: Int
  private let lastGreater: Int
  /// How far the last start tag was read.
  private var scanEnd = 0
  private var rootIsClosed = false
  private var hasRoot = false
  // Lines are counted up to `countedTo` only when a repair asks for its place.
  private var countedTo = 0
  private var line = 1
  private var lineStart = 0

  private init(_ text: [UInt8], structure: Structure) {
    self.text = text
    self.structure = structure
    vainBytesLeft = text.count * 4 + 65_536
    lastGreater = text.lastIndex(of: UInt8(ascii: ">")) ?? -1
  }

  private struct OpenElement {
    let name: [UInt8]
    let lowered: [UInt8]
    let isSibling: Bool
  }

  /// - Parameter text: UTF-8.
  public static func mend(_ text: [UInt8], structure: Structure) -> XMLMender {
    var mender = XMLMender(text, structure: structure)
    mender.output.reserveCapacity(text.count + text.count / 16 + 64)
    mender.run()
    return mender
  }

  private mutating func run() {
    skipToFirstTag()
    while index < text.count, !rootIsClosed {
      if text[index] == UInt8(ascii: "<") { markup() } else { characters() }
    }
    if !rootIsClosed {
      isCut = true
      note(.truncated, "the document ends inside \(open.last.map { "<\(Self.shown($0.name))>" } ?? "its head")")
    } else if text[index...].contains(where: { !$0.isMarkupSpace && $0 != 0 }) {
      note(.junk, "\(text.count - index) bytes behind the document")
    }
  }

  private mutating func skipToFirstTag() {
    guard let first = text.firstIndex(of: UInt8(ascii: "<")) else {
      index = text.count
      return
    }
    index = first
    let begin = beginning ?? first
    index = begin
    if begin > 0 { note(.junk, "\(begin) bytes before the document") }
  }

  /// Where an XML declaration, a document type or a known root begins.
  private var beginning: Int? {
    var cursor = index
    let end = min(text.count, index + Self.junkBytesMax)
    while cursor < end, let open = text[cursor..<end].firstIndex(of: UInt8(ascii: "<")) {
      if matches("<?xml ", at: open) || matches("<!DOCTYPE", at: open) || matches("<!doctype", at: open) { return open }
      var nameEnd = open + 1
      while nameEnd < text.count, nameEnd - open < 32, text[nameEnd].continuesXMLName { nameEnd += 1 }
      if structure.roots.contains(String(decoding: text[(open + 1)..<nameEnd], as: UTF8.self).lowercased()) {
        return open
      }
      cursor = open + 1
    }
    return nil
  }

  // MARK: Text

  private mutating func characters() {
    let isInside = !open.isEmpty
    let byte = text[index]
    switch byte {
    case UInt8(ascii: "&"): ampersand()
    case UInt8(ascii: ">") where matches("]]>", at: index - 2):
      output.append(contentsOf: "&gt;".utf8)
      index += 1
    case 0..<0x20 where !byte.isMarkupSpace || byte == 0x0C:
      note(.character, "control character \(byte)")
      index += 1
    case 0xEF where isNonCharacter(at: index):
      note(.character, "a character that XML does not allow")
      index += 3
    default:
      if isInside {
        output.append(byte)
      } else if !byte.isMarkupSpace {
        if !hasRoot { note(.junk, "text before the document") }
        skipText()
        return
      }
      index += 1
    }
  }

  private mutating func skipText() { while index < text.count, text[index] != UInt8(ascii: "<") { index += 1 } }

  private func isNonCharacter(at place: Int) -> Bool {
    place + 2 < text.count && text[place + 1] == 0xBF && text[place + 2] >= 0xBE
  }

  private mutating func ampersand() {
    var end = index + 1
    while end < text.count, end - index < 40, text[end].isASCIILetterOrDigit || text[end] == UInt8(ascii: "#") {
      end += 1
    }
    let name = text[(index + 1)..<end]
    if end < text.count, text[end] == UInt8(ascii: ";"), isCapitalReference(name) {
      note(.character, "&#X in capitals")
      output.append(contentsOf: "&#x".utf8)
      output.append(contentsOf: text[(index + 3)...end])
      index = end + 1
    } else if end < text.count, text[end] == UInt8(ascii: ";"), isReference(name) {
      output.append(contentsOf: text[index...end])
      index = end + 1
    } else {
      note(.character, "a bare &")
      output.append(contentsOf: "&amp;".utf8)
      index += 1
    }
  }

  /// `&#X41;`: XML knows no capital X, HTML does.
  private func isCapitalReference(_ name: ArraySlice<UInt8>) -> Bool {
    guard name.starts(with: "#X".utf8) else { return false }
    return isReference(ArraySlice("#x".utf8 + name.dropFirst(2)))
  }

  private func isReference(_ name: ArraySlice<UInt8>) -> Bool {
    guard let first = name.first else { return false }
    guard first == UInt8(ascii: "#") else { return first.isASCIILetter && !name.contains(UInt8(ascii: "#")) }
    let isHexadecimal = name.dropFirst().first.map { $0 | 0x20 == UInt8(ascii: "x") } ?? false
    if isHexadecimal, name.dropFirst().first == UInt8(ascii: "X") { return false }
    let digits = String(decoding: name.dropFirst(isHexadecimal ? 2 : 1), as: UTF8.self)
    guard let value = UInt32(digits, radix: isHexadecimal ? 16 : 10), let scalar = Unicode.Scalar(value) else {
      return false
    }
    return value >= 0x20 || value == 9 || value == 10 || value == 13
      ? scalar != "\u{FFFE}" && scalar != "\u{FFFF}" : false
  }

  // MARK: Markup

  private mutating func markup() {
    guard index + 1 < text.count else {
      index = text.count
      return
    }
    switch text[index + 1] {
    case UInt8(ascii: "!"): declaration()
    case UInt8(ascii: "?"):
      index = position(after: "?>", from: index + 2) ?? position(after: ">", from: index) ?? text.count
    case UInt8(ascii: "/"): endTag()
    case let byte where byte.startsXMLName && byte != UInt8(ascii: ":"):
      if !startTag() { bareLess() }
    default: bareLess()
    }
  }

  private mutating func bareLess() {
    note(.character, "a bare <")
    if !open.isEmpty { output.append(contentsOf: "&lt;".utf8) }
    index += 1
  }

  private mutating func declaration() {
    if matches("<!--", at: index) {
      index = position(after: "-->", from: index + 4) ?? position(after: ">", from: index) ?? text.count
    } else if matches("<![CDATA[", at: index) {
      characterData()
    } else if matches("<!DOCTYPE", at: index) || matches("<!doctype", at: index) {
      documentType()
    } else if open.isEmpty {
      index = position(after: ">", from: index) ?? text.count
    } else {
      bareLess()
    }
  }

  private mutating func characterData() {
    let start = index + 9
    let end = position(after: "]]>", from: start)
    let contentEnd = end.map { $0 - 3 } ?? text.count
    index = end ?? text.count
    guard !open.isEmpty else { return }
    // As escaped text it says the same, and what XML does not allow can be left out on the way.
    for place in start..<contentEnd {
      let byte = text[place]
      switch byte {
      case UInt8(ascii: "&"): output.append(contentsOf: "&amp;".utf8)
      case UInt8(ascii: "<"): output.append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: ">"): output.append(contentsOf: "&gt;".utf8)
      case 0..<0x20 where !byte.isMarkupSpace || byte == 0x0C: break
      default: output.append(byte)
      }
    }
  }

  private mutating func documentType() {
    var end = index
    var depth = 0
    while end < text.count {
      if text[end] == UInt8(ascii: "[") { depth += 1 }
      if text[end] == UInt8(ascii: "]") { depth = max(0, depth - 1) }
      if matches("<!ENTITY", at: end) { declareEntity(from: end + 8) }
      if text[end] == UInt8(ascii: ">"), depth == 0 { break }
      end += 1
    }
    index = min(text.count, end + 1)
  }

  private mutating func declareEntity(from start: Int) {
    var cursor = start
    func skipSpace() { while cursor < text.count, text[cursor].isMarkupSpace { cursor += 1 } }
    skipSpace()
    let nameStart = cursor
    while cursor < text.count, text[cursor].continuesXMLName { cursor += 1 }
    let name = String(decoding: text[nameStart..<cursor], as: UTF8.self)
    skipSpace()
    guard !name.isEmpty, cursor < text.count, entities.count < Self.entitiesMax else { return }
    let quote = text[cursor]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
      let end = text[(cursor + 1)...].firstIndex(of: quote)
    else { return }
    entities.append((name, Array(text[(cursor + 1)..<end])))
  }

  // MARK: Tags

  private mutating func endTag() {
    let nameStart = index + 2
    var nameEnd = nameStart
    while nameEnd < text.count, text[nameEnd].continuesXMLName { nameEnd += 1 }
    let name = Array(text[nameStart..<nameEnd])
    guard !name.isEmpty else {
      bareLess()
      return
    }
    var end = nameEnd
    while end < text.count, text[end] != UInt8(ascii: ">"), text[end] != UInt8(ascii: "<") { end += 1 }
    guard end < text.count else {
      index = text.count
      return
    }
    let start = index
    index = text[end] == UInt8(ascii: ">") ? end + 1 : end
    guard let place = placeOfOpen(name) else {
      note(.tag, "</\(Self.shown(name))> closes nothing", at: start)
      return
    }
    if place < open.count - 1 {
      note(.tag, "<\(Self.shown(open[open.count - 1].name))> is not closed before </\(Self.shown(name))>", at: start)
    }
    close(downTo: place)
  }

  /// The innermost open element of that name, written alike if there is one.
  private func placeOfOpen(_ name: [UInt8]) -> Int? {
    let lowered = name.map(\.asciiLowercased)
    guard openCounts[lowered, default: 0] > 0 else { return nil }
    return open.lastIndex { $0.name == name } ?? open.lastIndex { $0.lowered == lowered }
  }

  private mutating func close(downTo place: Int) {
    while open.count > place, let element = open.popLast() {
      openCounts[element.lowered, default: 1] -= 1
      output.append(contentsOf: "</".utf8)
      output.append(contentsOf: element.name)
      output.append(UInt8(ascii: ">"))
    }
    if open.isEmpty { rootIsClosed = true }
  }

  /// - Returns: false when no tag begins here.
  private mutating func startTag() -> Bool {
    let start = index
    var cursor = index + 1
    while cursor < text.count, text[cursor].continuesXMLName { cursor += 1 }
    let name = Array(text[(start + 1)..<cursor])
    guard cursor < text.count,
      text[cursor].isMarkupSpace || text[cursor] == UInt8(ascii: ">") || text[cursor] == UInt8(ascii: "/")
    else {
      if cursor >= text.count { index = text.count }
      return cursor >= text.count
    }
    var tag = StartTag(name: name)
    let repairsBefore = repairs
    guard let end = attributes(from: cursor, into: &tag) else {
      repairs = repairsBefore
      // The text ends inside the tag; or another tag begins, and this is none.
      vainBytesLeft -= scanEnd - start
      if lastGreater < cursor || vainBytesLeft < 0 {
        index = text.count
        return true
      }
      return false
    }
    index = end
    if isSibling(name), let place = open.lastIndex(where: \.isSibling) {
      note(.tag, "<\(Self.shown(open[place].name))> is not closed before the next", at: start)
      close(downTo: place)
      rootIsClosed = false
    }
    write(tag)
    return true
  }

  private struct StartTag {
    let name: [UInt8]
    var attributes: [(name: [UInt8], value: [UInt8])] = []
    var isEmpty = false
  }

  private mutating func write(_ tag: StartTag) {
    guard open.count < Self.depthMax else { return }
    let isEmpty =
      tag.isEmpty || (!open.isEmpty && structure.voids.contains(String(decoding: tag.name, as: UTF8.self).lowercased()))
    output.append(UInt8(ascii: "<"))
    output.append(contentsOf: tag.name)
    for attribute in tag.attributes {
      output.append(UInt8(ascii: " "))
      output.append(contentsOf: attribute.name)
      output.append(contentsOf: "=\"".utf8)
      output.append(contentsOf: attribute.value)
      output.append(UInt8(ascii: "\""))
    }
    hasRoot = true
    if isEmpty {
      output.append(contentsOf: "/>".utf8)
      if open.isEmpty { rootIsClosed = true }
    } else {
      output.append(UInt8(ascii: ">"))
      let lowered = tag.name.map(\.asciiLowercased)
      open.append(OpenElement(name: tag.name, lowered: lowered, isSibling: isSibling(tag.name)))
      openCounts[lowered, default: 0] += 1
    }
  }

  /// - Returns: The place behind the tag; nil when it has no end.
  private mutating func attributes(from start: Int, into tag: inout StartTag) -> Int? {
    var cursor = start
    defer { scanEnd = cursor }
    while true {
      while cursor < text.count, text[cursor].isMarkupSpace { cursor += 1 }
      guard cursor < text.count else { return nil }
      switch text[cursor] {
      case UInt8(ascii: ">"): return cursor + 1
      case UInt8(ascii: "/"):
        cursor += 1
        if cursor < text.count, text[cursor] == UInt8(ascii: ">") {
          tag.isEmpty = true
          return cursor + 1
        }
      case UInt8(ascii: "<"): return nil
      case let byte where byte.startsXMLName:
        guard let next = attribute(from: cursor, into: &tag) else {
          // Its value ran to the end of the text.
          cursor = text.count
          return nil
        }
        cursor = next
      default:
        note(.tag, "a character that no attribute begins with", at: cursor)
        cursor += 1
      }
    }
  }

  private mutating func attribute(from start: Int, into tag: inout StartTag) -> Int? {
    var cursor = start
    while cursor < text.count, text[cursor].continuesXMLName { cursor += 1 }
    let name = Array(text[start..<cursor])
    while cursor < text.count, text[cursor].isMarkupSpace { cursor += 1 }
    var value: [UInt8] = []
    if cursor < text.count, text[cursor] == UInt8(ascii: "=") {
      cursor += 1
      while cursor < text.count, text[cursor].isMarkupSpace { cursor += 1 }
      guard cursor < text.count else { return nil }
      let quote = text[cursor]
      let valueStart: Int
      if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
        valueStart = cursor + 1
        guard let end = text[valueStart...].firstIndex(of: quote) else { return nil }
        value = escapedValue(valueStart..<end)
        cursor = end + 1
      } else {
        valueStart = cursor
        while cursor < text.count, !text[cursor].isMarkupSpace, text[cursor] != UInt8(ascii: ">"),
          text[cursor] != UInt8(ascii: "<")
        {
          cursor += 1
        }
        note(.tag, "an attribute without quotes", at: valueStart)
        value = escapedValue(valueStart..<cursor)
      }
    } else {
      note(.tag, "an attribute without a value", at: start)
      value = name
    }
    if tag.attributes.count < Self.attributesMax, !tag.attributes.contains(where: { $0.name == name }) {
      tag.attributes.append((name, value))
    }
    return cursor
  }

  private mutating func escapedValue(_ range: Range<Int>) -> [UInt8] {
    var value: [UInt8] = []
    var cursor = range.lowerBound
    while cursor < range.upperBound {
      let byte = text[cursor]
      switch byte {
      case UInt8(ascii: "&"):
        var end = cursor + 1
        while end < range.upperBound, end - cursor < 40,
          text[end].isASCIILetterOrDigit || text[end] == UInt8(ascii: "#")
        { end += 1 }
        if end < range.upperBound, text[end] == UInt8(ascii: ";"), isReference(text[(cursor + 1)..<end]) {
          value.append(byte)
        } else {
          note(.character, "a bare & in an attribute", at: cursor)
          value.append(contentsOf: "&amp;".utf8)
        }
      case UInt8(ascii: "<"): value.append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: "\""): value.append(contentsOf: "&quot;".utf8)
      case 0..<0x20 where !byte.isMarkupSpace || byte == 0x0C: break
      default: value.append(byte)
      }
      cursor += 1
    }
    return value
  }

  // MARK: Places

  private mutating func note(_ kind: Repair.Kind, _ message: String, at place: Int? = nil) {
    guard repairs.count < Self.repairsMax else { return }
    let place = place ?? index
    if place < countedTo {
      // A place already passed in the count: count its line anew from the start of the current one.
      countedTo = min(countedTo, place)
      line = 1
      lineStart = 0
      countLines(from: 0, to: place)
    } else {
      countLines(from: countedTo, to: place)
    }
    countedTo = place
    repairs.append(Repair(kind: kind, message: message, line: line, column: place - lineStart + 1))
  }

  private mutating func countLines(from start: Int, to end: Int) {
    for place in start..<min(end, text.count) where text[place] == 0x0A {
      line += 1
      lineStart = place + 1
    }
  }

  private func matches(_ word: String, at place: Int) -> Bool {
    guard place >= 0, place + word.utf8.count <= text.count else { return false }
    return zip(text[place...], word.utf8).allSatisfy { $0 == $1 }
  }

  private mutating func position(after word: String, from start: Int) -> Int? {
    guard let first = word.utf8.first, !absent.contains(word) else { return nil }
    var cursor = start
    while cursor < text.count, let found = text[cursor...].firstIndex(of: first) {
      if matches(word, at: found) { return found + word.utf8.count }
      cursor = found + 1
    }
    absent.insert(word)
    return nil
  }

  private func isSibling(_ name: [UInt8]) -> Bool {
    let local = name.lastIndex(of: UInt8(ascii: ":")).map { name[($0 + 1)...] } ?? name[...]
    return structure.siblings.contains(String(decoding: local, as: UTF8.self).lowercased())
  }

  private static func shown(_ name: [UInt8]) -> String { String(decoding: name.prefix(40), as: UTF8.self) }
}
