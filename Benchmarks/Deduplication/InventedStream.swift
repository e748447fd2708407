import Deduplication
import Model

/// Articles of invented words, the same in every run: of a hundred, eighty are new, ten are copies, five revisions and five
/// the same again. Each is made of its number alone, so that nothing is held of those before.
struct InventedStream {
  private static let sites = 400
  private let words: [String]

  init() {
    var dice = Dice(seed: 7)
    let (consonants, vowels) = (Array("bcdfghjklmnprstvz"), Array("aeiou"))
    words = (0..<60_000).map { _ in
      (0..<(1 + dice.roll(4))).map { _ in
        "\(consonants[dice.roll(consonants.count)])\(vowels[dice.roll(vowels.count)])"
      }.joined() + ["", "n", "r", "s"][dice.roll(4)]
    }
  }

  func article(_ number: Int) -> (article: ArrivingArticle, expected: ArticleRelation) {
    var dice = Dice(seed: UInt64(number))
    let kind = number % 100
    // The first of each hundred articles are new: what comes after goes back to them.
    guard kind >= 80 else { return (original(number), .new) }
    let hundreds = number / 100 + 1
    let old = original(dice.roll(hundreds) * 100 + (kind - 80) * 4)
    switch kind {
    case 80..<90:
      var copy = old
      let site = "copy\(dice.roll(InventedStream.sites)).example"
      copy.feed = "https://\(site)/feed.xml"
      copy.guid = "\(number)"
      copy.link = "https://\(site)/\(number).html"
      copy.canonical = ""
      return (copy, .syndicated)
    case 90..<95:
      var revised = old
      revised.text += "\n\n" + sentences(&dice, words: 40)
      return (revised, .revision)
    default:
      var again = old
      again.link += "?utm_source=rss&utm_campaign=\(number)"
      return (again, .same)
    }
  }

  private func original(_ number: Int) -> ArrivingArticle {
    var dice = Dice(seed: UInt64(number) &+ 1 << 40)
    let site = "site\(dice.roll(InventedStream.sites)).example"
    let text = sentences(&dice, words: 60 + dice.roll(180))
    return ArrivingArticle(
      feed: "https://\(site)/feed.xml", guid: "\(site)-\(number)", link: "https://\(site)/\(number).html",
      canonical: "", title: String(text.prefix(60)), text: text)
  }

  /// Few words are common and most are rare, as in real texts.
  private func sentences(_ dice: inout Dice, words count: Int) -> String {
    var text = ""
    for number in 1...count {
      let share = Double(dice.roll(1 << 20)) / Double(1 << 20)
      text += words[min(words.count - 1, Int(share * share * share * Double(words.count)))]
      text += number % 12 == 0 || number == count ? ". " : " "
    }
    return text
  }
}

/// Numbers that look drawn, the same in every run.
struct Dice {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  mutating func roll(_ sides: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % sides
  }
}
