internal import Model

/// The language of a text, by its script and its commonest words.
///
/// A small method for one purpose: to see through a page that declares the wrong language, and to name one where
/// none is declared. Right for texts of some sentences; for less it gives no answer.
struct LanguageGuess {
  /// BCP 47; nil when the text is too short or too mixed.
  let language: String?

  /// Words looked at: the beginning of an article tells as much as all of it.
  private static let wordsMax = 400
  private static let bytesMax = 4000
  private static let wordsMin = 12

  init(text: String, lexicon: ExtractionLexicon) {
    let head = Array(text.utf8.prefix(LanguageGuess.bytesMax))
    if let script = LanguageGuess.byScript(head) {
      language = script
      return
    }
    let small = lowered(head[...])
    let (words, counts) = lexicon.stopwords.count(in: small, wordsMax: LanguageGuess.wordsMax)
    let ranked = counts.indices.sorted { (counts[$0], $1) > (counts[$1], $0) }
    guard words >= LanguageGuess.wordsMin, let best = ranked.first, counts[best] * 8 >= words else {
      language = nil
      return
    }
    let second = ranked.count > 1 ? counts[ranked[1]] : 0
    language = counts[best] * 10 >= second * 11 ? lexicon.stopwords.languages[best] : nil
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
  private static func byScript(_ head: [UInt8]) -> String? {
    guard head.count(where: { $0 >= 0x80 }) * 3 > head.count else { return nil }
    var counts: [String: Int] = [:]
    var letters = 0
    for scalar in String(decoding: head, as: UTF8.self).unicodeScalars.prefix(2000)
    where scalar.value >= 0xC0 || isWordByte(UInt8(truncatingIfNeeded: scalar.value)) {
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
