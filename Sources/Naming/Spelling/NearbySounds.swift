/// Keys of names that sound one letter different: for misspellings and vowels that no rule foresees.
enum NearbySounds {
  /// Shorter names have too many neighbours.
  static let soundsMin = 5
  static let soundsMax = 24

  private static let vowels: [UInt8] = Array("aiu".utf8)
  private static let consonants: [UInt8] = Array("btjhdrzsSCfklmngvp".utf8)
  /// Consonants that reporters take for each other.
  private static let kindred: [UInt8: [UInt8]] = {
    var kindred: [UInt8: [UInt8]] = [:]
    for group in ["gh", "gk", "kh", "dz", "sz", "td", "bp", "bv", "jg", "sS", "CS", "mn", "tC", "vf"].map({
      Array($0.utf8)
    }) {
      kindred[group[0], default: []].append(group[1])
      kindred[group[1], default: []].append(group[0])
    }
    return kindred
  }()

  /// One sound changed for a kindred one, left out or put in; the first stays, since readers trust it most. Short names
  /// change vowels only.
  static func keys(of name: some StringProtocol) -> [NameKey] {
    let words = FoldedWords(name)
    guard !words.isForeign else { return [] }
    var sounds: [UInt8] = []
    for index in 0..<words.count {
      if WordKey(words[index]).isArticle, index < words.count - 1 { continue }
      Sounds.append(words[index], to: &sounds)
    }
    guard (soundsMin...soundsMax).contains(sounds.count) else { return [] }
    let isLong = sounds.count >= soundsMin + 2
    // A changed name is what stands before the change, the new sound, and what stands behind: their hashes are joined.
    let tails = sounds.indices.map { JoinableHash(sounds[$0...]) } + [JoinableHash()]
    var head = JoinableHash()
    var keys: [NameKey] = []
    for place in 1..<sounds.count {
      head.append(sounds[place - 1])
      let isVowel = vowels.contains(sounds[place])
      let others = isVowel ? vowels : isLong ? kindred[sounds[place]] ?? [] : []
      if isLong || isVowel { keys.append(key(head, nil, tails[place + 1])) }
      for letter in others where letter != sounds[place] { keys.append(key(head, letter, tails[place + 1])) }
      for letter in isLong ? vowels + consonants : vowels { keys.append(key(head, letter, tails[place])) }
    }
    return keys
  }

  private static func key(_ head: JoinableHash, _ letter: UInt8?, _ tail: JoinableHash) -> NameKey {
    var hash = head
    if let letter { hash.append(letter) }
    hash.join(tail)
    return NameKey(sound: hash.value, spelling: 0, wordCount: 1)
  }
}
