/// All phrases that the scanner knows by their spelling: countries, peoples, actors, forces, cues, titles.
struct PhraseTable: Sendable {
  struct Entry: Sendable {
    var country: String?
    var people: String?
    /// Numbers in the actor table, of actors that bear the phrase as a name.
    var actors: [Int] = []
    /// The actor's name is written all in capitals, as abbreviations are.
    var needsCapitals = false
    /// The actor's name begins with a capital.
    var needsCapital = false
    var traits: Traits = []
  }

  struct Traits: OptionSet, Sendable {
    let rawValue: UInt16
    static let force = Traits(rawValue: 1)
    static let generic = Traits(rawValue: 2)
    static let cue = Traits(rawValue: 4)
    static let title = Traits(rawValue: 8)
    static let givenName = Traits(rawValue: 16)
    static let sentenceWord = Traits(rawValue: 32)
    static let everyday = Traits(rawValue: 64)
    static let kind = Traits(rawValue: 128)
    static let direction = Traits(rawValue: 256)
    static let official = Traits(rawValue: 512)
    static let determiner = Traits(rawValue: 1024)
    static let fighter = Traits(rawValue: 2048)
  }

  private var entries: [UInt64: Entry] = [:]
  private var firsts: [UInt64: Int] = [:]

  init(countries: CountryTable, actors: ActorTable, words: NamingWords) {
    for name in countries.names { edit(name) { $0.country = countries.code(named: name) } }
    for name in countries.demonyms { edit(name) { $0.people = countries.code(ofPeople: name) } }
    for (number, actor) in actors.actors.enumerated() {
      for name in [actor.name] + actor.aliases { add(name, actor: number, words: words) }
    }
    for (set, trait) in [
      (words.forceNouns, Traits.force), (Set(words.generic.phrases), .generic), (words.placeCues, .cue),
      (words.titles, .title),
      (words.givenNames, .givenName), (words.sentenceWords, .sentenceWord), (words.everyday, .everyday),
      (Set(words.kinds.phrases), .kind), (words.directions, .direction), (words.determiners, .determiner),
      (words.fighterNouns, .fighter),
    ] {
      for phrase in set { edit(phrase) { $0.traits.insert(trait) } }
    }
  }

  private mutating func add(_ name: String, actor: Int, words: NamingWords) {
    let key = ActorTable.key(name)
    guard !key.isEmpty else { return }
    let isGeneric = words.generic[key] != nil
    let letters = name.filter(\.isLetter)
    let isAbbreviation = letters.count > 1 && letters.allSatisfy(\.isUppercase)
    edit(key) { entry in
      if entry.actors.last != actor { entry.actors.append(actor) }
      entry.needsCapitals = entry.needsCapitals || (isAbbreviation && letters.count <= 5)
      entry.needsCapital = entry.needsCapital || (!isGeneric && name.first?.isUppercase ?? false)
    }
  }

  private mutating func edit(_ phrase: String, _ change: (inout Entry) -> Void) {
    let words = phrase.split(separator: " ")
    guard let first = words.first, words.count <= Self.wordsMax else { return }
    var hash = JoinableHash()
    for word in words { hash.join(JoinableHash(word.utf8)) }
    change(&entries[hash.value, default: Entry()])
    let start = JoinableHash(first.utf8).value
    firsts[start] = max(firsts[start] ?? 0, words.count)
  }

  /// Words of the longest phrase that begins with this word.
  func wordsMax(first: JoinableHash) -> Int { firsts[first.value] ?? 0 }

  subscript(hash: JoinableHash) -> Entry? { entries[hash.value] }

  /// Longer names are descriptions that no text repeats word for word.
  static let wordsMax = 12
}
