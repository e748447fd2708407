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
  static let repairsMax = 200
  /// Elements inside one another; deeper tags are dropped.
  static let depthMax = 500
  static let attributesMax = 256
  static let entitiesMax = 1_000
  /// How far from its beginning a document may begin.
  static let junkBytesMax = 64 << 10

  public internal(set) var output: [UInt8] = []
  public internal(set) var repairs: [Repair] = []
  /// Entities that the document type declares, with their values as written.
  public internal(set) var entities: [(name: String, value: [UInt8])] = []
  /// The text ended before the root element did.
  public internal(set) var isCut = false

  let text: [UInt8]
  let structure: Structure
  var index = 0
  var open: [OpenElement] = []
  var openCounts: [[UInt8]: Int] = [:]
  /// Ends that were looked for to the end of the text and not found: no later search finds them either.
  var absent: Set<String> = []
  /// Bytes that may yet be read in vain after a `<` that turns out to begin no tag: bounds the work to the text's size.
  var vainBytesLeft: Int
  let lastGreater: Int
  /// How far the last start tag was read.
  var scanEnd = 0
  var rootIsClosed = false
  var hasRoot = false
  // Lines are counted up to `countedTo` only when a repair asks for its place.
  var countedTo = 0
  var line = 1
  var lineStart = 0

  init(_ text: [UInt8], structure: Structure) {
    self.text = text
    self.structure = structure
    vainBytesLeft = text.count * 4 + 65_536
    lastGreater = text.lastIndex(of: UInt8(ascii: ">")) ?? -1
  }

  struct OpenElement {
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

  mutating func run() {
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

  mutating func skipToFirstTag() {
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
  var beginning: Int? {
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

  mutating func characters() {
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

  mutating func skipText() { while index < text.count, text[index] != UInt8(ascii: "<") { index += 1 } }

  func isNonCharacter(at place: Int) -> Bool {
    place + 2 < text.count && text[place + 1] == 0xBF && text[place + 2] >= 0xBE
  }

  mutating func ampersand() {
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
  func isCapitalReference(_ name: ArraySlice<UInt8>) -> Bool {
    guard name.starts(with: "#X".utf8) else { return false }
    return isReference(ArraySlice("#x".utf8 + name.dropFirst(2)))
  }

  func isReference(_ name: ArraySlice<UInt8>) -> Bool {
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

  mutating func markup() {
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

  mutating func bareLess() {
    note(.character, "a bare <")
    if !open.isEmpty { output.append(contentsOf: "&lt;".utf8) }
    index += 1
  }

  mutating func declaration() {
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

  mutating func characterData() {
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

  mutating func documentType() {
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

  mutating func declareEntity(from start: Int) {
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

  // MARK: Places

  mutating func note(_ kind: Repair.Kind, _ message: String, at place: Int? = nil) {
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

  mutating func countLines(from start: Int, to end: Int) {
    for place in start..<min(end, text.count) where text[place] == 0x0A {
      line += 1
      lineStart = place + 1
    }
  }

  func matches(_ word: String, at place: Int) -> Bool {
    guard place >= 0, place + word.utf8.count <= text.count else { return false }
    return zip(text[place...], word.utf8).allSatisfy { $0 == $1 }
  }

  mutating func position(after word: String, from start: Int) -> Int? {
    guard let first = word.utf8.first, !absent.contains(word) else { return nil }
    var cursor = start
    while cursor < text.count, let found = text[cursor...].firstIndex(of: first) {
      if matches(word, at: found) { return found + word.utf8.count }
      cursor = found + 1
    }
    absent.insert(word)
    return nil
  }

  func isSibling(_ name: [UInt8]) -> Bool {
    let local = name.lastIndex(of: UInt8(ascii: ":")).map { name[($0 + 1)...] } ?? name[...]
    return structure.siblings.contains(String(decoding: local, as: UTF8.self).lowercased())
  }

  static func shown(_ name: [UInt8]) -> String { String(decoding: name.prefix(40), as: UTF8.self) }
}
