import Reading
import Testing

@Suite struct TokenTests {
  @Test(arguments: [
    ("Deir ez-Zor and al-Qaim fell.", "Deir|ez-Zor|and|al-Qaim|fell|."),
    ("Ain al-Arab is rebel-held.", "Ain|al-Arab|is|rebel-held|."),
    ("Syria's army didn't stop; it can't.", "Syria|'s|army|did|n't|stop|;|it|ca|n't|."),
    ("The rebels’ base and Iraq’s border", "The|rebels|’|base|and|Iraq|’s|border"),
    ("Shi'ite fighters left Sana'a", "Shi'ite|fighters|left|Sana'a"),
    ("They cannot hold it", "They|can|not|hold|it"),
    ("U.S.-led troops and U.S. Marines", "U.S.-led|troops|and|U.S.|Marines"),
    ("Lt. Gen. Smith and John F. Kennedy", "Lt.|Gen.|Smith|and|John|F.|Kennedy"),
    ("some 25,000 men, 3.5 km at 20:10", "some|25,000|men|,|3.5|km|at|20:10"),
    ("in 2014,2015 and 12/05/2024", "in|2014|,|2015|and|12/05/2024"),
    ("see https://example.org/a?b=1, or example.org.", "see|https://example.org/a?b=1|,|or|example.org|."),
    ("\"We left,\" he said...", "\"|We|left|,|\"|he|said|..."),
    ("(SDF) took 90% of it", "(|SDF|)|took|90|%|of|it"),
    ("#Kyiv @handle AT&T", "#Kyiv|@handle|AT&T"),
    ("end of war.The next", "end|of|war|.|The|next"),
    ("the U.N.'s envoy", "the|U.N.|'s|envoy"),
    ("Mocímboa da Praia – taken", "Mocímboa|da|Praia|–|taken"),
    ("It fell ❗️today", "It|fell|❗️|today"),
  ])
  func `a text is cut into words, clitics and marks`(_ text: String, _ tokens: String) throws {
    let found = try Pack.reader.get().sentences(of: text).flatMap(\.forms)
    #expect(found.joined(separator: "|") == tokens)
  }

  @Test(arguments: [
    "Félix Tshisekedi’s men left Mocímboa da Praia.\n\n• Зеленский said “no”. 🧐 Ok",
    "a\u{301}b \u{200B}c\r\n\r\nd\u{2028}e",
  ])
  func `offsets count scalars and bytes of the text`(_ text: String) throws {
    let scalars = Array(text.unicodeScalars)
    let bytes = Array(text.utf8)
    for token in try Pack.reader.get().sentences(of: text).flatMap(\.tokens) {
      #expect(String(String.UnicodeScalarView(scalars[token.scalars])) == token.form)
      #expect(String(decoding: bytes[token.utf8], as: UTF8.self) == token.form)
    }
  }

  @Test func `typographic marks are plain in the lower form`() throws {
    let sentence = try #require(try Pack.reader.get().sentences(of: "O’Brien’s AL\u{2011}BAB").first)
    #expect(sentence.tokens.map(\.lower) == ["o'brien", "'s", "al-bab"])
  }

  private static let shapes: [(word: String, shape: WordShape)] = [
    ("Raqqa", [.capitalised, .hasLetter]), ("UN", [.capitalised, .allCapitals, .hasLetter]),
    ("al-Qaim", [.innerCapital, .hasHyphen, .hasLetter]), ("25,000", [.hasDigit]), ("—", [.mark]),
    ("M23", [.capitalised, .hasDigit, .hasLetter]),
  ]

  @Test(arguments: shapes)
  func `the shape tells what the letters show`(_ word: String, _ shape: WordShape) throws {
    let token = try #require(try Pack.reader.get().sentences(of: "x " + word).first?.tokens.last)
    #expect(token.shape == shape.union(.afterSpace))
  }

  @Test func `every sign of any text stands in a token or is space`() throws {
    var state: UInt64 = 7
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let alphabet = Array("ab.AZ'’-–—\"“”0,:/@#& \n\t\r()•é🧐\u{200D}\u{FE0F}Ж…_*").map(String.init)
    let reader = try Pack.reader.get()
    for _ in 0..<400 {
      let text = (0..<next(120)).map { _ in alphabet[next(alphabet.count)] }.joined()
      let bytes = Array(text.utf8)
      var covered = [Bool](repeating: false, count: bytes.count)
      var end = 0
      for sentence in reader.sentences(of: text) {
        for token in sentence.tokens {
          #expect(token.utf8.lowerBound >= end && !token.utf8.isEmpty)
          end = token.utf8.upperBound
          for place in token.utf8 { covered[place] = true }
        }
      }
      // Letters are never lost; marks at a line's head may be a bullet.
      for (place, byte) in bytes.enumerated() where (0x41...0x5A).contains(byte & 0xDF) { #expect(covered[place]) }
    }
  }

  @Test func `a run without space is cut at the limit`() throws {
    let text = String(repeating: "a", count: 10_000)
    let tokens = try Pack.reader.get().sentences(of: text).flatMap(\.tokens)
    #expect(tokens.allSatisfy { $0.utf8.count <= 120 })
    #expect(tokens.reduce(0) { $0 + $1.utf8.count } == 10_000)
  }
}
