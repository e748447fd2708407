/// What a name is looked up by: the sound of its words, joined, without articles.
///
/// Two hashes stand for the name in the index: `sound` finds it, `spelling` tells whether the letters agree too.
/// Words are joined so that Tel Abyad and Telabyad, Al-Bukamal and Albukamal share a key.
struct NameKey: Hashable, Sendable {
  let sound: UInt64
  let spelling: UInt64
  /// Words that count: articles do not.
  let wordCount: Int

  init?(_ name: some StringProtocol) { self.init(FoldedWords(name)) }

  /// - Returns: nil when nothing is left to look up, or when a letter of an unread script stands in the name.
  init?(_ words: FoldedWords) {
    guard !words.isEmpty, !words.isForeign else { return nil }
    var builder = NameKeyBuilder()
    for index in 0..<words.count {
      let word = WordKey(words[index])
      if word.isArticle, index < words.count - 1 { continue }
      builder.append(word)
    }
    guard builder.letterCount >= Self.lettersMin else { return nil }
    self = builder.key
  }

  init(sound: UInt64, spelling: UInt64, wordCount: Int) {
    self.sound = sound
    self.spelling = spelling
    self.wordCount = wordCount
  }

  /// One letter names nothing (no conflict was ever reported from Å).
  static let lettersMin = 2
}

/// One word's part in a key: hashes that can be joined without reading its letters again.
struct WordKey: Sendable {
  let sound: JoinableHash
  let spelling: JoinableHash
  let letterCount: Int
  let isArticle: Bool
  /// The part without an article that was written into the word ("Ezzor"), which behind another word is left out.
  let withoutArticle: (sound: JoinableHash, spelling: JoinableHash)?

  init(_ word: ArraySlice<UInt8>) {
    (sound, spelling) = Self.hashes(word)
    letterCount = word.count
    isArticle = Articles.contains(word)
    withoutArticle = Articles.isWritten(into: word) ? Self.hashes(word.dropFirst(2)) : nil
  }

  private static func hashes(_ word: ArraySlice<UInt8>) -> (JoinableHash, JoinableHash) {
    var sounds: [UInt8] = []
    sounds.reserveCapacity(word.count)
    Sounds.append(word, to: &sounds)
    return (JoinableHash(sounds), JoinableHash(word))
  }
}

/// Builds a key word by word, so that a scanner can try one word more without starting anew.
struct NameKeyBuilder: Sendable {
  private var sound = JoinableHash()
  private var spelling = JoinableHash()
  private(set) var wordCount = 0
  private(set) var letterCount = 0

  mutating func append(_ word: WordKey) {
    let bare = wordCount > 0 ? word.withoutArticle : nil
    sound.join(bare?.sound ?? word.sound)
    spelling.join(bare?.spelling ?? word.spelling)
    wordCount += 1
    letterCount += word.letterCount
  }

  var key: NameKey { NameKey(sound: sound.value, spelling: spelling.value, wordCount: wordCount) }
}

/// A polynomial hash over 64 bits: the hash of two strings joined follows from the hashes of the two.
///
/// The same on every machine, since compiled files carry it.
struct JoinableHash: Hashable, Sendable {
  private var sum: UInt64 = 0
  private var power: UInt64 = 1

  init() {}

  init(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { append(byte) }
  }

  mutating func append(_ byte: UInt8) {
    sum = sum &* Self.base &+ UInt64(byte) &+ 1
    power = power &* Self.base
  }

  mutating func join(_ other: JoinableHash) {
    sum = sum &* other.power &+ other.sum
    power = power &* other.power
  }

  /// Spread over all bits, as tables that take the high ones need (the finaliser of MurmurHash3).
  var value: UInt64 {
    var mixed = sum
    mixed ^= mixed >> 33
    mixed &*= 0xFF51_AFD7_ED55_8CCD
    mixed ^= mixed >> 33
    mixed &*= 0xC4CE_B9FE_1A85_EC53
    return mixed ^ (mixed >> 33)
  }

  /// Odd, and large enough that short words already reach the high bits.
  private static let base: UInt64 = 0x9E37_79B9_7F4A_7C15
}

/// The articles that come and go before names: Arabic with its assimilated forms, French, Spanish, English.
///
/// They are part of the index's format (a compiled file is made without them), so they stand here and not in a
/// language's word list.
enum Articles {
  private static let packed: Set<UInt32> = Set(
    "al el ul as es ash esh ad ed adh az ez azh an en ar er at et ath the la le il".split(separator: " ").map {
      pack($0.utf8)
    })

  static func contains(_ word: ArraySlice<UInt8>) -> Bool {
    (2...3).contains(word.count) && packed.contains(pack(word))
  }

  /// "Ezzor", "Assuwayda": a vowel and a doubled letter that assimilates the l of the article.
  static func isWritten(into word: ArraySlice<UInt8>) -> Bool {
    guard word.count >= 5, let first = word.first, first == 0x61 || first == 0x65 else { return false }
    let letter = word[word.startIndex + 1]
    return letter == word[word.startIndex + 2] && solar.contains(letter)
  }

  private static let solar: Set<UInt8> = Set("dnrstz".utf8)

  private static func pack(_ word: some Sequence<UInt8>) -> UInt32 { word.reduce(0) { $0 << 8 | UInt32($1) } }
}
