/// Finds names in a text: one pass over its words, each looked up by the spelling of phrases and the sound of places.
struct NameScanner: Sendable {
  let gazetteer: Gazetteer
  let actors: ActorTable
  let phrases: PhraseTable

  init(gazetteer: Gazetteer, countries: CountryTable, actors: ActorTable, words: NamingWords) {
    self.gazetteer = gazetteer
    self.actors = actors
    phrases = PhraseTable(countries: countries, actors: actors, words: words)
  }

  /// The names of a text, sorted by start, longest first.
  func scan(_ text: [UInt8]) -> [NameSpan] {
    var scan = NameScan(scanner: self, tokens: NameTokens(text))
    scan.run()
    return scan.inOrder()
  }

  // MARK: Context

  /// Adds what the spans say of countries and places.
  func note(_ spans: [NameSpan], of text: [UInt8], in context: inout NamingContext) {
    for span in spans {
      if span.kind == .actor, let actor = span.actor { context.actors[actor, default: 0] += 1 }
      guard let country = span.country else { continue }
      switch span.kind {
      case .country: context.countries[country, default: 0] += 2
      case .demonym: context.countries[country, default: 0] += 1.5
      case .actor: context.countries[country, default: 0] += span.actor == nil ? 0 : 1
      case .place, .unknownPlace: break
      }
    }
    var names: Set<UInt64> = []
    var known: [[NameMatch]] = []
    for span in spans where span.kind == .place && span.support >= Self.supportForContext {
      guard names.count < Self.namesMax, let key = NameKey(String(decoding: text[span.utf8], as: UTF8.self)) else {
        continue
      }
      guard names.insert(key.sound).inserted else { continue }
      var matches: [NameMatch] = []
      gazetteer.find(key, into: &matches)
      matches.removeAll { $0.needsKind }
      known.append(matches)
    }
    noteCountries(of: known, in: &context)
    for matches in known { noteAnchor(matches, in: &context) }
  }

  /// A name that places of one country alone bear speaks for that country; where the text names other countries, one
  /// such name may be a chance likeness, and two are not.
  private func noteCountries(of known: [[NameMatch]], in context: inout NamingContext) {
    var votes: [String: Double] = [:]
    for matches in known {
      let alike = matches.filter(\.isSpelledAlike)
      guard let first = alike.first, let country = gazetteer.country(first.place) else { continue }
      if alike.allSatisfy({ gazetteer.country($0.place) == country }) { votes[country, default: 0] += 1 }
    }
    let isSilent = context.countries.isEmpty
    for (country, count) in votes where isSilent || count > 1 || context.countries[country] != nil {
      context.countries[country, default: 0] += count
    }
    for (country, weight) in context.countries { context.countries[country] = min(weight, Self.countryWeightMax) }
  }

  /// A name that only one place of the text's countries bears is a point to judge the others by.
  private func noteAnchor(_ matches: [NameMatch], in context: inout NamingContext) {
    let likely = matches.filter { gazetteer.country($0.place).map { context.countries[$0] != nil } ?? false }
    let settlements = likely.filter { gazetteer.kind($0.place) != .region && gazetteer.kind($0.place) != .district }
    guard settlements.count == 1, let only = settlements.first, let point = gazetteer.point(only.place) else { return }
    context.note(latitude: point.latitude, longitude: point.longitude, country: gazetteer.country(only.place))
  }

  static let supportForContext = 0.6
  /// Names of one text that are weighed; the hundredth tells nothing new.
  static let namesMax = 60
  /// A country named twenty times is no surer than one named six times.
  static let countryWeightMax = 12.0
}
