import Cataloguing
import FoundationEssentials
import Model

/// What is asked of a view: the parameters of its URL, checked one by one; one that no view knows is refused.
public struct ViewQuery: Sendable {
  private let parameters: [String: String]

  /// Items on a page when nothing is said, and at most.
  static let limitDefault = 100
  static let limitMax = 1000
  /// Longer values name nothing that is stored: ids, names, codes.
  static let valueCharactersMax = 200
  /// A URL may be longer.
  static let urlCharactersMax = 2000

  public init(_ parameters: [String: String]) { self.parameters = parameters }

  /// - Throws: `ViewError.badQuery` naming the first parameter that is not known.
  func allow(_ names: String...) throws(ViewError) {
    for name in parameters.keys.sorted() where !names.contains(name) {
      throw .badQuery("unknown parameter \"\(name)\"; known here: \(names.sorted().joined(separator: ", "))")
    }
  }

  func text(_ name: String, max: Int = ViewQuery.valueCharactersMax) throws(ViewError) -> String? {
    guard let value = parameters[name] else { return nil }
    guard !value.isEmpty else { throw .badQuery("\(name) is empty; leave it out, or give it a value") }
    guard value.unicodeScalars.count <= max else { throw .badQuery("\(name) is longer than \(max) characters") }
    return value
  }

  func limit() throws(ViewError) -> Int {
    guard let value = try text("limit") else { return ViewQuery.limitDefault }
    guard let number = Int(value), (1...ViewQuery.limitMax).contains(number) else {
      throw .badQuery("limit is a number from 1 to \(ViewQuery.limitMax); found \"\(value.prefix(40))\"")
    }
    return number
  }

  func date(_ name: String) throws(ViewError) -> Date? {
    guard let value = try text(name) else { return nil }
    guard let date = Date(rfc3339: value) else {
      throw .badQuery("\(name) is a date such as 2015-05-22 or 2015-05-22T01:14:09Z; found \"\(value.prefix(40))\"")
    }
    return date
  }

  func day(_ name: String) throws(ViewError) -> Day? {
    guard let value = try text(name) else { return nil }
    guard let day = Day(iso: value) else {
      throw .badQuery("\(name) is a day such as 2015-05-22; found \"\(value.prefix(40))\"")
    }
    return day
  }

  func flag(_ name: String) throws(ViewError) -> Bool {
    switch try text(name) {
    case nil, "0", "false", "no": return false
    case "1", "true", "yes": return true
    case .some(let value): throw .badQuery("\(name) is 1 or 0; found \"\(value.prefix(40))\"")
    }
  }

  /// Words of a closed list, parted by commas.
  func words<Word: RawRepresentable & CaseIterable>(_ name: String, _: Word.Type) throws(ViewError) -> [Word]
  where Word.RawValue == String {
    var words: [Word] = []
    for part in (try text(name) ?? "").split(separator: ",") {
      guard let word = Word(rawValue: String(part)) else {
        let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
        throw .badQuery("\(name) is one of \(known); found \"\(part.prefix(40))\"")
      }
      words.append(word)
    }
    return words
  }

  /// `south,west,north,east` in degrees.
  func box(_ name: String) throws(ViewError) -> BoundingBox? {
    guard let value = try text(name) else { return nil }
    let numbers = value.split(separator: ",").compactMap { Double($0) }
    guard numbers.count == 4, numbers.allSatisfy(\.isFinite) else {
      throw .badQuery("\(name) is south,west,north,east in degrees; found \"\(value.prefix(60))\"")
    }
    return BoundingBox(south: numbers[0], west: numbers[1], north: numbers[2], east: numbers[3])
  }
}

/// Why a view gave no answer.
public enum ViewError: Error, Sendable, Equatable {
  /// The query makes no sense; the sentence says what would.
  case badQuery(String)
  /// There is no such thing, or no such page.
  case notFound(String)
  /// The catalogue cannot answer now.
  case unavailable(String)

  public var message: String {
    switch self {
    case .badQuery(let message), .notFound(let message), .unavailable(let message): message
    }
  }
}
