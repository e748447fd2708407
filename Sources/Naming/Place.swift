/// What sort of thing a place is: the words of the sites table and of alerts (`place_kind: border_crossing`).
public enum PlaceKind: String, Sendable, Hashable, CaseIterable, Codable {
  case country
  /// A first-level division: province, governorate, oblast, state; also regions that people name and no law draws.
  case region
  /// A lower division: district, raion, county; also a quarter of a city or a stretch of land that a war names.
  case district
  case city, town, village, locality
  case borderCrossing = "border_crossing"
  case airbase, airport
  case militaryBase = "military_base"
  case camp
  case dam, bridge
  case oilField = "oil_field"
  case gasField = "gas_field"
  case refinery, mine, port
  case powerPlant = "power_plant"
  case industrialZone = "industrial_zone"
  case building
  case heritageSite = "heritage_site"
  case hill, mountain, valley, island, peninsula, strait, forest, corridor, crossroads, river, lake, desert
  case other
}

/// One place as a gazetteer knows it, or a name that none knows (`id` nil).
public struct Place: Sendable, Hashable {
  /// `site:…`, `geonames:N`, `country:SY`, or an id of the operator's own table; nil when no gazetteer holds the name.
  public let id: String?
  public let name: String
  public let kind: PlaceKind
  /// ISO 3166-1 alpha-2 of the internationally recognised state.
  public let country: String?
  /// The first-level division's name, where known.
  public let admin1: String?
  /// WGS 84 degrees; nil when unknown.
  public let latitude: Double?
  public let longitude: Double?
  /// Inhabitants; 0 when unknown.
  public let population: Int
  /// The id of the other side of a border crossing.
  public let twin: String?

  public init(
    id: String?, name: String, kind: PlaceKind, country: String? = nil, admin1: String? = nil,
    latitude: Double? = nil, longitude: Double? = nil, population: Int = 0, twin: String? = nil
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    self.country = country
    self.admin1 = admin1
    self.latitude = latitude
    self.longitude = longitude
    self.population = population
    self.twin = twin
  }
}
