/// One word, number or mark of a text, with where it stands and what the reader found out about it.
///
/// A name with a hyphen is one token ("Deir", "ez-Zor"; "al-Qaim"), as is "rebel-held"; a clitic is one of its own
/// ("Syria" + "'s", "did" + "n't"). docs/reading.md gives the rules.
public struct Token: Sendable, Hashable {
  /// Where it stands, in Unicode scalars of the text.
  public let scalars: Range<Int>
  /// Where it stands, in UTF-8 bytes of the text.
  public let utf8: Range<Int>
  /// As the text has it.
  public let form: String
  /// The form in lower case, typographic apostrophes and hyphens made plain.
  public let lower: String
  /// The dictionary form ("fall" for "fell"), in lower case; the lower-case form until the sentence is parsed.
  public package(set) var lemma: String
  /// `.other` until the sentence is parsed.
  public package(set) var tag: PartOfSpeech = .other
  /// Empty until the sentence is parsed.
  public package(set) var features: WordFeatures = []
  /// The index of its head in the sentence, -1 for the root and until the sentence is parsed.
  public package(set) var head: Int = -1
  public package(set) var relation: DependencyRelation = .unspecified
  /// What can be seen from the letters alone.
  public let shape: WordShape

  package init(scalars: Range<Int>, utf8: Range<Int>, form: String, lower: String, shape: WordShape) {
    self.scalars = scalars
    self.utf8 = utf8
    self.form = form
    self.lower = lower
    self.lemma = lower
    self.shape = shape
  }
}

/// What can be seen of a word from its letters alone.
public struct WordShape: OptionSet, Sendable, Hashable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Begins with a capital.
  public static let capitalised = WordShape(rawValue: 1 << 0)
  /// Two letters or more, all capitals.
  public static let allCapitals = WordShape(rawValue: 1 << 1)
  public static let hasDigit = WordShape(rawValue: 1 << 2)
  public static let hasHyphen = WordShape(rawValue: 1 << 3)
  /// No letter and no digit.
  public static let mark = WordShape(rawValue: 1 << 4)
  /// Space or a line's end stands before it.
  public static let afterSpace = WordShape(rawValue: 1 << 5)
  /// A capital stands after the first letter but not everywhere: "McDonald", "al-Qaim", "iPhone".
  public static let innerCapital = WordShape(rawValue: 1 << 6)
  public static let hasLetter = WordShape(rawValue: 1 << 7)
}
