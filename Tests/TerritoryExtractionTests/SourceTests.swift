import Model
import Naming
import Testing

@testable import TerritoryExtraction

/// A sentence of which the first trigger's sources are asked.
private func sources(_ text: String) throws -> [String] {
  let survey = try #require(try Kit.survey(text))
  let trigger = try #require(survey.triggers.first { !$0.isEmpty }?.first)
  return SourceNames(survey: survey, lexicon: try Kit.lexicon()).names(trigger)
}

@Test(arguments: [
  ("A government spokesman said on Monday that rebels had seized Kobo.", ["government spokesman"]),
  ("Rebels have seized the town of Kobo, residents said.", ["residents"]),
  ("According to the Syrian Observatory for Human Rights, rebels have seized Kobo.", [
    "Syrian Observatory for Human Rights"
  ]),
  ("Islamic State fighters have seized the town of Kobo, witnesses said.", ["witnesses"]),
  ("Deputy Defence Minister Hanna Maliar said the army had retaken Kobo.", ["Hanna Maliar"]),
  ("A UN spokesman, Michael Williams, said that rebels had seized Kobo.", ["Michael Williams"]),
])
func `the source is the subject of the reporting word, by its name and without article or title`(
  text: String, expected: [String]
) throws {
  #expect(try sources(text) == expected)
}

@Test func `who is told is a source beside who tells`() throws {
  #expect(try sources("A tribal mediator told Reuters that rebels had seized Kobo.").contains("Reuters"))
}

@Test func `a pronoun means the source before it`() throws {
  #expect(
    try sources("The army spoke of success, an aid worker said. He said rebels had seized Kobo.") == ["aid worker"])
}

@Test(arguments: [
  ("Rebels have seized Kobo, residents said.", SourceKind.other),
  ("Rebels have seized Kobo, a U.N. official said.", .other),
  ("Rebels have seized Kobo, an army spokesman said.", .party),
  ("Rebels have seized Kobo, the defence ministry said.", .party),
  ("Rebels have seized Kobo, he said.", .pronoun),
])
func `a source speaks for a side or for nobody`(text: String, kind: SourceKind) throws {
  let survey = try #require(try Kit.survey(text))
  #expect(survey.cues[0].map(\.kind) == [kind])
}

@Test(arguments: [
  ("A spokesman said that rebels had seized Kobo.", Attribution.Scope.content),
  ("Rebels have seized the town of Kobo, residents said.", .trails),
  ("A spokesman spoke. Rebels have seized Kobo.", .nobody),
])
func `how a credit reaches a clause is told from the tree`(text: String, scope: Attribution.Scope) throws {
  let survey = try #require(try Kit.survey(text))
  let trigger = try #require(survey.triggers.first { !$0.isEmpty }?.first)
  let found = AttributionFinder(survey: survey, lexicon: try Kit.lexicon()).attribution(of: trigger)
  #expect(found.scope == scope)
}

@Test(arguments: [
  "Islamic State is in Kobo.", "The report from Kobo was long.", "A claim was made.",
])
func `names and nouns that look like reporting words are none`(text: String) throws {
  let cues = CueFinder(lexicon: try Kit.lexicon()).cues(in: try Kit.line(text), actors: [])
  #expect(cues.isEmpty)
}
