internal import FoundationEssentials
internal import Model

/// Reads the dates that pages write: ISO 8601, e-mail dates, Unix times, and dates in words.
struct DateReading {
  private let months: [String: Int]

  init(lexicon: ExtractionLexicon) { months = lexicon.months }

  /// The instant that a machine-readable value names.
  ///
  /// A value without a zone is taken for UTC. Years outside of 1990 to 2099 are no dates of articles.
  func date(_ value: String) -> Date? {
    let text = value.trimmingSpaces()
    guard !text.isEmpty, text.utf8.count < 80 else { return nil }
    let found = Date(rfc3339: text) ?? unixTime(text) ?? inWords(String(text), needsYear: true)
    return found.flatMap { (1990...2099).contains($0.day.year) ? $0 : nil }
  }

  /// Whether a value tells the time of day too.
  static func hasTime(_ value: String) -> Bool { value.utf8.contains(0x3A) || value.utf8.allSatisfy(isDigit) }

  private func unixTime(_ text: Substring) -> Date? {
    guard text.utf8.allSatisfy(isDigit), let number = Double(text) else { return nil }
    if text.utf8.count == 10 { return Date(timeIntervalSince1970: number) }
    if text.utf8.count == 13 { return Date(timeIntervalSince1970: number / 1000) }
    if text.utf8.count == 8, let whole = Int(text) {
      return Day(year: whole / 10_000, month: whole / 100 % 100, day: whole % 100).flatMap { Date(rfc3339: "\($0)") }
    }
    return nil
  }

  /// `Mon, 18 Nov 2019 21:05:00 +0100`, `November 18, 2019 at 9:05 pm`, `18. November 2019`, `2019/11/18`,
  /// `18.11.2019`. A numeric date is read day first, unless that gives no date.
  func inWords(_ text: String, needsYear: Bool) -> Date? {
    var parts = Parts()
    var previous: Substring = ""
    for word in text.split(whereSeparator: { !($0.isLetter || $0.isNumber || $0 == ":" || $0 == "+" || $0 == "-") })
      .prefix(24)
    {
      parts.take(word, after: previous, months: months)
      previous = word
    }
    return parts.date
  }

  /// The parts of a date found so far.
  private struct Parts {
    var year: Int?
    var month: Int?
    var numbers: [Int] = []
    var seconds: Int?
    var offset = 0

    mutating func take(_ word: Substring, after previous: Substring, months: [String: Int]) {
      let small = word.lowercased()
      if word.contains(":") { return takeTime(word) }
      if small == "pm" || small == "am" { return takeHalf(small == "pm") }
      if seconds != nil, let first = word.first, first == "+" || first == "-" { return takeOffset(word) }
      if let named = months[small], month == nil { return month = named }
      let pieces = word.split(separator: "-")
      for piece in pieces {
        if let named = months[piece.lowercased()], pieces.count > 1, month == nil { month = named }
        let digits = piece.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int(digits), piece.count - digits.count <= 2 else { continue }
        if digits.count == 4, (1990...2099).contains(number) {
          year = year ?? number
        } else if digits.count <= 2, numbers.count < 2, number <= 31, number > 0 {
          numbers.append(number)
        }
      }
    }

    private mutating func takeTime(_ word: Substring) {
      let pieces = word.split(separator: ":")
      guard seconds == nil, pieces.count >= 2, let hour = Int(pieces[0].suffix(2)), hour < 25,
        let minute = Int(pieces[1].prefix(2)), minute < 60
      else { return }
      let second = pieces.count > 2 ? Int(pieces[2].prefix(2)) ?? 0 : 0
      seconds = hour * 3600 + minute * 60 + second
      let tail = pieces[1].dropFirst(2).lowercased()
      if tail == "pm" || tail == "am" { takeHalf(tail == "pm") }
    }

    private mutating func takeHalf(_ isAfternoon: Bool) {
      guard let time = seconds else { return }
      let hour = time / 3600
      if isAfternoon, hour < 12 { seconds = time + 12 * 3600 }
      if !isAfternoon, hour == 12 { seconds = time - 12 * 3600 }
    }

    private mutating func takeOffset(_ word: Substring) {
      let digits = word.dropFirst().filter { $0.isNumber }
      guard digits.count == 4, let number = Int(digits) else { return }
      offset = (number / 100 * 3600 + number % 100 * 60) * (word.first == "-" ? -1 : 1)
    }

    var date: Date? {
      guard let year else { return nil }
      var day: Day?
      if let month {
        day = numbers.first.flatMap { Day(year: year, month: month, day: $0) }
      } else if numbers.count == 2 {
        day = Day(year: year, month: numbers[1], day: numbers[0]) ?? Day(year: year, month: numbers[0], day: numbers[1])
      }
      return day.map {
        Date(timeIntervalSince1970: Double($0.daysSinceEpoch * 86_400 + (seconds ?? 0) - offset))
      }
    }
  }

  /// The date in an address: `/2015/05/22/`, `/2019-11-18-`, `/2019/nov/18/`, `/archives/2015/05/` (no day: nil).
  func inAddress(_ url: String) -> Date? {
    let path = url.split(separator: "?", maxSplits: 1).first ?? ""
    let words = path.split { $0 == "/" || $0 == "-" || $0 == "_" || $0 == "." }
    for index in words.indices.dropFirst(1) where index + 2 < words.count {
      guard words[index].count == 4, let year = Int(words[index]), (1990...2099).contains(year),
        let month = Int(words[index + 1]) ?? months[words[index + 1].lowercased()], words[index + 2].count <= 2,
        let number = Int(words[index + 2]), let day = Day(year: year, month: month, day: number)
      else { continue }
      return Date(rfc3339: "\(day)")
    }
    for word in words where word.count == 8 {
      guard let whole = Int(word), (1990...2099).contains(whole / 10_000),
        let day = Day(year: whole / 10_000, month: whole / 100 % 100, day: whole % 100)
      else { continue }
      return Date(rfc3339: "\(day)")
    }
    return nil
  }
}

func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
