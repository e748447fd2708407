public import Model

/// All that is known of names: places, actors, and the words around them. The room's front door.
///
/// In: texts and mentions. Out: spans with offsets (`survey`), the place a mention means (`resolve(place:)`), and the
/// actor it means (`resolve(actor:)`). Nothing can fail after the tables are read; an unknown name is an answer too.
public struct NameTables: Sendable {
  public let gazetteer: Gazetteer
  public let countries: CountryTable
  public let actors: ActorTable
  public let words: NamingWords
  private let places: PlaceResolver
  private let actorResolver: ActorResolver
  private let scanner: NameScanner

  /// Composes the tables.
  ///
  /// - Parameters:
  ///   - gazetteer: its layers; own tables first, as `Gazetteer.own` makes them, then compiled files.
  public init(gazetteer: Gazetteer, countries: CountryTable, actors: ActorTable, words: NamingWords) {
    self.gazetteer = gazetteer
    self.countries = countries
    self.actors = actors
    self.words = words
    places = PlaceResolver(gazetteer: gazetteer, words: words, countries: countries)
    actorResolver = ActorResolver(table: actors, words: words, countries: countries)
    scanner = NameScanner(gazetteer: gazetteer, countries: countries, actors: actors, words: words)
  }

  /// Finds every name in a text and draws the context that they make together.
  ///
  /// - Parameters:
  ///   - text: the text's UTF-8; spans count its bytes and its scalars.
  ///   - title: adds to the context, gives no spans.
  ///   - beat: ISO alpha-2 codes of the countries that the feed is about.
  public func survey(_ text: [UInt8], title: String? = nil, published: Day? = nil, beat: [String] = []) -> NameSurvey {
    let spans = scanner.scan(text)
    var context = NamingContext(beat: beat, published: published)
    scanner.note(spans, of: text, in: &context)
    if let title {
      let bytes = Array(title.utf8)
      scanner.note(scanner.scan(bytes), of: bytes, in: &context)
    }
    return NameSurvey(spans: spans, context: context)
  }

  /// The place that a mention means: the words of the text that name it, with or without what stands around the name
  /// ("the Syrian side of the Al Waleed border crossing", "the northeastern city of Raqqa", "Sangin district").
  ///
  /// - Parameters:
  ///   - near: for a mention without a name ("the airport", "its dam"), the place that the text spoke of last; a listed
  ///     site of the kind near to it is meant.
  ///   - explaining: also gives the clues and the rivals, which costs time.
  public func resolve(
    place mention: some StringProtocol, near: Place? = nil, in context: NamingContext, explaining: Bool = false
  ) -> PlaceResolution {
    places.resolve(mention, near: near, in: context, explaining: explaining)
  }

  /// The capital of a country, as the gazetteer knows it; nil where the table of countries names none.
  public func capital(of code: String) -> Place? { places.capital(of: code) }

  /// Whether a place is its country's capital.
  public func isCapital(_ place: Place) -> Bool {
    guard let code = place.country, let name = countries[code]?.capital else { return false }
    return NameKey(name) == NameKey(place.name)
  }

  /// The actor that a mention means.
  ///
  /// Generic words ("rebels", "the junta", "Kurdish forces") stand for a listed actor only when its country is the
  /// place's. "Syrian army" is the listed actor by name, "Malian marines" by nationality and noun of force.
  ///
  /// - Parameters:
  ///   - place: where the thing is said to happen; nil when unknown, then the context's countries decide.
  /// - Returns: the listed actor, the name as written (without article) for one that is not listed, nil when the
  ///   mention holds no name at all ("they", "both sides").
  public func resolve(
    actor mention: some StringProtocol, at place: Place?, in context: NamingContext
  ) -> ReportedActor? {
    actorResolver.resolve(mention, country: place?.country, in: context)
  }

  /// Whether a generic mention ("rebels", "the soldiers") may stand for an actor by what it is; true for all others.
  public func mayMean(_ mention: some StringProtocol, _ actor: Actor) -> Bool {
    actorResolver.mayMean(mention, actor)
  }

  /// Whether a word is a person's first name.
  public func isGivenName(_ word: some StringProtocol) -> Bool { words.givenNames.contains(FoldedWords(word).text) }

  /// Whether a word names a people or a faith without a state of its own: "Kurdish".
  public func isPeople(_ word: some StringProtocol) -> Bool { words.peoples.contains(FoldedWords(word).text) }

  /// The row of the actor that a mention means, also of one that reports give by name; nil for one that is not listed.
  public func identify(actor mention: some StringProtocol, at place: Place?, in context: NamingContext) -> Actor? {
    actorResolver.identify(mention, country: place?.country, in: context)
  }
}
