/// Where the weights of a clue stand, by its key: an open-addressed table, half empty, since most clues of a text were
/// never learnt and a look for them must end at once.
struct ClueTable: Sendable {
  private struct Slot: Sendable {
    var key: UInt64 = 0
    var start: UInt32 = 0
    /// 0 for a free slot: a clue without weights is none.
    var count: UInt32 = 0
  }

  private let slots: [Slot]
  private let mask: Int

  init(_ rows: [UInt64: Range<Int>]) {
    var capacity = 4
    while capacity < rows.count * 2 { capacity *= 2 }
    var slots = [Slot](repeating: Slot(), count: capacity)
    mask = capacity - 1
    for (key, row) in rows where !row.isEmpty {
      var place = Self.spread(key) & mask
      while slots[place].count > 0 { place = (place + 1) & mask }
      slots[place] = Slot(key: key, start: UInt32(row.lowerBound), count: UInt32(row.count))
    }
    self.slots = slots
  }

  /// Whether anything stands where one of these clues would. Asks for all of them at once, so that the looks after it
  /// need not wait for memory one by one.
  func mayHold(anyOf keys: [UInt64]) -> Bool {
    var counts: UInt32 = 0
    for key in keys { counts |= slots[Self.spread(key) & mask].count }
    return counts != 0
  }

  /// The entries of a clue; nil when nothing was learnt of it.
  @inline(__always)
  subscript(key: UInt64) -> Range<Int>? {
    var place = Self.spread(key) & mask
    while slots[place].count > 0 {
      if slots[place].key == key {
        let start = Int(slots[place].start)
        return start..<(start &+ Int(slots[place].count))
      }
      place = (place &+ 1) & mask
    }
    return nil
  }

  /// The key of a single word is less well mixed than one that was joined.
  @inline(__always)
  private static func spread(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32)
  }
}
