/// The words by which a page's furniture is told from its article, read from data files (`etc/extraction/*.txt`).
///
/// The room reads no disk: the caller loads the files and hands over their texts.
public struct ExtractionLexicon: Sendable {
  /// No words: the structure of the page alone decides.
  public static let empty = ExtractionLexicon()

  init() {}

  /// Reads the texts of the word lists.
  ///
  /// Each file has sections, `[name]` on a line, and one entry a line; `#` begins a comment.
  /// - Parameter files: Each file's name, for messages, and its text; their entries are added up.
  public init(files: [(name: String, text: String)]) throws(LexiconError) {
    self.init()
  }
}

/// A fault in a word list.
public enum LexiconError: Error, Equatable, Sendable {
  /// A section that the extraction does not know.
  case unknownSection(name: String, file: String, line: Int, known: [String])
  /// An entry above the first section.
  case entryOutsideSection(file: String, line: Int)
  /// An entry that does not have its section's form.
  case malformed(entry: String, expected: String, file: String, line: Int)
}

extension LexiconError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unknownSection(let name, let file, let line, let known):
      "\(file):\(line): unknown section [\(name)]; known are \(known.joined(separator: ", "))"
    case .entryOutsideSection(let file, let line):
      "\(file):\(line): entry above the first section; put a [section] line before it"
    case .malformed(let entry, let expected, let file, let line):
      "\(file):\(line): cannot read \"\(entry)\"; expected \(expected)"
    }
  }
}
