internal import FoundationEssentials

/// The weights of one linear model, read in place from the model file.
///
/// An open-addressed index of eight-byte entries (key, where the row stands, how many pairs it has) and rows of pairs
/// (class, weight as a signed byte). Features that training found useless have no row and cost one look-up.
struct LinearTable: Sendable {
  private let index: Range<Int>
  private let rows: Range<Int>
  private let capacity: UInt64

  static let entryBytes = 8
  /// An entry names a row by 24 bits.
  static let rowPairsMax = 1 << 24

  /// - Returns: nil when the ranges cannot hold a table, or a row would lie outside or name a class that is none.
  init?(index: Range<Int>, rows: Range<Int>, classCount: Int, in bytes: RawSpan) {
    guard index.count % Self.entryBytes == 0, !index.isEmpty, rows.count % 2 == 0 else { return nil }
    self.index = index
    self.rows = rows
    capacity = UInt64(index.count / Self.entryBytes)
    // Checked once here, so that scoring need not doubt what it reads; an index without a free entry would not end.
    var hasFreeEntry = false
    for slot in 0..<Int(capacity) {
      let entry = Self.entry(at: index.lowerBound + slot * Self.entryBytes, in: bytes)
      guard entry != 0 else {
        hasFreeEntry = true
        continue
      }
      let first = Int(entry >> 32 & 0xFF_FFFF)
      guard (first + Int(entry >> 56)) * 2 <= rows.count else { return nil }
    }
    guard hasFreeEntry else { return nil }
    for pair in stride(from: rows.lowerBound, to: rows.upperBound, by: 2)
    where Int(Self.byte(at: pair, in: bytes)) >= classCount { return nil }
  }

  /// Adds the weights of one feature to the scores.
  @inline(__always)
  func add(_ feature: UInt64, to scores: inout [Int32], from bytes: RawSpan) {
    let key = feature & 0xFFFF_FFFF
    var slot = ((feature >> 32) &* capacity) >> 32
    while true {
      let entry = Self.entry(at: index.lowerBound &+ Int(slot) &* Self.entryBytes, in: bytes)
      if entry == 0 { return }
      if entry & 0xFFFF_FFFF == key {
        addRow(entry, to: &scores, from: bytes)
        return
      }
      slot &+= 1
      if slot == capacity { slot = 0 }
    }
  }

  @inline(__always)
  private func addRow(_ entry: UInt64, to scores: inout [Int32], from bytes: RawSpan) {
    var place = rows.lowerBound &+ Int(entry >> 32 & 0xFF_FFFF) &* 2
    let end = place &+ Int(entry >> 56) &* 2
    while place < end {
      let pair = Self.pair(at: place, in: bytes)
      scores[Int(pair & 0xFF)] &+= Int32(Int8(truncatingIfNeeded: pair >> 8))
      place &+= 2
    }
  }

  @inline(__always)
  private static func entry(at offset: Int, in bytes: RawSpan) -> UInt64 {
    // SAFETY: the load is bounds-checked, and every pattern of bits is an integer.
    unsafe UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  @inline(__always)
  private static func pair(at offset: Int, in bytes: RawSpan) -> UInt16 {
    // SAFETY: the load is bounds-checked, and every pattern of bits is an integer.
    unsafe UInt16(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt16.self))
  }

  private static func byte(at offset: Int, in bytes: RawSpan) -> UInt8 {
    // SAFETY: the load is bounds-checked, and every pattern of bits is an integer.
    unsafe bytes.unsafeLoad(fromByteOffset: offset, as: UInt8.self)
  }
}
