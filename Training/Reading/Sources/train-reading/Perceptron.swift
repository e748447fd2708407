/// An averaged perceptron over hashed features (Collins 2002), each with the few classes it ever spoke for.
///
/// Nearly all of a training's time goes into looking rows up, so what a score needs lies together: a feature's key and
/// place in one entry, its classes and weights in one run; what only updates and averages need lies apart.
final class Perceptron {
  private struct Entry {
    var key: UInt64 = 0
    var start: Int32 = -1
    var count: UInt16 = 0
    var room: UInt16 = 0
  }

  private struct Cell {
    var label: Int32
    var weight: Float
  }

  private struct Past {
    var total: Double
    var stamp: Int32
  }

  private var entries: [Entry]
  private var mask: Int
  private var rowCount = 0
  private var cells: [Cell] = []
  private var pasts: [Past] = []
  private var step: Int32 = 0
  private var found: [(start: Int32, count: UInt16)] = []

  let census: FeatureCensus

  init(capacityBits: Int = 20, census: FeatureCensus) {
    self.census = census
    mask = (1 << capacityBits) - 1
    entries = Array(repeating: Entry(), count: mask + 1)
  }

  func score(_ features: [UInt64], into scores: inout [Float]) {
    for place in scores.indices { scores[place] = 0 }
    found.removeAll(keepingCapacity: true)
    // All look-ups first: the processor then waits for many of them at once.
    for feature in features {
      let slot = slot(of: feature)
      if entries[slot].start >= 0 { found.append((entries[slot].start, entries[slot].count)) }
    }
    for (start, count) in found {
      for place in Int(start)..<(Int(start) + Int(count)) { scores[Int(cells[place].label)] += cells[place].weight }
    }
  }

  func tick() { step += 1 }

  /// Rewards `right` and punishes `wrong` for these features.
  func update(_ features: [UInt64], right: Int, wrong: Int) {
    for feature in features {
      if rowCount * 2 > mask { rehash() }
      let slot = slot(of: feature)
      if entries[slot].start < 0 {
        guard census.allows(feature) else { continue }
        entries[slot] = Entry(key: feature, start: Int32(cells.count), count: 0, room: 2)
        reserve(2)
        rowCount += 1
      }
      add(1, to: Int32(right), at: slot)
      add(-1, to: Int32(wrong), at: slot)
    }
  }

  private func add(_ amount: Float, to label: Int32, at slot: Int) {
    let start = Int(entries[slot].start)
    for place in start..<(start + Int(entries[slot].count)) where cells[place].label == label {
      pasts[place].total += Double(cells[place].weight) * Double(step - pasts[place].stamp)
      pasts[place].stamp = step
      cells[place].weight += amount
      return
    }
    if entries[slot].count == entries[slot].room { grow(slot) }
    let place = Int(entries[slot].start) + Int(entries[slot].count)
    cells[place] = Cell(label: label, weight: amount)
    pasts[place] = Past(total: 0, stamp: step)
    entries[slot].count += 1
  }

  private func reserve(_ count: Int) {
    cells.append(contentsOf: repeatElement(Cell(label: 0, weight: 0), count: count))
    pasts.append(contentsOf: repeatElement(Past(total: 0, stamp: 0), count: count))
  }

  private func grow(_ slot: Int) {
    let old = Int(entries[slot].start)
    let start = cells.count
    reserve(Int(entries[slot].room) * 2)
    for offset in 0..<Int(entries[slot].count) {
      cells[start + offset] = cells[old + offset]
      pasts[start + offset] = pasts[old + offset]
    }
    entries[slot].start = Int32(start)
    entries[slot].room *= 2
  }

  /// The entry of a feature, or the free one where it would go.
  @inline(__always)
  private func slot(of key: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: key >> 20) & mask
    while entries[slot].start >= 0, entries[slot].key != key { slot = (slot + 1) & mask }
    return slot
  }

  private func rehash() {
    let old = entries
    mask = mask * 2 + 1
    entries = Array(repeating: Entry(), count: mask + 1)
    for entry in old where entry.start >= 0 { entries[slot(of: entry.key)] = entry }
  }

  /// The averaged weights of every feature.
  func averaged() -> [(key: UInt64, weights: [(label: Int, weight: Float)])] {
    entries.filter { $0.start >= 0 }.map { entry in
      let weights = (Int(entry.start)..<(Int(entry.start) + Int(entry.count))).map { place in
        let total = pasts[place].total + Double(cells[place].weight) * Double(step - pasts[place].stamp)
        return (label: Int(cells[place].label), weight: Float(total / Double(max(1, step))))
      }
      return (entry.key, weights)
    }
  }
}

/// SplitMix64: the same numbers on every machine.
struct SeededRandom: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }

  /// Fisher and Yates, written out: the library's shuffle may change.
  mutating func shuffle<Element>(_ values: inout [Element]) {
    for place in stride(from: values.count - 1, to: 0, by: -1) {
      values.swapAt(place, Int(next() % UInt64(place + 1)))
    }
  }
}
