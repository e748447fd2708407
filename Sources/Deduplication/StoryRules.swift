/// The lists that identity and comparison go by, as read from the data folder.
public struct StoryRules: Sendable {
  let tracking: WordEndings
  let mobileLabels: Set<String>
  let sharedHosts: Set<String>
  let sharedPaths: Set<String>
  let suffixes: Set<String>
  let dates: Set<UInt64>
  let boilerplate: BoilerplateRules
  let cutPhrases: [[UInt64]]

  /// Names of the files that the rules are made of.
  public static let files = [
    "tracking_parameters.txt", "mobile_hosts.txt", "shared_hosts.txt", "public_suffixes.txt", "dates.txt",
    "boilerplate.txt", "cut_marks.txt",
  ]

  /// - Parameter contents: the text of each of `files`, by name.
  /// - Throws: `StoryRulesError` with file and line.
  public init(contents: [String: String]) throws(StoryRulesError) {
    func lines(_ name: String) throws(StoryRulesError) -> [DataLine] {
      guard let text = contents[name] else {
        throw StoryRulesError(file: name, line: 0, problem: "the file is missing")
      }
      return DataLine.all(in: text, file: name)
    }
    tracking = WordEndings(try lines("tracking_parameters.txt").map(\.text))
    mobileLabels = Set(try lines("mobile_hosts.txt").map(\.text))
    suffixes = Set(try lines("public_suffixes.txt").map(\.text))
    dates = Set(try lines("dates.txt").map { Word(listed: $0.text).hash })
    var hosts: Set<String> = []
    var paths: Set<String> = []
    for line in try lines("shared_hosts.txt") {
      switch line.fields.first {
      case "host" where line.fields.count == 2: hosts.insert(line.fields[1])
      case "path" where line.fields.count == 2: paths.insert(line.fields[1])
      default: throw line.error("`host` or `path`, a tab, and a name are expected")
      }
    }
    sharedHosts = hosts
    sharedPaths = paths
    boilerplate = try BoilerplateRules(try lines("boilerplate.txt"))
    var reader = WordReader(ScalarTables.shared)
    cutPhrases = try lines("cut_marks.txt").map { reader.words(of: $0.text).map(\.hash) }
  }
}

/// What is wrong with a data file.
public struct StoryRulesError: Error, Equatable, CustomStringConvertible {
  public let file: String
  public let line: Int
  public let problem: String

  public var description: String { "etc/data/dedupe/\(file):\(line): \(problem)" }
}

/// One line of a data file, comments and empty lines aside.
struct DataLine {
  let file: String
  let number: Int
  let text: String

  var fields: [String] { text.split(separator: "\t").map(String.init) }

  func error(_ problem: String) -> StoryRulesError { StoryRulesError(file: file, line: number, problem: problem) }

  static func all(in text: String, file: String) -> [DataLine] {
    var lines: [DataLine] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      guard !line.isEmpty, !line.hasPrefix("#") else { continue }
      lines.append(DataLine(file: file, number: index + 1, text: String(line)))
    }
    return lines
  }
}

/// A set of words, some of which stand for all that begin with them.
struct WordEndings: Sendable {
  private let whole: Set<String>
  private let starts: [String]

  init(_ words: [String]) {
    whole = Set(words.filter { !$0.hasSuffix("*") })
    starts = words.filter { $0.hasSuffix("*") }.map { String($0.dropLast()) }
  }

  func contains(_ word: String) -> Bool { whole.contains(word) || starts.contains { word.hasPrefix($0) } }
}
