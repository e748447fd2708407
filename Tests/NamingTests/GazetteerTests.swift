import Testing

@testable import Naming

@Suite struct GazetteerTests {
  private static let dump = [
    "10\tAr Raqqah\tAr Raqqah\tRaqqa,Rakka,RQA,الرقة\t35.95\t39.01\tP\tPPLA\tSY\t\t04\t\t\t\t177636\t\t\t\t",
    "11\tRaqqa Governorate\t\tRaqqa\t36\t39\tA\tADM1\tSY\t\t04\t\t\t\t0\t\t\t\t",
    "12\tHigh School\t\t\t36\t39\tS\tSCH\tSY\t\t04\t\t\t\t0\t\t\t\t",
    "13\tBad point\t\t\t99\t39\tP\tPPL\tSY\t\t04\t\t\t\t0\t\t\t\t",
    "not a row",
  ].joined(separator: "\n")

  private func layer(_ rows: [PlaceRow]) throws -> GazetteerLayer {
    var compiler = GazetteerCompiler()
    compiler.add(rows)
    return try GazetteerLayer(GazetteerBytes(compiler.compile(name: "test")), name: "test")
  }

  @Test func `a GeoNames dump is read for what a report can be about`() throws {
    #expect(GeoNamesDump.isDump(Self.dump))
    let (rows, unreadable) = GeoNamesDump.rows(of: TableText(name: "SY.txt", text: Self.dump))
    #expect(unreadable == 1)
    #expect(rows.map(\.name) == ["Ar Raqqah", "Raqqa Governorate", "Bad point"])
    #expect(rows[0].aliases == ["Raqqa", "Rakka"])
    #expect(rows[0].admin1 == "Raqqa Governorate")
    #expect(rows[0].kind == .city)
    #expect(rows[2].point == nil)
  }

  @Test func `what is compiled is found again by name and by id`() throws {
    let (rows, _) = GeoNamesDump.rows(of: TableText(name: "SY.txt", text: Self.dump))
    let gazetteer = Gazetteer(layers: [try layer(rows)])
    #expect(
      gazetteer.candidates(for: "raqqa").map(\.id).sorted { $0 ?? "" < $1 ?? "" } == ["geonames:10", "geonames:11"])
    let city = try #require(gazetteer.place(id: "geonames:10"))
    #expect(city.country == "SY" && city.population == 177_636 && city.admin1 == "Raqqa Governorate")
    #expect(abs(try #require(city.latitude) - 35.95) < 1e-5)
    #expect(gazetteer.place(id: "geonames:99") == nil)
    #expect(gazetteer.place(id: "site:none") == nil)
  }

  @Test func `an earlier layer keeps its id`() throws {
    let one = try layer([PlaceRow(id: "geonames:5", name: "Azaz", kind: .town, country: "SY")])
    let other = try layer([PlaceRow(id: "geonames:5", name: "Azaz", kind: .village, country: "TR")])
    let gazetteer = Gazetteer(layers: [one, other])
    #expect(gazetteer.candidates(for: "Azaz").map(\.country) == ["SY"])
    #expect(gazetteer.place(id: "geonames:5")?.country == "SY")
  }

  @Test func `the same rows make the same bytes`() throws {
    let rows = [
      PlaceRow(id: "site:b", name: "Bravo", kind: .dam),
      PlaceRow(id: "geonames:7", name: "Alfa", aliases: ["Alpha"], kind: .town),
    ]
    var one = GazetteerCompiler()
    one.add(rows)
    var other = GazetteerCompiler()
    other.add(rows.reversed())
    #expect(try one.compile(name: "one") == other.compile(name: "other"))
  }

  @Test func `a file that is cut, older or foreign is refused with what to do`() throws {
    var compiler = GazetteerCompiler()
    compiler.add([PlaceRow(id: "geonames:7", name: "Alfa", kind: .town)])
    let whole = try compiler.compile(name: "test")
    func fault(_ bytes: [UInt8]) -> GazetteerError.Fault? {
      do throws(GazetteerError) {
        _ = try GazetteerLayer(GazetteerBytes(bytes), name: "x.gaz")
        return nil
      } catch {
        return error.fault
      }
    }
    #expect(fault(whole) == nil)
    #expect(fault([]) == .notAGazetteer)
    #expect(fault(Array(repeating: 7, count: 200)) == .notAGazetteer)
    #expect(fault(Array(whole.dropLast(8))) == .cut(expected: whole.count, found: whole.count - 8))
    var older = whole
    older[8] = 1
    #expect(fault(older) == .otherVersion(found: 1))
    #expect(throws: GazetteerError.self) { try GazetteerLayer(mapping: "/nowhere/places.gaz") }
  }

  @Test func `damaged bytes give other answers, never a crash`() throws {
    var compiler = GazetteerCompiler()
    compiler.add((1...50).map { PlaceRow(id: "geonames:\($0)", name: "Name \($0)", kind: .town, country: "SY") })
    let whole = try compiler.compile(name: "test")
    var random = SystemRandomNumberGenerator()
    for _ in 0..<200 {
      var damaged = whole
      for _ in 0..<20 { damaged[Int.random(in: 12..<60, using: &random)] = UInt8.random(in: 0...255, using: &random) }
      for _ in 0..<20 {
        damaged[Int.random(in: 64..<damaged.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      guard let layer = try? GazetteerLayer(GazetteerBytes(damaged), name: "damaged") else { continue }
      let gazetteer = Gazetteer(layers: [layer])
      for number in 1...50 { _ = gazetteer.candidates(for: "Name \(number)").count }
      _ = gazetteer.place(id: "geonames:25")
    }
  }

  @Test func `a table's faults are told with their line`() {
    func fault(_ text: String) -> NamingTableError? {
      do throws(NamingTableError) {
        _ = try PlaceTable.rows(of: TableText(name: "own.tsv", text: text))
        return nil
      } catch {
        return error
      }
    }
    let heading = "id\tname\tkind\tlat\tlon\n"
    #expect(fault("id\tname\n")?.fault == .missingColumn("kind"))
    #expect(
      fault(heading + "# note\nx:1\tOne\tcastle\t1\t1\n")
        == NamingTableError(table: "own.tsv", line: 3, fault: .unknownKind("castle")))
    #expect(fault(heading + "x:1\t\ttown\t1\t1\n")?.fault == .emptyField("name"))
    #expect(fault(heading + "x:1\tOne\ttown\tnorth\t1\n")?.fault == .badNumber(column: "lat", found: "north"))
    #expect(fault(heading + "x:1\tOne\ttown\t91\t1\n")?.fault == .badNumber(column: "lat, lon", found: "91.0, 1.0"))
    #expect(fault(heading + "x:1\tOne\ttown\t1\t1\r\n") == nil)
    #expect(
      fault("id\tname\n")?.description
        == "own.tsv:1: the heading has no column \"kind\"; add it, columns are parted by tabs")
  }

  @Test func `clashes between rows are named`() {
    func row(_ id: String, _ country: String, twin: String? = nil) -> PlaceRow {
      PlaceRow(id: id, name: id, kind: .borderCrossing, country: country, twin: twin)
    }
    #expect(PlaceTable.clashes(in: [row("a", "SY", twin: "b"), row("b", "IQ", twin: "a")]).isEmpty)
    #expect(PlaceTable.clashes(in: [row("a", "SY"), row("a", "IQ")]).count == 1)
    #expect(
      PlaceTable.clashes(in: [row("a", "SY", twin: "b")]) == [
        "a: its twin b is in no table; add it, or empty the column"
      ])
    #expect(PlaceTable.clashes(in: [row("a", "SY", twin: "b"), row("b", "IQ")]).count == 1)
    #expect(PlaceTable.clashes(in: [row("a", "SY", twin: "b"), row("b", "SY", twin: "a")]).count == 2)
  }

  @Test func `the shipped tables have no clash`() throws {
    let rows = try PlaceTable.rows(of: NamingFixture.table("etc/data/sites.tsv"))
    #expect(PlaceTable.clashes(in: rows) == [])
    #expect(rows.count > 200)
  }
}
