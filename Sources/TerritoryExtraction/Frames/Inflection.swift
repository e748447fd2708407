/// The inflected forms of English verbs and nouns, by rule and by the irregular forms of a table.
struct Inflection: Sendable {
  private var irregular: [String: [(form: String, shape: VerbShape)]] = [:]

  /// Takes the line `base third past participle gerund`, each with its variants: "is/are/am".
  mutating func add(irregular forms: [[String]]) {
    guard let base = forms.first?.first else { return }
    let shapes: [VerbShape] = [.base, .third, .past, .participle, .gerund]
    irregular[base] = zip(forms, shapes).flatMap { variants, shape in variants.map { (form: $0, shape: shape) } }
  }

  /// Every form of a verb. "took" and "taken" differ; a regular past serves as participle, too.
  func forms(ofVerb base: String) -> [(form: String, shape: VerbShape)] {
    if let listed = irregular[base] {
      let pasts = Set(listed.filter { $0.shape == .past }.map(\.form))
      let participles = Set(listed.filter { $0.shape == .participle }.map(\.form))
      return listed.filter { $0.shape != .past || !participles.contains($0.form) }
        .map { $0.shape == .participle && pasts.contains($0.form) ? (form: $0.form, shape: .pastOrParticiple) : $0 }
    }
    // The stress of a re-, with- or prefixed verb is that of its last part: reoccupy, retake.
    let stem = Inflection.stem(of: base)
    return [
      (base, .base), (Inflection.third(base), .third), (stem.past, .pastOrParticiple), (stem.gerund, .gerund),
    ]
  }

  func forms(ofNoun base: String) -> [String] { [base, Inflection.third(base)] }

  private static func third(_ base: String) -> String {
    if base.hasSuffix("y"), let before = base.dropLast().last, !isVowel(before) { return base.dropLast() + "ies" }
    for ending in ["s", "x", "z", "ch", "sh"] where base.hasSuffix(ending) { return base + "es" }
    if base == "go" || base == "do" { return base + "es" }
    return base + "s"
  }

  private static func stem(of base: String) -> (past: String, gerund: String) {
    if base.hasSuffix("e") {
      let gerund = base.hasSuffix("ee") || base.hasSuffix("oe") ? base + "ing" : base.dropLast() + "ing"
      return (base + "d", gerund)
    }
    if base.hasSuffix("y"), let before = base.dropLast().last, !isVowel(before) {
      return (base.dropLast() + "ied", base + "ing")
    }
    if doublesLastLetter(base), let last = base.last { return (base + "\(last)ed", base + "\(last)ing") }
    return (base + "ed", base + "ing")
  }

  // One vowel before one final consonant in a word of one syllable: grab, grabbed.
  private static func doublesLastLetter(_ base: String) -> Bool {
    let letters = Array(base)
    guard letters.count >= 3, letters.count <= 5 else { return false }
    let last = letters[letters.count - 1]
    guard !isVowel(last), !"wxyhg".contains(last), isVowel(letters[letters.count - 2]) else { return false }
    return letters.dropLast(2).filter(isVowel).isEmpty
  }

  private static func isVowel(_ letter: Character) -> Bool { "aeiou".contains(letter) }
}

/// The shape of a verb's form.
enum VerbShape: String, Sendable {
  case base, third, past, participle, pastOrParticiple, gerund
}
