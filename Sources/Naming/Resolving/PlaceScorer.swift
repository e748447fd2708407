/// Weighs one mention's candidates against each other.
struct PlaceScorer: Sendable {
  let gazetteer: Gazetteer
  let words: NamingWords
  let mention: PlaceMention
  let context: NamingContext
  let containers: [Place]
  private let strongest: Double

  init(gazetteer: Gazetteer, words: NamingWords, mention: PlaceMention, context: NamingContext, containers: [Place]) {
    self.gazetteer = gazetteer
    self.words = words
    self.mention = mention
    self.context = context
    self.containers = containers
    strongest = context.countries.values.max() ?? 0
  }

  /// The one country that the text speaks of far more than of others.
  var onlyCountry: String? {
    let sorted = context.countries.sorted { $0.value > $1.value }
    guard let first = sorted.first else { return nil }
    return sorted.count == 1 || first.value >= 2 * sorted[1].value ? first.key : nil
  }

  func rank(_ candidate: PlaceCandidate, explaining: Bool) -> RankedCandidate {
    let place = gazetteer.place(candidate.match.place)
    var sum = ClueSum(isKept: explaining)
    weighName(candidate, place, &sum)
    weighCountry(place, &sum)
    weighPosition(place, &sum)
    weighKind(candidate, place, &sum)
    return RankedCandidate(
      candidate: candidate, place: place, isListed: gazetteer.isListed(candidate.match.place), score: sum.total,
      clues: sum.clues)
  }

  private func weighName(_ candidate: PlaceCandidate, _ place: Place, _ sum: inout ClueSum) {
    if candidate.isMisspelt {
      sum.add(.misspelling, ClueWeight.misspelling)
    } else if candidate.match.isSpelledAlike {
      sum.add(.sameName, ClueWeight.sameName)
    } else {
      sum.add(.transliteration, ClueWeight.transliteration)
    }
    if candidate.match.isMain {
      sum.add(.mainName, ClueWeight.mainName)
    } else if place.population < Self.villagePopulation, place.kind == .village || place.kind == .locality {
      sum.add(.mainName, ClueWeight.villageAlias)
    }
    if candidate.step == 0, candidate.stepCount > 1 { sum.add(.sameName, ClueWeight.fullerName) }
    if gazetteer.isListed(candidate.match.place) { sum.add(.listedSite, ClueWeight.listedSite) }
    let inhabitants =
      place.population > 0 ? ClueWeight.population * Self.powersOfTen(place.population) : ClueWeight.populationUnknown
    sum.add(.population, inhabitants)
  }

  private func weighCountry(_ place: Place, _ sum: inout ClueSum) {
    guard let country = place.country else { return }
    if let side = mention.side {
      sum.add(.side, side == country ? ClueWeight.side : ClueWeight.sideDiffers)
    }
    if mention.countries.contains(country) { sum.add(.containerNamed, ClueWeight.countryInMention) }
    if context.beat.contains(country) { sum.add(.feedBeat, ClueWeight.feedBeat) }
    guard strongest > 0 else { return }
    let weight = context.countries[country] ?? 0
    if weight > 0 {
      // One mention of a country says less than five; the share says which of several is meant.
      sum.add(.countryInText, ClueWeight.countryInText * weight / strongest * (strongest / (strongest + 1)))
    } else {
      sum.add(.countryInText, ClueWeight.countryAbsent)
    }
  }

  private func weighPosition(_ place: Place, _ sum: inout ClueSum) {
    guard let latitude = place.latitude, let longitude = place.longitude else { return }
    let point = (latitude: latitude, longitude: longitude)
    var nearest = Double.infinity
    for anchor in context.anchors {
      nearest = min(nearest, Earth.kilometres(point, (anchor.latitude, anchor.longitude)))
    }
    if nearest.isFinite {
      sum.add(.nearOthers, ClueWeight.nearOthers * Earth.nearness(nearest, half: ClueWeight.nearKilometres))
    }
    for container in containers {
      if let admin1 = place.admin1, container.kind == .region, NameKey(admin1)?.sound == NameKey(container.name)?.sound
      {
        sum.add(.containerNamed, ClueWeight.containerNamed)
      } else if let latitude = container.latitude, let longitude = container.longitude {
        let distance = Earth.kilometres(point, (latitude, longitude))
        sum.add(
          .containerNamed,
          distance < ClueWeight.containerKilometres
            ? ClueWeight.containerNamed * Earth.nearness(distance, half: ClueWeight.nearKilometres)
            : ClueWeight.containerFar)
      }
    }
  }

  private func weighKind(_ candidate: PlaceCandidate, _ place: Place, _ sum: inout ClueSum) {
    guard let kind = mention.kind else {
      if place.kind == .region || place.kind == .district, !gazetteer.isListed(candidate.match.place) {
        sum.add(.kindDiffers, ClueWeight.divisionWithoutWord)
      }
      return
    }
    if kind == place.kind {
      sum.add(.kindAgrees, ClueWeight.kindAgrees)
    } else if words.kin[kind]?.contains(place.kind) ?? false {
      sum.add(.kindAgrees, ClueWeight.kindIsKin)
    } else {
      sum.add(.kindDiffers, ClueWeight.kindDiffers)
    }
  }

  private static func powersOfTen(_ number: Int) -> Double {
    var rest = Double(number)
    var powers = 0.0
    while rest >= 10 {
      rest /= 10
      powers += 1
    }
    return powers + (rest - 1) / 9
  }

  /// Ties fall to the larger place, then to the earlier layer and number, so that one text gives one answer for ever.
  func isBetter(_ one: RankedCandidate, than other: RankedCandidate) -> Bool {
    if one.score != other.score { return one.score > other.score }
    if one.place.population != other.place.population { return one.place.population > other.place.population }
    let (left, right) = (one.candidate.match.place, other.candidate.match.place)
    return (left.layer, left.index) < (right.layer, right.index)
  }

  /// Two rows for one spot (a town and its district, two sources) are no rivals.
  func dropSameSpot(_ ranked: inout [RankedCandidate]) {
    guard let best = ranked.first else { return }
    ranked =
      [best] + ranked.dropFirst().filter { (distance(best.place, $0.place) ?? .infinity) > Self.sameSpotKilometres }
  }

  static let sameSpotKilometres = 30.0

  private func distance(_ one: Place, _ other: Place) -> Double? {
    guard let a = one.latitude, let b = one.longitude, let c = other.latitude, let d = other.longitude else {
      return nil
    }
    return Earth.kilometres((a, b), (c, d))
  }

  // MARK: Trust

  /// Whether the best candidate may be named: a wrong place is worse than an unknown one.
  func isTrusted(_ best: RankedCandidate, margin: Double, rivals: some Collection<RankedCandidate>) -> Bool {
    if let side = mention.side, best.place.country != side { return false }
    let isAlike = best.candidate.match.isSpelledAlike
    // "The presidential palace" is a name of one palace only in a text about its country.
    if !mention.isName {
      return context.countries[best.place.country ?? ""] == strongest && strongest > 0 && margin >= Self.marginMin
    }
    let isGreat = best.isListed || best.place.population >= Self.knownAnywhere
    if best.place.kind != .country, let country = best.place.country, !mention.countries.contains(country) {
      if strongest == 0 {
        // Nothing is known of where the text plays: a sound alone, or a village, is a guess.
        guard isAlike, isGreat || best.place.population >= Self.knownWidely else { return false }
      } else if context.countries[country] == nil {
        // The text speaks of other countries: only a great city or a listed site is meant all the same, and by one of
        // its lesser names only the greatest.
        guard isAlike, isGreat,
          best.isListed || best.candidate.match.isMain || best.place.population >= Self.knownByAnyName
        else { return false }
      }
    }
    if !isAlike || !best.candidate.match.isMain, !isGreat, let country = best.place.country,
      !mention.countries.contains(country)
    {
      // Likeness of sound, and a name beside the main one, count in the country that the text is about, not in one that it mentions.
      guard (context.countries[country] ?? 0) * 2 >= strongest else { return false }
    }
    if best.candidate.isMisspelt {
      // A likely slip is one near to what else the text speaks of; anywhere else it is another place's name.
      guard margin >= Self.marginOfMisspelling, let nearest = distanceToOthers(best), nearest <= Self.misspeltKilometres
      else { return false }
    }
    if isFarFromAll(best) { return false }
    guard let rival = rivals.first else { return true }
    // A town ten times the size of its namesake is meant unless something speaks for the other.
    let isLarger = best.place.population >= Self.timesLarger * (rival.place.population + Self.villagePopulation / 4)
    return margin >= (isLarger ? Self.marginOfLarger : Self.marginMin)
  }

  /// A small place far from everything else that the text speaks of: more likely another of its name, which no table
  /// holds.
  private func isFarFromAll(_ best: RankedCandidate) -> Bool {
    let isAlike = best.candidate.match.isSpelledAlike
    guard !best.isListed, best.place.population < (isAlike ? Self.knownWidely : Self.knownAnywhere), containers.isEmpty
    else { return false }
    guard let nearest = distanceToOthers(best) else {
      // The only place of its country in a text that plays elsewhere.
      return distanceToOthers(best, abroad: true).map { $0 > Self.farKilometresAbroad } ?? false
    }
    let isTown =
      best.place.population >= Self.townPopulation && best.candidate.match.isMain && best.candidate.match.isSpelledAlike
    return nearest > (isTown ? Self.farKilometresOfTown : Self.farKilometres)
  }

  /// Kilometres to the nearest other place of the text in the same country, or in any.
  private func distanceToOthers(_ candidate: RankedCandidate, abroad: Bool = false) -> Double? {
    guard let latitude = candidate.place.latitude, let longitude = candidate.place.longitude else { return nil }
    return context.anchors.filter { abroad || $0.country == candidate.place.country }
      .map { Earth.kilometres((latitude, longitude), ($0.latitude, $0.longitude)) }
      .filter { $0 > Self.ownKilometres }
      .min()
  }

  static let villagePopulation = 2_000
  static let townPopulation = 5_000
  static let knownAnywhere = 100_000
  static let knownWidely = 20_000
  static let marginMin = 0.35
  static let marginOfLarger = 0.05
  static let timesLarger = 10
  static let marginOfMisspelling = 0.5
  /// Nearer anchors are the place itself.
  static let ownKilometres = 1.0
  static let farKilometres = 200.0
  static let farKilometresAbroad = 400.0
  static let knownByAnyName = 1_000_000
  static let farKilometresOfTown = 600.0
  static let misspeltKilometres = 100.0

  /// "Hodeidah port" where only the city is known: the port is a place of its own, at the city.
  func isFacilityBeside(_ kind: PlaceKind, _ place: Place) -> Bool {
    words.needsWord.contains(kind) && !(place.kind == kind || (words.kin[kind]?.contains(place.kind) ?? false))
  }
}

/// A candidate with its score.
struct RankedCandidate: Sendable {
  let candidate: PlaceCandidate
  let place: Place
  let isListed: Bool
  let score: Double
  let clues: [Clue]

  var shown: RankedPlace { RankedPlace(place: place, score: score, clues: clues) }
}

/// A score, with its reasons when somebody asks.
struct ClueSum {
  let isKept: Bool
  private(set) var total = 0.0
  private(set) var clues: [Clue] = []

  init(isKept: Bool) { self.isKept = isKept }

  mutating func add(_ kind: Clue.Kind, _ weight: Double) {
    total += weight
    if isKept, weight != 0 { clues.append(Clue(kind: kind, weight: weight)) }
  }
}
