/// Why a table of names cannot be read: file, line, and what to do.
public struct NamingTableError: Error, Equatable, Sendable, CustomStringConvertible {
  public enum Fault: Equatable, Sendable {
    case missingColumn(String)
    case emptyField(String)
    case badNumber(column: String, found: String)
    case badDay(column: String, found: String)
    case unknownKind(String)
    case repeatedID(String)
    case unknownSection(String)
    case tooLong(limit: Int)
  }

  /// The table's name, as the caller gave it.
  public let table: String
  /// Counted from 1.
  public let line: Int
  public let fault: Fault

  public var description: String {
    let place = "\(table):\(line): "
    return switch fault {
    case .missingColumn(let name): place + "the heading has no column \"\(name)\"; add it, columns are parted by tabs"
    case .emptyField(let name): place + "\"\(name)\" is empty; every row needs it"
    case .badNumber(let column, let found): place + "\"\(found)\" in column \(column) is not a number in range"
    case .badDay(let column, let found): place + "\"\(found)\" in column \(column) is not a day; write 2024-12-08"
    case .unknownKind(let found): place + "\"\(found)\" is not a kind; see docs/places.md for the list"
    case .repeatedID(let id): place + "the id \(id) stands in a line above too; ids are unique over all tables"
    case .unknownSection(let name): place + "[\(name)] is not a section of this word list"
    case .tooLong(let limit): place + "the table has more than \(limit) rows; split it or leave out what no text names"
    }
  }
}

/// A table as read from its file, with the name that errors give it.
public struct TableText: Sendable, Equatable {
  public let name: String
  public let text: String

  public init(name: String, text: String) {
    self.name = name
    self.text = text
  }
}
