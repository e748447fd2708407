import Reading
import Testing

@Suite struct LemmaTests {
  @Test(arguments: [
    (
      "VERB/VBD", "captured seized retook fell overran withdrew entered controlled pulled drove fled liberated lost",
      "capture seize retake fall overrun withdraw enter control pull drive flee liberate lose"
    ),
    (
      "VERB/VBG", "advancing taking retreating shelling running dying besieging storming occupying ceding evacuating",
      "advance take retreat shell run die besiege storm occupy cede evacuate"
    ),
    ("VERB/VBZ", "controls pushes denies holds loses goes", "control push deny hold lose go"),
    (
      "VERB/VBN", "freed agreed surrounded annexed defeated reported claimed reclaimed regained repelled handed",
      "free agree surround annex defeat report claim reclaim regain repel hand"
    ),
    ("VERB/VB", "pass feed bring", "pass feed bring"),
    ("AUX/VBD", "was had did", "be have do"),
    (
      "NOUN/NNS", "cities crossings bases headquarters men villages knives series counter-attacks buses",
      "city crossing base headquarters man village knife series counter-attack bus"
    ),
    ("ADJ/JJR", "larger better heavier", "large good heavy"),
    ("PROPN/NNP", "damascus hamas", "damascus hamas"),
  ])
  func `the dictionary form follows from the form and its class`(_ name: String, _ forms: String, _ lemmas: String)
    throws
  {
    let lemmatizer = try Lemmatizer(Pack.text("lemmas.txt"))
    let wordClass = try #require(WordClass(name: name))
    let found = forms.split(separator: " ").map { lemmatizer.lemma(of: String($0), wordClass) }
    #expect(found.joined(separator: " ") == lemmas)
  }

  @Test func `a line that says nothing known is named with its number`() {
    #expect(
      throws: ReadingError.badLine(
        file: "lemmas.txt", line: 2, text: "werb go went",
        wanted: "verb, noun, adjective, mute, plain, single or double, then words")
    ) {
      try Lemmatizer("verb be was\nwerb go went\n")
    }
  }
}
