import Model
import Testing

@testable import TerritoryExtraction

@Test(arguments: [
  ("seize", "seized", VerbShape.pastOrParticiple), ("grab", "grabbed", .pastOrParticiple),
  ("occupy", "occupies", .third), ("enter", "entering", .gerund), ("flee", "fleeing", .gerund),
  ("abandon", "abandoned", .pastOrParticiple), ("overrun", "overrun", .base), ("push", "pushes", .third),
])
func `regular verbs are inflected by rule`(base: String, form: String, shape: VerbShape) {
  let forms = Inflection().forms(ofVerb: base)
  #expect(forms.contains { $0.form == form && $0.shape == shape })
}

@Test(arguments: [
  ("Rebels took full control of Kobo.", ["take full control of"]),
  ("The army drove the rebels out of Kobo.", ["drive .. out of"]),
  ("Kobo fell into rebel hands.", ["fall into .. hands"]),
  ("Kobo was seized on Monday.", ["seize"]),
  ("The weather in Kobo was fine.", []),
])
func `the longest pattern silences those within it`(text: String, patterns: [String]) throws {
  let finder = TriggerFinder(automaton: try Kit.frames().automaton, lexicon: try Kit.lexicon())
  #expect(finder.triggers(in: try Kit.line(text)).map(\.pattern.text) == patterns)
}

@Test(arguments: [
  ("Rebels claimed the village of Kobo.", ["claim"]), ("Rebels claimed that talks had begun.", []),
  ("The soldiers are in Kobo.", ["be in"]), ("The museum is in Kobo.", []),
  ("The rebels still have Kobo.", ["still have"]), ("The rebels have named Kobo.", []),
])
func `weak words count only beside a place, or with somebody armed before`(text: String, patterns: [String]) throws {
  let finder = TriggerFinder(automaton: try Kit.frames().automaton, lexicon: try Kit.lexicon())
  #expect(finder.triggers(in: try Kit.line(text)).map(\.pattern.text) == patterns)
}

@Test(arguments: [
  ("The guards had left on Wednesday.", true), ("The guards had left Kobo.", false),
  ("The fighters withdrew.", true), ("The town was captured by rebels.", true),
])
func `a verb without an object leaves its place unsaid`(text: String, isElliptic: Bool) throws {
  let finder = TriggerFinder(automaton: try Kit.frames().automaton, lexicon: try Kit.lexicon())
  let line = try Kit.line(text)
  let trigger = try #require(finder.triggers(in: line).first)
  #expect(trigger.isElliptic(in: line, try Kit.lexicon()) == isElliptic)
}

@Test(arguments: [
  ("The rebels seized four towns in the east, among them Kobo.", "Kobo"),
  ("The rebels seized several towns, including Kobo.", "Kobo"),
])
func `what a list adds has the part of what it is added to`(text: String, name: String) throws {
  let survey = try Kit.survey(text)
  let trigger = try #require(survey.triggers[0].first)
  let place = try #require(survey.places.first { $0.name == name })
  let marks = LineMarks(line: survey.lines[0], survey: survey, lexicon: try Kit.lexicon())
  let reader = SlotReader(survey: survey, line: survey.lines[0], marks: marks, lexicon: try Kit.lexicon())
  let frame = try Kit.frames().frames[trigger.trigger.frame]
  #expect(reader.slot(trigger, place.group, place.preposition).role(frame, trigger.voice) == .place)
}

@Test(arguments: [
  ("Kobo was seized by rebels.", TriggerMatch.Voice.passive), ("Rebels have seized Kobo.", .active),
  ("Rebels vowed to seize Kobo.", .infinitive), ("The fall of Kobo came quickly.", .noun),
  ("Kobo, seized by rebels, is quiet.", .participle), ("With the capture of Kobo the war ends.", .noun),
  ("Nobody stirred before the rebels' swift advance.", .noun), ("The rebels advance on Kobo.", .active),
])
func `the words before a verb tell its voice`(text: String, voice: TriggerMatch.Voice) throws {
  let finder = TriggerFinder(automaton: try Kit.frames().automaton, lexicon: try Kit.lexicon())
  #expect(finder.triggers(in: try Kit.line(text)).first?.voice == voice)
}

@Test(arguments: [
  ("frame x\nkind conquered", 2, "no such kind of report"), ("forms go goes", 1, "a verb has five forms"),
  ("frame x\nroles subject=winner", 2, "not a role: subject=winner"), ("verse x", 1, "unknown line verse"),
])
func `a frame file that is wrong says where`(text: String, line: Int, what: String) {
  #expect {
    try FrameFile(text)
  } throws: { error in
    "\(error)".hasPrefix("frames.txt:\(line): \(what)")
  }
}

@Test func `every frame has an example that names its kind or nothing`() throws {
  let file = try Kit.frames()
  for frame in file.frames {
    let own = file.examples.filter { $0.frame == frame.name.text }
    #expect(!own.isEmpty, "frame \(frame.name.text)")
    for example in own {
      #expect(
        example.expected == "nothing"
          || ReportKind(rawValue: example.expected.split(separator: " ").first.map(String.init) ?? "") != nil)
    }
  }
}
