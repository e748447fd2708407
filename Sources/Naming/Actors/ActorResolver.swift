import Model

/// Chooses the actor that a mention means.
struct ActorResolver: Sendable {
  let table: ActorTable
  let words: NamingWords
  let countries: CountryTable

  /// - Parameter country: of the place that the report is about.
  func resolve(_ mention: some StringProtocol, country: String?, in context: NamingContext) -> ReportedActor? {
    let name = bare(mention)
    guard !name.isEmpty else { return nil }
    let folded = FoldedWords(name).words
    guard !folded.isEmpty, !words.pronouns.contains(folded.joined(separator: " ")) else { return nil }
    let home = country ?? strongestCountry(of: context)
    if let found = listed(folded, written: name, home: home, day: context.published) { return report(found, as: name) }
    return .named(name)
  }

  /// Reads the mention from the whole to the parts: its own name, a nationality with a noun of force, a name with a noun
  /// of fighters behind ("Taliban gunmen"), without what modifies it ("Iranian-backed Houthi fighters"), a generic word.
  private func listed(_ folded: [String], written: String, home: String?, day: Day?) -> Actor? {
    var rest = folded[...]
    repeat {
      if let found = named(rest, written: written, home: home, day: day) { return found }
      if let found = byNationality(rest, day: day) { return found }
      if let found = byNounBehind(rest, written: written, home: home, day: day) { return found }
      if let found = generic(rest.joined(separator: " "), home: home, day: day) { return found }
    } while dropModifier(&rest)
    return nil
  }

  private func named(_ words: ArraySlice<String>, written: String, home: String?, day: Day?) -> Actor? {
    let key = words.joined(separator: " ")
    let numbers = table.numbers(key: key)
    guard !numbers.isEmpty else { return nil }
    let bearers = numbers.map { table.actors[$0] }
    if self.words.generic[key] != nil {
      // A generic word is an alias too, and means that actor in its own country alone.
      return bearers.first { isAtHome($0, home) && $0.existed(on: day) }
    }
    return bearers.first { isAtHome($0, home) && $0.existed(on: day) } ?? bearers.first { $0.existed(on: day) }
      ?? bearers.first
  }

  /// "Malian marines", "Syrian government forces"; Congolese rebels are not the Congolese forces.
  private func byNationality(_ words: ArraySlice<String>, day: Day?) -> Actor? {
    for length in 1...3 where words.count > length {
      let people = words.prefix(length).joined(separator: " ")
      guard let code = countries.code(ofPeople: people) ?? countries.code(named: people) else { continue }
      var nouns = words.dropFirst(length)
      while nouns.count > 1,
        self.words.modifiers.contains(nouns.first ?? "") || Self.officialAdjectives.contains(nouns.first ?? "")
      {
        nouns = nouns.dropFirst()
      }
      guard self.words.forceNouns.contains(nouns.joined(separator: " ")) else { continue }
      return table.government(of: code, on: day)
    }
    return nil
  }

  private static let officialAdjectives: Set<String> = [
    "government", "national", "federal", "special", "regular", "central", "state", "armed", "security", "ground",
    "interim",
    "transitional", "ruling",
  ]

  /// "Taliban gunmen", "M23 fighters", "Wagner mercenaries", "Haftar's forces".
  private func byNounBehind(_ words: ArraySlice<String>, written: String, home: String?, day: Day?) -> Actor? {
    for length in stride(from: min(3, words.count - 1), through: 1, by: -1) {
      let nouns = words.suffix(length).joined(separator: " ")
      let isForce = self.words.forceNouns.contains(nouns)
      guard isForce || self.words.fighterNouns.contains(nouns) else { continue }
      var head = words.dropLast(length)
      if head.last == "s" { head = head.dropLast() }
      let key = head.joined(separator: " ")
      guard self.words.generic[key] == nil else { continue }
      guard let found = named(head, written: written, home: home, day: day) else { continue }
      // A state's name with fighters behind is not its army: "Iraqi insurgents".
      if found.kind == .stateForces, !isForce { continue }
      return found
    }
    return nil
  }

  /// A generic word stands for the listed actor of its sort whose country is the place's, when there is one alone.
  private func generic(_ phrase: String, home: String?, day: Day?) -> Actor? {
    guard let sort = words.generic[phrase], let home else { return nil }
    switch sort {
    case .state: return table.government(of: home, on: day)
    case .rebel, .jihadist, .militia, .kurdish, .coalition, .peacekeeper: return nil
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
