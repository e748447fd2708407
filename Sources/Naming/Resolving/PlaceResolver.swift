/// Chooses among the places that a mention can mean.
struct PlaceResolver: Sendable {
  let gazetteer: Gazetteer
  let reader: PlaceMentionReader
  private var words: NamingWords { reader.words }

  init(gazetteer: Gazetteer, words: NamingWords, countries: CountryTable) {
    self.gazetteer = gazetteer
    reader = PlaceMentionReader(words: words, countries: countries) { name in
      guard let key = NameKey(name) else { return nil }
      var matches: [NameMatch] = []
      gazetteer.find(key, into: &matches)
      let places = matches.filter { $0.isSpelledAlike && !$0.needsKind }.map { gazetteer.place($0.place) }
      return places.max { $0.population < $1.population }?.country
    }
  }

  func resolve(_ mention: some StringProtocol, near: Place?, in context: NamingContext, explaining: Bool)
    -> PlaceResolution
  {
    let parsed = reader.read(mention)
    if !parsed.isName, let kind = parsed.kind, words.needsWord.contains(kind), let near {
      let place = site(kind, near: near) ?? unnamedSite(parsed, kind, near: near)
      return PlaceResolution(mention: String(mention), place: place, score: 1, margin: 1, clues: [], rivals: [])
    }
    if parsed.isCapital, let found = capital(of: parsed) {
      return PlaceResolution(mention: String(mention), place: found, score: 1, margin: 1, clues: [], rivals: [])
    }
    var candidates = self.candidates(for: parsed)
    if candidates.isEmpty { candidates = misspelt(parsed, in: context) }
    let scorer = PlaceScorer(
      gazetteer: gazetteer, words: words, mention: parsed, context: context,
      containers: containers(of: parsed, in: context))
    var ranked = candidates.map { scorer.rank($0, explaining: explaining) }.sorted { scorer.isBetter($0, than: $1) }
    scorer.dropSameSpot(&ranked)
    return decide(String(mention), parsed, ranked, scorer: scorer, explaining: explaining)
  }

  // MARK: Candidates

  private func candidates(for mention: PlaceMention) -> [PlaceCandidate] {
    var found: [PlaceReference: PlaceCandidate] = [:]
    for (step, name) in mention.names.enumerated() {
      guard let key = NameKey(name) else { continue }
      var matches: [NameMatch] = []
      gazetteer.find(key, into: &matches)
      for match in matches {
        guard isEligible(match, for: mention), mention.isName || (match.isSpelledAlike && key.wordCount > 1) else {
          continue
        }
        let candidate = PlaceCandidate(match: match, step: step, stepCount: mention.names.count, isMisspelt: false)
        if let known = found[match.place], known.worth >= candidate.worth { continue }
        found[match.place] = candidate
      }
    }
    for twin in twins(of: Array(found.values), side: mention.side) {
      found[twin.match.place] = found[twin.match.place] ?? twin
    }
    return Array(found.values)
  }

  /// A name that is a site's only together with the word for its kind needs that word, or its kin, in the mention.
  private func isEligible(_ match: NameMatch, for mention: PlaceMention) -> Bool {
    guard match.needsKind else { return true }
    guard let kind = mention.kind else { return false }
    return agrees(gazetteer.kind(match.place), with: kind)
  }

  private func agrees(_ kind: PlaceKind, with word: PlaceKind) -> Bool {
    kind == word || (words.kin[word]?.contains(kind) ?? false)
  }

  /// "The Iraqi side of Al Tanf" is the place opposite: the other sides of the candidates stand to be chosen too.
  private func twins(of candidates: [PlaceCandidate], side: String?) -> [PlaceCandidate] {
    guard side != nil else { return [] }
    return candidates.compactMap { candidate in
      guard let twin = gazetteer.place(candidate.match.place).twin, let reference = gazetteer.reference(id: twin) else {
        return nil
      }
      let match = NameMatch(place: reference, isMain: false, isSpelledAlike: true, needsKind: false)
      return PlaceCandidate(match: match, step: candidate.step, stepCount: candidate.stepCount, isMisspelt: false)
    }
  }

  /// Names one sound away, for long names in a text whose countries are known.
  private func misspelt(_ mention: PlaceMention, in context: NamingContext) -> [PlaceCandidate] {
    guard mention.isName, let name = mention.names.last else { return [] }
    let strongest = context.countries.values.max() ?? 0
    let expected = Set(context.countries.filter { $0.value * 2 >= strongest }.keys).union(mention.countries)
    guard !expected.isEmpty else { return [] }
    var found: [PlaceCandidate] = []
    for key in NearbySounds.keys(of: name) {
      var matches: [NameMatch] = []
      gazetteer.find(key, into: &matches)
      for match in matches where isEligible(match, for: mention) {
        guard let country = gazetteer.country(match.place), expected.contains(country) else { continue }
        found.append(PlaceCandidate(match: match, step: 0, stepCount: 1, isMisspelt: true))
      }
      if found.count >= Self.misspeltMax { break }
    }
    return found
  }

  /// More would be noise: a name so like many others means none of them for sure.
  static let misspeltMax = 32

  private func capital(of mention: PlaceMention) -> Place? { mention.countries.first.flatMap(capital) }

  func capital(of code: String) -> Place? {
    guard let name = reader.countries[code]?.capital, let key = NameKey(name) else {
      return nil
    }
    var matches: [NameMatch] = []
    gazetteer.find(key, into: &matches)
    return matches.map { gazetteer.place($0.place) }.filter { $0.country == code }.max { $0.population < $1.population }
  }

  /// Where the names that the mention lies in are; each by its weightiest place in the context's countries.
  private func containers(of mention: PlaceMention, in context: NamingContext) -> [Place] {
    mention.containers.compactMap { name in
      guard let key = NameKey(name) else { return nil }
      var matches: [NameMatch] = []
      gazetteer.find(key, into: &matches)
      return matches.lazy.map { gazetteer.place($0.place) }.max { weight($0, context) < weight($1, context) }
    }
  }

  private func weight(_ place: Place, _ context: NamingContext) -> Double {
    (place.country.flatMap { context.countries[$0] } ?? 0) * 1e7 + Double(place.population)
      + (place.kind == .region ? 1e6 : 0)
  }

  // MARK: Sites without a name

  /// "The airport" of a text that speaks of Goma: the nearest listed site of the kind.
  private func site(_ kind: PlaceKind, near town: Place) -> Place? {
    if agrees(town.kind, with: kind), town.id != nil { return town }
    guard let latitude = town.latitude, let longitude = town.longitude else { return nil }
    let found = gazetteer.listedSites(
      of: kind, kin: words.kin[kind] ?? [], around: (latitude, longitude), within: Self.siteKilometres)
    return found.map(gazetteer.place)
  }

  static let siteKilometres = 30.0

  /// A site that no table holds is called after the town it is at.
  private func unnamedSite(_ mention: PlaceMention, _ kind: PlaceKind, near town: Place) -> Place {
    let word = kind.rawValue.replacing("_", with: " ")
    return Place(
      id: nil, name: "\(town.name) \(word)", kind: kind, country: town.country, admin1: town.admin1,
      latitude: town.latitude,
      longitude: town.longitude)
  }

  // MARK: The answer

  private func decide(
    _ mention: String, _ parsed: PlaceMention, _ ranked: [RankedCandidate], scorer: PlaceScorer, explaining: Bool
  ) -> PlaceResolution {
    guard let best = ranked.first else {
      return PlaceResolution(
        mention: mention, place: unknown(parsed, scorer, near: nil), score: 0, margin: 0, clues: [], rivals: [])
    }
    let margin = ranked.count > 1 ? best.score - ranked[1].score : best.score
    let rivals = explaining ? ranked.dropFirst().prefix(Self.rivalsShown).map(\.shown) : []
    var place = best.place
    if !scorer.isTrusted(best, margin: margin, rivals: ranked.dropFirst()) {
      place = unknown(parsed, scorer, near: nil)
    } else if let kind = parsed.kind, scorer.isFacilityBeside(kind, best.place) {
      place = unknown(parsed, scorer, near: best.place)
    }
    return PlaceResolution(
      mention: mention, place: place, score: best.score, margin: margin, clues: best.clues, rivals: rivals)
  }

  static let rivalsShown = 8

  /// What the mention itself tells of a place that no gazetteer holds; a site named after a town lies at the town.
  private func unknown(_ mention: PlaceMention, _ scorer: PlaceScorer, near town: Place?) -> Place {
    let country = mention.side ?? town?.country ?? mention.countries.first ?? scorer.onlyCountry
    let name =
      mention.names.count > 1 && mention.kind.map { words.needsWord.contains($0) } == true
      ? mention.names[0] : mention.name
    return Place(
      id: nil, name: name, kind: mention.kind ?? .other, country: country, admin1: town?.admin1,
      latitude: town?.latitude, longitude: town?.longitude)
  }
}

/// A place that a mention may mean, and how it was found.
struct PlaceCandidate: Sendable {
  let match: NameMatch
  /// Which of the mention's names found it: 0 is the fullest.
  let step: Int
  let stepCount: Int
  let isMisspelt: Bool

  var worth: Int { (match.isSpelledAlike ? 2 : 0) + (match.isMain ? 1 : 0) + (step == 0 ? 4 : 0) }
}
