import Foundation
import Reading

/// A perceptron's weights as the model file holds them: see `LinearTable` of the Reading room.
enum PackedTable {
  /// Keeps the weights that matter most within a number of bytes: rows with weak weights go first.
  /// - Parameter weakest: single weights below it, of 127, are left out: they cost two bytes each and decide little.
  /// - Returns: the parts `index` and `rows`.
  static func pack(
    _ perceptron: Perceptron, weakest: Int8, bytesMax: Int, name: String
  ) -> (index: [UInt8], rows: [UInt8]) {
    let averaged = perceptron.averaged()
    // One unit is so large that all but the strongest weights in a thousand fit a signed byte.
    var sizes: [Float] = []
    for row in averaged { for weight in row.weights where weight.weight != 0 { sizes.append(abs(weight.weight)) } }
    sizes.sort()
    guard !sizes.isEmpty else { return (Array(repeating: 0, count: 16), []) }
    let unit = sizes[min(sizes.count - 1, sizes.count * 9995 / 10000)] / 127
    var rows: [(key: UInt64, strength: Int, pairs: [(UInt8, Int8)])] = []
    for row in averaged {
      let pairs = row.weights.compactMap { cell -> (UInt8, Int8)? in
        let value = Int8(max(-127, min(127, (cell.weight / unit).rounded())))
        return abs(value) < weakest ? nil : (UInt8(cell.label), value)
      }
      guard !pairs.isEmpty, pairs.count < 256 else { continue }
      rows.append((row.key, pairs.map { abs(Int($0.1)) }.max() ?? 0, pairs.sorted { $0.0 < $1.0 }))
    }
    let all = rows.count
    rows.sort { ($0.strength, $0.key) > ($1.strength, $1.key) }
    var bytes = 0
    var kept = 0
    while kept < rows.count {
      bytes += 2 * rows[kept].pairs.count + 8 * 4 / 3
      if bytes > bytesMax { break }
      kept += 1
    }
    rows.removeSubrange(kept...)
    let last = rows.last?.strength ?? 0
    note("\(name): \(all) features, kept \(kept) (strength \(last) and more of 127), unit \(unit)")
    // Frequent features first: they get the best entries, and their rows share lines of the cache.
    rows.sort {
      (perceptron.census.frequency($0.key), $0.key) > (perceptron.census.frequency($1.key), $1.key)
    }
    return encode(rows)
  }

  private static func encode(_ rows: [(key: UInt64, strength: Int, pairs: [(UInt8, Int8)])]) -> ([UInt8], [UInt8]) {
    // A quarter of the entries stay free, so that a look-up in vain ends soon.
    let capacity = rows.count * 4 / 3 + 2
    var entries = [UInt64](repeating: 0, count: capacity)
    var body: [UInt8] = []
    for row in rows {
      var slot = Int(((row.key >> 32) &* UInt64(capacity)) >> 32)
      while entries[slot] != 0 { slot = (slot + 1) % capacity }
      entries[slot] = row.key & 0xFFFF_FFFF | UInt64(body.count / 2) << 32 | UInt64(row.pairs.count) << 56
      for (label, weight) in row.pairs {
        body.append(label)
        body.append(UInt8(bitPattern: weight))
      }
    }
    var index: [UInt8] = []
    index.reserveCapacity(capacity * 8)
    for entry in entries { for byte in 0..<8 { index.append(UInt8(truncatingIfNeeded: entry >> UInt64(byte * 8))) } }
    return (index, body)
  }
}

/// Says on standard error how the training goes.
func note(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
