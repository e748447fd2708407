/// Makes a compiled gazetteer of rows.
public struct GazetteerCompiler {
  private var rows: [PlaceRow] = []
  private var known: Set<String> = []
  /// Rows left out because their id had come before.
  public private(set) var repeated = 0

  private let words: NamingWords?

  /// - Parameter words: for tables made by hand, so that "Goma International Airport" answers to "the airport at Goma".
  public init(words: NamingWords? = nil) { self.words = words }

  public var count: Int { rows.count }

  /// Takes rows; one whose id came before is left out.
  public mutating func add(_ more: [PlaceRow]) {
    for row in more {
      if known.insert(row.id).inserted { rows.append(row) } else { repeated += 1 }
    }
  }

  /// The compiled file's bytes.
  ///
  /// - Parameter name: how errors call it.
  public func compile(name: String) throws(GazetteerError) -> [UInt8] {
    guard rows.count < GazetteerFormat.placesMax else {
      throw GazetteerError(path: name, fault: .tooManyPlaces(limit: GazetteerFormat.placesMax))
    }
    let sorted = rows.map { (PlaceID($0.id), $0) }.sorted { $0.0 < $1.0 }
    var strings = StringPool()
    var records: [UInt8] = []
    records.reserveCapacity(sorted.count * GazetteerFormat.Record.size)
    var index = NameIndex()
    for (number, (id, row)) in sorted.enumerated() {
      Self.append(row, id, to: &records, strings: &strings)
      index.add(row, number: number, words: words)
    }
    return Self.assemble(placeCount: sorted.count, records: records, strings: strings.bytes, index: index.packed())
  }

  private static func append(_ row: PlaceRow, _ id: PlaceID, to records: inout [UInt8], strings: inout StringPool) {
    var flags: UInt8 = row.isListed ? GazetteerFormat.Flag.listed : 0
    switch id {
    case .geonames(let number): records.append(number: number)
    case .text(let text):
      flags |= GazetteerFormat.Flag.textID
      records.append(number: strings.offset(of: text))
    }
    records.append(number: strings.offset(of: row.name))
    if row.point != nil { flags |= GazetteerFormat.Flag.hasPoint }
    records.append(number: Int32((row.point?.latitude ?? 0) * 1e6))
    records.append(number: Int32((row.point?.longitude ?? 0) * 1e6))
    records.append(number: UInt32(clamping: row.population))
    records.append(number: row.country.flatMap { CountryCode($0) }?.raw ?? 0)
    records.append(row.kind.code)
    records.append(flags)
    records.append(number: strings.offset(of: row.admin1 ?? ""))
    records.append(number: strings.offset(of: row.twin ?? ""))
  }

  private static func assemble(placeCount: Int, records: [UInt8], strings: [UInt8], index: PackedIndex) -> [UInt8] {
    typealias Header = GazetteerFormat.Header
    var file = [UInt8](repeating: 0, count: Header.size)
    var offsets: [(Int, Int)] = []
    func section(_ field: Int, _ bytes: [UInt8]) {
      offsets.append((field, file.count))
      file += bytes
      // Sections begin on whole words, which keeps loads within one cache line.
      while file.count % 8 != 0 { file.append(0) }
    }
    section(Header.places, records)
    section(Header.strings, strings)
    section(Header.buckets, index.buckets)
    section(Header.entries, index.entries)
    section(Header.firsts, index.firsts)
    section(Header.lengths, index.lengths)
    section(Header.postings, index.postings)
    section(Header.spellings, index.spellings)
    file.store(GazetteerFormat.magic, at: Header.magic)
    file.store(GazetteerFormat.version, at: Header.version)
    file.store(UInt32(placeCount), at: Header.placeCount)
    file.store(UInt32(index.entryCount), at: Header.entryCount)
    file.store(UInt32(index.postingCount), at: Header.postingCount)
    file.store(UInt32(index.bucketBits), at: Header.bucketBits)
    for (field, offset) in offsets { file.store(UInt32(offset), at: field) }
    file.store(UInt32(file.count), at: Header.length)
    return file
  }
}

/// Each text once, behind its length.
private struct StringPool {
  private(set) var bytes: [UInt8] = [0]
  private var offsets: [String: UInt32] = ["": 0]

  mutating func offset(of text: String) -> UInt32 {
    if let known = offsets[text] { return known }
    // A text longer than its length byte can say is cut between letters.
    var kept = text
    while kept.utf8.count > GazetteerFormat.stringBytesMax { kept.removeLast() }
    let offset = UInt32(bytes.count)
    offsets[text] = offset
    bytes.append(UInt8(kept.utf8.count))
    bytes += Array(kept.utf8)
    return offset
  }
}

extension [UInt8] {
  mutating func append<Number: FixedWidthInteger>(number: Number) {
    for place in 0..<(Number.bitWidth / 8) { append(UInt8(truncatingIfNeeded: number >> Number(8 * place))) }
  }

  mutating func store<Number: FixedWidthInteger>(_ number: Number, at offset: Int) {
    for place in 0..<(Number.bitWidth / 8) {
      self[offset + place] = UInt8(truncatingIfNeeded: number >> Number(8 * place))
    }
  }
}
