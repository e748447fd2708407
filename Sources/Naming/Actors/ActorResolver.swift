import Model

/// Chooses the actor that a mention means.
struct ActorResolver: Sendable {
  let table: ActorTable
  let words: NamingWords
  let countries: CountryTable

  /// - Parameter country: of the place that the report is about.
  func resolve(_ mention: some StringProtocol, country: String?, in context: NamingContext) -> ReportedActor? {
    let name = bare(mention)
    guard let folded = folded(name) else { return nil }
    if let found = listed(folded, Search(home: country ?? strongestCountry(of: context), context: context)) {
      return report(found, as: name)
    }
    return .named(name)
  }

  /// The row of the actor that a mention means, whether reports give it by id or by name.
  func identify(_ mention: some StringProtocol, country: String?, in context: NamingContext) -> Actor? {
    guard let folded = folded(bare(mention)) else { return nil }
    return listed(folded, Search(home: country ?? strongestCountry(of: context), context: context))
  }

  /// A mention's words as tables have them; nil when it names nobody.
  private func folded(_ name: String) -> ArraySlice<String>? {
    guard !name.isEmpty else { return nil }
    // "Syria's army" is Syria and army; the apostrophe of "Da'esh" is silent.
    // A name that is listed with its possessive is kept: "Kadyrov's forces".
    let whole = FoldedWords(name).words
    if !table.bearers(key: whole.joined(separator: " ")).isEmpty { return whole[...] }
    var words = FoldedWords(name.replacing("'s ", with: " ").replacing("\u{2019}s ", with: " ")).words[...]
    while words.count > 1, let first = words.first, first.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      words = words.dropFirst()
    }
    guard !words.isEmpty, !self.words.pronouns.contains(words.joined(separator: " ")) else { return nil }
    return words
  }

  /// Where and when the mention stands.
  private struct Search {
    let home: String?
    let context: NamingContext
    var day: Day? { context.published }
  }

  /// Reads the mention from the whole to the parts: its own name, a nationality with a noun of force, a name with a noun
  /// of fighters behind ("Taliban gunmen"), without what modifies it ("Iranian-backed Houthi fighters"), a generic word,
  /// a name that it is loyal to ("troops loyal to Khalifa Haftar").
  private func listed(_ folded: ArraySlice<String>, _ search: Search) -> Actor? {
    var rest = folded
    repeat {
      // "Sunni militants" are somebody: only the bare word means nobody in particular.
      if let found = named(rest, search), found.side != Actor.nobodysSide || rest.count == folded.count { return found }
      if let found = byNationality(rest, search) { return found }
      if let found = byNounBehind(rest, search) { return found }
      if let found = behindNation(rest, search) { return found }
      if let found = generic(rest.joined(separator: " "), search) { return found }
    } while dropModifier(&rest)
    return byAllegiance(folded, search)
  }

  private func named(_ words: ArraySlice<String>, _ search: Search) -> Actor? {
    var words = words
    while words.count > 1, let first = words.first, ActorTable.articles.contains(first) { words = words.dropFirst() }
    let key = words.joined(separator: " ")
    let bearers = table.bearers(key: key)
    guard !bearers.isEmpty else { return nil }
    func actor(_ bearer: ActorTable.Bearer) -> Actor { table.actors[bearer.number] }
    // A name given for one country goes before one given for all.
    if let local = bearers.first(where: {
      $0.home != nil && $0.home == search.home && actor($0).existed(on: search.day)
    }) {
      return actor(local)
    }
    let general = bearers.filter { $0.home == nil }.map(actor)
    let home = general.first { isAtHome($0, search.home) && $0.existed(on: search.day) }
    if let sort = self.words.generic[key] {
      // A generic word is an alias too: of the one whose word it is at home, then of the one that the text is about.
      if let home, home.country != nil { return home }
      return spokenOf(sort, search) ?? home.flatMap { isAtHomeGenerically($0, search.home) ? $0 : nil }
    }
    return home ?? general.first { $0.existed(on: search.day) } ?? general.first
  }

  /// "Malian marines", "Syrian government forces", "the Kenyans", "the United States"; Congolese rebels are not the
  /// Congolese forces.
  private func byNationality(_ words: ArraySlice<String>, _ search: Search) -> Actor? {
    for length in stride(from: min(4, words.count), through: 1, by: -1) {
      let nation = words.prefix(length).joined(separator: " ")
      // A capital with a noun of force is its state, too: "Khartoum's army". Alone it may be the town.
      guard
        let code = countries.code(ofPeople: nation) ?? countries.code(named: nation)
          ?? (words.count > length ? countries.code(ofCapital: nation) : nil)
      else { continue }
      var nouns = words.dropFirst(length)
      if nouns.first == "s" { nouns = nouns.dropFirst() }
      while nouns.count > 1, let first = nouns.first,
        self.words.modifiers.contains(first) || Self.officialAdjectives.contains(first)
      {
        nouns = nouns.dropFirst()
      }
      guard nouns.isEmpty || self.words.forceNouns.contains(nouns.joined(separator: " ")) else { continue }
      return table.government(of: code, on: search.day)
    }
    return nil
  }

  private static let officialAdjectives: Set<String> = [
    "government", "national", "federal", "special", "regular", "central", "state", "armed", "security", "ground",
    "interim",
    "transitional", "ruling",
  ]

  /// "Taliban gunmen", "M23 fighters", "Wagner mercenaries", "Haftar's forces".
  private func byNounBehind(_ words: ArraySlice<String>, _ search: Search) -> Actor? {
    for length in stride(from: min(3, words.count - 1), through: 1, by: -1) {
      let nouns = words.suffix(length).joined(separator: " ")
      let isForce = self.words.forceNouns.contains(nouns)
      guard isForce || self.words.fighterNouns.contains(nouns) else { continue }
      var head = words.dropLast(length)
      if head.last == "s" { head = head.dropLast() }
      guard !head.isEmpty else { continue }
      if let sort = self.words.generic[head.joined(separator: " ")] {
        // "Junta battalion", "regime units".
        if sort == .state, isForce, let home = search.home, let found = table.government(of: home, on: search.day) {
          return found
        }
        continue
      }
      guard let found = named(head, search) else { continue }
      // A state's name with fighters behind is not its army: "Iraqi insurgents".
      if found.kind == .stateForces, !isForce { continue }
      return found
    }
    return nil
  }

  /// "Afghanistan's Taliban militia", "the Somali al-Shabaab rebels": a nation before a name of its own.
  private func behindNation(_ words: ArraySlice<String>, _ search: Search) -> Actor? {
    for length in stride(from: min(3, words.count - 1), through: 1, by: -1) {
      let nation = words.prefix(length).joined(separator: " ")
      guard countries.code(ofPeople: nation) != nil || countries.code(named: nation) != nil else { continue }
      let rest = words.dropFirst(length)
      if self.words.generic[rest.joined(separator: " ")] == nil, let found = named(rest, search) { return found }
      if let found = byNounBehind(rest, search), found.kind != .stateForces { return found }
    }
    return nil
  }

  /// A generic word stands for the listed actor of its sort that the text names and whose country is the place's; for
  /// the state's forces also when the text names them nowhere.
  private func generic(_ phrase: String, _ search: Search) -> Actor? {
    guard let sort = words.generic[phrase], let home = search.home else { return nil }
    if sort == .state { return table.government(of: home, on: search.day) }
    return spokenOf(sort, search)
  }

  /// The actor of a sort, at home where the place is, that the text names most often.
  private func spokenOf(_ sort: GenericActor, _ search: Search) -> Actor? {
    guard let kinds = Self.kinds[sort] else { return nil }
    let named = search.context.actors.compactMap { id, count in
      table.actor(id: id).flatMap { actor -> (Actor, Double)? in
        guard kinds.contains(actor.kind), isAtHomeGenerically(actor, search.home) else { return nil }
        return (actor, count)
      }
    }
    // The first in the order of ids wins a tie, so that one text gives one answer for ever.
    return named.max { ($0.1, $1.0.id) < ($1.1, $0.0.id) }?.0
  }

  private static let kinds: [GenericActor: Set<Actor.Kind>] = [
    .rebel: [.rebel, .jihadist], .jihadist: [.jihadist], .militia: [.militia, .gang],
    .armed: [.jihadist, .rebel, .militia, .gang],
  ]

  /// "Troops loyal to eastern commander Khalifa Haftar", "fighters of the Islamic State": the longest name in the mention.
  private func byAllegiance(_ words: ArraySlice<String>, _ search: Search) -> Actor? {
    guard
      let noun = words.firstIndex(where: { self.words.forceNouns.contains($0) || self.words.fighterNouns.contains($0) }
      ),
      let tie = words.indices.first(where: { $0 > noun && isAllegiance(words, at: $0) })
    else { return nil }
    for length in stride(from: min(Self.namedWordsMax, words.count - 1), through: 1, by: -1) {
      for start in words.indices where start > tie && start + length <= words.endIndex {
        let part = words[start..<(start + length)]
        let key = part.joined(separator: " ")
        guard self.words.generic[key] == nil, countries.code(named: key) == nil else { continue }
        if let found = named(part, search), isAtHome(found, search.home) { return found }
      }
    }
    return nil
  }

  private static let namedWordsMax = 6

  private func isAllegiance(_ words: ArraySlice<String>, at index: Int) -> Bool {
    self.words.allegiance.contains(words[index])
      || (index + 1 < words.endIndex && self.words.allegiance.contains("\(words[index]) \(words[index + 1])"))
  }

  /// Whether a generic word may stand for an actor: rebels are never a state's army, soldiers never rebels.
  func mayMean(_ mention: some StringProtocol, _ actor: Actor) -> Bool {
    guard var words = folded(bare(mention)) else { return true }
    var sort: GenericActor?
    repeat {
      sort = self.words.generic[words.joined(separator: " ")] ?? words.last.flatMap { self.words.generic[$0] }
    } while sort == nil && dropModifier(&words)
    let isState = [.stateForces, .police, .coalition, .peacekeeper].contains(actor.kind)
    return switch sort {
    case .state: isState
    case .rebel, .jihadist, .militia, .armed: !isState
    default: true
    }
  }

  private func dropModifier(_ rest: inout ArraySlice<String>) -> Bool {
    for length in stride(from: min(3, rest.count - 1), through: 1, by: -1)
    where words.modifiers.contains(rest.prefix(length).joined(separator: " ")) {
      rest = rest.dropFirst(length)
      return true
    }
    return false
  }

  private func isAtHome(_ actor: Actor, _ home: String?) -> Bool { actor.country == nil || actor.country == home }

  /// Generic words of an actor without a country mean it in its theatres alone.
  private func isAtHomeGenerically(_ actor: Actor, _ home: String?) -> Bool {
    guard actor.country == nil else { return actor.country == home }
    return actor.homes.isEmpty || home.map { actor.homes.contains($0) } ?? false
  }

  private func strongestCountry(of context: NamingContext) -> String? {
    context.countries.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }

  private func report(_ actor: Actor, as name: String) -> ReportedActor {
    actor.isReportedByName ? .named(name) : .listed(actor.id)
  }

  /// The mention without its article and without punctuation around.
  private func bare(_ mention: some StringProtocol) -> String {
    var text = Substring(mention.trimmed)
    while let last = text.last, ",.;:\"”".contains(last), !text.dropLast().contains(".") { text.removeLast() }
    for article in ["the ", "The ", "a ", "an ", "A ", "An "] where text.hasPrefix(article) {
      return text.dropFirst(article.count).trimmed
    }
    return text.trimmed
  }
}
