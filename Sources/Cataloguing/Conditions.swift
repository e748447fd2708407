internal import GRDB

/// The conditions of one list query: SQL with marks, and the values for them.
struct Conditions {
  private var parts: [String] = []
  private(set) var arguments: [(any DatabaseValueConvertible)?] = []

  /// `… WHERE` all of them hold.
  var clause: String { parts.isEmpty ? "" : "WHERE " + parts.joined(separator: " AND ") }

  mutating func require(_ part: String, _ values: (any DatabaseValueConvertible)?...) {
    parts.append(part)
    arguments += values
  }

  /// Requires a part to hold, or a column to equal one of the values.
  mutating func require(
    _ part: String, _ value: any DatabaseValueConvertible, or column: String, in values: [String]
  ) {
    guard !values.isEmpty else { return require(part, value) }
    parts.append("(\(part) OR \(column) IN (\(values.map { _ in "?" }.joined(separator: ", "))))")
    arguments += [value] + values
  }

  /// Requires a column to equal one of the values, if there are any.
  mutating func require<Word: RawRepresentable<String>>(_ column: String, in words: [Word]) {
    guard !words.isEmpty else { return }
    if words.count == 1 {
      parts.append("\(column) = ?")
    } else {
      parts.append("\(column) IN (\(words.map { _ in "?" }.joined(separator: ", ")))")
    }
    arguments += words.map(\.rawValue)
  }
}

/// Where a page ended: the time and the row of its last line, in lists ordered by both, newest first.
struct PageCursor {
  let at: Int64
  let id: Int64

  /// Before everything: where the first page starts.
  static let start = PageCursor(at: .max, id: .max)

  init(at: Int64, id: Int64) {
    self.at = at
    self.id = id
  }

  init(_ text: String?) throws(CatalogueError) {
    guard let text else {
      self = .start
      return
    }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let at = Int64(parts[0], radix: 36), let id = Int64(parts[1], radix: 36) else {
      throw .badCursor(text)
    }
    self.init(at: at, id: id)
  }

  var text: String { String(at, radix: 36) + "." + String(id, radix: 36) }
}

extension Page {
  /// How many lines a page has at most, whatever is asked for.
  static var sizeMax: Int { 1000 }

  /// The bound for a query that asks for one line more than the page, to see whether there is a next.
  static func bound(_ limit: Int) -> Int { min(max(1, limit), sizeMax) + 1 }

  /// Makes a page of what was found under `bound(limit)`.
  init(_ found: [(element: Element, cursor: PageCursor)], limit: Int) {
    let size = Page.bound(limit) - 1
    let shown = found.prefix(size)
    self.init(items: shown.map(\.element), next: found.count > size ? shown.last?.cursor.text : nil)
  }
}
