import Naming

/// Tells persons from places that no gazetteer holds, by the words of the name and those beside it.
struct PersonCues: Sendable {
  let line: Line
  let lexicon: Lexicon
  let names: NameTables

  func isPerson(_ mention: PlaceMention) -> Bool {
    guard mention.noun == nil, mention.part == nil, mention.core.count <= Self.wordsMax else { return false }
    let first = line.words[mention.core.lowerBound]
    // "President Mobutu Sese Seko", "General Suhail".
    if mention.core.count > 1, lexicon.title.contains(first.low) { return true }
    // What a gazetteer holds under its whole name is a place, unless the words beside it say otherwise.
    let isKnown = (mention.support ?? 0) > 0.5
    if mention.core.count > 1, !isKnown, names.isGivenName(first.text), !lexicon.inside.contains(mention.preposition) {
      return true
    }
    if isKnown { return false }
    return isSpeaking(mention) || isPresented(mention)
  }

  // "Fahim Dashty said", "said Fahim Dashty".
  private func isSpeaking(_ mention: PlaceMention) -> Bool {
    guard mention.core.count > 1 || mention.support == nil else { return false }
    let next = mention.core.upperBound
    if next < line.words.count, lexicon.reporting.contains(line.words[next].low), line.words[next].shape == .lower {
      return !lexicon.isGrammar(line.words[next].low)
    }
    // "Its head of administration, Vitaliy Barabash, said".
    if mention.core.count > 1, mention.preposition.text == "-", next + 1 < line.words.count,
      line.words[next].text == ",",
      mention.core.lowerBound > 0, line.words[mention.core.lowerBound - 1].text == ",",
      lexicon.reporting.contains(line.words[next + 1].low)
    {
      return true
    }
    let before = mention.core.lowerBound - 1
    return before > 0 && mention.core.count > 1
      && lexicon.invertedVerb.contains(line.words[before].low)
  }

  // "The spokesman, Rami Abdel Rahman,", "Jan Egeland, who", "Fatuma Nur, a shopkeeper".
  private func isPresented(_ mention: PlaceMention) -> Bool {
    let before = mention.core.lowerBound - 1
    if before >= 0 {
      let word = line.words[before]
      if word.shape == .lower, lexicon.speakerNoun.contains(word.low), !lexicon.forceNoun.contains(word.low),
        mention.core.count > 1
      {
        return true
      }
      if word.text == ",", before > 0, mention.core.count > 1, lexicon.speakerNoun.contains(line.words[before - 1].low)
      {
        return true
      }
    }
    let next = mention.core.upperBound
    guard mention.core.count > 1, next + 1 < line.words.count, line.words[next].text == "," else { return false }
    if lexicon.personRelative.contains(line.words[next + 1].low) { return true }
    guard lexicon.apposedArticle.contains(line.words[next + 1].low) else { return false }
    for index in (next + 2)..<min(next + 6, max(next + 2, line.words.count)) {
      let word = line.words[index]
      if word.shape == .mark || lexicon.isGrammar(word.low) || lexicon.placeNoun.contains(word.low) { return false }
      if lexicon.speakerNoun.contains(word.low) { return true }
    }
    return false
  }

  /// A longer row of capitals is an organisation or a title.
  private static let wordsMax = 5
}
