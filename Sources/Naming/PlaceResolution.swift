/// Which place a mention means, and why.
public struct PlaceResolution: Sendable, Hashable {
  /// The mention as it was given.
  public let mention: String
  /// The winner; for a name that no gazetteer holds, a place without id that tells what the mention itself tells.
  public let place: Place
  /// The winner's score, the sum of its clues; 0 for an unknown name.
  public let score: Double
  /// How far the winner is ahead of the second, 0 when it is a toss-up; the score itself when there is no rival.
  public let margin: Double
  /// Why the winner won; empty unless asked to explain.
  public let clues: [Clue]
  /// The others, best first; empty unless asked to explain.
  public let rivals: [RankedPlace]

  /// True when a gazetteer holds the place.
  public var isKnown: Bool { place.id != nil }
}

/// A place that a mention could mean, with its score.
public struct RankedPlace: Sendable, Hashable {
  public let place: Place
  public let score: Double
  public let clues: [Clue]
}

/// One reason for or against a candidate.
public struct Clue: Sendable, Hashable, CustomStringConvertible {
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The mention is spelled as one of the place's names, but for case and accents.
    case sameName = "same name"
    /// It is the place's main name.
    case mainName = "main name"
    /// Another way to write the same sounds in Latin letters.
    case transliteration
    /// One or two letters differ.
    case misspelling
    /// The place is of the project's or the operator's own table.
    case listedSite = "listed site"
    case population
    /// The text speaks of the place's country.
    case countryInText = "country in the text"
    /// The feed is about the place's country.
    case feedBeat = "feed's beat"
    /// The text names the country, province or city that it lies in, with the mention.
    case containerNamed = "container named"
    /// Near to other places of the text.
    case nearOthers = "near other places"
    /// The mention's own word (crossing, air base, district) is the place's kind.
    case kindAgrees = "kind agrees"
    /// The mention's own word speaks against the place's kind.
    case kindDiffers = "kind differs"
    /// The mention names the side of the border.
    case side
    /// The name is an everyday word and nothing supports a place.
    case everydayWord = "everyday word"
  }

  public let kind: Kind
  public let weight: Double

  public var description: String {
    let hundredths = Int((weight * 100).rounded())
    let digits = String(abs(hundredths) % 100)
    return "\(kind.rawValue) \(hundredths < 0 ? "-" : "+")\(abs(hundredths) / 100)."
      + String(repeating: "0", count: 2 - digits.count) + digits
  }
}
