/// Reads GeoNames' country dumps: 19 tab-separated columns without a heading (their readme.txt, "geoname" table).
public enum GeoNamesDump {
  /// Whether a table looks like a dump: its first line has the columns and begins with a number.
  public static func isDump(_ text: some StringProtocol) -> Bool {
    let line = text.prefix(while: { !$0.isNewline })
    let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
    return fields.count == Column.count && UInt32(fields[Column.id]) != nil
  }

  /// The places of a dump that a report can be about: settlements, divisions, and sites a war is fought for.
  ///
  /// Schools, streams, farms and the like are left out. Rows that cannot be read are counted, not fatal: dumps are
  /// made by many hands.
  ///
  /// - Parameters:
  ///   - regions: names of first-level divisions by code (`SY.09`); those in the dump itself are added.
  ///   - idPrefix: before the number; `geonames:` for GeoNames' own dumps.
  public static func rows(of dump: TableText, regions: [String: String] = [:], idPrefix: String = "geonames:")
    -> (rows: [PlaceRow], unreadable: Int)
  {
    var regions = regions
    let lines = dump.text.unicodeScalars.split(separator: "\n").map {
      Substring($0).split(separator: "\t", omittingEmptySubsequences: false)
    }
    for fields in lines where fields.count == Column.count && fields[Column.feature] == "ADM1" {
      let code = "\(fields[Column.country]).\(fields[Column.admin1])"
      if regions[code] == nil { regions[code] = String(fields[Column.name]) }
    }
    var rows: [PlaceRow] = []
    var unreadable = 0
    for fields in lines {
      guard fields.count == Column.count, let id = UInt32(fields[Column.id]) else {
        unreadable += 1
        continue
      }
      guard let row = place(fields, id: "\(idPrefix)\(id)", regions: regions) else { continue }
      rows.append(row)
    }
    return (rows, unreadable)
  }

  private static func place(_ fields: [Substring], id: String, regions: [String: String]) -> PlaceRow? {
    let population = Int(fields[Column.population]) ?? 0
    guard let kind = kind(of: fields[Column.feature], inClass: fields[Column.featureClass], population: population)
    else {
      return nil
    }
    let country = CountryCode(fields[Column.country])?.text
    let point = Double(fields[Column.latitude]).flatMap { latitude in
      Double(fields[Column.longitude]).flatMap { PlaceRow.Point(latitude: latitude, longitude: $0) }
    }
    let aliases = fields[Column.alternates].split(separator: ",").prefix(aliasesMax).map(\.trimmed).filter(isUseful)
    return PlaceRow(
      id: id, name: fields[Column.name].trimmed, aliases: aliases, kind: kind, country: country,
      admin1: country.flatMap { regions["\($0).\(fields[Column.admin1])"] }, point: point, population: population)
  }

  /// An alternate of two letters or all in capitals is a code of an airport or a railway station.
  private static func isUseful(_ alias: String) -> Bool {
    alias.utf8.count > 2 && alias.contains(where: \.isLowercase) && !alias.contains(where: \.isNumber)
  }

  private enum Column {
    static let id = 0
    static let name = 1
    static let alternates = 3
    static let latitude = 4
    static let longitude = 5
    static let featureClass = 6
    static let feature = 7
    static let country = 8
    static let admin1 = 10
    static let population = 14
    static let count = 19
  }

  static let aliasesMax = 40

  /// GeoNames' feature codes as kinds; nil for what no report is about.
  static func kind(of code: Substring, inClass featureClass: Substring, population: Int) -> PlaceKind? {
    switch featureClass {
    case "P":
      switch code {
      case "PPLX": .district
      case "PPLC": .city
      case "PPLL": .locality
      default: population >= 100_000 ? .city : population >= 5_000 ? .town : .village
      }
    case "A": code == "ADM1" ? .region : code.hasPrefix("PCL") ? .country : .district
    default: sites[code]
    }
  }

  private static let sites: [Substring: PlaceKind] = [
    "AIRB": .airbase, "AIRF": .airport, "AIRP": .airport, "INSM": .militaryBase, "FT": .militaryBase, "DAM": .dam,
    "BDG": .bridge, "OILF": .oilField, "OILW": .oilField, "GASF": .gasField, "OILR": .refinery, "PRT": .port,
    "HBR": .port, "CMPRF": .camp, "CMP": .camp, "MN": .mine, "MNAU": .mine, "PS": .powerPlant, "PSN": .powerPlant,
    "PSH": .powerPlant, "CSTM": .borderCrossing, "PSTB": .borderCrossing, "ISL": .island, "ISLS": .island,
    "PEN": .peninsula,
    "STRT": .strait, "VAL": .valley, "MT": .mountain, "MTS": .mountain, "HLL": .hill, "HLLS": .hill, "FRST": .forest,
    "RGN": .region, "LCTY": .locality, "DSRT": .desert, "LK": .lake, "INDS": .industrialZone,
  ]
}
