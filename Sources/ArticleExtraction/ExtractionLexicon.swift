/// The words by which a page's furniture is told from its article, read from data files (`etc/extraction/*.txt`).
///
/// The room reads no disk: the caller loads the files and hands over their texts.
public struct ExtractionLexicon: Sendable {
  /// No words: the structure of the page alone decides.
  public static let empty = ExtractionLexicon()

  /// Marks by the words of `class` and `id`.
  var names = MarkTable()
  /// Phrases by their use.
  var phrases: [LexiconSection: PhraseList] = [:]
  /// The commonest words of each language.
  var stopwords = StopwordTable()
  /// Months, 1 to 12, by every name they have, in lower case.
  var months: [String: Int] = [:]

  init() {}

  /// Reads the texts of the word lists.
  ///
  /// Each file has sections, `[name]` on a line, and one entry a line; `#` begins a comment.
  /// - Parameter files: Each file's name, for messages, and its text; their entries are added up.
  public init(files: [(name: String, text: String)]) throws(LexiconError) {
    self.init()
    for file in files { try read(file.text, named: file.name) }
  }

  /// The phrases of a section; none when the files have no such section.
  func phrases(_ section: LexiconSection) -> PhraseList { phrases[section] ?? PhraseList() }
}

/// The sections that word lists have.
enum LexiconSection: String, CaseIterable, Sendable {
  /// Words of class and id that name a page's furniture.
  case furnitureNames = "furniture-names"
  /// … that name readers' comments, all of them.
  case commentNames = "comment-names"
  /// … that name the article's text.
  case bodyNames = "body-names"
  /// … that name a picture's caption or credit.
  case captionNames = "caption-names"
  /// … that name the line of author and date.
  case bylineNames = "byline-names"
  /// … that make a furniture word mean nothing: `no-sidebar`, `has-footer`.
  case neutralNames = "neutral-names"

  /// A heading that ends the article.
  case tailHeadings = "tail-headings"
  /// The beginning of a short line that points to other articles.
  case pointers
  /// The beginning of a line that is furniture wherever it stands.
  case furnitureLines = "furniture-lines"
  /// A whole line that is furniture: `advertisement`.
  case furnitureWholes = "furniture-wholes"
  /// Words of asking for money, addresses or attention.
  case appeals
  /// Words by which a line thanks those who helped with the article.
  case credits
  /// The beginning of such a line.
  case creditStarts = "credit-starts"
  /// What people in a biography are: editor, fellow.
  case roles
  /// Words between a name and its role: `is a`.
  case copulas
  /// What makes a teaser end: `read more`.
  case cutMarks = "cut-marks"
  /// What stands in place of the rest behind a paywall.
  case paywalls
  /// What stands before an author's name: `by`.
  case bylineWords = "byline-words"
  /// Words of a byline that come after the name: `on`, `published`.
  case bylineEnds = "byline-ends"
  /// What people write between a commenter's name and his words: `says`.
  case commentVerbs = "comment-verbs"
  /// What stands before the time of a change: `updated`.
  case updateWords = "update-words"

  /// `code word word …`: the commonest words of a language.
  case stopwords
  /// `number name name …`: a month's names in all languages.
  case months

  /// The mark that a class name of the section gives; nil for other sections.
  var mark: Marks? {
    switch self {
    case .furnitureNames: .furniture
    case .commentNames: .comments
    case .bodyNames: .body
    case .captionNames: .caption
    case .bylineNames: .byline
    case .neutralNames: .neutral
    default: nil
    }
  }
}

/// What the words of an element's `class`, `id` and `role`, or its tag, say that it is.
struct Marks: OptionSet, Sendable {
  let rawValue: UInt16

  static let furniture = Marks(rawValue: 1)
  static let comments = Marks(rawValue: 2)
  static let body = Marks(rawValue: 4)
  static let caption = Marks(rawValue: 8)
  static let byline = Marks(rawValue: 16)
  static let neutral = Marks(rawValue: 32)
  /// Not shown: `hidden`, `display:none`.
  static let hidden = Marks(rawValue: 64)
  /// Furniture by its tag or role, which authors of pages set with more thought than class names.
  static let landmark = Marks(rawValue: 128)
  /// `itemprop="articleBody"`.
  static let declaredBody = Marks(rawValue: 256)
  /// A consent wall or another layer above the page.
  static let overlay = Marks(rawValue: 512)

  /// What is no part of the article's text.
  static let notText: Marks = [.furniture, .comments, .caption, .byline, .hidden, .landmark, .overlay]
}
