internal import FoundationEssentials

/// The layout of `model.bin`: a mark, a version, a list of parts, the parts. Numbers are little-endian.
///
/// | bytes | holds |
/// |---|---|
/// | 8 | `SALREAD` and a line's end |
/// | 4 | version of the format |
/// | 4 | count of parts |
/// | 16 each | a part's number (4), zero (4), offset (4), length (4) |
package enum ModelFile {
  package static let mark = Array("SALREAD\n".utf8)
  package static let version = 1
  static let partsMax = 16

  package enum Part: UInt32, CaseIterable, Sendable {
    /// Where the training text comes from and its licences, for people.
    case notice = 1
    /// The names of the word classes, one a line.
    case classes = 2
    /// The names of the parser's moves, one a line: "shift", "left nsubj", "right obj".
    case moves = 3
    case taggerIndex = 4
    case taggerRows = 5
    case parserIndex = 6
    case parserRows = 7

    package var name: String { "\(self)" }
  }

  /// The parts of a model, checked to lie within it.
  static func parts(of data: Data, language: String) throws(ReadingError) -> [Part: Range<Int>] {
    let bytes = data.bytes
    func number(at offset: Int) -> Int {
      // SAFETY: callers stay below `byteCount`, the load is bounds-checked, and any bits are an integer.
      Int(unsafe UInt32(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self)))
    }
    guard bytes.byteCount >= 16, data.prefix(mark.count).elementsEqual(mark) else {
      throw .notAModel(language: language, byteCount: bytes.byteCount)
    }
    guard number(at: 8) == version else {
      throw .modelVersion(language: language, found: number(at: 8), wanted: version)
    }
    let count = number(at: 12)
    guard count <= partsMax, bytes.byteCount >= 16 + count * 16 else {
      throw .damagedModel(language: language, part: "list of parts")
    }
    var parts: [Part: Range<Int>] = [:]
    for place in 0..<count {
      let entry = 16 + place * 16
      guard let part = Part(rawValue: UInt32(number(at: entry))) else { continue }
      let offset = number(at: entry + 8)
      let length = number(at: entry + 12)
      guard offset + length <= bytes.byteCount else { throw .damagedModel(language: language, part: part.name) }
      parts[part] = offset..<(offset + length)
    }
    for part in Part.allCases where parts[part] == nil { throw .damagedModel(language: language, part: part.name) }
    return parts
  }

  /// A model file of these parts.
  package static func assemble(_ parts: [(Part, [UInt8])]) -> [UInt8] {
    var head = mark + littleEndian(version) + littleEndian(parts.count)
    var body: [UInt8] = []
    let headBytes = 16 + parts.count * 16
    for (part, content) in parts {
      // Parts begin at multiples of eight, so that no entry of an index spans two lines of the cache.
      while (headBytes + body.count) % 8 != 0 { body.append(0) }
      head +=
        littleEndian(Int(part.rawValue)) + littleEndian(0) + littleEndian(headBytes + body.count)
        + littleEndian(content.count)
      body += content
    }
    return head + body
  }

  private static func littleEndian(_ number: Int) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
  }
}

/// The model of one language: its classes, moves and weights.
struct ReadingModel: Sendable {
  let classes: [WordClass]
  let moves: [ParserMove]
  /// How many labels the moves name.
  let labels: [DependencyRelation]
  let tagger: LinearTable
  let parser: LinearTable

  init(_ data: Data, language: String) throws(ReadingError) {
    let parts = try ModelFile.parts(of: data, language: language)
    func lines(_ part: ModelFile.Part) -> [Substring] {
      let range = parts[part] ?? 0..<0
      let text = String(decoding: data.dropFirst(range.lowerBound).prefix(range.count), as: UTF8.self)
      return text.split(separator: "\n")
    }
    let damaged: (ModelFile.Part) -> ReadingError = { .damagedModel(language: language, part: $0.name) }
    classes = lines(.classes).compactMap { WordClass(name: String($0)) }
    guard classes.count == lines(.classes).count, (1...255).contains(classes.count) else { throw damaged(.classes) }
    guard let (moves, labels) = ParserMove.read(lines(.moves)) else { throw damaged(.moves) }
    self.moves = moves
    self.labels = labels
    func table(_ index: ModelFile.Part, _ rows: ModelFile.Part, _ count: Int) throws(ReadingError) -> LinearTable {
      guard let indexRange = parts[index], let rowRange = parts[rows],
        let table = LinearTable(index: indexRange, rows: rowRange, classCount: count, in: data.bytes)
      else { throw damaged(index) }
      return table
    }
    tagger = try table(.taggerIndex, .taggerRows, classes.count)
    parser = try table(.parserIndex, .parserRows, moves.count)
  }
}

/// One thing the parser may do next, with the label of the arc it makes.
package struct ParserMove: Sendable, Hashable {
  package let move: ParserState.Move
  /// The label's number; 0 for a shift.
  package let label: UInt8
  package let relation: DependencyRelation

  package init(move: ParserState.Move, label: UInt8, relation: DependencyRelation) {
    self.move = move
    self.label = label
    self.relation = relation
  }

  package var name: String {
    switch move {
    case .shift: "shift"
    case .left: "left \(relation.rawValue)"
    case .right: "right \(relation.rawValue)"
    }
  }

  /// Labels are bits of a word of 64.
  static let labelsMax = 64

  /// The moves that a list of names makes, labels numbered as they come up; nil when a name is none or a needed one is
  /// missing: without a shift, a right move or the root's left move no sentence could be parsed.
  package static func read(_ names: [Substring]) -> (moves: [ParserMove], labels: [DependencyRelation])? {
    var labels: [DependencyRelation] = []
    var moves: [ParserMove] = []
    for name in names {
      let parts = name.split(separator: " ")
      guard parts.count == 2 else {
        guard name == "shift" else { return nil }
        moves.append(ParserMove(move: .shift, label: 0, relation: .unspecified))
        continue
      }
      guard let relation = DependencyRelation(rawValue: String(parts[1])), parts[0] == "left" || parts[0] == "right"
      else { return nil }
      let label = labels.firstIndex(of: relation) ?? labels.count
      if label == labels.count { labels.append(relation) }
      moves.append(ParserMove(move: parts[0] == "left" ? .left : .right, label: UInt8(label), relation: relation))
    }
    guard labels.count <= labelsMax, moves.count <= 255, moves.contains(where: { $0.move == .shift }),
      moves.contains(where: { $0.move == .right }), moves.contains(where: { $0.move == .left && $0.relation == .root }),
      moves.contains(where: { $0.move == .left && $0.relation != .root })
    else { return nil }
    return (moves, labels)
  }

  /// Whether this move can be made: the root's label goes with the root's arc alone.
  @inline(__always)
  package func isAllowed(in state: ParserState) -> Bool {
    guard state.allows(move) else { return false }
    return move != .left || state.isRootArc == (relation == .root)
  }
}
