import Naming

/// Finds what "the town", "which", "the group" and "they" mean.
struct Antecedents: Sendable {
  let lexicon: Lexicon
  let lines: [Line]
  let triggers: [[TriggerMatch]]
  let names: NameTables
  /// What was learnt of the choice among the places named before.
  let weights: Weights
  /// How often the text names each place.
  private let counts: [String: Int]

  init(
    lexicon: Lexicon, lines: [Line], triggers: [[TriggerMatch]], places: [PlaceMention], names: NameTables,
    weights: Weights
  ) {
    self.names = names
    self.lexicon = lexicon
    self.lines = lines
    self.triggers = triggers
    self.weights = weights
    counts = places.reduce(into: [:]) { counts, place in
      if place.form == .name { counts[place.name, default: 0] += 1 }
    }
  }

  /// How often the text names a place by this name.
  func timesNamed(_ mention: PlaceMention) -> Int { counts[mention.name] ?? 0 }

  func resolve(_ places: inout [PlaceMention], _ actors: inout [ActorMention]) {
    var last: Int?
    for index in places.indices where places[index].form == .anaphor || places[index].form == .implicit {
      if places[index].apposed.isEmpty {
        (places[index].antecedents, places[index].meantMargin) = placeAntecedents(index, places, last: last)
      } else {
        places[index].antecedents = places[index].apposed
      }
      places[index].meantBefore = last
      if places[index].form == .anaphor, let meant = places[index].antecedents.first { last = meant }
    }
    for index in actors.indices { actors[index].antecedent = actorAntecedent(index, actors) }
  }

  // MARK: places

  /// How many mentions back an antecedent is looked for.
  private static let mentionsBackMax = 16

  /// One place that an anaphor may mean, and what speaks for it.
  struct Option: Sendable {
    /// The mentions it comes to; none for a place of its own.
    let mentions: [Int]
    let clues: ClueSheet
  }

  /// Everything that a mention may mean, nearest first; last, for a noun, that it means nothing named before.
  func options(_ index: Int, _ places: [PlaceMention], last: Int?, keepingWords: Bool) -> [Option] {
    let anaphor = places[index]
    let clues = MeantClues(antecedents: self, keepingWords: keepingWords)
    let count = plural(anaphor)
    var found: [Option] = []
    var back = 0
    var bestFit = -9.0
    for other in stride(from: index - 1, through: max(0, index - Self.mentionsBackMax), by: -1) {
      let candidate = places[other]
      guard candidate.form == .name || candidate.form == .described, isPlaceLike(candidate) else { continue }
      let fit = fit(anaphor, candidate)
      // "The airport" is never the town, nor what else has no airport in its name.
      if fit <= 0, isOwnSite(anaphor) || isWhole(anaphor) { continue }
      bestFit = max(bestFit, fit)
      found.append(
        Option(
          mentions: meant(other, index, count, places),
          clues: clues.sheet(index, other, places, back: back, fit: fit, last: last)))
      back += 1
    }
    if anaphor.noun != nil {
      found.append(Option(mentions: [], clues: clues.sheetForItself(index, places, bestFit: bestFit)))
    }
    return found
  }

  // "The country" is a country, "the capital" its capital, whatever town was named last.
  private func isWhole(_ anaphor: PlaceMention) -> Bool {
    guard let noun = anaphor.noun else { return false }
    return lexicon.countryNoun.contains(noun) || lexicon.seatNoun.contains(noun) && isNational(anaphor)
  }

  private func isOwnSite(_ anaphor: PlaceMention) -> Bool {
    anaphor.noun.map(lexicon.ownSite.contains) ?? false
  }

  private func placeAntecedents(_ index: Int, _ places: [PlaceMention], last: Int?) -> ([Int], Term) {
    let options = options(index, places, last: last, keepingWords: false)
    let scores = options.map { weights.sum($0.clues) }
    guard let top = scores.indices.max(by: { scores[$0] < scores[$1] }) else { return ([], "-") }
    let rival = scores.indices.filter { $0 != top && options[$0].mentions != options[top].mentions }.map { scores[$0] }
      .max()
    return (options[top].mentions, rival.map { Self.step(scores[top] - $0) } ?? "alone")
  }

  private static func step(_ margin: Float) -> Term {
    switch margin {
    case ..<0.5: "0"
    case ..<1.5: "1"
    case ..<3: "2"
    default: "3"
    }
  }

  /// A plural means the whole group that a mention belongs to, or as many as it says, named one after the other.
  private func meant(_ other: Int, _ index: Int, _ count: Int, _ places: [PlaceMention]) -> [Int] {
    guard count > 1 else { return [other] }
    if places[other].companions > 1 {
      let first = other - places[other].rank
      return Array(first..<first + places[other].companions).filter {
        places[$0].form == .name || places[$0].form == .described
      }
    }
    return severalBefore(index, count, places) ?? [other]
  }

  /// The settlement that the text speaks of where a mention stands, as "the city" would mean it.
  func settlement(before index: Int, _ places: [PlaceMention]) -> Int? {
    var best: (index: Int, score: Double)?
    var back = 0
    for other in stride(from: index - 1, through: max(0, index - Self.mentionsBackMax), by: -1) {
      let candidate = places[other]
      guard candidate.form == .name, isPlaceLike(candidate) else { continue }
      back += 1
      let kin = candidate.noun.map(family) ?? candidate.place.flatMap { $0.id == nil ? nil : family($0.kind) } ?? 0
      guard kin == 1 else { continue }
      let away = Double(min(4, places[index].line - candidate.line))
      let score = standing(other, places) - Double(back) * 0.35 - 0.25 * away
      if best.map({ score > $0.score }) ?? true { best = (other, score) }
    }
    return best?.index
  }

  // "The two crossings" may have been named one after the other, in no coordination.
  private func severalBefore(_ index: Int, _ count: Int, _ places: [PlaceMention]) -> [Int]? {
    var found: [Int] = []
    for other in stride(from: index - 1, through: max(0, index - Self.mentionsBackMax), by: -1) {
      let candidate = places[other]
      guard candidate.form == .name || candidate.form == .described, isPlaceLike(candidate),
        fit(places[index], candidate) >= 3,
        !found.contains(where: { places[$0].name == candidate.name })
      else { continue }
      found.append(other)
      if found.count == count { return found.reversed() }
    }
    return nil
  }

  private func isPlaceLike(_ mention: PlaceMention) -> Bool {
    if mention.form == .described { return true }
    if let other = mention.otherKind, other.text != "country", mention.noun == nil { return mention.support ?? 0 > 0.6 }
    return mention.noun != nil || mention.part != nil || mention.support != nil || mention.place?.id != nil
      || mention.core.count == 1 && lexicon.locative.contains(mention.preposition)
  }

  private func hasTrigger(_ mention: PlaceMention) -> Bool { !triggers[mention.line].isEmpty }

  // How much a mention is what its sentence is about.
  private func standing(_ index: Int, _ places: [PlaceMention]) -> Double {
    let mention = places[index]
    var score = 0.0
    if mention.isLandmark { score -= 2 }
    if hasTrigger(mention) { score += 0.8 }
    if mention.preposition.text == "-" { score += 0.7 }
    if index == 0 || places[index - 1].line != mention.line { score += 0.6 }
    if mention.rank == 0, mention.companions > 1 { score += 0.4 }
    // What the text names again and again is what it is about.
    score += 0.35 * Double(min(timesNamed(mention) - 1, 3))
    if mention.otherKind?.text == "country" { score -= 1.5 }
    if let next = lines[mention.line].words.dropFirst(mention.words.upperBound).first,
      lexicon.reporting.contains(next.low)
    {
      score -= 2
    }
    return score
  }

  func isPlural(_ mention: PlaceMention) -> Bool { plural(mention) > 1 }

  /// 1 for the singular, the number where one is given, 2 for any other plural.
  func plural(_ anaphor: PlaceMention) -> Int {
    let words = lines[anaphor.line].words[anaphor.words]
    if words.contains(where: { lexicon.two.contains($0.low) }) { return 2 }
    if let count = words.firstIndex(where: { lexicon.several.contains($0.low) }) {
      return lexicon.three.contains(words[count].low) ? 3 : lexicon.four.contains(words[count].low) ? 4 : 2
    }
    return anaphor.noun.map(lexicon.isPlural) == true ? 2 : 1
  }

  private func fit(_ anaphor: PlaceMention, _ candidate: PlaceMention) -> Double {
    guard let noun = anaphor.noun else { return 0 }
    let stem = singular(noun.text)
    if lexicon.countryNoun.contains(noun) { return candidate.otherKind?.text == "country" ? 4 : -3 }
    if lexicon.seatNoun.contains(noun), isNational(anaphor) { return candidate.isCapital ? 4 : -3 }
    if let other = candidate.noun, singular(other.text) == stem { return 4 }
    if word(candidate, contains: stem) { return 4 }
    if let sameSort = sameSort(noun, candidate) { return sameSort ? 3 : -3 }
    let mine = family(noun)
    let yours = candidate.noun.map(family) ?? candidate.place.flatMap { $0.id == nil ? nil : family($0.kind) } ?? 0
    if candidate.place?.id != nil, kindAgrees(stem, candidate) { return 3 }
    if mine != 0, yours != 0 { return mine == yours ? 1.5 : -3 }
    if candidate.form == .described { return -1.5 }
    return mine == 1 ? 1 : mine == 2 ? -2.5 : -0.5
  }

  // "The capital", not "the regional capital".
  func isNational(_ anaphor: PlaceMention) -> Bool {
    !lines[anaphor.line].words[anaphor.words].contains { lexicon.regional.contains($0.low) }
  }

  /// The town that the text names most.
  func mainSettlement(_ places: [PlaceMention]) -> Int? {
    places.indices.filter { places[$0].form == .name && places[$0].place.map { family($0.kind) } == 1 }
      .max { timesNamed(places[$0]) < timesNamed(places[$1]) }
  }

  /// Whether two sites are of one sort: "the harbour" is no cathedral; nil when either is no site.
  func sameSort(_ noun: Term, _ candidate: PlaceMention) -> Bool? {
    if let theirs = candidate.noun { return lexicon.sameSort(noun, theirs) }
    guard let known = candidate.place, known.id != nil else { return nil }
    return lexicon.sameSort(noun, Term(known.kind.rawValue))
  }

  private func kindAgrees(_ stem: String, _ candidate: PlaceMention) -> Bool {
    guard let kind = candidate.place?.kind.rawValue else { return false }
    return kind.contains(stem) || stem == "crossing" && kind == "border_crossing"
      || stem == "base" && kind.contains("base")
  }

  private func family(_ kind: PlaceKind) -> Int {
    switch kind {
    case .city, .town, .village, .locality: 1
    case .region, .district, .country, .valley, .island, .peninsula, .forest, .desert, .corridor: 3
    case .other: 0
    default: 2
    }
  }

  private func word(_ candidate: PlaceMention, contains stem: String) -> Bool {
    lines[candidate.line].words[candidate.words].contains { singular($0.low.text) == stem }
  }

  func family(_ noun: Term) -> Int {
    if lexicon.settlementNoun.contains(noun) { return 1 }
    if lexicon.siteNoun.contains(noun) { return 2 }
    if lexicon.regionNoun.contains(noun) { return 3 }
    return 0
  }

  private func singular(_ word: String) -> String {
    if word.hasSuffix("ies") { return String(word.dropLast(3)) + "y" }
    return word.hasSuffix("s") ? String(word.dropLast()) : word
  }

  // MARK: actors

  private func actorAntecedent(_ index: Int, _ actors: [ActorMention]) -> Int? {
    let mention = actors[index]
    guard isAnaphoric(mention) else { return nil }
    let head = lines[mention.line].words[mention.head].low
    var best: (index: Int, score: Double)?
    var back = 0
    for other in stride(from: index - 1, through: max(0, index - 12), by: -1) {
      let candidate = actors[other]
      if candidate.form == .pronoun { continue }
      if isAnaphoric(candidate), candidate.antecedent == nil, candidate.listed == nil { continue }
      if !mayMean(mention, candidate) { continue }
      back += 1
      var score = -Double(back) * 0.4 - 0.3 * Double(min(4, mention.line - candidate.line))
      if candidate.listed != nil { score += 1.5 }
      if candidate.isTitled { score -= mention.text.lowercased() == "he" ? -2 : 2 }
      if candidate.form == .force { score += 0.7 }
      let otherHead = lines[candidate.line].words[candidate.head].low
      if otherHead == head { score += 2 }
      if isFirst(other, actors) { score += 0.6 }
      if best.map({ score > $0.score }) ?? true { best = (other, score) }
    }
    guard let best, best.score > -3 else { return nil }
    return actors[best.index].antecedent ?? best.index
  }

  // "The jihadists" are not the army named before them.
  private func mayMean(_ mention: ActorMention, _ candidate: ActorMention) -> Bool {
    guard mention.form == .force, let id = candidate.listed, let row = names.actors.actor(id: id) else { return true }
    return names.mayMean(mention.text, row)
  }

  private func isFirst(_ index: Int, _ actors: [ActorMention]) -> Bool {
    index == 0 || actors[index - 1].line != actors[index].line
  }

  /// A pronoun, or a noun of force with nothing before it but an article.
  func isAnaphoric(_ mention: ActorMention) -> Bool {
    if mention.listed != nil { return false }
    if mention.form == .pronoun { return true }
    guard mention.form == .force else { return false }
    let content = lines[mention.line].words[mention.words].filter { !lexicon.determiner.contains($0.low) }
    return content.count == 1 && lexicon.genericForce.contains(content[content.startIndex].low)
  }
}
