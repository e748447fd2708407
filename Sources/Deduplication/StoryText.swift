/// A text as comparison sees it: its words, without what concerns the page rather than the news.
struct StoryText {
  let title: [Word]
  /// The headline without the site's name behind a bar or dash; nil when there is none.
  let mainTitle: ArraySlice<Word>?
  let words: [Word]
  /// The text breaks off with a mark: an ellipsis, "read more".
  let isCut: Bool

  init(_ article: ArrivingArticle, rules: StoryRules) {
    var reader = WordReader(ScalarTables.shared, dates: rules.dates)
    let headline = MarkupResidue.removed(from: article.title)
    title = Array(reader.words(of: headline).prefix(DedupeLimits.titleWordsMax))
    mainTitle = StoryText.main(of: headline, title, &reader)
    var lines = MarkupResidue.removed(from: article.text)
      .split(whereSeparator: \.isNewline).map { Line($0, &reader, rules) }
      .filter { !$0.words.isEmpty || $0.endsInEllipsis }
    isCut = StoryText.takeCut(from: &lines, rules, &reader)
    words = lines.reduce(into: []) { words, line in
      if !line.isBoilerplate { words += line.words }
    }
  }

  /// Words of a script without spaces are single characters.
  var isSpaced: Bool { words.count { $0.kind == .ideograph } * 2 <= words.count }

  /// Too short to be told by its words: an alert, a caption.
  var isShort: Bool { words.count < (isSpaced ? StoryText.shortWords : StoryText.shortIdeographs) }

  private static let shortWords = 12
  private static let shortIdeographs = 24

  private struct Line {
    var text: Substring
    var words: [Word]
    var isBoilerplate: Bool

    init(_ line: Substring, _ reader: inout WordReader, _ rules: StoryRules) {
      text = line.drop { $0.isWhitespace }
      while let last = text.last, last.isWhitespace { text.removeLast() }
      words = reader.words(of: text)
      isBoilerplate = rules.boilerplate.fits(text, words)
    }

    var endsInEllipsis: Bool { ellipsis != nil }

    /// The text before an ellipsis that ends it, or that stands before its last few words ("… Continue reading »").
    var ellipsis: Substring? {
      guard let mark = lastEllipsis else { return nil }
      let tail = text[mark.end...]
      let isTail =
        tail.count <= Line.tailCharactersMax && tail.split(separator: " ").count <= Line.tailWordsMax
        && !tail.contains(where: { $0 == "," || $0 == "." && tail.count > 3 })
      return isTail ? text[..<mark.start] : nil
    }

    private static let tailCharactersMax = 40
    private static let tailWordsMax = 5

    private var lastEllipsis: (start: Substring.Index, end: Substring.Index)? {
      let tail = text.suffix(60)
      if let at = tail.lastIndex(of: "\u{2026}") { return (at, tail.index(after: at)) }
      guard let last = tail.lastIndex(of: "."), last > tail.startIndex else { return nil }
      var start = last
      while start > tail.startIndex, tail[tail.index(before: start)] == "." { start = tail.index(before: start) }
      let end = tail.index(after: last)
      return tail.distance(from: start, to: end) >= 3 ? (start, end) : nil
    }
  }

  /// Finds the mark in the last line that is news, and takes it and what stands behind it away.
  private static func takeCut(from lines: inout [Line], _ rules: StoryRules, _ reader: inout WordReader) -> Bool {
    for index in lines.indices.reversed() {
      if let kept = lines[index].ellipsis {
        lines[index].words = reader.words(of: kept)
        lines[index].isBoilerplate = lines[index].isBoilerplate && lines[index].words.isEmpty
        return true
      }
      let hashes = lines[index].words.map(\.hash)
      if let phrase = rules.cutPhrases.first(where: {
        !$0.isEmpty && hashes.count >= $0.count && hashes.suffix($0.count).elementsEqual($0)
      }),
        lines[index].isBoilerplate || phrase.count > 1 || hashes.count == phrase.count
      {
        lines[index].words.removeLast(phrase.count)
        return true
      }
      if lines[index].isBoilerplate, startsWithCut(hashes, rules) { return true }
      guard lines[index].isBoilerplate else { return false }
    }
    return false
  }

  /// "Continue reading on our site".
  private static func startsWithCut(_ hashes: [UInt64], _ rules: StoryRules) -> Bool {
    hashes.count <= 6
      && rules.cutPhrases.contains {
        $0.count > 1 && hashes.count >= $0.count && hashes.prefix($0.count).elementsEqual($0)
      }
  }

  private static let titleBars: Set<Character> = ["|", "-", "\u{2013}", "\u{2014}", "\u{2022}", "\u{B7}"]
  /// Words that a site's name may have.
  private static let siteWordsMax = 6

  private static func main(of headline: String, _ title: [Word], _ reader: inout WordReader) -> ArraySlice<Word>? {
    let parts = headline.split(separator: " ")
    guard let bar = parts.lastIndex(where: { $0.count == 1 && $0.first.map(titleBars.contains) == true }) else {
      return nil
    }
    let site = reader.words(of: parts[parts.index(after: bar)...].joined(separator: " "))
    let main = title.count - site.count
    guard !site.isEmpty, site.count <= siteWordsMax, main >= 2 else { return nil }
    return title[..<main]
  }
}
