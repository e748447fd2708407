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
