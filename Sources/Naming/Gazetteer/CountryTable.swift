/// Countries by code, by name and by the name of their people.
public struct CountryTable: Sendable {
  /// One country or territory with a code of its own.
  public struct Country: Sendable, Hashable {
    /// ISO 3166-1 alpha-2 (`XK` for Kosovo).
    public let code: String
    public let name: String
    public let aliases: [String]
    /// "Syrian", "Syrians".
    public let demonyms: [String]
    public let capital: String?
  }

  public let countries: [Country]
  private let byCode: [String: Int]
  private let byName: [String: String]
  private let byDemonym: [String: String]
  private let byCapital: [String: String]
  let rows: [PlaceRow]

  /// Reads the table: columns code, id, name, lat, lon, aliases, demonyms, capital.
  public init(_ table: TableText) throws(NamingTableError) {
    let table = try TabTable(table, required: ["code", "id", "name", "aliases", "demonyms"])
    var countries: [Country] = []
    var rows: [PlaceRow] = []
    var byName: [String: String] = [:]
    var byDemonym: [String: String] = [:]
    for row in table.rows {
      let code = try table.needed(row, "code")
      let name = try table.needed(row, "name")
      let aliases = table.list(row, "aliases")
      let capital = table.text(row, "capital")
      let country = Country(
        code: code, name: name, aliases: aliases, demonyms: table.list(row, "demonyms"),
        capital: capital.isEmpty ? nil : capital)
      countries.append(country)
      // The first row that claims a name keeps it: Congo is the larger one.
      for name in [name] + aliases where byName[FoldedWords(name).text] == nil { byName[FoldedWords(name).text] = code }
      for name in country.demonyms where byDemonym[FoldedWords(name).text] == nil {
        byDemonym[FoldedWords(name).text] = code
      }
      var point: PlaceRow.Point?
      if let latitude = try table.number(row, "lat"), let longitude = try table.number(row, "lon") {
        point = PlaceRow.Point(latitude: latitude, longitude: longitude)
      }
      rows.append(
        PlaceRow(
          id: try table.needed(row, "id"), name: name, aliases: aliases, kind: .country, country: code, point: point,
          isListed: true))
    }
    self.countries = countries
    self.rows = rows
    self.byName = byName
    self.byDemonym = byDemonym
    byCapital = Dictionary(
      countries.compactMap { country in country.capital.map { (FoldedWords($0).text, country.code) } },
      uniquingKeysWith: { first, _ in first })
    byCode = Dictionary(countries.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
  }

  public subscript(code: String) -> Country? { byCode[code].map { countries[$0] } }

  /// The code of the country that bears the folded name.
  func code(named folded: String) -> String? { byName[folded] }

  /// The code of the country whose people or things are called so.
  func code(ofPeople folded: String) -> String? { byDemonym[folded] }

  /// The code of the country whose capital bears the folded name; capitals stand for governments.
  func code(ofCapital folded: String) -> String? { byCapital[folded] }

  var names: Dictionary<String, String>.Keys { byName.keys }
  var demonyms: Dictionary<String, String>.Keys { byDemonym.keys }
}
