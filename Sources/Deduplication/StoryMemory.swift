/// An index of articles in memory, for one run over a stream; some 800 bytes an article of 150 words.
public struct StoryMemory: StoryIndex {
  /// Articles by their place.
  private var ids: [String] = []
  private var storyOf: [Int32] = []
  private var placeOf: [String: Int32] = [:]
  /// Fingerprint of each article's latest version.
  private var fingerprints: [[UInt8]] = []
  private var byKey = PostingTable()
  private var byBand = PostingTable()

  public init() {}

  public func stories(withKeys keys: [String]) -> [KnownStory<String>] {
    var places: Set<Int32> = []
    for key in keys { byKey.forEach(StableHash.of(key), atMost: DedupeLimits.postingsMax) { places.insert($0) } }
    return places.sorted().compactMap(known)
  }

  public func stories(sharingBands bands: [UInt64]) -> [KnownStory<String>] {
    var shared: [Int32: Int] = [:]
    for band in bands { byBand.forEach(band, atMost: DedupeLimits.postingsMax) { shared[$0, default: 0] += 1 } }
    let ranked = shared.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
    return ranked.prefix(DedupeLimits.candidatesMax).compactMap { known($0.key) }
  }

  public mutating func insert(
    _ fingerprint: StoryFingerprint, of sketch: StorySketch, article: String, story: String
  ) {
    let place: Int32
    if let known = placeOf[article] {
      place = known
      fingerprints[Int(place)] = fingerprint.bytes
    } else {
      place = Int32(ids.count)
      placeOf[article] = place
      ids.append(article)
      storyOf.append(placeOf[story] ?? place)
      fingerprints.append(fingerprint.bytes)
    }
    for key in sketch.identityKeys { byKey.add(StableHash.of(key), place) }
    for band in sketch.bands { byBand.add(band, place) }
  }

  public mutating func note(keys: [String], of article: String) {
    guard let place = placeOf[article] else { return }
    for key in keys { byKey.add(StableHash.of(key), place) }
  }

  private func known(_ place: Int32) -> KnownStory<String>? {
    guard let fingerprint = StoryFingerprint(bytes: fingerprints[Int(place)]) else { return nil }
    return KnownStory(
      article: ids[Int(place)], story: ids[Int(storyOf[Int(place)])], fingerprint: fingerprint)
  }
}

/// Lists of places by hash, newest first; twelve bytes an entry and no allocation for each list.
struct PostingTable {
  private struct Entry {
    let check: UInt32
    let place: Int32
    let next: Int32
  }

  private var heads = [Int32](repeating: -1, count: 1024)
  private var entries: [Entry] = []
  private var hashes: [UInt32] = []

  /// Adds a place, unless it is the newest of the list already.
  mutating func add(_ hash: UInt64, _ place: Int32) {
    if entries.count == heads.count { grow() }
    let slot = slot(of: UInt32(truncatingIfNeeded: hash))
    let check = UInt32(truncatingIfNeeded: hash >> 32)
    var at = heads[slot]
    var looked = 0
    while at >= 0, looked < PostingTable.lookedAtMax {
      let entry = entries[Int(at)]
      if entry.check == check, entry.place == place { return }
      at = entry.next
      looked += 1
    }
    entries.append(Entry(check: check, place: place, next: heads[slot]))
    hashes.append(UInt32(truncatingIfNeeded: hash))
    heads[slot] = Int32(entries.count - 1)
  }

  func forEach(_ hash: UInt64, atMost limit: Int, _ body: (Int32) -> Void) {
    let check = UInt32(truncatingIfNeeded: hash >> 32)
    var at = heads[slot(of: UInt32(truncatingIfNeeded: hash))]
    var found = 0
    while at >= 0, found < limit {
      let entry = entries[Int(at)]
      if entry.check == check {
        body(entry.place)
        found += 1
      }
      at = entry.next
    }
  }

  /// Entries of a list that are looked through for a place before it is added again.
  private static let lookedAtMax = 8

  private func slot(of hash: UInt32) -> Int { Int(hash) & (heads.count - 1) }

  private mutating func grow() {
    heads = [Int32](repeating: -1, count: heads.count * 2)
    for index in entries.indices {
      let slot = slot(of: hashes[index])
      entries[index] = Entry(check: entries[index].check, place: entries[index].place, next: heads[slot])
      heads[slot] = Int32(index)
    }
  }
}
