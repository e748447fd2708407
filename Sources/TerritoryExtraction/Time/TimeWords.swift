/// The words of time of a language, read from `times.txt`: `KIND VALUES: WORDS`, words of one phrase joined by "_".
struct TimeWords: Sendable {
  /// What a single word says.
  enum Sense: Sendable, Equatable {
    case weekday(Int)
    case month(Int)
    case number(Int)
    case vague
    case unit(TimeExpression.Unit, times: Int)
    case daytime
    case season(TimeExpression.Season)
    case part(TimeExpression.Part)
    case offset(Int, Int)
    case weekend
  }

  /// A day of the year with a name of its own.
  struct FixedDay: Sendable {
    let words: [UInt64]
    let month: Int
    let day: Int
  }

  private(set) var senses: [UInt64: Sense] = [:]
  /// Keys of month names that are also common words.
  private(set) var ambiguous: Set<UInt64> = []
  /// Named days by their first word, the longest name first.
  private(set) var fixed: [UInt64: [FixedDay]] = [:]

  private static let file = "times.txt"

  init(_ text: String) throws(TerritoryResourceError) {
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.isEmpty || line.hasPrefix("#") { continue }
      guard let colon = line.firstIndex(of: ":") else {
        throw .malformed(file: Self.file, line: number + 1, what: "a row needs a kind, a colon and words")
      }
      let head = line[..<colon].split(separator: " ").map(String.init)
      let words = line[line.index(after: colon)...].split(separator: " ")
      guard !words.isEmpty, take(head, words) else {
        throw .malformed(
          file: Self.file, line: number + 1, what: "\"\(line[..<colon])\" is no kind of word with its values")
      }
    }
    for key in fixed.keys { fixed[key]?.sort { $0.words.count > $1.words.count } }
  }

  private mutating func take(_ head: [String], _ words: [Substring]) -> Bool {
    let values = head.dropFirst().compactMap { Int($0) }
    switch (head.first, head.count) {
    case ("ambiguous", 1):
      ambiguous.formUnion(words.map { Term.key(of: $0) })
      return true
    case ("fixed", 3):
      guard values.count == 2, (1...12).contains(values[0]), (1...31).contains(values[1]) else { return false }
      for word in words {
        let keys = word.split(separator: "_").map { Term.key(of: $0) }
        fixed[keys[0], default: []].append(FixedDay(words: keys, month: values[0], day: values[1]))
      }
      return true
    default:
      guard let sense = sense(head, values) else { return false }
      for word in words { senses[Term.key(of: word)] = sense }
      return true
    }
  }

  private func sense(_ head: [String], _ values: [Int]) -> Sense? {
    switch (head.first, head.count) {
    case ("weekday", 2): values.first.map { .weekday($0) }
    case ("month", 2): values.first.map { .month($0) }
    case ("number", 2): values.first.map { .number($0) }
    case ("offset", 3): values.count == 2 ? .offset(values[0], values[1]) : nil
    case ("unit", 3):
      TimeExpression.Unit(rawValue: head[1]).flatMap { unit in values.first.map { .unit(unit, times: $0) } }
    case ("season", 2): TimeExpression.Season(rawValue: head[1]).map { .season($0) }
    case ("part", 2): TimeExpression.Part(rawValue: head[1]).map { .part($0) }
    case ("vague", 1): .vague
    case ("daytime", 1): .daytime
    case ("weekend", 1): .weekend
    default: nil
    }
  }
}
