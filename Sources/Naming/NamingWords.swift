/// The words around names, read from a language's word lists (`etc/language/<code>/naming.txt`, `everyday.txt`).
///
/// A class, since every step of a resolution holds them and they are many.
public final class NamingWords: Sendable {
  /// Words for kinds of place; longest phrase first where several fit.
  let kinds: PhraseMap<PlaceKind>
  /// Kinds that agree with a kind's word, beside the kind itself.
  let kin: [PlaceKind: Set<PlaceKind>]
  /// Kinds that a bare name does not mean.
  let needsWord: Set<PlaceKind>
  let sides: Set<String>
  let directions: Set<String>
  let determiners: Set<String>
  let prepositions: Set<String>
  let placeCues: Set<String>
  let titles: Set<String>
  let givenNames: Set<String>
  let forceNouns: Set<String>
  let fighterNouns: Set<String>
  let generic: PhraseMap<GenericActor>
  let pronouns: Set<String>
  /// Peoples and faiths without a state; capitals that name no place.
  let peoples: Set<String>
  let allegiance: Set<String>
  let modifiers: Set<String>
  let sentenceWords: Set<String>
  /// Words of the language that sound like a place's name.
  let everyday: Set<String>

  /// Reads word lists: `[section]` lines, then entries parted by commas; what a list repeats is joined.
  public init(lists: [TableText]) throws(NamingTableError) {
    var sections = try WordSections(lists)
    kinds = PhraseMap(sections.takePairs("kinds") { PlaceKind(rawValue: $0) })
    var kin: [PlaceKind: Set<PlaceKind>] = [:]
    for (kind, other) in sections.takePairs("kin", key: { PlaceKind(rawValue: $0) }) {
      if let other = PlaceKind(rawValue: other) { kin[kind, default: []].insert(other) }
    }
    self.kin = kin
    needsWord = Set(sections.take("needs word").compactMap { PlaceKind(rawValue: $0.replacing(" ", with: "_")) })
    sides = sections.take("side")
    directions = sections.take("directions")
    determiners = sections.take("determiners")
    prepositions = sections.take("prepositions")
    placeCues = sections.take("place cues")
    titles = sections.take("titles")
    givenNames = sections.take("given names")
    forceNouns = sections.take("force nouns")
    fighterNouns = sections.take("fighter nouns")
    generic = PhraseMap(sections.takePairs("generic") { GenericActor(rawValue: $0) })
    allegiance = sections.take("allegiance")
    peoples = sections.take("peoples")
    pronouns = sections.take("pronouns")
    modifiers = sections.take("modifiers")
    sentenceWords = sections.take("sentence words")
    everyday = sections.take("everyday")
    try sections.refuseRest()
  }

  /// A site's name without the word for its kind, before or behind; nil when there is none or nothing is left.
  func withoutKind(_ name: String, at kind: PlaceKind) -> String? {
    let folded = FoldedWords(name).words
    for length in stride(from: min(kinds.wordsMax, folded.count - 1), through: 1, by: -1) {
      if kinds[folded.suffix(length).joined(separator: " ")] != nil {
        return folded.dropLast(length).joined(separator: " ")
      }
      if kinds[folded.prefix(length).joined(separator: " ")] != nil {
        return folded.dropFirst(length).joined(separator: " ")
      }
    }
    return nil
  }
}

/// What a generic mention stands for: a sort of actor of the place's country.
enum GenericActor: String, Sendable, Hashable {
  /// `armed` are gunmen of any party but the state.
  case state, rebel, jihadist, militia, armed, kurdish, coalition, peacekeeper
}

/// Phrases of one or more words, each standing for a value.
struct PhraseMap<Value: Sendable & Hashable>: Sendable {
  private let values: [String: Value]
  let wordsMax: Int

  init(_ pairs: [(Value, String)]) {
    var values: [String: Value] = [:]
    for (value, phrase) in pairs where values[phrase] == nil { values[phrase] = value }
    self.values = values
    wordsMax = values.keys.map { $0.split(separator: " ").count }.max() ?? 0
  }

  subscript(phrase: String) -> Value? { values[phrase] }
  var phrases: Dictionary<String, Value>.Keys { values.keys }
}

/// The sections of word lists, each taken once, so that a misspelt heading is told.
private struct WordSections {
  private var entries: [String: [String]] = [:]
  private var headings: [String: (table: String, line: Int)] = [:]

  init(_ lists: [TableText]) throws(NamingTableError) {
    for list in lists {
      var section = ""
      for (number, line) in list.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        let line = line.trimmed
        if line.isEmpty || line.hasPrefix("#") { continue }
        if line.hasPrefix("["), line.hasSuffix("]") {
          section = String(line.dropFirst().dropLast())
          if headings[section] == nil { headings[section] = (list.name, number + 1) }
          continue
        }
        guard !section.isEmpty else {
          throw NamingTableError(table: list.name, line: number + 1, fault: .unknownSection(line))
        }
        entries[section, default: []].append(line)
      }
    }
  }

  /// Folded entries of a section.
  mutating func take(_ section: String) -> Set<String> {
    headings[section] = nil
    let lines = entries.removeValue(forKey: section) ?? []
    return Set(lines.flatMap { $0.split(separator: ",") }.map { FoldedWords($0).text })
  }

  /// Entries of a section whose lines say `key = values`.
  mutating func takePairs<Key>(_ section: String, key: (String) -> Key?) -> [(Key, String)] {
    headings[section] = nil
    var pairs: [(Key, String)] = []
    for line in entries.removeValue(forKey: section) ?? [] {
      let halves = line.split(separator: "=", maxSplits: 1)
      guard halves.count == 2, let key = key(halves[0].trimmed) else { continue }
      for value in halves[1].split(separator: ",") {
        let isKey = PlaceKind(rawValue: value.trimmed) != nil && section == "kin"
        pairs.append((key, isKey ? value.trimmed : FoldedWords(value).text))
      }
    }
    return pairs
  }

  func refuseRest() throws(NamingTableError) {
    guard let (name, heading) = headings.min(by: { $0.value.line < $1.value.line }) else { return }
    throw NamingTableError(table: heading.table, line: heading.line, fault: .unknownSection(name))
  }
}
