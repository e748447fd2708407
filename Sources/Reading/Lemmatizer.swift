/// Finds the dictionary form of a word whose class is known: irregular forms by a table, the others by their endings.
///
/// Read from `lemmas.txt`; each line is one of
/// `verb BASE FORM…`, `noun BASE FORM…`, `adjective BASE FORM…`: irregular forms;
/// `mute ENDING…`: stems with this ending lose an e before -ed and -ing ("seiz-"), the longest ending decides;
/// `plain ENDING…`: stems with this ending do not ("enter-");
/// `single ENDING…`: a doubled last letter is single in the base ("controll-");
/// `double ENDING…`: it is not ("pull-").
/// An ending that begins with `^` is a whole stem.
package struct Lemmatizer: Sendable {
  private enum Group: String { case verb, noun, adjective }

  private var irregular: [Group: [String: String]] = [:]
  /// Whether stems with this ending take an e.
  private var mute: [String: Bool] = [:]
  /// Whether stems with this ending lose one of their two last letters.
  private var single: [String: Bool] = [:]

  private static let endingBytesMax = 10

  package init(_ source: String) throws(ReadingError) {
    for (number, line) in source.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let words = line.prefix { $0 != "#" }.split(separator: " ").map(String.init)
      guard let head = words.first else { continue }
      let rest = words.dropFirst()
      switch head {
      case "mute": for ending in rest { mute[ending] = true }
      case "plain": for ending in rest { mute[ending] = false }
      case "single": for ending in rest { single[ending] = true }
      case "double": for ending in rest { single[ending] = false }
      default:
        guard let group = Group(rawValue: head), let base = rest.first else {
          throw .badLine(
            file: "lemmas.txt", line: number + 1, text: String(line),
            wanted: "verb, noun, adjective, mute, plain, single or double, then words")
        }
        for form in rest.dropFirst() { irregular[group, default: [:]][form] = base }
      }
    }
  }

  /// - Parameter lower: the word in lower case.
  package func lemma(of lower: String, _ wordClass: WordClass) -> String {
    switch wordClass.tag {
    case .verb, .auxiliary: verb(lower, wordClass.features)
    case .noun: wordClass.features.contains(.plural) ? noun(lower) : lower
    case .adjective, .adverb: compared(lower, wordClass.features)
    default: lower
    }
  }

  private func verb(_ form: String, _ features: WordFeatures) -> String {
    if let base = irregular[.verb]?[form] { return base }
    if features.contains(.infinitive) || features.contains(.modal) { return form }
    if let prefixed = prefixed(form) { return prefixed }
    if features.contains(.gerund), form.hasSuffix("ing"), form.utf8.count > 4 { return base(of: form.dropLast(3)) }
    if features.contains(.thirdPerson), form.hasSuffix("s") { return withoutS(form) }
    if features.contains(.past) || features.contains(.pastParticiple), form.hasSuffix("ed"), form.utf8.count > 3 {
      if form.hasSuffix("ied"), form.utf8.count > 4 { return String(form.dropLast(3)) + "y" }
      if form.hasSuffix("eed") { return String(form.dropLast()) }
      return base(of: form.dropLast(2))
    }
    return form
  }

  /// "retook", "overran", "re-captured": a known verb behind a prefix.
  private func prefixed(_ form: String) -> String? {
    for prefix in ["re-", "re", "over", "under", "out", "mis", "un", "fore", "with"] where form.hasPrefix(prefix) {
      let rest = String(form.dropFirst(prefix.count))
      if let base = irregular[.verb]?[rest], rest.utf8.count > 2 { return prefix + base }
    }
    return nil
  }

  /// The base of a verb from what is left without -ed or -ing.
  private func base(of stem: Substring) -> String {
    let word = String(stem)
    let letters = Array(word.utf8)
    guard letters.count > 1 else { return word }
    if letters[letters.count - 1] == letters[letters.count - 2], letters.count > 2,
      isConsonant(letters[letters.count - 1])
    {
      return longest(word, in: single) == true ? String(word.dropLast()) : word
    }
    return longest(word, in: mute) == true ? word + "e" : word
  }

  /// What the longest listed ending of a word says.
  private func longest(_ word: String, in table: [String: Bool]) -> Bool? {
    if let whole = table["^" + word] { return whole }
    var ending = word.suffix(Self.endingBytesMax)
    while !ending.isEmpty {
      if let found = table[String(ending)] { return found }
      ending = ending.dropFirst()
    }
    return nil
  }

  private func isConsonant(_ letter: UInt8) -> Bool { !"aeiou".utf8.contains(letter) }

  private func withoutS(_ form: String) -> String {
    guard form.utf8.count > 2, !form.hasSuffix("ss") else { return form }
    if form.hasSuffix("ies") { return form.utf8.count > 4 ? String(form.dropLast(3)) + "y" : String(form.dropLast()) }
    for ending in ["sses", "shes", "ches", "xes", "zzes", "oes"] where form.hasSuffix(ending) {
      return String(form.dropLast(2))
    }
    return String(form.dropLast())
  }

  private func noun(_ form: String) -> String {
    if let base = irregular[.noun]?[form] { return base }
    // "counter-attacks", "police-women": the last part decides.
    if let hyphen = form.lastIndex(of: "-") {
      let tail = form[form.index(after: hyphen)...]
      if !tail.isEmpty { return form[...hyphen] + noun(String(tail)) }
    }
    if form.hasSuffix("men"), form.utf8.count > 4 { return String(form.dropLast(2)) + "an" }
    return form.hasSuffix("s") && !form.hasSuffix("us") && !form.hasSuffix("is") ? withoutS(form) : form
  }

  private func compared(_ form: String, _ features: WordFeatures) -> String {
    guard features.contains(.comparative) || features.contains(.superlative) else { return form }
    if let base = irregular[.adjective]?[form] { return base }
    let ending = features.contains(.comparative) ? "er" : "est"
    guard form.hasSuffix(ending), form.utf8.count > ending.count + 2 else { return form }
    let stem = form.dropLast(ending.count)
    if stem.hasSuffix("i") { return stem.dropLast() + "y" }
    let letters = Array(stem.utf8)
    if letters.count > 2, letters[letters.count - 1] == letters[letters.count - 2],
      isConsonant(letters[letters.count - 1]),
      !stem.hasSuffix("ll"), !stem.hasSuffix("ss")
    {
      return String(stem.dropLast())
    }
    return longest(String(stem), in: mute) == true ? stem + "e" : String(stem)
  }
}
