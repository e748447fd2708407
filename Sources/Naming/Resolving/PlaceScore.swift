/// The weights of the clues; what each is for stands with `Clue.Kind`.
///
/// Set by hand from what each clue is worth when the others are silent, then by reading the mistakes on texts that the
/// project learns from.
enum ClueWeight {
  static let sameName = 1.0
  static let mainName = 0.3
  /// An unpopulated village's other names are the least sure that a gazetteer has.
  static let villageAlias = -0.5
  static let transliteration = 0.5
  static let misspelling = -0.2
  static let listedSite = 1.1
  /// For each power of ten of inhabitants.
  static let population = 0.22
  static let populationUnknown = 0.3
  static let countryInText = 3.0
  static let countryAbsent = -1.5
  static let feedBeat = 1.0
  static let countryInMention = 3.0
  static let containerNamed = 2.0
  static let containerFar = -1.0
  static let nearOthers = 1.6
  static let kindAgrees = 1.6
  static let kindIsKin = 0.5
  static let kindDiffers = -1.6
  static let side = 4.0
  static let sideDiffers = -4.0
  static let divisionWithoutWord = -0.5
  static let fullerName = 0.4

  /// Kilometres at which nearness has lost two thirds of its worth.
  static let nearKilometres = 90.0
  /// Kilometres within which a container holds what it is said to hold.
  static let containerKilometres = 250.0
}

/// Distances on a sphere of the earth's size; good to half a per cent.
enum Earth {
  static func kilometres(_ one: (latitude: Double, longitude: Double), _ other: (latitude: Double, longitude: Double))
    -> Double
  {
    let toRadians = Double.pi / 180
    let latitude = (other.latitude - one.latitude) * toRadians
    // The meridians' narrowing is taken at the middle; exact enough below a thousand kilometres.
    let middle = (one.latitude + other.latitude) / 2 * toRadians
    var longitude = abs(other.longitude - one.longitude)
    if longitude > 180 { longitude = 360 - longitude }
    let eastward = longitude * toRadians * cosine(middle)
    return 6371 * (latitude * latitude + eastward * eastward).squareRoot()
  }

  /// The cosine of an angle between -π/2 and π/2, by its series: the room needs no mathematics library for it.
  private static func cosine(_ angle: Double) -> Double {
    let square = angle * angle
    return 1 - square / 2 * (1 - square / 12 * (1 - square / 30 * (1 - square / 56 * (1 - square / 90))))
  }

  /// How much nearness is worth at a distance: 1 beside, 0.5 at the given distance, falling as its square beyond.
  static func nearness(_ kilometres: Double, half: Double) -> Double {
    let ratio = kilometres / half
    return 1 / (1 + ratio * ratio)
  }
}
