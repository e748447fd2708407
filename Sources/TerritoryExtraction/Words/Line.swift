import Reading

/// One sentence as the extraction sees it: its words, and what is known of each.
struct Line: Sendable {
  /// Which sentence of the text this is, from 0.
  let number: Int
  let paragraph: Int
  let words: [Word]
  /// The lower-case key of every word, beside `words`.
  let keys: [UInt64]
  /// How its words hang together; nil for a sentence that was not worth the work.
  let tree: Tree?
  /// Unicode scalars of the text, from the first word's start to the last one's end.
  var span: Range<Int> {
    guard let first = words.first, let last = words.last else { return 0..<0 }
    return first.span.lowerBound..<last.span.upperBound
  }

  init(number: Int, sentence: Sentence) {
    self.number = number
    paragraph = sentence.paragraph
    words = Line.words(of: sentence)
    keys = words.map(\.low.key)
    tree = nil
  }

  /// The same sentence with its tree.
  init(_ line: Line, parsed: Sentence) {
    number = line.number
    paragraph = line.paragraph
    words = line.words
    keys = line.keys
    tree = Tree(parsed)
  }

  private static func words(of sentence: Sentence) -> [Word] {
    var open = false
    return sentence.tokens.map { token in
      switch token.form {
      case "“", "«": open = true
      case "”", "»": open = false
      case "\"": open.toggle()
      default: break
      }
      return Word(text: token.form, low: Term(token.lower), span: token.scalars, shape: .init(token), quoted: open)
    }
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

    init(_ token: Token) {
      if token.shape.contains(.mark) {
        self = .mark
      } else if let first = token.form.unicodeScalars.first, ("0"..."9").contains(first) {
        self = .number
      } else if token.shape.contains(.allCapitals) {
        self = .capitals
      } else if token.shape.contains(.capitalised) {
        self = .capital
      } else if token.utf8.count == token.scalars.count && !token.shape.contains(.innerCapital) {
        // Plain letters without a capital, as most words are.
        self = .lower
      } else if Shape.hasCapitalBehindArticle(token.form) {
        self = .capital
      } else {
        self = .lower
      }
    }

    // al-Rahida, ez-Zor, d'Ivoire.
    private static func hasCapitalBehindArticle(_ text: String) -> Bool {
      guard let joint = text.firstIndex(where: { $0 == "-" || $0 == "'" || $0 == "’" }) else { return false }
      return text[..<joint].count <= 3 && text[text.index(after: joint)...].first?.isUppercase == true
    }
  }

  var isName: Bool { shape == .capital || shape == .capitals }
}
