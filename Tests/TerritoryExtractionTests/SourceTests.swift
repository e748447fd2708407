import Model
import Naming
import Testing

@testable import TerritoryExtraction

/// A sentence of which the first trigger's sources are asked.
private func sources(_ text: String) throws -> [String] {
  let survey = try Kit.survey(text)
  let trigger = try #require(survey.triggers.first { !$0.isEmpty }?.first)
  return SourceNames(survey: survey, lexicon: try Kit.lexicon()).names(trigger)
}

@Test(arguments: [
  ("A government spokesman said on Monday that rebels had seized Kobo.", ["government spokesman"]),
  ("Rebels have seized the town of Kobo, residents said.", ["residents"]),
  (
    "According to the Syrian Observatory for Human Rights, rebels have seized Kobo.",
    [
      "Syrian Observatory for Human Rights"
    ]
  ),
  ("Islamic State fighters have seized the town of Kobo, witnesses said.", ["witnesses"]),
  ("Deputy Defence Minister Hanna Maliar said the army had retaken Kobo.", ["Hanna Maliar"]),
  ("A UN spokesman, Michael Williams, said that rebels had seized Kobo.", ["Michael Williams"]),
])
func `the source is the subject of the reporting word, by its name and without article or title`(
  text: String, expected: [String]
) throws {
  #expect(try sources(text) == expected)
}

@Test(arguments: [
  ("June 27 - Fighters said that they had taken Kobo.", ["Fighters"]),
  ("He confirmed by telephone that rebels had seized Kobo.", []),
  ("The army was not in a position to say that it had taken Kobo.", []),
])
func `a day, a means and a place are no sources`(text: String, expected: [String]) throws {
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
  ("The Eritrean People's Liberation Front said that it had captured Kobo.", .party),
  ("Rebels have seized Kobo, the United Nations said.", .other),
  ("Rebels have seized Kobo, a military source said.", .party),
  ("Rebels have seized Kobo, a source said.", .other),
])
func `a source speaks for a side or for nobody`(text: String, kind: SourceKind) throws {
  let survey = try Kit.survey(text)
  #expect(survey.cues[0].map(\.kind) == [kind])
}

@Test(arguments: [
  ("A spokesman said that rebels had seized Kobo.", Attribution.Scope.content),
  ("Rebels have seized the town of Kobo, residents said.", .content),
  ("Rebels have seized the town of Kobo, according to residents.", .trails),
  ("A spokesman spoke. Rebels have seized Kobo.", .nobody),
])
func `how a credit reaches a clause is told from the tree`(text: String, scope: Attribution.Scope) throws {
  let survey = try Kit.survey(text)
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

@Test(arguments: [
  ("Rebels have seized the town of Kobo, residents said.", Certainty.claimed, Certainty.reported),
  ("The army denied that rebels had seized Kobo.", .claimed, .denied),
  ("Rebels have reportedly seized Kobo.", .asserted, .reported),
])
func `what the guide settles overrules what was learnt`(text: String, learnt: Certainty, ruled: Certainty) throws {
  let survey = try Kit.survey(text)
  let trigger = try #require(survey.triggers.first { !$0.isEmpty }?.last)
  #expect(Stance(survey: survey, lexicon: try Kit.lexicon()).ruled(learnt, trigger) == ruled)
}

@Test func `what is said in a comment is hearsay`() throws {
  let survey = try Kit.survey("Rebels have seized Kobo.", .comment)
  let trigger = try #require(survey.triggers.first?.first)
  #expect(Stance(survey: survey, lexicon: try Kit.lexicon()).ruled(.asserted, trigger) == .rumoured)
}

@Test(arguments: [
  ("Rebels seized Kobo; the army kept Woldia.", "Rebels seized Kobo"),
  ("Rebels seized Kobo on Monday.", "Rebels seized Kobo on Monday."),
])
func `evidence is the clause up to a semicolon`(text: String, clause: String) throws {
  let survey = try Kit.survey(text)
  let line = survey.lines[0]
  let span = EvidenceClause(line: line, lexicon: try Kit.lexicon()).span(holding: [0..<1, 1..<2, 2..<3])
  let scalars = Array(text.unicodeScalars)[span]
  #expect(String(String.UnicodeScalarView(scalars)) == clause)
}
