import Testing

@testable import Naming

@Suite struct NameScannerTests {
  let tables: NameTables

  init() throws { tables = try NamingFixture.tables.get() }

  private func spans(_ text: String) -> [(kind: NameSpan.Kind, words: String, span: NameSpan)] {
    let bytes = Array(text.utf8)
    return tables.survey(bytes).spans.map { ($0.kind, String(decoding: bytes[$0.utf8], as: UTF8.self), $0) }
  }

  private func words(_ kind: NameSpan.Kind, _ text: String, support: Double = 0.3) -> [String] {
    spans(text).filter { $0.kind == kind && $0.span.support >= support }.map(\.words)
  }

  @Test func `names of a report's sentence are found, the longest first`() {
    let text = "Islamic State militants took Deir ez-Zor and the Al-Omar oil field from the Syrian army on Monday."
    #expect(
      words(.place, text) == ["Deir ez-Zor", "Al-Omar oil field"] || words(.place, text) == ["Deir ez-Zor", "Al-Omar"])
    #expect(words(.actor, text) == ["Islamic State militants", "Syrian army"])
  }

  @Test func `offsets count bytes and scalars`() throws {
    let text = "“Échec” à Gao: Bourem, près de Kidal"
    let bytes = Array(text.utf8)
    for (_, words, span) in spans(text) {
      let scalars = Array(text.unicodeScalars)[span.scalars]
      #expect(String(String.UnicodeScalarView(scalars)) == words)
      #expect(String(decoding: bytes[span.utf8], as: UTF8.self) == words)
    }
    #expect(words(.place, text).contains("Kidal"))
  }

  @Test(arguments: [
    "Police said the army would march on Monday.", "Mobile phones and Media reports of Victory.",
    "March is a nice month to buy.",
    "Of all men, General Hassan was the last.", "The Battle was won in May by a Captain.",
    "In January the Army said so.",
  ])
  func `everyday words, titles and persons are no places`(_ text: String) {
    #expect(words(.place, text, support: 0.5) == [])
  }

  @Test(arguments: ["President Bashar al-Assad", "Khalifa Haftar", "Omar al-Bashir", "General Qassem Soleimani"])
  func `a person's name is no place`(_ name: String) {
    #expect(words(.place, "On Friday \(name) spoke of it.", support: 0.5) == [])
  }

  @Test func `a name that no gazetteer holds is found by the words around it`() {
    #expect(words(.unknownPlace, "They entered the village of Zzyrqwat on Friday.") == ["Zzyrqwat"])
    #expect(words(.unknownPlace, "Xqubbet district fell.") == ["Xqubbet"])
    #expect(words(.unknownPlace, "Zzyrqwat Xqubbet spoke on Friday.") == [])
  }

  @Test func `abbreviations need their capitals`() {
    #expect(words(.actor, "It is as it was; aa and fact.") == [])
    #expect(words(.actor, "IS said so.") == ["IS"])
  }

  @Test func `a nation with a noun of force is an actor`() throws {
    let found = try #require(spans("Burkinabe government troops left.").first { $0.kind == .actor })
    #expect(found.words == "Burkinabe government troops")
    #expect(found.span.country == "BF")
  }

  @Test func `a text's countries come from all that it names`() {
    let context = tables.survey(Array("The Syrian army left Aleppo. Iraq said nothing; Syria did.".utf8)).context
    #expect(context.countries["SY", default: 0] > context.countries["IQ", default: 0])
    #expect(context.countries["IQ", default: 0] > 0)
    #expect(!context.anchors.isEmpty)
    #expect(context.actors["actor:syria-gov"] == 1)
  }

  @Test func `a chance likeness does not bring its country into the text`() {
    let context = tables.survey(Array("Israeli soldiers met fighters in Muttur, Lebanon.".utf8)).context
    #expect(context.countries["IN"] == nil)
  }

  @Test func `spans are in order and those of one kind never overlap`() {
    let text = String(
      repeating:
        "The Syrian army and Islamic State in Iraq met at Tal Abyad, Al-Hasakah and the Kurdish YPG forces' base in Deir ez-Zor. ",
      count: 20)
    var last: [NameSpan.Kind: Int] = [:]
    var start = 0
    for (kind, _, span) in spans(text) {
      #expect(span.utf8.lowerBound >= start)
      start = span.utf8.lowerBound
      #expect(span.utf8.lowerBound >= last[kind, default: 0])
      last[kind] = span.utf8.upperBound
    }
  }

  @Test func `any bytes are read`() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<300 {
      let bytes = (0..<Int.random(in: 0...200, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
      for span in tables.survey(bytes).spans { #expect(span.utf8.upperBound <= bytes.count) }
    }
  }
}
