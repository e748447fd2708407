/// Reads tables of places made by hand: columns id, name, kind, country, admin1, lat, lon, aliases, twin.
public enum PlaceTable {
  /// - Throws: the first fault, with its line.
  public static func rows(of table: TableText) throws(NamingTableError) -> [PlaceRow] {
    let table = try TabTable(table, required: ["id", "name", "kind"])
    var rows: [PlaceRow] = []
    for row in table.rows { rows.append(try place(row, of: table)) }
    return rows
  }

  private static func place(_ row: TabTable.Row, of table: TabTable) throws(NamingTableError) -> PlaceRow {
    let kindText = try table.needed(row, "kind")
    guard let kind = PlaceKind(rawValue: kindText) else {
      throw NamingTableError(table: table.name, line: row.line, fault: .unknownKind(kindText))
    }
    let country = table.text(row, "country")
    let admin1 = table.text(row, "admin1")
    let twin = table.text(row, "twin")
    return PlaceRow(
      id: try table.needed(row, "id"), name: try table.needed(row, "name"), aliases: table.list(row, "aliases"),
      kind: kind,
      country: CountryCode(country)?.text, admin1: admin1.isEmpty ? nil : admin1, point: try point(row, of: table),
      population: Int(try table.number(row, "population") ?? 0), twin: twin.isEmpty ? nil : twin, isListed: true)
  }

  private static func point(_ row: TabTable.Row, of table: TabTable) throws(NamingTableError) -> PlaceRow.Point? {
    guard let latitude = try table.number(row, "lat"), let longitude = try table.number(row, "lon") else { return nil }
    guard let point = PlaceRow.Point(latitude: latitude, longitude: longitude) else {
      throw NamingTableError(
        table: table.name, line: row.line, fault: .badNumber(column: "lat, lon", found: "\(latitude), \(longitude)"))
    }
    return point
  }

  /// What is wrong between rows that each are right: one id twice, a twin that is missing, points elsewhere or not back.
  ///
  /// - Returns: sentences for `salient check`, empty when all agree.
  public static func clashes(in rows: [PlaceRow]) -> [String] {
    var byID: [String: PlaceRow] = [:]
    var found: [String] = []
    for row in rows {
      if let first = byID.updateValue(row, forKey: row.id) {
        found.append("\(row.id): stands twice, as \"\(first.name)\" and as \"\(row.name)\"; give one another id")
      }
    }
    for row in rows {
      guard let twin = row.twin else { continue }
      guard let other = byID[twin] else {
        found.append("\(row.id): its twin \(twin) is in no table; add it, or empty the column")
        continue
      }
      if other.twin != row.id {
        found.append("\(row.id): its twin \(twin) does not name it back; write \(row.id) in its column twin")
      }
      if let country = row.country, country == other.country {
        found.append("\(row.id): its twin \(twin) lies in \(country) too; the sides of a crossing are of two countries")
      }
    }
    return found
  }
}
