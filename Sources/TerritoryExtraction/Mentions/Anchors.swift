import Naming

/// Says where a place lies that no gazetteer holds: "the airport" is that of the town the text speaks of, "the Marshal
/// Tito barracks in Varazdin" are in Varazdin.
///
/// Such a place is looked up among the listed sites near its town; one that none lists gets the town's position, which is
/// near enough for a map, and, where it has no name of its own, one that says which town is meant.
struct Anchors: Sendable {
  let antecedents: Antecedents
  let names: TextNames

  func settle(_ places: inout [PlaceMention]) {
    for index in places.indices where needsAnchor(places[index]) {
      if isCountry(places[index]), let code = mainCountry, let country = names.tables.countries[code] {
        places[index].place = names.resolve(place: country.name).place
      } else if isNationalSeat(places[index]), let capital = mainCountry.flatMap(names.tables.capital) {
        places[index].place = capital
      } else if let owner = owner(of: places[index]) {
        places[index].place = place(places[index], in: owner, called: owner.name)
      } else if let anchor = said(of: index, places) ?? understood(of: index, places), let town = town(anchor, places),
        let place = town.place
      {
        if places[anchor].words.lowerBound == places[index].words.upperBound, places[anchor].line == places[index].line
        {
          places[index].name += " \(places[anchor].mention)"
        }
        places[index].place = self.place(places[index], in: place, called: town.name)
      }
    }
  }

  private func needsAnchor(_ mention: PlaceMention) -> Bool {
    guard mention.place?.id == nil, mention.place?.latitude == nil else { return false }
    if mention.form == .name { return mention.part == nil }
    guard let noun = mention.noun else { return false }
    let lexicon = antecedents.lexicon
    switch mention.form {
    case .described: return mention.part == nil && !lexicon.placePart.contains(noun)
    case .anaphor:
      return mention.antecedents.isEmpty && !antecedents.isPlural(mention)
        && (lexicon.siteNoun.contains(noun) || lexicon.seatNoun.contains(noun) || lexicon.countryNoun.contains(noun))
    case .name, .implicit: return false
    }
  }

  // "Half of the country".
  private func isCountry(_ mention: PlaceMention) -> Bool {
    mention.form == .anaphor && mention.noun.map(antecedents.lexicon.countryNoun.contains) == true
  }

  /// "The capital", "an almost empty capital": the country's, where the text names it nowhere before.
  private func isNationalSeat(_ mention: PlaceMention) -> Bool {
    guard let noun = mention.noun, antecedents.lexicon.seatNoun.contains(noun), mention.form != .name else {
      return false
    }
    return antecedents.isNational(mention)
      && !hasName(mention)
  }

  /// "Sirte's port": the name within is the town's.
  private func owner(of mention: PlaceMention) -> Place? {
    let words = antecedents.lines[mention.line].words[mention.core]
    guard mention.form == .described, words.allSatisfy(\.isName) else { return nil }
    let place = names.resolve(place: antecedents.lines[mention.line].text(mention.core)).place
    return isTown(place) ? place : nil
  }

  private func hasName(_ mention: PlaceMention) -> Bool {
    antecedents.lines[mention.line].words[mention.words].contains {
      $0.isName && !antecedents.lexicon.determiner.contains($0.low)
    }
  }

  /// The town within the phrase or right behind it: "the base south of Sirte", "Airbase 101 in the capital".
  private func said(of index: Int, _ places: [PlaceMention]) -> Int? {
    let mention = places[index]
    let line = antecedents.lines[mention.line]
    for other in max(0, index - 2)..<min(places.count, index + 3) where other != index {
      let candidate = places[other]
      guard candidate.line == mention.line, town(other, places) != nil else { continue }
      if mention.words.overlaps(candidate.core) { return other }
      let gap = candidate.words.lowerBound - mention.words.upperBound
      if mention.form == .name, !isSite(mention), gap != 1 || !isWithin(line.words[mention.words.upperBound]) {
        continue
      }
      if gap == 0, let part = candidate.part, antecedents.lexicon.compass.contains(part) { return other }
      if gap == 1, antecedents.lexicon.locative.contains(line.words[mention.words.upperBound].low) { return other }
    }
    return nil
  }

  private func isSite(_ mention: PlaceMention) -> Bool {
    mention.noun.map(antecedents.lexicon.siteNoun.contains) ?? false
  }

  private func isWithin(_ word: Word) -> Bool { antecedents.lexicon.within.contains(word.low) }

  /// A place without a name, or several of them, is at the town that the text speaks of.
  private func understood(of index: Int, _ places: [PlaceMention]) -> Int? {
    guard places[index].form != .name, !antecedents.isPlural(places[index]), !hasName(places[index]) else { return nil }
    if let near = antecedents.settlement(before: index, places) { return near }
    let isSite = places[index].noun.map(antecedents.lexicon.ownSite.contains) ?? false
    return isSite || places[index].form == .anaphor ? antecedents.mainSettlement(places) : nil
  }

  /// The town that a mention names or stands for.
  private func town(_ index: Int, _ places: [PlaceMention]) -> PlaceMention? {
    let mention = places[index]
    switch mention.form {
    case .name: return isTown(mention) ? mention : nil
    case .anaphor, .implicit:
      guard mention.antecedents.count == 1 else { return nil }
      let meant = places[mention.antecedents[0]]
      return meant.form == .name && isTown(meant) ? meant : nil
    case .described: return nil
    }
  }

  private func isTown(_ mention: PlaceMention) -> Bool { mention.place.map(isTown) ?? false }

  private func isTown(_ place: Place) -> Bool {
    guard place.id != nil, place.latitude != nil else { return false }
    switch place.kind {
    case .city, .town, .village, .locality, .district: return true
    default: return false
    }
  }

  /// The country that the text speaks of most.
  private var mainCountry: String? {
    names.context.countries.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }

  private func place(_ mention: PlaceMention, in town: Place, called name: String) -> Place {
    if !antecedents.isPlural(mention), mention.form == .anaphor || !hasName(mention) {
      let listed = names.resolve(place: mention.mention, near: town).place
      if listed.id?.hasPrefix("site:") == true { return listed }
      if let noun = mention.noun {
        let composed = names.resolve(place: "\(name) \(noun.text)").place
        if composed.id?.hasPrefix("site:") == true, composed.country == town.country { return composed }
      }
    }
    return Place(
      id: nil, name: title(mention, in: name), kind: .other, country: town.country, admin1: town.admin1,
      latitude: town.latitude, longitude: town.longitude)
  }

  private func title(_ mention: PlaceMention, in town: String) -> String {
    let own = mention.form == .anaphor ? mention.noun?.text ?? mention.name : mention.name
    if own.contains(town) || mention.form == .name { return own }
    // "Villages around it".
    if let last = own.split(separator: " ").last, antecedents.lexicon.landmarkPronoun.contains(Term(String(last))) {
      return own.dropLast(last.count) + town
    }
    return own.contains(" ") ? "\(own) in \(town)" : "\(town) \(own)"
  }
}
