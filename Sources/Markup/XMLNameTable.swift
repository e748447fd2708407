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

  // Powers of two. A document with more names than fit asks the sink each time: so a flood costs time, not memory.
  private static let capacityAtFirst = 16
  private static let capacityMax = 256

  private var slots = [Slot](repeating: Slot(), count: capacityAtFirst)
  private var entries = 0

  mutating func code(local: UInt, prefix: UInt, namespace: UInt, else ask: () -> Int) -> Int {
    var index = place(of: local, prefix, namespace)
    if slots[index].local != 0 { return slots[index].code }
    let code = ask()
    if (entries + 1) * 4 > slots.count * 3 {
      guard slots.count < Self.capacityMax else { return code }
      grow()
      index = place(of: local, prefix, namespace)
    }
    slots[index] = Slot(local: local, prefix: prefix, namespace: namespace, code: code)
    entries += 1
    return code
  }

  /// The slot that holds the name, or would: there is always one that is free.
  private func place(of local: UInt, _ prefix: UInt, _ namespace: UInt) -> Int {
    let mixed = (local ^ (prefix << 7) ^ (namespace << 13)) &* 0x9E37_79B9_7F4A_7C15
    var index = Int(truncatingIfNeeded: mixed >> 40) & (slots.count - 1)
    while slots[index].local != 0 {
      let slot = slots[index]
      if slot.local == local, slot.prefix == prefix, slot.namespace == namespace { break }
      index = (index + 1) & (slots.count - 1)
    }
    return index
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(), count: old.count * 2)
    for slot in old where slot.local != 0 { slots[place(of: slot.local, slot.prefix, slot.namespace)] = slot }
  }
}
