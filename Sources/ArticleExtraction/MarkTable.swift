/// Which words of `class` and `id` mean what.
///
/// A value such as `relatedPosts article__inline-promo` is cut into words at every byte that is no letter or digit
/// and where small letters turn to capitals; each word, and each two words in a row (`entry-content`), is looked up.
/// Looking up allocates nothing: words are told apart by a 64-bit hash, whose collisions are too rare to matter.
struct MarkTable: Sendable {
  private var keys: [UInt64] = Array(repeating: 0, count: 4096)
  private var values: [Marks] = Array(repeating: [], count: 4096)
  private var entries = 0

  /// - Parameter name: One word, or two joined by a hyphen, in lower case.
  mutating func insert(_ name: String, _ mark: Marks) {
    guard entries < keys.count / 2 else { return }
    var hash = MarkTable.seed
    for byte in name.utf8 { hash = MarkTable.step(hash, byte) }
    let slot = slot(of: hash)
    if keys[slot] == 0 { entries += 1 }
    keys[slot] = hash
    values[slot].insert(mark)
  }

  /// The marks of all words in a class or id.
  func marks(of value: ArraySlice<UInt8>) -> Marks {
    var found: Marks = []
    var word = MarkTable.seed
    var pair = MarkTable.seed
    var wordBytes = 0
    var lastWasSmall = false
    func close() {
      guard wordBytes > 0 else { return }
      found.formUnion(marks(hash: word))
      if pair != MarkTable.seed { found.formUnion(marks(hash: pair)) }
      // The next pair begins with this word and a hyphen.
      pair = MarkTable.step(word, 0x2D)
      word = MarkTable.seed
      wordBytes = 0
    }
    for byte in value {
      let isCapital = (0x41...0x5A).contains(byte)
      let isWord = isCapital || (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte >= 0x80
      if !isWord || (isCapital && lastWasSmall) { close() }
      // A space parts two names: no pair goes across it.
      if byte <= 0x20 { pair = MarkTable.seed }
      lastWasSmall = (0x61...0x7A).contains(byte)
      guard isWord else { continue }
      let small = isCapital ? byte | 0x20 : byte
      word = MarkTable.step(word, small)
      if pair != MarkTable.seed { pair = MarkTable.step(pair, small) }
      wordBytes += 1
    }
    close()
    return found
  }

  private func marks(hash: UInt64) -> Marks {
    let slot = slot(of: hash)
    return keys[slot] == hash ? values[slot] : []
  }

  private func slot(of hash: UInt64) -> Int {
    let mask = keys.count - 1
    var slot = Int(truncatingIfNeeded: (hash ^ (hash >> 29)) & UInt64(mask))
    while keys[slot] != 0, keys[slot] != hash { slot = (slot + 1) & mask }
    return slot
  }

  private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

  private static func step(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
}
