public import Model

/// What is known around a mention when it is resolved: which countries and places the text speaks of, and when.
///
/// `NameTables.survey` makes one for a text; a caller who knows more (the actors of the sentence, a place already
/// resolved) adds it with `adding`.
public struct NamingContext: Sendable, Hashable {
  /// How strongly the text speaks of a country (ISO alpha-2): its names, its people, its actors, its places.
  public internal(set) var countries: [String: Double]
  /// Places of the text that only one place can be meant by, or that were resolved already.
  public internal(set) var anchors: [Anchor]
  /// How often the text names a listed actor by its own name, by id.
  public internal(set) var actors: [String: Double] = [:]
  /// The countries that the feed is about, from its tags.
  public var beat: [String]
  /// The day of publication.
  public var published: Day?

  /// A point that the text speaks of.
  public struct Anchor: Sendable, Hashable {
    public let latitude: Double
    public let longitude: Double
    public let country: String?
  }

  public init(countries: [String: Double] = [:], beat: [String] = [], published: Day? = nil) {
    self.countries = countries
    anchors = []
    self.beat = beat
    self.published = published
  }

  /// The context of a clause in which these countries are named too: they count more than those far away in the text.
  public func adding(countries nearby: [String], weight: Double = 2) -> NamingContext {
    var copy = self
    for country in nearby { copy.countries[country, default: 0] += weight }
    return copy
  }

  /// The context after a place was resolved; places of one text lie near each other.
  public func adding(_ place: Place) -> NamingContext {
    var copy = self
    copy.note(place)
    return copy
  }

  mutating func note(_ place: Place) {
    if let country = place.country { countries[country, default: 0] += 1 }
    if let latitude = place.latitude, let longitude = place.longitude {
      note(latitude: latitude, longitude: longitude, country: place.country)
    }
  }

  mutating func note(latitude: Double, longitude: Double, country: String?) {
    guard anchors.count < Self.anchorsMax else { return }
    anchors.append(Anchor(latitude: latitude, longitude: longitude, country: country))
  }

  /// A text of a thousand towns needs no more points than this to say where it plays.
  static let anchorsMax = 24
}
