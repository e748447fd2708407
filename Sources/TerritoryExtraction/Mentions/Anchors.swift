import Naming

/// Says where a place lies that has no name of its own: "the airport" is that of the town the text speaks of.
///
/// Such a place is looked up among the listed sites near its town; one that none lists gets the town's position, which is
/// near enough for a map, and a name that says which town is meant.
struct Anchors: Sendable {
  let antecedents: Antecedents
  let names: NameTables
  let context: NamingContext

  func settle(_ places: inout [PlaceMention]) {
    for index in places.indices where needsAnchor(places[index]) {
      guard let anchor = anchor(of: index, places), let town = places[anchor].place else { continue }
      places[index].place = place(places[index], in: town, called: places[anchor].name)
    }
  }

  private func needsAnchor(_ mention: PlaceMention) -> Bool {
    guard let noun = mention.noun, mention.place?.id == nil, !antecedents.isPlural(mention) else { return false }
    switch mention.form {
    case .described: return mention.part == nil && !antecedents.lexicon.placePart.contains(noun)
    case .anaphor: return mention.antecedents.isEmpty && antecedents.lexicon.siteNoun.contains(noun)
    case .name, .implicit: return false
    }
  }

  /// A town within the phrase or right behind it, else the one that the text speaks of.
  private func anchor(of index: Int, _ places: [PlaceMention]) -> Int? {
    let mention = places[index]
    let line = antecedents.lines[mention.line]
    for other in max(0, index - 2)..<min(places.count, index + 3) where other != index {
      let candidate = places[other]
      guard candidate.line == mention.line, isTown(candidate) else { continue }
      if mention.words.overlaps(candidate.core) { return other }
      let gap = candidate.words.lowerBound - mention.words.upperBound
      if gap == 1, antecedents.lexicon.locative.contains(line.words[mention.words.upperBound].low) { return other }
    }
    return antecedents.settlement(before: index, places).flatMap { isTown(places[$0]) ? $0 : nil }
  }

  private func isTown(_ mention: PlaceMention) -> Bool {
    guard mention.form == .name, let place = mention.place, place.id != nil, place.latitude != nil else { return false }
    switch place.kind {
    case .city, .town, .village, .locality, .district: return true
    default: return false
    }
  }

  private func place(_ mention: PlaceMention, in town: Place, called name: String) -> Place {
    let listed = names.resolve(place: mention.mention, near: town, in: context).place
    if listed.id?.hasPrefix("site:") == true { return listed }
    if let noun = mention.noun {
      let composed = names.resolve(place: "\(name) \(noun.text)", in: context).place
      if composed.id?.hasPrefix("site:") == true, composed.country == town.country { return composed }
    }
    let own = mention.form == .anaphor ? mention.noun?.text ?? mention.name : mention.name
    let title = own.contains(name) ? own : own.contains(" ") ? "\(own) in \(name)" : "\(name) \(own)"
    return Place(
      id: nil, name: title, kind: .other, country: town.country, admin1: town.admin1, latitude: town.latitude,
      longitude: town.longitude)
  }
}
