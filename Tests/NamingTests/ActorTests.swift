import Model
import Testing

@testable import Naming

@Suite struct ActorTests {
  let tables: NameTables

  init() throws { tables = try NamingFixture.tables.get() }

  private func resolve(_ mention: String, _ country: String?, on day: String? = nil, spokenOf actors: [String] = [])
    -> String?
  {
    var context = NamingContext(published: day.flatMap { Day(iso: $0) })
    for actor in actors { context.actors[actor] = 1 }
    let place = country.map { Place(id: nil, name: "X", kind: .town, country: $0) }
    return tables.resolve(actor: mention, at: place, in: context)?.description
  }

  @Test(arguments: [
    ("Syrian army", "SY", "actor:syria-gov"), ("the Syrian army", "SY", "actor:syria-gov"),
    ("Iraqi military", "IQ", "actor:iraq-gov"),
    ("Iraqi Security Forces", "IQ", "actor:iraq-gov"), ("Malian marines", "ML", "actor:mali-gov"),
    ("Russian troops", "UA", "actor:russia"), ("Ukrainian special forces", "RU", "actor:ukraine"),
    ("Taliban gunmen", "AF", "actor:taliban"),
    ("Iranian-backed Houthi fighters", "YE", "actor:houthis"), ("ISIS", "IQ", "actor:islamic-state"),
    ("M23 fighters", "CD", "actor:m23"),
    ("Troops loyal to eastern commander Khalifa Haftar", "LY", "actor:lna"),
    ("the United States", "PH", "actor:us-military"),
    ("the Kenyans", "SO", "actor:kenya"), ("al Qaeda militants", "YE", "actor:aqap"),
    ("Da’esh", "SY", "actor:islamic-state"),
    ("Syria's army", "SY", "actor:syria-gov"), ("Khartoum's army", "SD", "actor:saf"),
    ("2,000 Ukrainian soldiers", "UA", "actor:ukraine"), ("our armed forces", "ML", "actor:mali-gov"),
    ("Afghanistan's Taliban militia", "AF", "actor:taliban"), ("last junta battalion", "MM", "actor:tatmadaw"),
    ("Mozambique's own troops", "MZ", "actor:mozambique-gov"),
    ("Somalia's al Shabaab rebels", "SO", "actor:al-shabaab"),
    ("Kadyrov's forces", "UA", "actor:akhmat"), ("peshmerga", "IQ", "actor:peshmerga"),
  ])
  func `a listed actor is found by name, nation, noun and allegiance`(
    _ mention: String, _ country: String, _ id: String
  ) {
    #expect(resolve(mention, country) == id)
  }

  @Test(arguments: [
    ("rebels", "SY", "actor:syrian-rebels"), ("rebels", "PE", "rebels"), ("regime forces", "SY", "actor:syria-gov"),
    ("the junta", "MM", "actor:tatmadaw"), ("the junta", "CL", "junta"), ("Kurdish forces", "IQ", "actor:peshmerga"),
    ("Kurdish forces", "SY", "actor:ypg"), ("Kurdish forces", "TR", "Kurdish forces"), ("the army", "SD", "actor:saf"),
    ("the paramilitaries", "SD", "actor:rsf"), ("separatists", "UA", "actor:pro-russian-separatists"),
    ("separatists", "ES", "separatists"),
    ("the jihadist group", "SY", "actor:islamic-state"), ("the jihadist group", "ML", "jihadist group"),
    ("coalition forces", "YE", "actor:saudi-coalition"),
  ])
  func `generic words stand for a listed actor in its own country alone`(
    _ mention: String, _ country: String, _ wanted: String
  ) {
    #expect(resolve(mention, country, on: "2017-06-01") == wanted)
  }

  @Test func `generic words follow the days of an actor`() {
    #expect(resolve("rebels", "LY", on: "2011-08-01") == "actor:ntc-libya")
    #expect(resolve("rebels", "LY", on: "2019-08-01") == "rebels")
    #expect(resolve("government forces", "AF", on: "2010-01-01") == "actor:afghan-gov")
    #expect(resolve("government forces", "AF", on: "1996-09-27") == "government forces")
  }

  @Test func `generic words mean the actor that the text is about`() {
    #expect(resolve("the insurgents", "SO", spokenOf: ["actor:al-shabaab"]) == "actor:al-shabaab")
    #expect(resolve("the insurgents", "ET", spokenOf: ["actor:al-shabaab"]) == "insurgents")
  }

  @Test(arguments: [
    ("Congolese rebels", "CD"), ("UNITA", "AO"), ("Northern Alliance", "AF"), ("Croatian army", "HR"),
    ("Bosnian Serb troops", "BA"),
    ("forces backing Alassane Ouattara", "CI"),
  ])
  func `one that reports give by name keeps the text's words`(_ mention: String, _ country: String) {
    #expect(resolve(mention, country) == mention)
  }

  @Test func `an actor that reports give by name is identified all the same`() {
    let place = Place(id: nil, name: "X", kind: .town, country: "AO")
    let context = NamingContext()
    #expect(tables.identify(actor: "UNITA rebels", at: place, in: context)?.id == "actor:unita")
    #expect(tables.identify(actor: "Executive Outcomes", at: place, in: context) == nil)
    #expect(tables.identify(actor: "they", at: place, in: context) == nil)
  }

  @Test func `a name that holds in one country alone is nobody's own name elsewhere`() {
    let survey = tables.survey(Array("Tribesmen and police retook Ramadi from gunmen.".utf8))
    #expect(survey.spans.filter { $0.kind == .actor }.allSatisfy { $0.actor == nil })
  }

  @Test(arguments: ["they", "It", "both sides", "", " ", "the"])
  func `what names nobody is nobody`(_ mention: String) {
    let found = resolve(mention, "SY")
    #expect(found == nil || found == "the")
  }

  @Test func `allies share a side`() {
    let isis = ReportedActor.listed("actor:islamic-state")
    #expect(tables.actors.areAllied(.listed("actor:syria-gov"), .listed("actor:tiger-forces")))
    #expect(tables.actors.areAllied(isis, .listed("actor:iswap")))
    #expect(!tables.actors.areAllied(isis, .listed("actor:syria-gov")))
    #expect(tables.actors.areAllied(.named("Croatian army"), .named("HVO")))
    #expect(!tables.actors.areAllied(.named("Somebody"), .named("Another")))
  }

  @Test func `a table's row replaces one of an earlier table`() throws {
    let heading = "id\tname\ttype\tside\tcountry\taliases\tsince\n"
    let own = TableText(name: "own.tsv", text: heading + "actor:a\tAlpha\trebel\ta\tSY\tAA\t2020-01-01\n")
    let operators = TableText(name: "more.tsv", text: heading + "actor:a\tBravo\trebel\tb\tSY\t\t\n")
    let table = try ActorTable(tables: [own, operators])
    #expect(table.actors.map(\.name) == ["Bravo"])
    #expect(throws: NamingTableError(table: "bad.tsv", line: 2, fault: .badDay(column: "since", found: "soon"))) {
      try ActorTable(tables: [TableText(name: "bad.tsv", text: heading + "actor:a\tA\trebel\ta\tSY\t\tsoon\n")])
    }
    #expect(throws: NamingTableError(table: "bad.tsv", line: 2, fault: .unknownKind("army"))) {
      try ActorTable(tables: [TableText(name: "bad.tsv", text: heading + "actor:a\tA\tarmy\ta\tSY\t\t\n")])
    }
  }
}
