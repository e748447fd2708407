import Naming

/// Keeps of the phrases that may be places those that are not plainly something else.
struct PlaceSieve: Sendable {
  let line: Line
  let actors: ArraySlice<ActorMention>
  let lexicon: Lexicon
  let names: TextNames

  /// - Returns: the mention with its preposition noted; nil for persons, peoples and names within "Puntland troops".
  func judged(_ mention: PlaceMention) -> PlaceMention? {
    var mention = mention
    mention.preposition = preposition(mention.words.lowerBound)
    mention.isBearing = isBearing(mention)
    mention.isLandmark = mention.isBearing || isLandmark(mention)
    guard mention.form == .name else { return mention }
    if let other = mention.otherKind, other.text != "country", mention.support == nil,
      mention.noun == nil || mention.words == mention.core
    {
      // "Kigali" is a government, too; "Islamic State" is no place at all.
      if other.text == "demonym" || !names.resolve(place: mention.name).isKnown { return nil }
    }
    if isActor(mention), names.resolve(place: mention.name).place.id == nil { return nil }
    if mention.core.count == 1, line.words[mention.core.lowerBound].text == "I" { return nil }
    if isPeople(mention) || isLabel(mention) { return nil }
    if PersonCues(line: line, lexicon: lexicon, names: names.tables).isPerson(mention) { return nil }
    mention.isDateline = isDateline(mention)
    for actor in actors where actor.words.overlaps(mention.core) {
      if actor.isTitled, mention.support == nil { return nil }
      // "The defenders of Vukovar" name the place that they hold.
      if mention.core.lowerBound > actor.head + 1, (mention.support ?? 0) > 0.5, mention.otherKind == nil { continue }
      if actor.form == .force, mention.noun == nil, !actor.words.isEmpty, actor.words != mention.core { return nil }
    }
    return mention
  }

  /// Leaves out what is only a part of a longer mention: "the Syrian side" within "the Syrian side of the crossing".
  func outermost(_ mentions: [PlaceMention]) -> [PlaceMention] {
    mentions.filter { mention in
      !mentions.contains {
        $0.form == .name && $0.words.count > mention.words.count && $0.words.lowerBound <= mention.words.lowerBound
          && $0.words.upperBound >= mention.words.upperBound
      }
    }
  }

  /// Stands for the place that a sentence leaves unsaid.
  func implicit() -> PlaceMention {
    let last = max(0, line.words.count - 1)
    return PlaceMention(
      line: line.number, words: last..<last + 1, core: last..<last + 1, form: .implicit, noun: nil, part: nil, name: "",
      mention: "", group: last..<last + 1)
  }

  // "Correction, May 23: an earlier version said": the word that heads a note, where no gazetteer knows it.
  private func isLabel(_ mention: PlaceMention) -> Bool {
    guard mention.core.lowerBound == 0, mention.core.count == 1, mention.noun == nil,
      let colon = line.words.prefix(Self.labelMax).firstIndex(where: { $0.text == ":" }),
      line.words[..<colon].allSatisfy({ $0.shape != .lower })
    else { return false }
    return !names.resolve(place: mention.name).isKnown
  }

  /// Words of a note's head, the colon included: a word, a comma, and a date.
  private static let labelMax = 8

  // "Chechen leaders", "the al-Ahmar clan", "the Free Aceh Movement".
  private func isPeople(_ mention: PlaceMention) -> Bool {
    if mention.core.upperBound < line.words.count, lexicon.kinNoun.contains(line.words[mention.core.upperBound].low) {
      return true
    }
    guard mention.noun == nil || mention.noun == line.words[mention.core.upperBound - 1].low else { return false }
    if mention.core.count == 1 { return names.tables.isPeople(line.words[mention.core.lowerBound].text) }
    return lexicon.organisationNoun.contains(line.words[mention.core.upperBound - 1].low)
  }

  // "Al-Shabab had been in charge", "the Islamic State": a side's name, whose last word may be a noun of place.
  private func isActor(_ mention: PlaceMention) -> Bool {
    switch mention.otherKind?.text {
    case "actor": true
    case "generic-actor":
      mention.noun == nil || mention.support == nil && mention.noun == line.words[mention.core.upperBound - 1].low
    default: false
    }
  }

  // "GOMA, Zaire (Reuters) -", "BOGOTA, Sept 14 -": capitals at the head of a paragraph, up to a dash.
  private func isDateline(_ mention: PlaceMention) -> Bool {
    guard mention.core.lowerBound <= 4, line.words[0].shape == .capitals,
      mention.words.lowerBound == 0 || mention.core.lowerBound > 1
    else { return false }
    let behind = line.words[mention.core.upperBound...].prefix(Self.datelineMax)
    guard let dash = behind.firstIndex(where: { lexicon.dash.contains($0.low) }) else { return false }
    return line.words[mention.core.upperBound..<dash].allSatisfy { $0.shape != .lower }
  }

  private static let datelineMax = 9

  private func preposition(_ start: Int) -> Term {
    var index = start - 1
    while index >= 0, index >= start - 3 {
      if lexicon.preposition.contains(line.words[index].low) { return line.words[index].low }
      guard lexicon.determiner.contains(line.words[index].low) else { return "-" }
      index -= 1
    }
    return "-"
  }

  // "3 km from X", "near X".
  private func isLandmark(_ mention: PlaceMention) -> Bool {
    lexicon.landmark.contains(mention.preposition) && mention.preposition.text != "from"
  }

  // "north of Mariupol".
  private func isBearing(_ mention: PlaceMention) -> Bool {
    // "North of Qusair, which the army recaptured": more is said of it.
    let next = mention.words.upperBound
    if next + 1 < line.words.count, line.words[next].shape == .mark, lexicon.relative.contains(line.words[next + 1].low)
    {
      return false
    }
    if let part = mention.part, lexicon.compass.contains(part),
      line.words[mention.words].contains(where: { $0.low.text == "of" }),
      line.words[mention.words.lowerBound].low.text != "the"
    {
      return true
    }
    if mention.preposition.text == "of", let first = line.words[..<mention.words.lowerBound].dropLast().last {
      return lexicon.compass.contains(first.low)
    }
    return false
  }
}
