/// One sentence as the extraction sees it: its words, and what is known of each.
struct Line: Sendable {
  /// Which sentence of the text this is, from 0.
  let number: Int
  let paragraph: Int
  let words: [Word]
  /// The lower-case key of every word, beside `words`.
  let keys: [UInt64]
  /// Unicode scalars of the text, from the first word's start to the last one's end.
  var span: Range<Int> {
    guard let first = words.first, let last = words.last else { return 0..<0 }
    return first.span.lowerBound..<last.span.upperBound
  }

  init(number: Int, paragraph: Int, words: [Word]) {
    self.number = number
    self.paragraph = paragraph
    self.words = words
    keys = words.map(\.low.key)
  }

  /// The words of a range with single blanks, as a reader would copy them.
  func text(_ range: Range<Int>) -> String {
    var text = ""
    for index in range {
      if index > range.lowerBound, words[index].span.lowerBound > words[index - 1].span.upperBound { text += " " }
      text += words[index].text
    }
    return text
  }
}

/// One word or mark of a sentence.
struct Word: Sendable {
  let text: String
  /// Lower case, straight apostrophes.
  let low: Term
  /// Offsets in Unicode scalars of the text.
  let span: Range<Int>
  let shape: Shape
  /// Inside quotation marks.
  var quoted = false

  enum Shape: Sendable {
    case lower, capital, capitals, number, mark
  }

  var isName: Bool { shape == .capital || shape == .capitals }
}
