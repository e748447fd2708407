import FoundationEssentials

/// A heap of keys by date that can also move and drop a key in the middle. All steps take time in the logarithm of
/// the count; keys of equal date come in their own order, so that the same input gives the same output.
struct IndexedHeap<Key: Hashable & Comparable & Sendable>: Sendable {
  private var entries: [(key: Key, date: Date)] = []
  private var positions: [Key: Int] = [:]

  var count: Int { entries.count }
  var isEmpty: Bool { entries.isEmpty }
  var first: (key: Key, date: Date)? { entries.first }

  func date(of key: Key) -> Date? { positions[key].map { entries[$0].date } }

  /// Puts the key in, or gives it another date.
  mutating func set(_ key: Key, to date: Date) {
    if let position = positions[key] {
      entries[position].date = date
      settle(position)
    } else {
      positions[key] = entries.count
      entries.append((key, date))
      rise(entries.count - 1)
    }
  }

  /// - Returns: whether it was there.
  @discardableResult
  mutating func remove(_ key: Key) -> Bool {
    guard let position = positions.removeValue(forKey: key) else { return false }
    let last = entries.removeLast()
    guard position < entries.count else { return true }
    entries[position] = last
    positions[last.key] = position
    settle(position)
    return true
  }

  /// Moves every date by as many seconds; the order stays.
  mutating func shift(by seconds: TimeInterval) {
    for position in entries.indices { entries[position].date += seconds }
  }

  mutating func popFirst() -> Key? {
    guard let first = entries.first else { return nil }
    remove(first.key)
    return first.key
  }

  private func isBefore(_ left: Int, _ right: Int) -> Bool {
    let (a, b) = (entries[left], entries[right])
    return a.date == b.date ? a.key < b.key : a.date < b.date
  }

  private mutating func settle(_ position: Int) {
    rise(position)
    sink(position)
  }

  private mutating func rise(_ start: Int) {
    var position = start
    while position > 0, isBefore(position, (position - 1) / 2) {
      exchange(position, (position - 1) / 2)
      position = (position - 1) / 2
    }
  }

  private mutating func sink(_ start: Int) {
    var position = start
    while true {
      var least = position
      for child in [position * 2 + 1, position * 2 + 2] where child < entries.count && isBefore(child, least) {
        least = child
      }
      guard least != position else { return }
      exchange(position, least)
      position = least
    }
  }

  private mutating func exchange(_ left: Int, _ right: Int) {
    entries.swapAt(left, right)
    positions[entries[left].key] = left
    positions[entries[right].key] = right
  }
}
