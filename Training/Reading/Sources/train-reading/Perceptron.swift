/// An averaged perceptron over hashed features (Collins 2002), each with the few classes it ever spoke for.
final class Perceptron {
  struct Cell {
    var label: Int32
    var stamp: Int32
    var weight: Float
    var total: Double
  }

  private struct Row {
    var start = 0
    var count: Int32 = 0
    var room: Int32 = 0
    var updates: Int32 = 0
  }

  private var keys: [UInt64]
  private var rowNumbers: [Int32]
  private var mask: Int
  private var rows: [Row] = []
  private var rowKeys: [UInt64] = []
  private var cells: [Cell] = []
  private var step: Int32 = 0

  init(capacityBits: Int = 20) {
    mask = (1 << capacityBits) - 1
    keys = Array(repeating: 0, count: mask + 1)
    rowNumbers = Array(repeating: -1, count: mask + 1)
  }

  func score(_ features: [UInt64], into scores: inout [Float]) {
    for place in scores.indices { scores[place] = 0 }
    for feature in features {
      let number = find(feature)
      guard number >= 0 else { continue }
      let row = rows[number]
      for place in row.start..<(row.start + Int(row.count)) { scores[Int(cells[place].label)] += cells[place].weight }
    }
  }

  func tick() { step += 1 }

  /// Rewards `right` and punishes `wrong` for these features.
  func update(_ features: [UInt64], right: Int, wrong: Int) {
    for feature in features {
      let number = findOrAdd(feature)
      add(1, to: Int32(right), row: number)
      add(-1, to: Int32(wrong), row: number)
      rows[number].updates += 1
    }
  }

  private func add(_ amount: Float, to label: Int32, row number: Int) {
    let row = rows[number]
    for place in row.start..<(row.start + Int(row.count)) where cells[place].label == label {
      cells[place].total += Double(cells[place].weight) * Double(step - cells[place].stamp)
      cells[place].stamp = step
      cells[place].weight += amount
      return
    }
    if row.count == row.room { grow(number) }
    let place = rows[number].start + Int(rows[number].count)
    cells[place] = Cell(label: label, stamp: step, weight: amount, total: 0)
    rows[number].count += 1
  }

  private func grow(_ number: Int) {
    let row = rows[number]
    let start = cells.count
    let room = max(2, row.room * 2)
    cells.append(contentsOf: repeatElement(Cell(label: 0, stamp: 0, weight: 0, total: 0), count: Int(room)))
    for offset in 0..<Int(row.count) { cells[start + offset] = cells[row.start + offset] }
    rows[number].start = start
    rows[number].room = room
  }

  @inline(__always)
  private func find(_ key: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: key >> 20) & mask
    while rowNumbers[slot] >= 0 {
      if keys[slot] == key { return Int(rowNumbers[slot]) }
      slot = (slot + 1) & mask
    }
    return -1
  }

  private func findOrAdd(_ key: UInt64) -> Int {
    let found = find(key)
    if found >= 0 { return found }
    if rows.count * 2 > mask { rehash() }
    rows.append(Row())
    rowKeys.append(key)
    place(key, rows.count - 1)
    return rows.count - 1
  }

  private func place(_ key: UInt64, _ number: Int) {
    var slot = Int(truncatingIfNeeded: key >> 20) & mask
    while rowNumbers[slot] >= 0 { slot = (slot + 1) & mask }
    keys[slot] = key
    rowNumbers[slot] = Int32(number)
  }

  private func rehash() {
    mask = mask * 2 + 1
    keys = Array(repeating: 0, count: mask + 1)
    rowNumbers = Array(repeating: -1, count: mask + 1)
    for (number, key) in rowKeys.enumerated() { place(key, number) }
  }

  /// The averaged weights of every feature, in the order in which features came up.
  func averaged() -> [(key: UInt64, updates: Int, weights: [(label: Int, weight: Float)])] {
    rows.indices.map { number in
      let row = rows[number]
      let weights = (row.start..<(row.start + Int(row.count))).map { place in
        let cell = cells[place]
        let total = cell.total + Double(cell.weight) * Double(step - cell.stamp)
        return (label: Int(cell.label), weight: Float(total / Double(max(1, step))))
      }
      return (rowKeys[number], Int(row.updates), weights)
    }
  }
}

/// SplitMix64: the same numbers on every machine.
struct SeededRandom: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Fisher and Yates, written out: the library's shuffle may change.
  mutating func shuffle<Element>(_ values: inout [Element]) {
    for place in stride(from: values.count - 1, to: 0, by: -1) {
      values.swapAt(place, Int(next() % UInt64(place + 1)))
    }
  }
}
