import Deduplication
import Testing

/// Copies, bulletins, and what is none of them.
struct StoryTests {
  static let copies: [(what: String, text: @Sendable (String) -> String)] = [
    ("as it is", { $0 }),
    ("with a dateline", { "ORLOVA (Agency) -- " + $0 }),
    ("with a reprint note and a by-line", { "By Anna Keller\n\n" + $0 + "\n\nReprinted with permission." }),
    ("cut at the end", { String($0.prefix(280)) }),
    ("reordered", { $0.split(separator: "\n\n").reversed().joined(separator: "\n\n") }),
    (
      "in another house style",
      { $0.replacing("lorries", with: "trucks").replacing("nineteen", with: "19").replacing("said", with: "says") }
    ),
    (
      "under a local lead",
      { "People in the valley will hear about it for days, since many of them sell fruit beyond the river.\n\n" + $0 }
    ),
  ]

  @Test(arguments: copies.indices)
  func `another source's text is a copy within edits, and names the story's first`(_ index: Int) {
    let (what, edit) = Self.copies[index]
    var stream = Stream()
    _ = stream.take(Texts.item(Texts.bridge))
    let copy = Texts.item(edit(Texts.bridge), site: "herald.example", path: "/a", title: "Over the river again")
    #expect(stream.take(copy) == "syndicated a", "\(what)")
    #expect(stream.take(copy) == "same b", "\(what), again")
    #expect(
      stream.take(Texts.item(edit(Texts.bridge), site: "third.example")) == "syndicated a",
      "\(what), a copy of the copy")
  }

  @Test func `a copy of a revision names the story's first`() {
    var stream = Stream()
    _ = stream.take(Texts.item(Texts.bridge))
    let later = Texts.bridge + "\n\nThe ferry will be kept in reserve until the spring, the governor added on Tuesday."
    #expect(stream.take(Texts.item(later)) == "revision a")
    #expect(stream.take(Texts.item(later, site: "herald.example")) == "syndicated a")
  }

  @Test func `a canonical link on another site tells of a copy, not of one source`() {
    var stream = Stream()
    _ = stream.take(Texts.item(Texts.bridge))
    var copy = Texts.item(Texts.bridge, site: "herald.example")
    copy.canonical = "https://www.paper.example/news/1"
    #expect(stream.take(copy) == "syndicated a")
  }

  @Test func `a shared quotation makes no copy`() {
    var stream = Stream()
    _ = stream.take(Texts.item(Texts.bridge))
    let other =
      Texts.harvest
      + "\n\n\"We drove over it with our heaviest vehicle, and then we drove over it again,\" said the colonel."
    #expect(stream.take(Texts.item(other, site: "herald.example", title: "Harvest")) == "new")
  }

  @Test func `the same footer makes no copy`() {
    let footer =
      "\n\nThis bulletin is distributed by the agency to its subscribers under the terms of the service agreement. Subscribers may shorten the bulletin provided that the sense is kept and that the agency is named. Queries go to the duty editor, who can be reached at any hour of the day or night by telephone."
    var stream = Stream()
    _ = stream.take(Texts.item(String(Texts.bridge.prefix(150)) + footer))
    #expect(
      stream.take(Texts.item(String(Texts.harvest.prefix(150)) + footer, site: "herald.example", title: "Harvest"))
        == "new")
  }

  @Test func `a bulletin with another day's facts is new, and a revision under the same guid and link`() {
    let monday = Texts.bulletin(day: "Monday", number: 193, prisoners: 72, place: "Dachne")
    let tuesday = Texts.bulletin(day: "Tuesday", number: 161, prisoners: 88, place: "Selydove")
    var stream = Stream()
    _ = stream.take(Texts.item(monday, path: "/1", title: "Summary for Monday"))
    #expect(stream.take(Texts.item(tuesday, path: "/2", title: "Summary for Tuesday")) == "new")
    #expect(stream.take(Texts.item(tuesday, site: "herald.example", title: "Summary for Tuesday")) == "syndicated b")
    #expect(stream.take(Texts.item(tuesday, path: "/1", title: "Summary for Tuesday")) == "revision a")
  }

  @Test func `a rolling page with another guid and another day's headline is new`() {
    var stream = Stream()
    let monday = Texts.bulletin(day: "Monday", number: 193, prisoners: 72, place: "Dachne")
    let tuesday = Texts.bulletin(day: "Tuesday", number: 161, prisoners: 88, place: "Selydove")
    _ = stream.take(Texts.item(monday, guid: "1", path: "/today", title: "Summary for Monday"))
    #expect(stream.take(Texts.item(tuesday, guid: "2", path: "/today", title: "Summary for Tuesday")) == "new")
  }

  @Test func `scripts without spaces are compared by characters`() {
    let text = "央行周四将主要利率上调一点五个百分点至百分之九，为十一年来最大升幅，此前本币一个月内贬值一成。行长说，委员会以七比二通过决议。"
    var stream = Stream()
    _ = stream.take(Texts.item(text))
    #expect(stream.take(Texts.item("（本报讯）" + text, site: "herald.example")) == "syndicated a")
  }

  @Test func `a letter and its mark are one letter`() {
    var stream = Stream()
    let text = String(repeating: "Первой через реку прошла колонна из девятнадцати грузовиков с мукой. ", count: 3)
    _ = stream.take(Texts.item(text))
    #expect(stream.take(Texts.item(text.replacing("й", with: "и\u{306}"))) == "same a")
  }

  @Test func `a fingerprint is read back as it was written, and nothing else is`() throws {
    let sketch = StorySketch(of: Texts.item(Texts.bridge), rules: Rules.shipped)
    let other = StorySketch(of: Texts.item(Texts.harvest), rules: Rules.shipped)
    let fingerprint = sketch.fingerprint.following(other.fingerprint)
    let bytes = fingerprint.bytes
    #expect(StoryFingerprint(bytes: bytes) == fingerprint)
    #expect(bytes.count < 500)
    for count in 0..<bytes.count { #expect(StoryFingerprint(bytes: Array(bytes[..<count])) == nil) }
    #expect(StoryFingerprint(bytes: [9] + bytes.dropFirst()) == nil)
  }

  @Test func `any text at all is sketched`() {
    for text in [
      "", "&", "&#xD800;", "<", "<p", "…", "...", "\u{301}", "''''", "1,", "1.2.3.", "\u{FFFF}", "a&amp;amp;b",
    ] {
      let article = ArrivingArticle(feed: text, guid: text, link: text, canonical: text, title: text, text: text)
      #expect(StorySketch(of: article, rules: Rules.shipped).bands.isEmpty)
    }
  }

  @Test func `a broken list is told with file and line`() {
    #expect(throws: StoryRulesError.self) { try StoryRules(contents: [:]) }
    var contents = Dictionary(uniqueKeysWithValues: StoryRules.files.map { ($0, "") })
    contents["boilerplate.txt"] = "# a comment\nnowhere\tshare\n"
    do {
      _ = try StoryRules(contents: contents)
      Issue.record("no error")
    } catch {
      #expect("\(error)" == "etc/data/dedupe/boilerplate.txt:2: unknown kind `nowhere`")
    }
  }
}
