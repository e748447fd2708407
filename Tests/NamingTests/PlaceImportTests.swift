import Testing

@testable import Naming

@Suite struct PlaceImportTests {
  private let dump = "700001\tOldvillage\t\tStarayavillage\t48.5\t38.1\tP\tPPL\tUA\t\t05\t\t\t\t120\t\t\t\t"
  private let own =
    "id\tname\tkind\tcountry\tlat\tlon\taliases\ttwin\nown:1\tZeta Gate\tborder_crossing\tUA\t48\t39\tZeta\town:2\n"

  @Test func `a dump and a table of one's own answer together with the shipped places`() throws {
    let words = try NamingFixture.words.get()
    let regions = try PlaceImport.regions(of: NamingFixture.table("etc/data/regions.tsv"))
    let made = try PlaceImport(
      [
        TableText(name: "UA.txt", text: dump), TableText(name: "own.tsv", text: own),
        TableText(name: "again.txt", text: dump),
      ],
      regions: regions, words: words, name: "import.gaz")
    #expect(made.parts.map(\.places) == [1, 1, 0])
    #expect(made.parts.map(\.repeated) == [0, 0, 1])
    #expect(made.clashes == ["own:1: its twin own:2 is in no table; add it, or empty the column"])

    let shipped = try NamingFixture.tables.get()
    let layers = shipped.gazetteer.layers + [try GazetteerLayer(GazetteerBytes(made.bytes), name: "import.gaz")]
    let tables = NameTables(
      gazetteer: Gazetteer(layers: layers), countries: shipped.countries, actors: shipped.actors, words: words)
    let context = NamingFixture.context("UA")
    let village = tables.resolve(place: "the village of Oldvillage", in: context).place
    #expect(village.id == "geonames:700001")
    #expect(village.admin1 == "Donetsk")
    #expect(tables.resolve(place: "Zeta", in: context).place.id == "own:1")
    #expect(tables.resolve(place: "Bakhmut", in: context).place.id != nil)
  }

  @Test func `a fault in one file refuses the import and names the line`() throws {
    #expect(throws: NamingTableError(table: "own.tsv", line: 2, fault: .unknownKind("castle"))) {
      try PlaceImport(
        [TableText(name: "own.tsv", text: "id\tname\tkind\nx\tX\tcastle\n")], regions: [:],
        words: NamingFixture.words.get(),
        name: "import.gaz")
    }
  }
}
