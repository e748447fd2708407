/// One place on its way into a compiled gazetteer.
public struct PlaceRow: Sendable, Hashable {
  public var id: String
  public var name: String
  public var aliases: [String]
  public var kind: PlaceKind
  public var country: String?
  public var admin1: String?
  public var point: Point?
  public var population: Int
  public var twin: String?
  /// True for rows of tables made by hand, which are trusted before imported ones.
  public var isListed: Bool

  /// WGS 84 degrees.
  public struct Point: Sendable, Hashable {
    public let latitude: Double
    public let longitude: Double

    /// - Returns: nil when there is no such point on earth.
    public init?(latitude: Double, longitude: Double) {
      guard (-90.0...90).contains(latitude), (-180.0...180).contains(longitude) else { return nil }
      self.latitude = latitude
      self.longitude = longitude
    }
  }

  public init(
    id: String, name: String, aliases: [String] = [], kind: PlaceKind, country: String? = nil, admin1: String? = nil,
    point: Point? = nil, population: Int = 0, twin: String? = nil, isListed: Bool = false
  ) {
    self.id = id
    self.name = name
    self.aliases = aliases
    self.kind = kind
    self.country = country
    self.admin1 = admin1
    self.point = point
    self.population = population
    self.twin = twin
    self.isListed = isListed
  }
}
