/// One source of places, compiled: a mapped file or a table read at the start.
public struct GazetteerLayer: Sendable {
  let bytes: GazetteerBytes
  public let placeCount: Int
  /// Whether the layer was made of tables written by hand: its last record is (compiled files hold one sort).
  let isListed: Bool
  private let entryCount: Int
  private let postingCount: Int
  private let shift: UInt64
  private let places: Int
  private let strings: Int
  private let buckets: Int
  private let entries: Int
  private let firsts: Int
  private let lengths: Int
  private let postings: Int
  private let spellings: Int

  /// Opens a compiled gazetteer.
  ///
  /// - Parameter name: how errors call it; a path for a file.
  public init(_ bytes: GazetteerBytes, name: String) throws(GazetteerError) {
    typealias Header = GazetteerFormat.Header
    func number(_ offset: Int) -> Int { Int(bytes.load(offset, as: UInt32.self)) }
    guard bytes.count >= Header.size, bytes.load(Header.magic, as: UInt64.self) == GazetteerFormat.magic else {
      throw GazetteerError(path: name, fault: .notAGazetteer)
    }
    let version = bytes.load(Header.version, as: UInt32.self)
    guard version == GazetteerFormat.version else {
      throw GazetteerError(path: name, fault: .otherVersion(found: version))
    }
    guard number(Header.length) == bytes.count else {
      throw GazetteerError(path: name, fault: .cut(expected: number(Header.length), found: bytes.count))
    }
    self.bytes = bytes
    placeCount = number(Header.placeCount)
    entryCount = number(Header.entryCount)
    postingCount = number(Header.postingCount)
    shift = UInt64(64 - min(max(number(Header.bucketBits), 1), 32))
    places = number(Header.places)
    strings = number(Header.strings)
    buckets = number(Header.buckets)
    entries = number(Header.entries)
    firsts = number(Header.firsts)
    lengths = number(Header.lengths)
    postings = number(Header.postings)
    spellings = number(Header.spellings)
    let last = places + GazetteerFormat.Record.size * max(placeCount - 1, 0) + GazetteerFormat.Record.flags
    isListed = placeCount > 0 && bytes.load(last, as: UInt8.self) & GazetteerFormat.Flag.listed != 0
  }

  /// Opens a compiled file by mapping it.
  public init(mapping path: String) throws(GazetteerError) {
    try self.init(GazetteerBytes(mapping: path), name: path)
  }

  // MARK: Names

  /// The entry of a sound; nil when no name sounds so.
  func entry(sound: UInt64) -> Int? {
    let bucket = Int(sound >> shift)
    let low = UInt32(truncatingIfNeeded: sound)
    var index = Int(bytes.load(buckets + 4 * bucket, as: UInt32.self))
    let end = min(Int(bytes.load(buckets + 4 * bucket + 4, as: UInt32.self)), entryCount, index + Self.bucketMax)
    while index < end {
      if bytes.load(entries + 4 * index, as: UInt32.self) == low { return index }
      index += 1
    }
    return nil
  }

  /// Buckets hold four entries on average; one of hundreds is a damaged file's.
  private static let bucketMax = 256

  /// The most words of a name that begins with the entry's word.
  func wordsMax(entry: Int) -> Int { Int(bytes.load(lengths + entry, as: UInt8.self)) }

  func postings(entry: Int) -> Range<Int> {
    let first = Int(bytes.load(firsts + 4 * entry, as: UInt32.self))
    let end = min(Int(bytes.load(firsts + 4 * entry + 4, as: UInt32.self)), postingCount)
    return first..<max(first, end)
  }

  func posting(_ index: Int) -> (place: Int, flags: UInt32, spelling: UInt16) {
    let packed = bytes.load(postings + 4 * index, as: UInt32.self)
    return (Int(packed & 0xFF_FFFF), packed >> 24, bytes.load(spellings + 2 * index, as: UInt16.self))
  }

  // MARK: Places

  private func field<Number: FixedWidthInteger & BitwiseCopyable>(_ index: Int, _ field: Int, as type: Number.Type)
    -> Number
  {
    bytes.load(places + GazetteerFormat.Record.size * index + field, as: type)
  }

  func country(_ index: Int) -> CountryCode {
    CountryCode(raw: field(index, GazetteerFormat.Record.country, as: UInt16.self))
  }
  func kind(_ index: Int) -> PlaceKind { PlaceKind(code: field(index, GazetteerFormat.Record.kind, as: UInt8.self)) }
  func population(_ index: Int) -> Int { Int(field(index, GazetteerFormat.Record.population, as: UInt32.self)) }
  func flags(_ index: Int) -> UInt8 { field(index, GazetteerFormat.Record.flags, as: UInt8.self) }

  func point(_ index: Int) -> (latitude: Double, longitude: Double)? {
    guard flags(index) & GazetteerFormat.Flag.hasPoint != 0 else { return nil }
    return (
      Double(field(index, GazetteerFormat.Record.latitude, as: Int32.self)) / 1e6,
      Double(field(index, GazetteerFormat.Record.longitude, as: Int32.self)) / 1e6
    )
  }

  func name(_ index: Int) -> String { string(field(index, GazetteerFormat.Record.name, as: UInt32.self)) }
  func admin1(_ index: Int) -> String? {
    let text = string(field(index, GazetteerFormat.Record.admin1, as: UInt32.self))
    return text.isEmpty ? nil : text
  }

  func id(_ index: Int) -> String {
    let raw = field(index, GazetteerFormat.Record.id, as: UInt32.self)
    return flags(index) & GazetteerFormat.Flag.textID != 0 ? string(raw) : "geonames:\(raw)"
  }

  func place(_ index: Int) -> Place {
    let point = point(index)
    let twin = string(field(index, GazetteerFormat.Record.twin, as: UInt32.self))
    return Place(
      id: id(index), name: name(index), kind: kind(index), country: country(index).text, admin1: admin1(index),
      latitude: point?.latitude, longitude: point?.longitude, population: population(index),
      twin: twin.isEmpty ? nil : twin)
  }

  private func string(_ offset: UInt32) -> String {
    guard offset > 0 else { return "" }
    let start = strings + Int(offset)
    return bytes.text(at: start + 1, count: Int(bytes.load(start, as: UInt8.self)))
  }

  /// The number of the place with this id, found by halving: records are sorted by `PlaceID`.
  func index(of id: PlaceID) -> Int? {
    var low = 0
    var high = placeCount
    while low < high {
      let middle = (low + high) / 2
      let found = placeID(middle)
      if found == id { return middle }
      if found < id { low = middle + 1 } else { high = middle }
    }
    return nil
  }

  func placeID(_ index: Int) -> PlaceID {
    let raw = field(index, GazetteerFormat.Record.id, as: UInt32.self)
    return flags(index) & GazetteerFormat.Flag.textID != 0 ? .text(string(raw)) : .geonames(raw)
  }
}

/// An id, in the order of compiled files: GeoNames' numbers first, texts after.
enum PlaceID: Hashable, Comparable, Sendable {
  case geonames(UInt32)
  case text(String)

  init(_ text: String) {
    if text.hasPrefix("geonames:"), let number = UInt32(text.dropFirst(9)) {
      self = .geonames(number)
    } else {
      self = .text(text)
    }
  }

  static func < (left: PlaceID, right: PlaceID) -> Bool {
    switch (left, right) {
    case (.geonames(let one), .geonames(let other)): one < other
    case (.geonames, .text): true
    case (.text, .geonames): false
    case (.text(let one), .text(let other)): one.utf8.lexicographicallyPrecedes(other.utf8)
    }
  }
}
