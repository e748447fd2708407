import Model
import Yams

/// One mapping of the file while it is read: hands out values by key, and collects what is wrong with them.
///
/// Reading goes on after a mistake, so that an operator sees all of them in one go.
final class Section {
  private let name: String
  private let node: Node?
  private let mistakes: Mistakes
  private var known: [String] = []

  /// The mistakes of all sections of one file.
  final class Mistakes {
    var all: [ConfigurationMistake] = []
  }

  /// - Parameter node: nil when the file does not have this section; every value then keeps its default.
  init(_ name: String, _ node: Node?, _ mistakes: Mistakes) {
    self.name = name
    self.mistakes = mistakes
    guard let node, node.null == nil || node.scalar?.style != .plain else {
      self.node = nil
      return
    }
    guard node.mapping != nil else {
      self.node = nil
      note(node, "\(name.isEmpty ? "the file" : name) is a mapping of keys to values, such as { key: value }")
      return
    }
    self.node = node
  }

  func section(_ key: String) -> Section {
    Section(path(key), find(key), mistakes)
  }

  /// The mappings of a list.
  func sections(_ key: String, max: Int) -> [Section] {
    guard let node = find(key) else { return [] }
    guard let list = node.sequence, list.count <= max else {
      if node.null == nil { note(node, "\(path(key)) is a list of at most \(max) mappings; found \(shown(node))") }
      return []
    }
    return list.enumerated().map { Section("\(path(key))[\($0.offset)]", $0.element, mistakes) }
  }

  /// Says what is wrong with the section as a whole.
  func complain(_ text: String) {
    if let node { note(node, "\(name): \(text)") }
  }

  /// One word of a closed list, or a list of them; what is not given keeps its default.
  func readWords<Word: RawRepresentable & CaseIterable>(_ key: String, into value: inout [Word])
  where Word.RawValue == String {
    let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
    read(key, into: &value, "one or more of \(words)") { node in
      guard let texts = node.text.map({ [$0] }) ?? node.texts, !texts.isEmpty else { return nil }
      let found = texts.compactMap { Word(rawValue: $0) }
      return found.count == texts.count ? found : nil
    }
  }

  /// Reads a value; a mistake leaves the default in place.
  func read<Value>(
    _ key: String, into value: inout Value, _ what: String, _ convert: (Node) -> Value?
  ) {
    guard let node = find(key) else { return }
    guard let converted = convert(node) else {
      return note(node, "\(path(key)) is \(what); found \(shown(node))")
    }
    value = converted
  }

  /// A word of a closed list.
  func read<Word: RawRepresentable & CaseIterable>(_ key: String, into value: inout Word)
  where Word.RawValue == String {
    let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
    read(key, into: &value, "one of \(words)") { $0.scalar.flatMap { Word(rawValue: $0.string) } }
  }

  /// Says which keys of the section nobody asked for, with the nearest that exists.
  func finish() {
    guard let mapping = node?.mapping else { return }
    var seen: Set<String> = []
    for (key, _) in mapping {
      let word = key.string ?? shown(key)
      if !seen.insert(word).inserted { note(key, "\(path(word)) stands twice") }
      guard !known.contains(word) else { continue }
      let nearest = known.min { distance(word, $0) < distance(word, $1) }
      let hint = nearest.map { distance(word, $0) <= max(2, word.count / 3) ? "; did you mean \($0)?" : "" } ?? ""
      let list = hint.isEmpty ? "; known here: \(known.sorted().joined(separator: ", "))" : hint
      note(key, "unknown key \(path(word))\(list)")
    }
  }

  private func find(_ key: String) -> Node? {
    known.append(key)
    return node?.mapping?.first { $0.key.string == key }?.value
  }

  private func path(_ key: String) -> String { name.isEmpty ? key : "\(name).\(key)" }

  private func note(_ node: Node, _ text: String) {
    mistakes.all.append(
      ConfigurationMistake(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1, text: text))
  }

  private func shown(_ node: Node) -> String {
    if let scalar = node.scalar { return "\"\(scalar.string.prefix(60))\"" }
    return node.mapping != nil ? "a mapping" : "a list"
  }
}

/// Edit distance of two short words.
private func distance(_ left: String, _ right: String) -> Int {
  let right = Array(right)
  var row = Array(0...right.count)
  for (index, letter) in left.enumerated() {
    var diagonal = row[0]
    row[0] = index + 1
    for column in right.indices {
      let cost = min(row[column] + 1, row[column + 1] + 1, diagonal + (letter == right[column] ? 0 : 1))
      diagonal = row[column + 1]
      row[column + 1] = cost
    }
  }
  return row[right.count]
}
