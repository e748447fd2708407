internal import Model

/// The language of a text, by its script and its commonest words.
///
/// A small method for one purpose: to see through a page that declares the wrong language, and to name one where
/// none is declared. Right for texts of some sentences; for less it gives no answer.
struct LanguageGuess {
  /// BCP 47; nil when the text is too short or too mixed.
  let language: String?

  /// Words looked at: the beginning of an article tells as much as all of it.
  private static let wordsMax = 600
  private static let wordsMin = 12

  init(text: String, lexicon: ExtractionLexicon) {
    let head = text.prefix(6000)
    if let script = LanguageGuess.byScript(head) {
      language = script
      return
    }
    var counts: [String: Int] = [:]
    var words = 0
    for word in head.lowercased().split(whereSeparator: { !$0.isLetter }).prefix(LanguageGuess.wordsMax) {
      words += 1
      let key = String(word)
      for (code, list) in lexicon.stopwords where list.contains(key) { counts[code, default: 0] += 1 }
    }
    let ranked = counts.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
    guard words >= LanguageGuess.wordsMin, let best = ranked.first, best.value * 8 >= words else {
      language = nil
      return
    }
    let second = ranked.count > 1 ? ranked[1].value : 0
    language = best.value * 10 >= second * 11 ? best.key : nil
  }

  /// What the text is written in outweighs what is declared, when the text leaves no doubt: templates declare the
  /// language of their makers.
  static func settle(_ article: inout ExtractedArticle, lexicon: ExtractionLexicon) {
    guard let guess = LanguageGuess(text: article.text, lexicon: lexicon).language else { return }
    let declared = article.language?.split(separator: "-").first.map(String.init)
    if declared == guess || (declared == "nb" || declared == "nn") && guess == "no" { return }
    article.language = guess
    article.provenance["language"] = "text"
  }

  /// The languages that have a script of their own.
  private static func byScript(_ text: Substring) -> String? {
    var counts: [String: Int] = [:]
    var letters = 0
    for scalar in text.unicodeScalars.prefix(2000) where scalar.value >= 0x41 && scalar.properties.isAlphabetic {
      letters += 1
      let code: String? =
        switch scalar.value {
        case 0x3040...0x30FF: "ja"
        case 0xAC00...0xD7A3: "ko"
        case 0x4E00...0x9FFF: "zh"
        case 0x0E00...0x0E7F: "th"
        case 0x0370...0x03FF: "el"
        case 0x0530...0x058F: "hy"
        case 0x10A0...0x10FF: "ka"
        case 0x0900...0x097F: "hi"
        case 0x0980...0x09FF: "bn"
        case 0x0B80...0x0BFF: "ta"
        case 0x1200...0x137F: "am"
        case 0x1000...0x109F: "my"
        case 0x0590...0x05FF: "he"
        default: nil
        }
      if let code { counts[code, default: 0] += 1 }
    }
    guard letters >= 20 else { return nil }
    // Japanese is written with Chinese signs too, and known by its own among them.
    if let kana = counts["ja"], kana * 10 > letters { return "ja" }
    guard let best = counts.max(by: { $0.value < $1.value }), best.value * 2 > letters else { return nil }
    return best.key
  }
}
