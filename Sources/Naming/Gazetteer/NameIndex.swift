/// Collects the names of places and packs them into the index of a compiled gazetteer.
struct NameIndex {
  private var names: [Name] = []
  private var wordsMax: [UInt64: UInt8] = [:]

  private struct Name {
    let sound: UInt64
    let place: UInt32
    let spelling: UInt16
    let flags: UInt32
  }

  /// Takes all names of a place: its main name, its aliases, and how its country's letters may be read.
  ///
  /// - Parameter words: of a language whose words for kinds stand in the names of listed sites; without that word the
  ///   rest is a name too, for mentions that have it elsewhere ("the airport at Goma").
  mutating func add(_ row: PlaceRow, number: Int, words: NamingWords?) {
    var seen: Set<UInt64> = []
    for (position, name) in ([row.name] + row.aliases).enumerated() {
      add(name, of: row, number: number, flags: position == 0 ? GazetteerFormat.NameFlag.main : 0, seen: &seen)
    }
    guard let words, row.isListed else { return }
    for name in [row.name] + row.aliases {
      guard let core = words.withoutKind(name, at: row.kind) else { continue }
      add(core, of: row, number: number, flags: GazetteerFormat.NameFlag.needsKind, seen: &seen)
    }
  }

  private mutating func add(_ name: String, of row: PlaceRow, number: Int, flags: UInt32, seen: inout Set<UInt64>) {
    for spelling in [name] + LocalSpelling.variants(of: name, country: row.country) {
      let words = FoldedWords(spelling)
      guard let key = NameKey(words), key.wordCount <= Self.wordsMaxKept else { continue }
      guard seen.insert(key.sound).inserted else { continue }
      names.append(
        Name(sound: key.sound, place: UInt32(number), spelling: UInt16(truncatingIfNeeded: key.spelling), flags: flags))
      noteFirstWord(of: words, key: key)
    }
  }

  private mutating func noteFirstWord(of words: FoldedWords, key: NameKey) {
    guard let first = (0..<words.count).map({ WordKey(words[$0]) }).first(where: { !$0.isArticle }) else { return }
    var builder = NameKeyBuilder()
    builder.append(first)
    let sound = builder.key.sound
    wordsMax[sound] = max(wordsMax[sound] ?? 0, UInt8(key.wordCount))
  }

  /// Names of more words are descriptions that no text repeats word for word.
  static let wordsMaxKept = 7

  func packed() -> PackedIndex {
    // The order is total, so that the same rows always make the same file.
    let sorted = names.sorted { ($0.sound, $0.place, $0.spelling) < ($1.sound, $1.place, $1.spelling) }
    let sounds = Set(names.map(\.sound)).union(wordsMax.keys).sorted()
    let bits = min(max(Self.bits(for: sounds.count / 2), 4), 22)
    var packed = PackedIndex(entryCount: sounds.count, postingCount: sorted.count, bucketBits: bits)
    var next = 0
    var bucket = 0
    for (number, sound) in sounds.enumerated() {
      while bucket <= Int(sound >> UInt64(64 - bits)) {
        packed.buckets.append(number: UInt32(number))
        bucket += 1
      }
      packed.entries.append(number: UInt32(truncatingIfNeeded: sound))
      packed.firsts.append(number: UInt32(next))
      packed.lengths.append(wordsMax[sound] ?? 0)
      while next < sorted.count, sorted[next].sound == sound {
        packed.postings.append(number: sorted[next].place | sorted[next].flags << 24)
        packed.spellings.append(number: sorted[next].spelling)
        next += 1
      }
    }
    while bucket <= 1 << bits {
      packed.buckets.append(number: UInt32(sounds.count))
      bucket += 1
    }
    packed.firsts.append(number: UInt32(next))
    return packed
  }

  private static func bits(for count: Int) -> Int { Int.bitWidth - max(count, 1).leadingZeroBitCount }
}

/// The index's sections.
struct PackedIndex {
  let entryCount: Int
  let postingCount: Int
  let bucketBits: Int
  var buckets: [UInt8] = []
  var entries: [UInt8] = []
  var firsts: [UInt8] = []
  var lengths: [UInt8] = []
  var postings: [UInt8] = []
  var spellings: [UInt8] = []

  init(entryCount: Int, postingCount: Int, bucketBits: Int) {
    self.entryCount = entryCount
    self.postingCount = postingCount
    self.bucketBits = bucketBits
  }
}
