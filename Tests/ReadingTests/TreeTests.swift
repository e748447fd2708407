import Reading
import Testing

@Suite struct TreeTests {
  @Test(arguments: [
    "Syrian rebels captured the town of Tal Abyad from Islamic State on Monday, a monitoring group said.",
    "BEIRUT (Reuters) - The army left.", "Rebels", ".", "\" ( ) — …", "and of the to not",
    "SYRIAN ARMY RETAKES STRATEGIC TOWN OF QUSAYR", String(repeating: "the army of ", count: 60),
  ])
  func `a parsed sentence is one tree without crossing arcs`(_ text: String) throws {
    let sentence = try Pack.parsed(text)
    #expect(sentence.isParsed)
    #expect(sentence.tokens.count { $0.relation == .root } == 1)
    let root = try #require(sentence.root)
    for (place, token) in sentence.tokens.enumerated().dropFirst(sentence.datelineCount) {
      if token.relation == .root { #expect(token.head == -1) } else { #expect(sentence.indices.contains(token.head)) }
      #expect(sentence.isWithin(place, root))
    }
    for first in sentence.indices.dropFirst(sentence.datelineCount) where sentence[first].head >= 0 {
      let span = min(first, sentence[first].head)...max(first, sentence[first].head)
      for second in span
      where second >= sentence.datelineCount && second != span.lowerBound && second != span.upperBound {
        #expect(span.contains(sentence[second].head))
      }
    }
  }

  @Test func `an active clause gives its subject, object and obliques`() throws {
    let sentence = try Pack.parsed("Kurdish fighters captured the town from Islamic State on Monday.")
    let verb = try #require(sentence.index(of: "captured"))
    #expect(sentence.root == verb)
    #expect(sentence[verb].lemma == "capture")
    #expect(sentence[verb].features.contains(.past))
    #expect(sentence.form(sentence.subject(of: verb)) == "fighters")
    #expect(sentence.form(sentence.object(of: verb)) == "town")
    #expect(sentence.form(sentence.oblique(of: verb, "on")) == "Monday")
    #expect(!sentence.isPassive(verb))
  }

  @Test func `a passive clause is told and names its agent`() throws {
    let sentence = try Pack.parsed("The city was captured by rebels.")
    let verb = try #require(sentence.index(of: "captured"))
    #expect(sentence.isPassive(verb))
    #expect(sentence.form(sentence.subject(of: verb)) == "city")
    #expect(sentence.form(sentence.oblique(of: verb, "by")) == "rebels")
  }

  @Test(arguments: [
    ("The city fell to the rebels.", "fell", "to", "rebels"),
    ("Troops withdrew from the base.", "withdrew", "from", "base"),
    ("Soldiers drove the militants out of the village.", "drove", "out of", "village"),
    ("The army pulled out of Kherson on Friday.", "pulled", "out of", "Kherson"),
  ])
  func `a preposition leads from the verb to its nominal`(
    _ text: String, _ verb: String, _ preposition: String, _ nominal: String
  ) throws {
    let sentence = try Pack.parsed(text)
    let index = try #require(sentence.index(of: verb))
    #expect(sentence.form(sentence.oblique(of: index, preposition)) == nominal)
  }

  @Test func `a coordinated verb shares the subject`() throws {
    let sentence = try Pack.parsed("Rebels entered the town and seized its bridge.")
    let verb = try #require(sentence.index(of: "seized"))
    #expect(sentence.form(sentence.subject(of: verb)) == "Rebels")
  }

  @Test func `negation hangs on its verb`() throws {
    let sentence = try Pack.parsed("The army did not capture the town.")
    #expect(sentence.isNegated(try #require(sentence.index(of: "capture"))))
  }

  @Test func `the path between two words goes through their common head`() throws {
    let sentence = try Pack.parsed("Rebels captured the town.")
    let path = try #require(sentence.path(from: 0, to: 3))
    #expect(path.map { sentence[$0].form } == ["Rebels", "captured", "town"])
    #expect(sentence.subtree(of: 3) == 2..<4)
    #expect(sentence.nounPhrase(of: 3) == 2..<4)
  }

  @Test func `before the parse there is no tree`() throws {
    let sentence = try #require(try Pack.reader.get().sentences(of: "Rebels captured the town.").first)
    #expect(!sentence.isParsed && sentence.root == nil && sentence.children(of: 1).isEmpty)
  }

  @Test func `the same text is read the same every time`() throws {
    let text = "Two days after rebels took Sake, soldiers said they would retake it."
    #expect(try Pack.parsed(text) == Pack.parsed(text))
  }
}
