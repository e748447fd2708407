/// The weights of one linear model, made ready for fast look-ups from the model file's parts.
///
/// The file holds an open-addressed index of eight-byte entries (key, where the row stands, how many pairs it has) and
/// rows of pairs (class, weight as a signed byte). Half of the features that the taggers ask for have no row. So the
/// index is kept in two parts: one byte of every entry's key, small enough for the processor's second cache, tells
/// absence without touching the entries themselves. The features that do have a row are mostly common ones, which speak for
/// many classes: long rows stand as one weight for every class, added many at a time; short ones in words of four pairs.
struct LinearTable: Sendable {
  /// One byte of each entry's key in the order of the index, 0 for a free entry; the first ones again at the end, so
  /// that a look at a word of them need not mind where the index ends.
  private let marks: [UInt8]
  /// Key (32 bits), words of the row (8; `isWide` for a row of `wide`), where it starts (24).
  private let entries: [UInt64]
  /// Four pairs a word: class in the lower byte, weight in the upper; the last word of a row is filled with `idle`.
  private let rows: [UInt64]
  /// A weight for every class, a byte each, two to a lane; `vectors` a row.
  private let wide: [Lanes]
  private let vectors: Int

  typealias Lanes = SIMD16<Int16>
  static let entryBytes = 8
  /// An entry of the file names a row by 24 bits.
  static let rowPairsMax = 1 << 24
  /// So many weights of a byte fit the sums of 16 bits.
  static let featuresMax = 255
  private static let pairsPerWord = 4
  /// Rows of more pairs are wide: adding all classes at once then takes fewer steps.
  private static let narrowPairsMax = 16
  private static let isWide: UInt64 = 0xFF
  /// So many marks are looked at at once.
  private static let window = 16
  /// A pair for the class 255, which no model has, of the weight 0.
  private static let idle: UInt64 = 0x00FF

  /// - Returns: nil when the ranges cannot hold a table, or a row would lie outside or name a class that is none.
  init?(index: Range<Int>, rows: Range<Int>, classCount: Int, in bytes: RawSpan) {
    guard index.count % Self.entryBytes == 0, !index.isEmpty, rows.count % 2 == 0 else { return nil }
    for pair in stride(from: rows.lowerBound, to: rows.upperBound, by: 2)
    where Int(Self.byte(at: pair, in: bytes)) >= classCount { return nil }
    let capacity = index.count / Self.entryBytes
    var marks = [UInt8](repeating: 0, count: capacity + Self.window)
    var entries = [UInt64](repeating: 0, count: capacity)
    let vectors = (classCount + 2 * Lanes.scalarCount - 1) / (2 * Lanes.scalarCount)
    var wide: [Lanes] = []
    var packed: [UInt64] = []
    packed.reserveCapacity(rows.count / 4)
    // An index without a free entry would not end a search.
    var hasFreeEntry = false
    for slot in 0..<capacity {
      let entry = Self.word(at: index.lowerBound + slot * Self.entryBytes, in: bytes)
      guard entry != 0 else {
        hasFreeEntry = true
        continue
      }
      let first = Int(entry >> 32 & 0xFF_FFFF)
      let count = Int(entry >> 56)
      guard count > 0, (first + count) * 2 <= rows.count else { return nil }
      let pairs = rows.lowerBound + first * 2..<rows.lowerBound + (first + count) * 2
      if count > Self.narrowPairsMax {
        entries[slot] = entry & 0xFFFF_FFFF | Self.isWide << 32 | UInt64(wide.count) << 40
        Self.append(pairs, of: bytes, vectors: vectors, to: &wide)
      } else {
        let start = packed.count
        Self.append(pairs, of: bytes, to: &packed)
        entries[slot] = entry & 0xFFFF_FFFF | UInt64(packed.count - start) << 32 | UInt64(start) << 40
      }
      marks[slot] = Self.mark(of: entry)
    }
    guard hasFreeEntry, max(packed.count, wide.count) < Self.rowPairsMax else { return nil }
    for place in 0..<Self.window { marks[capacity + place] = marks[place % capacity] }
    self.marks = marks
    self.entries = entries
    self.rows = packed
    self.wide = wide
    self.vectors = vectors
  }

  /// Writes pairs as words of four.
  private static func append(_ pairs: Range<Int>, of bytes: RawSpan, to packed: inout [UInt64]) {
    var word: UInt64 = 0
    var count = 0
    for offset in stride(from: pairs.lowerBound, to: pairs.upperBound, by: 2) {
      word |= UInt64(pair(at: offset, in: bytes)) << UInt64(count * 16)
      count += 1
      if count == pairsPerWord {
        packed.append(word)
        (word, count) = (0, 0)
      }
    }
    guard count > 0 else { return }
    for place in count..<pairsPerWord { word |= idle << UInt64(place * 16) }
    packed.append(word)
  }

  /// Writes pairs as one weight for every class.
  private static func append(_ pairs: Range<Int>, of bytes: RawSpan, vectors: Int, to wide: inout [Lanes]) {
    let start = wide.count
    wide.append(contentsOf: repeatElement(.zero, count: vectors))
    for offset in stride(from: pairs.lowerBound, to: pairs.upperBound, by: 2) {
      let pair = pair(at: offset, in: bytes)
      let (lane, half) = Int(pair & 0xFF).quotientAndRemainder(dividingBy: 2)
      let weight = Int16(bitPattern: (pair >> 8) << UInt16(8 * half))
      wide[start + lane / Lanes.scalarCount][lane % Lanes.scalarCount] |= weight
    }
  }

  /// Sets the room's sums to what the weights of these features come to.
  ///
  /// A wrong guess of the processor at a branch that hangs on what it waits for makes it wait in vain. So the work is cut
  /// into passes without such branches, that have nothing to wait for from one feature to the next: many entries, and
  /// many rows, then come at once.
  func score(_ features: [UInt64], _ room: inout Workroom) {
    let (narrow, wide) = findEntries(of: features.span, &room.places, &room.fetched)
    for place in room.sums.indices { room.sums[place] = 0 }
    addNarrow(room.places, 0..<narrow, to: &room.sums)
    addWide(room.places, 2 * features.count..<(2 * features.count + wide), to: &room.sums)
  }

  /// Where a score is worked out.
  struct Workroom {
    /// A slot (upper half) and a key for each feature, then the entries of short rows; behind these as much room for
    /// doubtful ones, and for the entries of long rows.
    fileprivate var places: [UInt64]
    /// What a pass fetched for the next one.
    fileprivate var fetched: [UInt64]
    /// What was scored, by class.
    fileprivate(set) var sums = [Int16](repeating: 0, count: LinearTable.sumsCount)

    init(featureCount: Int) {
      precondition(featureCount <= LinearTable.featuresMax, "sums of 16 bits hold no more weights")
      places = Array(repeating: 0, count: featureCount * 3)
      fetched = Array(repeating: 0, count: featureCount * 2)
    }
  }

  fileprivate static let sumsCount = 256

  /// Adds the long rows: vector by vector through all rows, so that the sums stay in registers.
  private func addWide(_ found: [UInt64], _ range: Range<Int>, to sums: inout [Int16]) {
    let wide = self.wide.span
    let found = found.span
    precondition(range.upperBound <= found.count && sums.count == Self.sumsCount, "a room of this table")
    for vector in 0..<vectors {
      var (even, odd) = (Lanes.zero, Lanes.zero)
      for place in range {
        // SAFETY: the range lies within `found`, and `init` wrote all vectors of every row that an entry names.
        let pairs = unsafe wide[unchecked: Int(found[unchecked: place] >> 40) &+ vector]
        even &+= (pairs &<< 8) &>> 8
        odd &+= pairs &>> 8
      }
      for lane in even.indices {
        let place = (vector &* Lanes.scalarCount &+ lane) &* 2
        sums[place] &+= even[lane]
        sums[place &+ 1] &+= odd[lane]
      }
    }
  }

  private func addNarrow(_ found: [UInt64], _ range: Range<Int>, to sums: inout [Int16]) {
    let rows = self.rows.span
    let found = found.span
    var sums = sums.mutableSpan
    precondition(range.upperBound <= found.count && sums.count == Self.sumsCount, "a byte names one of 256 classes")
    // All rows are asked for before the first is added.
    var asked: UInt64 = 0
    for place in range {
      // SAFETY: the range lies within `found`, and `init` wrote the row of every entry.
      asked |= unsafe rows[unchecked: Int(found[unchecked: place] >> 40)]
    }
    // No word of pairs is 0: this only keeps the reads from being left out.
    guard asked != 0 else { return }
    for place in range {
      let entry = found[place]
      var word = Int(entry >> 40)
      let end = word &+ Int(entry >> 32 & 0xFF)
      while word < end {
        // SAFETY: as above.
        Self.add(unsafe rows[unchecked: word], to: &sums)
        word &+= 1
      }
    }
  }

  /// Adds four pairs of class and weight.
  @inline(__always)
  private static func add(_ pairs: UInt64, to sums: inout MutableSpan<Int16>) {
    add(pair: pairs, to: &sums)
    add(pair: pairs >> 16, to: &sums)
    add(pair: pairs >> 32, to: &sums)
    add(pair: pairs >> 48, to: &sums)
  }

  @inline(__always)
  private static func add(pair: UInt64, to sums: inout MutableSpan<Int16>) {
    let place = Int(pair & 0xFF)
    // SAFETY: `addNarrow` made sure that every byte is a place of the sums.
    let sum = unsafe sums[unchecked: place]
    unsafe sums[unchecked: place] = sum &+ weight(pair)
  }

  @inline(__always)
  private static func weight(_ pair: UInt64) -> Int16 { Int16(Int8(truncatingIfNeeded: pair >> 8)) }

  /// Finds the entries of those features that have a row: of short rows at the head of `places`, of long ones in its last
  /// third.
  private func findEntries(of features: Span<UInt64>, _ places: inout [UInt64], _ fetched: inout [UInt64]) -> (
    narrow: Int, wide: Int
  ) {
    let entries = self.entries.span
    let third = features.count
    var places = places.mutableSpan
    var fetched = fetched.mutableSpan
    let marked = findMarks(of: features, &places, &fetched)
    for place in 0..<marked {
      // SAFETY: `findMarks` gives slots below the count of entries, and as many as there are features at most.
      unsafe fetched[unchecked: place] = entries[unchecked: Int(places[unchecked: place] >> 32)]
    }
    var (narrow, wide, doubtful) = (0, 0, 0)
    for place in 0..<marked {
      let wanted = places[place]
      let entry = fetched[place]
      // Another key with the same mark may stand there: one in two hundred. The search goes on below.
      let isOther = entry & 0xFFFF_FFFF != wanted & 0xFFFF_FFFF || entry == 0
      let isWide = entry >> 32 & 0xFF == Self.isWide
      places[third &+ doubtful] = wanted
      doubtful &+= isOther ? 1 : 0
      places[2 &* third &+ wide] = entry
      wide &+= isWide && !isOther ? 1 : 0
      places[narrow] = entry
      narrow &+= isWide || isOther ? 0 : 1
    }
    for place in third..<(third &+ doubtful) {
      let entry = entry(from: Int(places[place] >> 32), key: places[place] & 0xFFFF_FFFF, entries)
      guard entry != 0 else { continue }
      if entry >> 32 & 0xFF == Self.isWide {
        places[2 &* third &+ wide] = entry
        wide += 1
      } else {
        places[narrow] = entry
        narrow += 1
      }
    }
    return (narrow, wide)
  }

  /// Notes slot and key of the features whose mark stands in the index.
  private func findMarks(
    of features: Span<UInt64>, _ places: inout MutableSpan<UInt64>, _ fetched: inout MutableSpan<UInt64>
  ) -> Int {
    // SAFETY: an array of bytes has no padding, so all of it may be read raw.
    let marks = unsafe self.marks.span.bytes
    let capacity = UInt64(entries.count)
    let count = features.count
    precondition(fetched.count >= 2 * count, "a room serves as many features as it was made for")
    for place in 0..<count {
      let slot = Int(Self.slot(of: features[place], capacity))
      // SAFETY: a slot is less than the capacity, and behind the last mark stand `window` more; any bits are an integer.
      unsafe fetched[unchecked: place] = marks.unsafeLoadUnaligned(
        fromUncheckedByteOffset: slot, as: UInt64.self)
      unsafe fetched[unchecked: count &+ place] = marks.unsafeLoadUnaligned(
        fromUncheckedByteOffset: slot &+ 8, as: UInt64.self)
    }
    var found = 0
    for place in 0..<count {
      let feature = features[place]
      let wanted = UInt64(Self.mark(of: feature)) &* Self.lowBits
      let near = Self.compare(UInt64(littleEndian: fetched[place]), wanted)
      let far = Self.compare(UInt64(littleEndian: fetched[count &+ place]), wanted)
      // Only what stands before the first free entry counts; what neither word decides is looked at later.
      let before = near.like & ((near.free & (0 &- near.free)) &- 1)
      let isFar = before | near.free == 0
      let like = isFar ? far.like & ((far.free & (0 &- far.free)) &- 1) : before
      var slot = Self.slot(of: feature, capacity)
      slot &+= UInt64(truncatingIfNeeded: like.trailingZeroBitCount >> 3) &+ (isFar ? 8 : 0)
      slot &-= slot >= capacity ? capacity : 0
      places[found] = slot << 32 | feature & 0xFFFF_FFFF
      found &+= like != 0 || (isFar && far.free == 0) ? 1 : 0
    }
    return found
  }

  @inline(__always)
  private static func slot(of feature: UInt64, _ capacity: UInt64) -> UInt64 { ((feature >> 32) &* capacity) >> 32 }

  /// The entry of a key from a slot on, 0 when there is none.
  private func entry(from start: Int, key: UInt64, _ entries: Span<UInt64>) -> UInt64 {
    var slot = start
    var entry = entries[slot]
    while entry != 0, entry & 0xFFFF_FFFF != key {
      slot &+= 1
      if slot == entries.count { slot = 0 }
      entry = entries[slot]
    }
    return entry
  }

  private static let lowBits: UInt64 = 0x0101_0101_0101_0101
  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  /// The high bit of each byte that is like the wanted one, and of each that is 0. Above the first byte found, further
  /// ones may be false.
  @inline(__always)
  private static func compare(_ marks: UInt64, _ wanted: UInt64) -> (like: UInt64, free: UInt64) {
    let difference = marks ^ wanted
    return ((difference &- lowBits) & ~difference & highBits, (marks &- lowBits) & ~marks & highBits)
  }

  @inline(__always)
  private static func mark(of key: UInt64) -> UInt8 { max(1, UInt8(truncatingIfNeeded: key)) }

  @inline(__always)
  private static func word(at offset: Int, in bytes: RawSpan) -> UInt64 {
    // SAFETY: the load is bounds-checked, and every pattern of bits is an integer.
    unsafe UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  private static func pair(at offset: Int, in bytes: RawSpan) -> UInt16 {
    // SAFETY: the load is bounds-checked, and every pattern of bits is an integer.
    unsafe UInt16(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt16.self))
  }

  private static func byte(at offset: Int, in bytes: RawSpan) -> UInt8 {
    // SAFETY: the load is bounds-checked, and every pattern of bits is an integer.
    unsafe bytes.unsafeLoad(fromByteOffset: offset, as: UInt8.self)
  }
}
