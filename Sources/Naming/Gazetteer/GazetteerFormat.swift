/// How a compiled gazetteer is laid out. All numbers are little-endian; offsets count bytes from the file's start.
///
/// | section | holds |
/// |---|---|
/// | header | magic, version, counts, section offsets, length |
/// | places | one record a place, sorted by id, so that ids are found by halving |
/// | strings | a length byte and UTF-8, each text once; offset 0 is the empty text |
/// | buckets | for each value of a sound hash's high bits, the first entry that has it |
/// | entries | the sound hashes' low 32 bits, sorted by the whole hash |
/// | firsts | for each entry its first posting, and one more for the end |
/// | lengths | for each entry, the most words of a name that begins with this word; 0 when none does |
/// | postings | place number, and in the high 8 bits what the name is to it |
/// | spellings | for each posting 16 bits of the spelling hash |
enum GazetteerFormat {
  static let magic: UInt64 = 0x3143_414C_5041_4153  // "SAPLAC1" read as a number
  static let version: UInt32 = 4

  enum Header {
    static let magic = 0
    static let version = 8
    static let placeCount = 12
    static let entryCount = 16
    static let postingCount = 20
    static let bucketBits = 24
    static let places = 28
    static let strings = 32
    static let buckets = 36
    static let entries = 40
    static let firsts = 44
    static let lengths = 48
    static let postings = 52
    static let spellings = 56
    static let length = 60
    static let size = 64
  }

  enum Record {
    /// A number, or where the id's text is.
    static let id = 0
    static let name = 4
    /// Millionths of a degree.
    static let latitude = 8
    static let longitude = 12
    static let population = 16
    /// Two ASCII letters, the first in the high byte; 0 for none.
    static let country = 20
    static let kind = 22
    static let flags = 23
    static let admin1 = 24
    static let twin = 28
    static let size = 32
  }

  enum Flag {
    /// The id is a text; else a GeoNames number.
    static let textID: UInt8 = 1
    static let hasPoint: UInt8 = 2
    /// The place is of a table made by hand.
    static let listed: UInt8 = 4
  }

  enum NameFlag {
    static let main: UInt32 = 1
    /// The place's only beside the word for its kind.
    static let needsKind: UInt32 = 2
  }

  /// Place numbers have 24 bits in a posting.
  static let placesMax = 1 << 24
  static let stringBytesMax = 255
}

extension PlaceKind {
  /// The kind's number in a compiled file: its place in the enum. Adding a kind at the end keeps files readable.
  var code: UInt8 { UInt8(PlaceKind.allCases.firstIndex(of: self) ?? 0) }

  init(code: UInt8) {
    self = Int(code) < Self.table.count ? Self.table[Int(code)] : .other
  }

  private static let table = PlaceKind.allCases
}

/// A country's two letters as one number, as records and scores carry it.
struct CountryCode: Hashable, Sendable {
  let raw: UInt16

  init(raw: UInt16) { self.raw = raw }

  init?(_ text: some StringProtocol) {
    let letters = Array(text.utf8)
    guard letters.count == 2, letters.allSatisfy({ (0x41...0x5A).contains($0) }) else { return nil }
    raw = UInt16(letters[0]) << 8 | UInt16(letters[1])
  }

  var text: String? {
    raw == 0 ? nil : String(decoding: [UInt8(raw >> 8), UInt8(raw & 0xFF)], as: UTF8.self)
  }
}
