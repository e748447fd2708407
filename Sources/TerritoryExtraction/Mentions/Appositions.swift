/// Ties descriptions to the names beside them: "Iraq's second city, Mosul", "Gwoza, a hill town in Borno state",
/// "four settlements: A, B, C and D". Both name one place, so that what is said of the description is said of the name.
struct Appositions: Sendable {
  private static let the = Term.key(of: "the")

  let lexicon: Lexicon
  let lines: [Line]

  /// Makes the description stand for the names; to be called with the mentions of all lines, in order.
  func tie(_ places: inout [PlaceMention]) {
    for index in places.indices where isDescription(places[index]) {
      let names = namesBehind(index, places) ?? namesBefore(index, places)
      guard let names else { continue }
      places[index].form = .anaphor
      places[index].apposed = names
      places[index].group = places[index].words
      places[index].rank = 0
      places[index].companions = 1
    }
  }

  private func isDescription(_ mention: PlaceMention) -> Bool {
    guard mention.form == .described || mention.form == .anaphor, let noun = mention.noun, mention.part == nil else {
      return false
    }
    return lexicon.settlementNoun.contains(noun) || lexicon.siteNoun.contains(noun) || lexicon.regionNoun.contains(noun)
  }

  private func isPlural(_ mention: PlaceMention) -> Bool { mention.noun.map(lexicon.isPlural) ?? false }

  // "The last Christian town, Qaraqosh,", "two bases outside Las Anod, Goojacade and Maraaga".
  private func namesBehind(_ index: Int, _ places: [PlaceMention]) -> [Int]? {
    let mention = places[index]
    var first = index + 1
    // A name inside the description is no name for it.
    while first < places.count, places[first].line == mention.line,
      places[first].words.lowerBound < mention.words.upperBound
    {
      first += 1
    }
    var end = mention.words.upperBound
    // "Two districts south of Marib, al-Abdiyah and Harib": where they lie is no name for them.
    if first < places.count, places[first].line == mention.line, places[first].isBearing,
      places[first].words.lowerBound <= end + 1
    {
      end = places[first].words.upperBound
      first += 1
    }
    guard first < places.count, places[first].line == mention.line, isName(places[first]) else { return nil }
    let words = lines[mention.line].words
    let gap = end..<max(end, places[first].words.lowerBound)
    // "A ridge called Jubar", "a hill known as Debeljaca".
    if let verb = gap.first, lexicon.namingVerb.contains(words[verb].low), gap.count <= 2,
      gap.count == 1 || lexicon.preposition.contains(words[verb + 1].low)
    {
      return [first]
    }
    guard gap.count == 1, lexicon.appositionMark.contains(words[gap.lowerBound].low) else { return nil }
    let members = self.members(from: first, places)
    if isPlural(mention) { return members.count > 1 ? members : nil }
    // "A town in the south, Mosul and Kirkuk": a list that the description is the first of.
    guard members.count == 1, isDefinite(mention) else { return nil }
    end = places[first].words.upperBound
    return end >= words.count || words[end].shape == .mark ? members : nil
  }

  // "Bouake, Ivory Coast's second city,", "Shatoi and Nozhai-Yurt, the last two district towns".
  private func namesBefore(_ index: Int, _ places: [PlaceMention]) -> [Int]? {
    let mention = places[index]
    guard index > 0 else { return nil }
    let last = index - 1
    guard places[last].line == mention.line, isName(places[last]),
      places[last].words.upperBound + 1 == mention.words.lowerBound,
      // "Its last base in Niger, the drone field at Agadez": the name only says where.
      last == 0 || places[last - 1].line != mention.line
        || places[last - 1].words.upperBound < places[last].words.upperBound
    else { return nil }
    let words = lines[mention.line].words
    guard words[mention.words.lowerBound - 1].text == "," else { return nil }
    // "X, a town, and Y": the description is one of a list when a conjunction follows.
    let end = mention.words.upperBound
    if end < words.count, lexicon.listing.contains(words[end].low) { return nil }
    if end + 1 < words.count, words[end].text == ",", lexicon.listingLast.contains(words[end + 1].low),
      !isIntroduced(mention), index + 1 < places.count, places[index + 1].line == mention.line,
      places[index + 1].words.lowerBound <= end + 3
    {
      return nil
    }
    if !isPlural(mention) { return hasArticle(mention) || isSeat(mention) ? [last] : nil }
    let first = last - min(places[last].rank, last)
    let members = self.members(from: first, places).filter { $0 <= last }
    return members.count > 1 && isDefinite(mention) ? members : nil
  }

  private func members(from first: Int, _ places: [PlaceMention]) -> [Int] {
    let group = places[first].group
    return places.indices[first...].prefix { places[$0].line == places[first].line && places[$0].group == group }
      .filter { isName(places[$0]) }
  }

  private func isName(_ mention: PlaceMention) -> Bool { mention.form == .name && !mention.isDateline }

  // "Khan Sheikhoun, a town in southern Idlib, and": what is said at length explains the name before it.
  private func isIntroduced(_ mention: PlaceMention) -> Bool {
    mention.form == .described && mention.noun.map(lexicon.settlementNoun.contains) == true
  }

  // "Ad-Damazin, capital of Blue Nile state".
  private func isSeat(_ mention: PlaceMention) -> Bool { mention.noun.map(lexicon.seatNoun.contains) ?? false }

  private func hasArticle(_ mention: PlaceMention) -> Bool {
    let first = lines[mention.line].words[mention.words.lowerBound]
    return lexicon.determiner.contains(first.low) || isOwned(mention)
  }

  private func isDefinite(_ mention: PlaceMention) -> Bool {
    let first = lines[mention.line].words[mention.words.lowerBound].low
    return lexicon.owningPronoun.contains(first) || first.key == Self.the || isOwned(mention) || isPlural(mention)
  }

  // "Iraq's second city".
  private func isOwned(_ mention: PlaceMention) -> Bool {
    lines[mention.line].words[mention.words].contains { $0.low.text == "'s" }
  }
}
