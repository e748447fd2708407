/// Which languages have a word among their commonest: one look-up tells of all languages.
struct StopwordTable: Sendable {
  /// Languages in the order of their bits.
  private(set) var languages: [String] = []
  private var masks: [UInt64: UInt64] = [:]

  /// Languages beyond the 64th are left out.
  mutating func insert(_ word: String, language: String) {
    let bit = languages.firstIndex(of: language) ?? languages.count
    guard bit < 64 else { return }
    if bit == languages.count { languages.append(language) }
    masks[StopwordTable.hash(Array(word.utf8)[...]), default: 0] |= 1 << UInt64(bit)
  }

  /// How often each language's words come among the words of a text.
  /// - Parameter text: In small letters.
  func count(in text: [UInt8], wordsMax: Int) -> (words: Int, counts: [Int]) {
    var counts = [Int](repeating: 0, count: languages.count)
    var words = 0
    var at = 0
    while at < text.count, words < wordsMax {
      guard isLetter(text[at]) else {
        at += 1
        continue
      }
      let start = at
      while at < text.count, isLetter(text[at]) { at += 1 }
      words += 1
      // The commonest words are short; longer ones need no look-up.
      guard at - start <= 24, var mask = masks[StopwordTable.hash(text[start..<at])] else { continue }
      while mask != 0 {
        counts[mask.trailingZeroBitCount] += 1
        mask &= mask - 1
      }
    }
    return (words, counts)
  }

  private func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) || byte >= 0x80 }

  private static func hash(_ word: ArraySlice<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in word { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash
  }
}
