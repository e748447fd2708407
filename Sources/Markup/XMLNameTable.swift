/// Maps libxml2's interned name pointers to the sink's numbers.
///
/// libxml2 keeps each name of a document once, so three pointers tell a name: no string is built or compared after
/// its first use.
struct XMLNameTable {
  private struct Slot {
    var local: UInt = 0
    var prefix: UInt = 0
    var namespace: UInt = 0
    var code: Int = 0
  }

  // A power of two; a document with more names than fit asks the sink each time, so a flood costs time, not memory.
  private static let capacity = 256
  private static let entriesMax = 192

  private var slots = [Slot](repeating: Slot(), count: capacity)
  private var entries = 0

  mutating func code(local: UInt, prefix: UInt, namespace: UInt, else ask: () -> Int) -> Int {
    var index = Self.home(of: local, prefix, namespace)
    while slots[index].local != 0 {
      if slots[index].local == local, slots[index].prefix == prefix, slots[index].namespace == namespace {
        return slots[index].code
      }
      index = (index + 1) & (Self.capacity - 1)
    }
    let code = ask()
    if entries < Self.entriesMax {
      entries += 1
      slots[index] = Slot(local: local, prefix: prefix, namespace: namespace, code: code)
    }
    return code
  }

  private static func home(of local: UInt, _ prefix: UInt, _ namespace: UInt) -> Int {
    let mixed = (local ^ (prefix << 7) ^ (namespace << 13)) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed >> 40) & (capacity - 1)
  }
}
