import Testing

@testable import Naming

@Suite struct PlaceResolutionTests {
  let tables: NameTables

  init() throws { tables = try NamingFixture.tables.get() }

  @Test(arguments: [
    ("the Syrian side of the Al Waleed border crossing", "site:sy-al-tanf-crossing"),
    ("The Iraqi side of Al Tanf", "site:iq-al-waleed-crossing"),
    ("Al Waleed", "site:iq-al-waleed-crossing"), ("al-Tanf", "site:sy-al-tanf-crossing"),
    ("the Iraqi side of the Albu Kamal crossing", "site:iq-al-qaim-crossing"),
    ("the crossing at Albu Kamal", "site:sy-albu-kamal-crossing"),
    ("Rabia crossing (Syrian side)", "site:sy-yarubiyah-crossing"),
  ])
  func `the sides of a crossing are two places`(_ mention: String, _ id: String) {
    #expect(tables.resolve(place: mention, in: NamingFixture.context("SY", "IQ")).place.id == id)
  }

  @Test(arguments: [
    ("Menagh air base", "SY", "site:sy-menagh-airbase"), ("the airport at Goma", "CD", "site:cd-goma-airport"),
    ("Goma's airport", "CD", "site:cd-goma-airport"), ("Tripoli's Mitiga airport", "LY", "site:ly-mitiga"),
    ("Yemen's al-Anad air base", "YE", "site:ye-al-anad"), ("Sangin district", "AF", "site:af-sangin"),
    ("Mount Sinjar", "IQ", "site:iq-sinjar-mt"), ("the Tishreen dam", "SY", "site:sy-tishrin-dam"),
    ("Kuweiris air base", "SY", "site:sy-kweires-airbase"), ("the Beiji oil refinery", "IQ", "site:iq-baiji-refinery"),
    ("western Tigray", "ET", "site:et-western-tigray"), ("parts of western Tigray", "ET", "site:et-western-tigray"),
    ("the Kakhovka hydroelectric station", "UA", "site:ua-kakhovka-dam"),
    ("the ancient city of Hatra", "IQ", "site:iq-hatra"),
  ])
  func `a word for the kind chooses the site`(_ mention: String, _ country: String, _ id: String) {
    #expect(tables.resolve(place: mention, in: NamingFixture.context(country)).place.id == id)
  }

  @Test(arguments: [
    ("the northeastern Syrian city of Raqqa", "SY", "SY", PlaceKind.city), ("Albu Kamal", "SY", "SY", .town),
    ("Tripoli", "LY", "LY", .city), ("Tripoli", "LB", "LB", .city), ("Goma", "CD", "CD", .city),
    ("Homs province", "SY", "SY", .region),
    ("Aleppo", "SY", "SY", .city), ("Qasr ben Ghashir", "LY", "LY", .town), ("Kyiv", "UA", "UA", .city),
    ("Kiev", "UA", "UA", .city),
    ("Bakhmut", "UA", "UA", .city), ("Izium", "UA", "UA", .town), ("Deir al-Zour", "SY", "SY", .city),
    ("Bamako", "ML", "ML", .city),
  ])
  func `context and kind choose among places of one name`(
    _ mention: String, _ text: String, _ country: String, _ kind: PlaceKind
  ) {
    let place = tables.resolve(place: mention, in: NamingFixture.context(text)).place
    #expect(place.id != nil)
    #expect(place.country == country)
    let settlements: Set<PlaceKind> = [.city, .town, .village]
    #expect(place.kind == kind || (settlements.contains(kind) && settlements.contains(place.kind)))
  }

  @Test func `a village of another country is not taken for one that no table holds`() {
    let place = tables.resolve(place: "Odaisseh", in: NamingFixture.context("LB", "IL")).place
    #expect(place.id == nil)
    #expect(place.name == "Odaisseh")
    #expect(place.latitude == nil)
  }

  @Test func `one name of many far apart is left open`() {
    let resolution = tables.resolve(place: "Ivanivka", in: NamingFixture.context("UA"))
    #expect(resolution.place.id == nil)
    #expect(resolution.place.country == "UA")
  }

  @Test func `what lies near decides among many`() throws {
    let town = try #require(tables.gazetteer.candidates(for: "Skadovsk").first)
    let context = NamingFixture.context("UA").adding(town)
    let place = tables.resolve(place: "Ivanivka", in: context).place
    #expect(place.id == nil || place.admin1 == "Kherson")
  }

  @Test func `a site that no table holds is a place of its own at its town`() {
    let place = tables.resolve(place: "Zliten port", in: NamingFixture.context("LY")).place
    #expect(place.id == nil)
    #expect(place.kind == .port)
    #expect(place.name == "Zliten port")
    #expect(place.country == "LY")
    #expect(place.latitude.map { abs($0 - 32.47) < 0.1 } ?? false)
  }

  @Test func `a site without a name is the one near the place spoken of`() {
    let context = NamingFixture.context("CD")
    let goma = tables.resolve(place: "Goma", in: context).place
    #expect(tables.resolve(place: "the airport", near: goma, in: context).place.id == "site:cd-goma-airport")
    let unlisted = tables.resolve(place: "its bridge", near: goma, in: context).place
    #expect(unlisted.id == nil)
    #expect(unlisted.kind == .bridge)
    #expect(tables.resolve(place: "the airport", in: context).place.id == nil)
  }

  @Test func `the capital of a named country is a city`() {
    #expect(tables.resolve(place: "the Somali capital", in: NamingFixture.context("SO")).place.name == "Mogadishu")
  }

  @Test func `an answer can be explained`() throws {
    let resolution = tables.resolve(place: "Tripoli", in: NamingFixture.context("LY"), explaining: true)
    #expect(resolution.clues.contains { $0.kind == .countryInText && $0.weight > 0 })
    let lebanese = try #require(resolution.rivals.first { $0.place.country == "LB" })
    #expect(lebanese.score < resolution.score)
    #expect(Clue(kind: .nearOthers, weight: -1.5).description == "near other places -1.50")
    #expect(abs(resolution.clues.reduce(0) { $0 + $1.weight } - resolution.score) < 1e-9)
  }

  @Test(arguments: ["", " ", "the", "of the", ",,,", "’s", String(repeating: "Al ", count: 500), "\u{FFFD}\u{200B}"])
  func `any mention has an answer`(_ mention: String) {
    #expect(tables.resolve(place: mention, in: NamingContext()).place.id == nil)
  }
}

@Suite struct PlaceMentionTests {
  @Test(arguments: [
    ("Kachin State", "Kachin", PlaceKind.region), ("the mainly Sunni half of Beirut", "Beirut", nil),
    ("S of Krynky", "Krynky", nil),
    ("Khartoum's wrecked airport", "Khartoum", .airport),
    ("the northern Sri Lankan town of Kilinochchi", "Kilinochchi", .town),
    ("the port city of Hodeidah", "Hodeidah", .city), ("Mount Sinjar", "Sinjar", .mountain),
    ("Base 46", "46", .militaryBase),
  ])
  func `the name and the kind are read from a mention`(_ mention: String, _ name: String, _ kind: PlaceKind?) throws {
    let reader = PlaceMentionReader(
      words: try NamingFixture.words.get(), countries: try NamingFixture.countries.get(), countryOfPlace: { _ in nil })
    let read = reader.read(mention)
    #expect(read.name == name)
    #expect(read.kind == kind)
  }
}
