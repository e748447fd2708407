/// A name as plain lower-case words: "Dayr az-Zawr" is dayr, az, zawr.
struct FoldedWords: Equatable, Sendable {
  /// The letters of all words, without anything between.
  private(set) var letters: [UInt8] = []
  /// Where each word ends in `letters`.
  private(set) var ends: [Int] = []
  /// True when a letter of a script that is not folded stood in the name.
  private(set) var isForeign = false

  init(_ name: some StringProtocol) {
    letters.reserveCapacity(24)
    // A possessive belongs to the sentence, not to the name.
    var text = Substring(name)
    for ending in ["'s", "’s"] where text.hasSuffix(ending) { text = text.dropLast(2) }
    for scalar in text.unicodeScalars { append(LetterFold.packed(scalar.value)) }
    endWord()
  }

  init() {}

  /// Takes one folded scalar.
  mutating func append(_ packed: UInt32) {
    switch packed {
    case LetterFold.silent: return
    case LetterFold.separator: endWord()
    case LetterFold.foreign:
      isForeign = true
    default:
      var rest = packed
      while rest != 0 {
        letters.append(UInt8(truncatingIfNeeded: rest))
        rest >>= 8
      }
    }
  }

  mutating func endWord() {
    if letters.count > (ends.last ?? 0) { ends.append(letters.count) }
  }

  var count: Int { ends.count }
  var isEmpty: Bool { ends.isEmpty }

  subscript(word: Int) -> ArraySlice<UInt8> { letters[(word == 0 ? 0 : ends[word - 1])..<ends[word]] }

  /// The words as text, parted by single spaces.
  var text: String { (0..<count).map { String(decoding: self[$0], as: UTF8.self) }.joined(separator: " ") }

  var words: [String] { (0..<count).map { String(decoding: self[$0], as: UTF8.self) } }
}
