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
      // Scoring reads a row's first pair unasked.
      guard entry >> 56 > 0, (first + Int(entry >> 56)) * 2 <= rows.count else { return nil }
    }
    guard hasFreeEntry else { return nil }
    for pair in stride(from: rows.lowerBound, to: rows.upperBound, by: 2)
    where Int(Self.byte(at: pair, in: bytes)) >= classCount { return nil }
  }

  /// Sets the scores to the sums of the weights of these features.
  ///
  /// Almost all of the time goes into waiting for memory, so the work is cut into passes that have nothing to wait for
  /// from one feature to the next: the processor then fetches many entries, and many rows, at once.
  func score(_ features: [UInt64], into scores: inout [Int32], _ room: inout Workroom, from bytes: RawSpan) {
    for place in scores.indices { scores[place] = 0 }
    for place in features.indices { room.entries[place] = Self.entry(at: firstEntry(of: features[place]), in: bytes) }
    var found = 0
    for place in features.indices {
      let entry = resolved(features[place], room.entries[place], from: bytes)
      room.entries[found] = entry
      found &+= entry == 0 ? 0 : 1
    }
    for place in 0..<found { room.firsts[place] = Self.pair(at: rowStart(room.entries[place]), in: bytes) }
    for place in 0..<found { addRow(room.entries[place], first: room.firsts[place], to: &scores, from: bytes) }
  }

  /// What the passes of a score hand on to each other.
  struct Workroom {
    fileprivate var entries: [UInt64]
    /// The first pair of each row.
    fileprivate var firsts: [UInt16]

    init(featureCount: Int) {
      entries = Array(repeating: 0, count: featureCount)
      firsts = Array(repeating: 0, count: featureCount)
    }
  }

  @inline(__always)
  private func slot(of feature: UInt64) -> UInt64 { ((feature >> 32) &* capacity) >> 32 }

  @inline(__always)
  private func firstEntry(of feature: UInt64) -> Int {
    index.lowerBound &+ Int(slot(of: feature)) &* Self.entryBytes
  }

  @inline(__always)
  private func rowStart(_ entry: UInt64) -> Int { rows.lowerBound &+ Int(entry >> 32 & 0xFF_FFFF) &* 2 }

  /// The entry of a feature, 0 when it has none; `first` is what stands where it would stand best.
  @inline(__always)
  private func resolved(_ feature: UInt64, _ first: UInt64, from bytes: RawSpan) -> UInt64 {
    let key = feature & 0xFFFF_FFFF
    var entry = first
    var slot = slot(of: feature)
    while entry != 0, entry & 0xFFFF_FFFF != key {
      slot &+= 1
      if slot == capacity { slot = 0 }
      entry = Self.entry(at: index.lowerBound &+ Int(slot) &* Self.entryBytes, in: bytes)
    }
    return entry
  }

  @inline(__always)
  private func addRow(_ entry: UInt64, first: UInt16, to scores: inout [Int32], from bytes: RawSpan) {
    Self.add(first, to: &scores)
    var place = rowStart(entry) &+ 2
    let end = place &+ (Int(entry >> 56) &- 1) &* 2
    while place < end {
      Self.add(Self.pair(at: place, in: bytes), to: &scores)
      place &+= 2
    }
  }

  @inline(__always)
  private static func add(_ pair: UInt16, to scores: inout [Int32]) {
    scores[Int(pair & 0xFF)] &+= Int32(Int8(truncatingIfNeeded: pair >> 8))
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
