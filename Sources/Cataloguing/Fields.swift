import FoundationEssentials
internal import GRDB
import Model

/// Reads the columns of a row one after the other, in the order in which the query names them.
struct Fields {
  private let row: Row
  private var index = 0

  init(_ row: Row) { self.row = row }

  mutating func text() throws -> String { try next(String.self) }
  mutating func textIfAny() throws -> String? { try next(String?.self) }
  mutating func integer() throws -> Int64 { try next(Int64.self) }
  mutating func integerIfAny() throws -> Int64? { try next(Int64?.self) }
  mutating func count() throws -> Int { try next(Int.self) }
  mutating func numberIfAny() throws -> Double? { try next(Double?.self) }
  mutating func number() throws -> Double { try next(Double.self) }
  mutating func truth() throws -> Bool { try next(Bool.self) }
  mutating func bytes() throws -> [UInt8] { Array(try next(Data.self)) }
  mutating func date() throws -> Date { Packing.date(milliseconds: try next(Int64.self)) }
  mutating func dateIfAny() throws -> Date? { try next(Int64?.self).map(Packing.date(milliseconds:)) }
  mutating func dayIfAny() throws -> Day? { try next(Int?.self).map(Day.init(daysSinceEpoch:)) }
  mutating func value() throws -> DatabaseValue { try next(DatabaseValue.self) }

  /// A word of a closed list.
  mutating func word<Word: RawRepresentable<String>>(_ list: Word.Type) throws -> Word {
    let text = try text()
    guard let word = Word(rawValue: text) else {
      throw UnreadableValue(detail: "\"\(text.prefix(40))\" is no \(list)")
    }
    return word
  }

  mutating func wordIfAny<Word: RawRepresentable<String>>(_ list: Word.Type) throws -> Word? {
    guard let text = try textIfAny() else { return nil }
    guard let word = Word(rawValue: text) else {
      throw UnreadableValue(detail: "\"\(text.prefix(40))\" is no \(list)")
    }
    return word
  }

  /// A JSON column.
  mutating func document<Value: Decodable>(_ type: Value.Type) throws -> Value {
    let text = try text()
    do {
      return try JSONDecoder().decode(type, from: Data(text.utf8))
    } catch {
      throw UnreadableValue(detail: "its \(type) does not read as JSON: \(error)")
    }
  }

  /// The four columns of a record's address: segment name, offset, bytes, record id; nil when the first is.
  mutating func addressIfAny() throws -> ArchiveAddress? {
    let segment = try textIfAny()
    let offset = try integerIfAny()
    let byteCount = try integerIfAny()
    let record = try value()
    guard let segment else { return nil }
    guard let offset, let byteCount, let recordID = Packing.recordID(from: record) else {
      throw UnreadableValue(detail: "half an archive address in \(segment)")
    }
    return ArchiveAddress(segment: segment, offset: offset, byteCount: byteCount, recordID: recordID)
  }

  private mutating func next<Value: DatabaseValueConvertible>(_ type: Value.Type) throws -> Value {
    defer { index += 1 }
    return try row.decode(type, atIndex: index)
  }
}

/// A column's value is not what was written there; where is added by the one who knows the query.
struct UnreadableValue: Error {
  let detail: String
}
