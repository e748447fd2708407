/// What `salient places import` makes of files: one compiled gazetteer, and a word on each file.
public struct PlaceImport: Sendable {
  /// One file's part.
  public struct Part: Sendable, Equatable {
    public let name: String
    /// Places taken.
    public let places: Int
    /// Rows of a dump that could not be read.
    public let unreadable: Int
    /// Rows left out because their id had come before.
    public let repeated: Int
  }

  /// The compiled file; write it beside the others and rename it into place.
  public let bytes: [UInt8]
  public let parts: [Part]
  /// What is wrong between rows of the hand-made tables, in sentences.
  public let clashes: [String]

  /// Compiles GeoNames dumps and hand-made tables together; which is which shows in the first line.
  ///
  /// - Parameters:
  ///   - tables: the files as read; dumps may be large, each is freed as its rows are taken.
  ///   - regions: names of first-level divisions by code, as `regions(of:)` reads them.
  ///   - words: of the language whose words for kinds stand in names of the hand-made tables.
  ///   - idPrefix: of a dump's numbers; another than `geonames:` for dumps of other makers, whose numbers would clash.
  ///   - name: how errors call the result.
  public init(
    _ tables: [TableText], regions: [String: String], words: NamingWords, idPrefix: String = "geonames:", name: String
  ) throws {
    var compiler = GazetteerCompiler(words: words)
    var parts: [Part] = []
    var listed: [PlaceRow] = []
    for table in tables {
      let before = compiler.repeated
      var unreadable = 0
      let rows: [PlaceRow]
      if GeoNamesDump.isDump(table.text) {
        (rows, unreadable) = GeoNamesDump.rows(of: table, regions: regions, idPrefix: idPrefix)
      } else {
        rows = try PlaceTable.rows(of: table)
        listed += rows
      }
      compiler.add(rows)
      let repeated = compiler.repeated - before
      parts.append(Part(name: table.name, places: rows.count - repeated, unreadable: unreadable, repeated: repeated))
    }
    bytes = try compiler.compile(name: name)
    self.parts = parts
    clashes = PlaceTable.clashes(in: listed)
  }

  /// Reads the table of first-level divisions: columns code, name.
  public static func regions(of table: TableText) throws(NamingTableError) -> [String: String] {
    let table = try TabTable(table, required: ["code", "name"])
    var regions: [String: String] = [:]
    for row in table.rows { regions[try table.needed(row, "code")] = try table.needed(row, "name") }
    return regions
  }
}
