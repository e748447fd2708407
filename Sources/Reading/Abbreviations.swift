/// The words that a full stop belongs to, and the words that tell where a sentence ends after one.
///
/// Read from `abbreviations.txt`: one `kind: word word …` a line, `#` begins a comment.
struct Abbreviations: Sendable {
  enum Kind: String, CaseIterable {
    /// Before a name: "Gen.", "Mr."; never ends a sentence.
    case title
    /// Before a number or a day: "No.", "Nov."; ends a sentence when something else follows.
    case number
    /// May end a sentence, and stands within one as often: "U.S.", "Inc."; ends one only before a word that opens one.
    case either
    /// Mostly stands last: "etc.", "p.m."; ends a sentence when a capital follows.
    case end
  }

  /// The longest word that is looked up.
  static let bytesMax = 12

  private var kinds: [String: Kind] = [:]
  private var openers: Set<String> = []
  private var followers: Set<String> = []

  init(_ source: String) throws(ReadingError) {
    for (number, line) in source.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let content = line.prefix { $0 != "#" }
      guard content.contains(where: { !$0.isWhitespace }) else { continue }
      let parts = content.split(separator: ":", maxSplits: 1)
      let words = parts.count == 2 ? parts[1].split(separator: " ").map { $0.lowercased() } : []
      switch parts.first.map(String.init) {
      case "opener"?: openers.formUnion(words)
      case "follower"?: followers.formUnion(words)
      case let name?:
        guard let kind = Kind(rawValue: name), !words.isEmpty else { fallthrough }
        for word in words { kinds[word] = kind }
      default:
        throw .badLine(
          file: "abbreviations.txt", line: number + 1, text: String(line),
          wanted: "title, number, either, end, opener or follower, a colon, then words")
      }
    }
  }

  /// - Parameter word: without its last full stop.
  func kind(of word: String) -> Kind? { kinds[word.lowercased()] }

  /// Whether a capitalised word most likely begins a sentence: "The", "But".
  func opensSentence(_ word: String) -> Bool { openers.contains(word.lowercased()) }

  /// A capitalised word that goes on after an abbreviation which mostly ends a sentence: "8 a.m. Monday", "GMT".
  func follows(_ word: String) -> Bool { followers.contains(word.lowercased()) }
}
