/// A stretch of text that names a place, a country, a people or an actor.
public struct NameSpan: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// A name that a gazetteer holds.
    case place
    /// A name that none holds, but that the words around it, or its neighbours, show to be a place.
    case unknownPlace
    case country
    /// "Syrian", "Iraqis".
    case demonym
    /// A listed actor by one of its names, a nationality with a noun of force, or a generic mention ("rebels").
    case actor
  }

  public let kind: Kind
  /// Where it stands, in UTF-8 bytes.
  public let utf8: Range<Int>
  /// Where it stands, in Unicode scalars.
  public let scalars: Range<Int>
  /// ISO alpha-2 for countries and demonyms; for actors the home country where listed.
  public let country: String?
  /// The actor's id for a listed actor's own name; nil for a generic mention, which needs its place to be resolved.
  public let actor: String?
  /// How surely the span is what `kind` says, 0 to 1: an everyday word that is also a town has little.
  public let support: Double

  public init(
    kind: Kind, utf8: Range<Int>, scalars: Range<Int>, country: String? = nil, actor: String? = nil, support: Double
  ) {
    self.kind = kind
    self.utf8 = utf8
    self.scalars = scalars
    self.country = country
    self.actor = actor
    self.support = support
  }
}

/// All names of one text, in order, and the context they make together.
public struct NameSurvey: Sendable {
  /// Sorted by start, longest first; an actor and a place may share a stretch ("Israel"), two of one kind never overlap.
  public let spans: [NameSpan]
  public let context: NamingContext
}
