/// What was learnt about one kind of choice: how much every clue speaks for every answer.
///
/// File format, one block per choice (docs/territory.md): `choice NAME ANSWER ANSWER …`, then per clue a line of its
/// tab-separated parts, a tab, `=`, a tab, and `index:weight` for the answers it bears on.
struct Weights: Sendable {
  /// The answers in the order of the file; one only for a choice among mentions of the text.
  let answers: [String]
  private let rows: ClueTable
  private let entries: [Entry]

  /// How much a clue speaks for one answer.
  private struct Entry: Sendable {
    let answer: UInt32
    let weight: Float
  }

  static let empty = Weights(answers: [], rows: ClueTable([:]), entries: [])

  /// Adds up what the clues say; one sum per answer.
  func sums(_ sheet: ClueSheet) -> [Float] {
    var sums = [Float](repeating: 0, count: answers.count)
    guard rows.mayHold(anyOf: sheet.keys) else { return sums }
    for key in sheet.keys {
      guard let row = rows[key] else { continue }
      for entry in entries[row] { sums[Int(entry.answer)] += entry.weight }
    }
    return sums
  }

  /// The sum of a choice that has one answer: how well an option fits.
  func sum(_ sheet: ClueSheet) -> Float {
    var sum: Float = 0
    guard rows.mayHold(anyOf: sheet.keys) else { return sum }
    for key in sheet.keys {
      guard let row = rows[key] else { continue }
      for entry in entries[row] { sum += entry.weight }
    }
    return sum
  }

  /// The clues that spoke loudest for an answer, for the trace.
  func loudest(_ sheet: ClueSheet, for answer: Int, most count: Int) -> [(clue: String, weight: Float)] {
    guard let words = sheet.words else { return [] }
    var found: [(clue: String, weight: Float)] = []
    for (key, word) in zip(sheet.keys, words) {
      guard let row = rows[key] else { continue }
      for entry in entries[row] where Int(entry.answer) == answer {
        found.append((word.split(separator: "\t").joined(separator: " "), entry.weight))
      }
    }
    return Array(found.sorted { abs($0.weight) > abs($1.weight) }.prefix(count))
  }

  /// Probabilities from sums.
  static func shares(_ sums: [Float]) -> [Float] {
    guard let top = sums.max() else { return [] }
    let raised = sums.map { exponential($0 - top) }
    let total = raised.reduce(0, +)
    return raised.map { $0 / total }
  }

  // e^x for x <= 0 by halving the argument: near enough for a comparison, and no C library needed in a pure room.
  static func exponential(_ x: Float) -> Float {
    guard x > -30 else { return 0 }
    let small = Double(x) / 1024
    var value = 1 + small + small * small / 2
    for _ in 0..<10 { value *= value }
    return Float(value)
  }
}

extension Weights {
  /// Reads the blocks of a weights file.
  static func read(_ text: String, file: String) throws(TerritoryResourceError) -> [String: Weights] {
    var tables: [String: Weights] = [:]
    var name = ""
    var answers: [String] = []
    var rows: [UInt64: Range<Int>] = [:]
    var entries: [Entry] = []
    func close() {
      if !name.isEmpty { tables[name] = Weights(answers: answers, rows: ClueTable(rows), entries: entries) }
    }
    for (number, bytes) in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
    {
      let line = Substring(bytes)
      if line.isEmpty || line.hasPrefix("#") { continue }
      if line.hasPrefix("choice ") {
        close()
        let words = line.split(separator: " ").map(String.init)
        guard words.count >= 3 else { throw .malformed(file: file, line: number + 1, what: "a choice without answers") }
        (name, answers, rows, entries) = (words[1], Array(words[2...]), [:], [])
        continue
      }
      guard let row = Row(line) else { throw .malformed(file: file, line: number + 1, what: "not a clue and weights") }
      let start = entries.count
      for entry in row.weights {
        guard entry.answer < answers.count else {
          throw .malformed(file: file, line: number + 1, what: "answer \(entry.answer) of \(answers.count)")
        }
        entries.append(Entry(answer: UInt32(entry.answer), weight: entry.weight))
      }
      guard rows.updateValue(start..<entries.count, forKey: row.key) == nil else {
        throw .malformed(file: file, line: number + 1, what: "a clue that stands above, or one with its key")
      }
    }
    close()
    return tables
  }

  private struct Row {
    let key: UInt64
    let weights: [(answer: Int, weight: Float)]

    init?(_ line: Substring) {
      let parts = line.utf8.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false).map { Substring($0) }
      guard let sign = parts.lastIndex(of: "="), sign >= 1, sign == parts.count - 2 else { return nil }
      var key = Term.key(of: parts[0])
      for part in parts[1..<sign] { key = Term.join(key, Term.key(of: part)) }
      self.key = key
      var weights: [(answer: Int, weight: Float)] = []
      for field in parts[sign + 1].utf8.split(separator: UInt8(ascii: " ")) {
        let pair = field.split(separator: UInt8(ascii: ":")).map { Substring($0) }
        guard pair.count == 2, let answer = Int(pair[0]), answer >= 0, let weight = Float(pair[1]) else { return nil }
        weights.append((answer, weight))
      }
      self.weights = weights
    }
  }
}
