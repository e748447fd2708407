/// The rows of a tab-separated table with a heading; no quoting.
struct TabTable {
  let name: String
  private let columns: [Substring: Int]
  let rows: [Row]

  struct Row {
    /// Counted from 1, the heading being line 1.
    let line: Int
    let fields: [Substring]
  }

  /// - Parameter required: columns that must stand in the heading.
  init(_ table: TableText, required: [String]) throws(NamingTableError) {
    name = table.name
    var rows: [Row] = []
    var columns: [Substring: Int] = [:]
    // By scalars: CR LF is one Character, which would hide line ends of files from Windows.
    let lines = table.text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    for (number, scalars) in lines.enumerated() {
      var line = Substring(scalars)
      if line.hasSuffix("\r") { line.removeLast() }
      if line.hasPrefix("\u{FEFF}") { line.removeFirst() }
      guard !line.isEmpty, !line.hasPrefix("#") else { continue }
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      if columns.isEmpty {
        for (place, field) in fields.enumerated() { columns[field] = place }
        continue
      }
      guard rows.count < Self.rowsMax else {
        throw NamingTableError(table: table.name, line: number + 1, fault: .tooLong(limit: Self.rowsMax))
      }
      rows.append(Row(line: number + 1, fields: fields))
    }
    for column in required where columns[Substring(column)] == nil {
      throw NamingTableError(table: table.name, line: 1, fault: .missingColumn(column))
    }
    self.columns = columns
    self.rows = rows
  }

  /// The field of a column, without space around; empty when the row or the heading is shorter.
  func text(_ row: Row, _ column: String) -> String {
    guard let place = columns[Substring(column)], place < row.fields.count else { return "" }
    return row.fields[place].trimmed
  }

  func needed(_ row: Row, _ column: String) throws(NamingTableError) -> String {
    let text = text(row, column)
    guard !text.isEmpty else { throw NamingTableError(table: name, line: row.line, fault: .emptyField(column)) }
    return text
  }

  func list(_ row: Row, _ column: String) -> [String] {
    text(row, column).split(separator: "|").map(\.trimmed).filter { !$0.isEmpty }
  }

  func number(_ row: Row, _ column: String) throws(NamingTableError) -> Double? {
    let text = text(row, column)
    if text.isEmpty { return nil }
    guard let number = Double(text), number.isFinite else {
      throw NamingTableError(table: name, line: row.line, fault: .badNumber(column: column, found: text))
    }
    return number
  }

  /// A table made by hand is never this long; a dump goes through `GeoNamesDump`.
  static let rowsMax = 2_000_000
}

extension StringProtocol {
  /// Without white space at both ends.
  var trimmed: String {
    var rest = Substring(self)
    while let first = rest.unicodeScalars.first, first.properties.isWhitespace { rest.unicodeScalars.removeFirst() }
    while let last = rest.unicodeScalars.last, last.properties.isWhitespace { rest.unicodeScalars.removeLast() }
    return String(rest)
  }
}
