/// One word of a mention, parted by white space.
struct MentionToken: Sendable, Equatable {
  /// Without punctuation at its ends and without a possessive.
  let raw: String
  let folded: String
  let isCapital: Bool
  let isNumber: Bool
  /// A comma or a bracket stood before it.
  let isAfterBreak: Bool
  /// The country that the word names, itself or by its people.
  let country: String?
  let isDemonym: Bool
  /// "Tripoli's": what follows belongs to it.
  var isPossessive = false

  /// Small words inside names of places.
  var isParticle: Bool { Self.particles.contains(folded) }

  private static let particles: Set<String> = [
    "al", "el", "de", "del", "du", "des", "da", "do", "dos", "la", "las", "los", "le", "les", "bin", "ibn", "ben", "e",
    "i", "wa", "ul", "es", "ez", "ash", "ad", "na", "nad", "sur",
  ]

  static func split(_ mention: some StringProtocol, countries: CountryTable) -> [MentionToken] {
    var tokens: [MentionToken] = []
    var isBroken = false
    for part in mention.split(whereSeparator: \.isWhitespace) {
      var word = Substring(part)
      while let first = word.first, punctuation.contains(first) {
        isBroken = isBroken || !tokens.isEmpty
        word.removeFirst()
      }
      var breaksAfter = false
      while let last = word.last, punctuation.contains(last), !(last == "." && word.dropLast().contains(".")) {
        breaksAfter = true
        word.removeLast()
      }
      let isPossessive = word.hasSuffix("'s") || word.hasSuffix("’s")
      if isPossessive { word = word.dropLast(2) }
      guard !word.isEmpty else {
        isBroken = true
        continue
      }
      let folded = FoldedWords(word).text
      let people = countries.code(ofPeople: folded)
      let capital = isCapital(word)
      tokens.append(
        MentionToken(
          raw: String(word), folded: folded, isCapital: capital, isNumber: word.first?.isNumber ?? false,
          isAfterBreak: isBroken, country: capital ? people ?? countries.code(named: folded) : nil,
          isDemonym: capital && people != nil, isPossessive: isPossessive))
      isBroken = breaksAfter
    }
    return joiningNations(tokens, countries: countries)
  }

  /// "Sri Lankan", "South Sudan", "Central African Republic" count as one word each.
  private static func joiningNations(_ tokens: [MentionToken], countries: CountryTable) -> [MentionToken] {
    var joined: [MentionToken] = []
    var index = 0
    while index < tokens.count {
      var token = tokens[index]
      for length in stride(from: min(nationWordsMax, tokens.count - index), through: 2, by: -1) {
        let run = tokens[index..<(index + length)]
        guard run.allSatisfy({ $0.isCapital || $0.isParticle || $0.folded == "of" }),
          !run.dropFirst().contains(where: \.isAfterBreak)
        else { continue }
        let folded = run.map(\.folded).joined(separator: " ")
        let people = countries.code(ofPeople: folded)
        guard let country = people ?? countries.code(named: folded) else { continue }
        token = MentionToken(
          raw: run.map(\.raw).joined(separator: " "), folded: folded, isCapital: true, isNumber: false,
          isAfterBreak: token.isAfterBreak, country: country, isDemonym: people != nil,
          isPossessive: run.last?.isPossessive ?? false)
        index += length - 1
        break
      }
      joined.append(token)
      index += 1
    }
    return joined
  }

  private static let nationWordsMax = 5

  private static let punctuation: Set<Character> = [
    ",", ".", ";", ":", "(", ")", "\"", "“", "”", "[", "]", "!", "?", "–", "—", "-",
  ]

  /// "al-Hawa" and "ash-Shaddadi" are names though they begin small; "rebel-held" is not.
  private static func isCapital(_ word: Substring) -> Bool {
    if word.first?.isUppercase ?? false { return true }
    let parts = word.split(separator: "-")
    guard parts.count > 1, let first = parts.first, first.count <= 4 else { return false }
    return parts[1].first?.isUppercase ?? false
  }
}
