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
    /// The name holds in one country alone ("police (Haiti)"): only its place tells whether it is meant.
    var isLocal = false
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
    /// A country, a people or an actor bears it.
    static let named = Traits(rawValue: 4096)
  }

  private var entries: [Entry] = []
  private var numbers = WordIndex()
  /// Of each first word: the words of the longest phrase, and the word's own traits.
  private var firsts: [First] = []
  private var firstNumbers = WordIndex()

  struct First: Sendable {
    var wordsMax = 0
    var traits: Traits = []
  }

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
    var plain = name
    var isLocal = false
    if name.hasSuffix(")"), let open = name.lastIndex(of: "(") {
      plain = name[..<open].trimmed
      isLocal = true
    }
    let key = ActorTable.key(plain)
    guard !key.isEmpty else { return }
    let isGeneric = words.generic[key] != nil
    let letters = plain.filter(\.isLetter)
    let isAbbreviation = letters.count > 1 && letters.allSatisfy(\.isUppercase)
    // "peshmerga", "janjaweed": long words that the language does not have are the same in small letters.
    let isForeignWord = letters.count >= 6 && !key.contains(" ") && !words.everyday.contains(key)
    edit(key) { entry in
      // A name that somebody bears everywhere is not local because somebody else bears it at home.
      entry.isLocal = entry.actors.isEmpty ? isLocal : entry.isLocal && isLocal
      if entry.actors.last != actor { entry.actors.append(actor) }
      entry.needsCapitals = entry.needsCapitals || (isAbbreviation && letters.count <= 5)
      entry.needsCapital = entry.needsCapital || (!isGeneric && !isForeignWord && plain.first?.isUppercase ?? false)
    }
  }

  private mutating func edit(_ phrase: String, _ change: (inout Entry) -> Void) {
    let words = phrase.split(separator: " ")
    guard let first = words.first, words.count <= Self.wordsMax else { return }
    var hash = JoinableHash()
    for word in words { hash.join(JoinableHash(word.utf8)) }
    let number = numbers.number(of: hash.value)
    if number == entries.count { entries.append(Entry()) }
    change(&entries[number])
    let entry = entries[number]
    if entry.country != nil || entry.people != nil || !entry.actors.isEmpty { entries[number].traits.insert(.named) }
    let start = firstNumbers.number(of: JoinableHash(first.utf8).value)
    if start == firsts.count { firsts.append(First()) }
    firsts[start].wordsMax = max(firsts[start].wordsMax, words.count)
    if words.count == 1 { firsts[start].traits = entries[number].traits }
  }

  /// What is known of a word by itself and as a beginning; nil for most words of a text.
  func first(_ word: UInt64) -> First? { firstNumbers[word].map { firsts[$0] } }

  subscript(hash: UInt64) -> Entry? { numbers[hash].map { entries[$0] } }

  /// The traits alone, which cost no copy of the entry.
  func traits(_ hash: UInt64) -> Traits { numbers[hash].map { entries[$0].traits } ?? [] }

  /// Whether the phrase names a country or its people.
  func isNational(_ hash: UInt64) -> Bool {
    numbers[hash].map { entries[$0].country != nil || entries[$0].people != nil } ?? false
  }

  /// Longer names are descriptions that no text repeats word for word.
  static let wordsMax = 12
}

/// Numbers words by hash: open addressing over spread hashes, which a dictionary would hash again for every word of a text.
struct WordIndex: Sendable {
  private var keys: [UInt64] = [UInt64](repeating: 0, count: 1024)
  private var values: [Int32] = [Int32](repeating: -1, count: 1024)
  private var count = 0

  subscript(key: UInt64) -> Int? {
    let mask = keys.count - 1
    var slot = Int(truncatingIfNeeded: key) & mask
    while values[slot] >= 0 {
      if keys[slot] == key { return Int(values[slot]) }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// The key's number; a new key gets the next one.
  mutating func number(of key: UInt64) -> Int {
    if let known = self[key] { return known }
    if count * 2 >= keys.count { grow() }
    insert(key, Int32(count))
    count += 1
    return count - 1
  }

  private mutating func insert(_ key: UInt64, _ value: Int32) {
    let mask = keys.count - 1
    var slot = Int(truncatingIfNeeded: key) & mask
    while values[slot] >= 0 { slot = (slot + 1) & mask }
    keys[slot] = key
    values[slot] = value
  }

  private mutating func grow() {
    let old = zip(keys, values).filter { $0.1 >= 0 }
    keys = [UInt64](repeating: 0, count: keys.count * 2)
    values = [Int32](repeating: -1, count: values.count * 2)
    for (key, value) in old { insert(key, value) }
  }
}
