import Reading
import Testing

@Suite struct SentenceTests {
  private func cut(_ text: String) throws -> [String] {
    let bytes = Array(text.utf8)
    return try Pack.reader.get().sentences(of: text).map { String(decoding: bytes[$0.utf8], as: UTF8.self) }
  }

  @Test(arguments: [
    ("It fell. They left.", ["It fell.", "They left."]),
    (
      "On Nov. 25 Lt. Gen. Smith left the U.S. Army. It fell.",
      ["On Nov. 25 Lt. Gen. Smith left the U.S. Army.", "It fell."]
    ),
    ("They live in the U.S. The army left.", ["They live in the U.S.", "The army left."]),
    ("At 8 a.m. Monday it fell. At 9 p.m. Rebels came.", ["At 8 a.m. Monday it fell.", "At 9 p.m.", "Rebels came."]),
    ("\"We hold it.\" They left.", ["\"We hold it.\"", "They left."]),
    (
      "\"Who holds it?\" asked a man. \"Nobody!\" said another.",
      ["\"Who holds it?\" asked a man.", "\"Nobody!\" said another."]
    ),
    ("He said it was \"lost.\" “It fell.” They left.", ["He said it was \"lost.\"", "“It fell.”", "They left."]),
    ("They left (on Monday.) It fell.", ["They left (on Monday.)", "It fell."]),
    ("The answer is no. They left.", ["The answer is no.", "They left."]),
    ("See No. 4 and John F. Kennedy. Done.", ["See No. 4 and John F. Kennedy.", "Done."]),
    ("Fell?! Really… Yes.", ["Fell?!", "Really…", "Yes."]),
  ])
  func `a sentence ends where its writer ended it`(_ text: String, _ sentences: [String]) throws {
    #expect(try cut(text) == sentences)
  }

  @Test func `blank lines part paragraphs and lines part list entries`() throws {
    let text =
      "Key points\n\n- Rebels took Sake\n- The army left.\n\nIt was a long line that the writer's machine broke at\nsome column or other. Then\nit went on.\n\n1. First\n2. Second"
    let sentences = try Pack.reader.get().sentences(of: text)
    #expect(
      try cut(text) == [
        "Key points", "Rebels took Sake", "The army left.",
        "It was a long line that the writer's machine broke at\nsome column or other.", "Then\nit went on.", "First",
        "Second",
      ])
    #expect(sentences.map(\.paragraph) == [0, 1, 1, 2, 2, 3, 3])
    #expect(sentences.map(\.kind) == [.heading, .bullet, .bullet, .prose, .prose, .bullet, .bullet])
  }

  @Test(arguments: [
    ("BEIRUT - Rebels took it.", 2), ("KYIV (Agency) — The army left.", 5),
    ("VIENNA, Nov 12 (Reuters) - The group met.", 8), ("ADDIS ABABA/KHARTOUM - Jets struck.", 5),
    ("Idlib countryside, SANA – Units took it.", 5), ("20:10 UTC - What we know.", 3),
    ("Rebels - the last of them - left.", 0), ("The army left - quickly.", 0), ("The PKK - a party - left.", 0),
  ])
  func `a dateline is told from the sentence`(_ text: String, _ count: Int) throws {
    #expect(try Pack.reader.get().sentences(of: text).first?.datelineCount == count)
  }

  @Test func `a text of nothing has no sentence`() throws {
    for text in ["", " \n\n\t ", "\u{200B}"] { #expect(try cut(text).isEmpty) }
  }

  @Test func `a sentence without end is cut at the limit`() throws {
    let sentences = try Pack.reader.get().sentences(of: String(repeating: "word ", count: 1_000))
    #expect(sentences.allSatisfy { $0.count <= 160 })
    #expect(sentences.reduce(0) { $0 + $1.count } == 1_000)
  }
}
