import Model
import Naming
import Testing

@testable import TerritoryExtraction

/// Which place the words around a name make of it.
@Suite struct PlaceReadingTests {
  private func place(_ text: String, _ mention: String) throws -> PlaceMention {
    let survey = try Kit.survey(text)
    return try #require(survey.places.first { $0.mention == mention }, "\(survey.places.map(\.mention))")
  }

  @Test(arguments: [
    ("Insurgents seized the Brigade 52 base near Deraa.", "the Brigade 52 base"),
    ("Commandos landed in San Vicente del Caguan on Thursday and captured the town.", "San Vicente del Caguan"),
    (
      "Fighters overran the headquarters of Russia's southern military district.",
      "the headquarters of Russia's southern military district"
    ),
  ])
  func `a name goes on over numbers, small words and adjectives`(_ text: String, _ mention: String) throws {
    _ = try place(text, mention)
  }

  @Test(arguments: [
    ("Israeli soldiers left positions in Khan Younis on Friday.", "Khan Younis"),
    ("Counter-terrorism units have captured the Bakir and Aramil districts, a spokesman said.", "Aramil district"),
    ("Troops took the villages of Horodyshche and Milove.", "Milove"),
  ])
  func `positions in a town are the town, and a shared noun belongs to each`(_ text: String, _ name: String) throws {
    #expect(try Kit.survey(text).places.contains { $0.name == name && $0.form == .name })
  }

  @Test(arguments: [
    ("Al Qaeda-linked gunmen captured the town.", "Al"),
    ("Somalia's army has driven al-Shabab from Harardhere.", "al-Shabab"),
    ("The men hold about 1,000 square kilometres of the Kursk region.", "square"),
    ("Correction, May 23: an earlier version said that the town was captured in June.", "Correction"),
  ])
  func `sides, measures and the heads of notes are no places`(_ text: String, _ name: String) throws {
    #expect(try Kit.survey(text).places.allSatisfy { $0.name != name && !$0.mention.hasSuffix(name) })
  }

  @Test(arguments: [
    ("Rebels marched into the capital of the Central African Republic on Saturday.", "Bangui"),
    ("Rwanda's rebels were masters of an almost empty capital on Tuesday.", "Kigali"),
  ])
  func `the capital is the country's`(_ text: String, _ name: String) throws {
    #expect(try Kit.survey(text).places.contains { $0.place?.name == name })
  }

  @Test(arguments: [
    ("Guardsmen hold the Marshal Tito barracks in Varazdin.", "the Marshal Tito barracks", "Varaždin"),
    ("Rebels entered Bangassou. They captured the hospital.", "the hospital", "Bangassou"),
    (
      "Ukraine said that Russian troops captured Novoazovsk. They control several villages around it.",
      "several villages around it",
      "Novoazovsk"
    ),
  ])
  func `a place that no table holds lies where the text puts it`(_ text: String, _ mention: String, _ town: String)
    throws
  {
    let survey = try Kit.survey(text)
    let found = try #require(survey.places.first { $0.mention == mention }?.place)
    let at = try #require(try Kit.resources().names.resolve(place: town, in: survey.names.context).place.latitude)
    #expect(found.id == nil && found.latitude == at)
  }

  @Test func `the airport is never the town`() throws {
    let airport = try place("Fighters captured Bunia on Monday. The peacekeepers hold the airport.", "the airport")
    #expect(airport.antecedents.isEmpty)
  }

  @Test func `what is called so is that place`() throws {
    let survey = try Kit.survey("Fighting goes on for a ridge called Jubar; the army captured it.")
    let ridge = try #require(survey.places.first { $0.mention == "a ridge" })
    #expect(ridge.antecedents.map { survey.places[$0].name } == ["Jubar"])
  }

  @Test(arguments: [
    ("Rebels have seized a hill near Nawa.", "Nawa"),
    ("Militants seized the al-Qardabiya air base south of Sirte.", "south of Sirte"),
    ("Militants overran Diapaga (Tapoa, Est) and left.", "Tapoa"),
    ("Troops cleared the desert between Nineveh and Anbar.", "Anbar"),
  ])
  func `a place that only says where another lies is known as such`(_ text: String, _ mention: String) throws {
    let survey = try Kit.survey(text)
    let index = try #require(survey.places.firstIndex { $0.mention == mention }, "\(survey.places.map(\.mention))")
    let locating = Locating(survey: survey, line: survey.lines[survey.places[index].line], lexicon: try Kit.lexicon())
    #expect(locating.located(by: index) != nil)
  }

  @Test(arguments: [
    ("Rebels captured Volnovakha, north of Mariupol.", "north of Mariupol", true),
    ("The town lies north of Qusair, which the army recaptured.", "north of Qusair", false),
    ("Rebels captured the north of Mali.", "the north of Mali", false),
  ])
  func `a bearing is no place unless more is said of it`(_ text: String, _ mention: String, _ isBearing: Bool) throws {
    #expect(try place(text, mention).isBearing == isBearing)
  }

  @Test(arguments: [("the mujahideen", true), ("army", false), ("Red Brigade", false)])
  func `a plain noun may be the side that was named before`(_ words: String, _ isOne: Bool) throws {
    let names = ActorNames(names: try Kit.resources().names)
    #expect(names.mayBeOne(.named(words), .listed("actor:al-shabaab")) == isOne)
  }
}
