/// Finds the words of time in a sentence.
struct TimeFinder: Sendable {
  let words: TimeWords

  func times(in line: Line) -> [TimeExpression] {
    let scan = TimeScan(line: line, words: words)
    var found: [TimeExpression] = []
    var index = 0
    while index < line.words.count {
      if let (meaning, range) = scan.expression(at: index) {
        found.append(
          TimeExpression(line: line.number, words: range, meaning: meaning, bound: bound(line, range.lowerBound)))
        index = range.upperBound
      } else {
        index += 1
      }
    }
    return found
  }

  /// "By at least the end of the year".
  private static let boundBack = 6

  private func bound(_ line: Line, _ start: Int) -> TimeExpression.Bound? {
    var index = start - 1
    while index >= 0, index >= start - Self.boundBack {
      switch line.words[index].low.text {
      case "since": return .since
      case "by": return .by
      case "until", "till": return .until
      case "the", "about", "around", "at", "least", "end", "of", "early", "late", "mid": index -= 1
      default: return nil
      }
    }
    return nil
  }
}

/// Reads one expression from a place in a sentence: dates here, words that count from another day in
/// `TimeScan+Relative`.
struct TimeScan {
  typealias Found = (meaning: TimeExpression.Meaning, words: Range<Int>)

  let line: Line
  let words: TimeWords

  func low(_ index: Int) -> String { line.words.indices.contains(index) ? line.words[index].low.text : "" }

  func sense(_ index: Int) -> TimeWords.Sense? {
    line.keys.indices.contains(index) ? words.senses[line.keys[index]] : nil
  }

  private func isNumber(_ index: Int) -> Bool {
    line.words.indices.contains(index) && line.words[index].shape == .number
  }

  func expression(at index: Int) -> Found? {
    calendar(index) ?? relative(index)
  }

  // MARK: dates and months

  private func calendar(_ index: Int) -> Found? {
    if let fixed = fixedDay(index) { return fixed }
    if case .weekday(let day)? = sense(index), isCapital(index), !isAmbiguous(index) { return weekday(day, index) }
    if let month = month(index) { return dateOfMonth(month, index) }
    guard isNumber(index) else { return nil }
    if let found = dayFirst(index) ?? ordinalDay(index) { return found }
    if let day = numeric(index) { return (day, index..<index + 1) }
    return yearAlone(index)
  }

  private func fixedDay(_ index: Int) -> Found? {
    guard isCapital(index), let days = words.fixed[line.keys[index]] else { return nil }
    for day in days where line.keys[index...].starts(with: day.words) {
      let end = index + day.words.count
      if let year = year(end) {
        return (.date(year: year, month: day.month, day: day.day, endDay: nil), index..<end + 1)
      }
      return (.date(year: nil, month: day.month, day: day.day, endDay: nil), index..<end)
    }
    return nil
  }

  private func weekday(_ day: Int, _ index: Int) -> Found {
    let end = index + 1
    if let nth = nth(index - 1), ["of", "in"].contains(low(end)), let month = month(end + 1) {
      let year = year(end + 2)
      return (.weekdayOfMonth(day, nth: nth, year: year, month: month), index..<end + (year == nil ? 2 : 3))
    }
    if let (date, range) = dateBehind(end) { return (date, index..<range.upperBound) }
    let after = sense(end) == .daytime ? end + 1 : end
    let lastWeek = low(after) == "of" ? after + 1 : after
    if low(lastWeek) == "last", low(lastWeek + 1) == "week" { return (.weekdayOfLastWeek(day), index..<lastWeek + 2) }
    return (.weekday(day, last: low(index - 1) == "last"), index..<after)
  }

  private func nth(_ index: Int) -> Int? {
    switch low(index) {
    case "first": 1
    case "second": 2
    case "third": 3
    case "fourth": 4
    case "last": -1
    default: nil
    }
  }

  private func dateBehind(_ index: Int) -> Found? {
    let start = low(index) == "," ? index + 1 : index
    if let month = month(start), dayNumber(low(start + 1) == "." ? start + 2 : start + 1) != nil {
      return dateOfMonth(month, start)
    }
    return isNumber(start) ? dayFirst(start) : nil
  }

  private func dateOfMonth(_ month: Int, _ index: Int) -> Found {
    let after = low(index + 1) == "." ? index + 2 : index + 1
    if let day = dayNumber(after) {
      var end = after + 1
      var endDay: Int?
      if ["-", "–", "and", "to", "or"].contains(low(end)), let second = dayNumber(end + 1), second > day {
        endDay = second
        end += 2
      }
      let comma = low(end) == "," ? end + 1 : end
      if let year = year(comma) {
        return (.date(year: year, month: month, day: day, endDay: endDay), index..<comma + 1)
      }
      return (.date(year: nil, month: month, day: day, endDay: endDay), index..<end)
    }
    let part = part(before: index)
    if let year = year(after) { return (.month(year: year, month: month, part: part), index..<after + 1) }
    if low(after) == "," || low(after) == "of", let year = year(after + 1) {
      return (.month(year: year, month: month, part: part), index..<after + 2)
    }
    if low(after) == "last", low(after + 1) == "year" {
      return (.month(year: nil, month: month, part: part), index..<after + 2)
    }
    return (.month(year: nil, month: month, part: part), index..<after)
  }

  // "11 December 2014", "3 and 4 March".
  private func dayFirst(_ index: Int) -> Found? {
    guard let day = dayNumber(index) else { return nil }
    var monthAt = index + 1
    var endDay: Int?
    if ["-", "–", "and", "to"].contains(low(monthAt)), let second = dayNumber(monthAt + 1), month(monthAt + 2) != nil {
      endDay = second
      monthAt += 2
    }
    if low(monthAt) == "of" { monthAt += 1 }
    guard let month = month(monthAt) else { return nil }
    let year = year(monthAt + 1)
    return (.date(year: year, month: month, day: day, endDay: endDay), index..<monthAt + (year == nil ? 1 : 2))
  }

  // "on the 29th": an ordinal in figures with no noun behind that it could count.
  private func ordinalDay(_ index: Int) -> Found? {
    guard low(index - 1) == "the", isOrdinal(index), let day = dayNumber(index) else { return nil }
    var end = index + 1
    var endDay: Int?
    if low(end) == "and" || low(end) == "or", isOrdinal(end + 1), let second = dayNumber(end + 1), second > day {
      endDay = second
      end += 2
    }
    guard end == line.words.count || Self.closesDate.contains(low(end)) else { return nil }
    return (.dayOfMonth(day, endDay: endDay), index..<end)
  }

  private static let closesDate: Set<String> = [
    ",", ".", ";", ":", ")", "-", "–", "—", "and", "but", "after", "before", "when", "as", "while", "by", "with", "in",
    "for", "that", "they", "he", "it", "the",
  ]

  private func yearAlone(_ index: Int) -> Found? {
    guard let year = year(index) else { return nil }
    if ["from", "between"].contains(low(index - 1)), ["to", "and", "until", "-", "–"].contains(low(index + 1)),
      let last = self.year(index + 2), last > year
    {
      return (.years(year, last), index..<index + 3)
    }
    let before = sense(index - 1)
    if case .season(let season)? = before { return (.season(season, year: year), index..<index + 1) }
    if low(index - 1) == "of", case .season(let season)? = sense(index - 2) {
      return (.season(season, year: year), index..<index + 1)
    }
    guard Self.yearOpeners.contains(low(index - 1)) || part(before: index) != nil else { return nil }
    return (.year(year, part: part(before: index)), index..<index + 1)
  }

  private static let yearOpeners: Set<String> = [
    "in", "since", "of", "until", "by", "during", "from", "before", "and", "(", "throughout", "after",
  ]

  /// "late", "the end of" before what it parts.
  func part(before index: Int) -> TimeExpression.Part? {
    if case .part(let part)? = sense(index - 1) { return part }
    var at = index - 1
    if low(at) == "the" || low(at) == "this" { at -= 1 }
    if low(at) == "of", case .part(let part)? = sense(at - 1) { return part }
    return nil
  }

  private func isCapital(_ index: Int) -> Bool { line.words.indices.contains(index) && line.words[index].isName }

  // "may", "march" and "mar" are common words: at the head of a sentence they need a number behind them.
  private func isAmbiguous(_ index: Int) -> Bool {
    index == 0 && words.ambiguous.contains(line.keys[index]) && !isNumber(index + 1)
  }

  func month(_ index: Int) -> Int? {
    guard isCapital(index), !isAmbiguous(index) else { return nil }
    if case .month(let month)? = sense(index) { return month }
    let word = low(index)
    guard word.hasSuffix("."), case .month(let month)? = words.senses[Term.key(of: word.dropLast())] else { return nil }
    return month
  }

  private func isOrdinal(_ index: Int) -> Bool {
    isNumber(index) && ["st", "nd", "rd", "th"].contains { low(index).hasSuffix($0) }
  }

  private func dayNumber(_ index: Int) -> Int? {
    guard isNumber(index) else { return nil }
    var text = Substring(low(index))
    for ending in ["st", "nd", "rd", "th"] where text.hasSuffix(ending) { text = text.dropLast(2) }
    guard text.utf8.count <= 2, let day = Int(text), (1...31).contains(day) else { return nil }
    return day
  }

  func year(_ index: Int) -> Int? {
    guard isNumber(index), let year = Int(low(index)), (1900...2100).contains(year) else { return nil }
    return year
  }

  // 2015-05-22, 22.05.2015, 22/05/2015: where both could be the month, the day stands first, unless the year does.
  private func numeric(_ index: Int) -> TimeExpression.Meaning? {
    let word = low(index)
    for mark in ["-", ".", "/"] {
      let parts = word.split(separator: Character(mark)).compactMap { Int($0) }
      guard parts.count == 3, word.split(separator: Character(mark)).count == 3 else { continue }
      var (year, month, day) = parts[0] >= 1900 ? (parts[0], parts[1], parts[2]) : (parts[2], parts[1], parts[0])
      if month > 12, parts[0] < 1900 { (month, day) = (day, month) }
      guard (1900...2100).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
      return .date(year: year, month: month, day: day, endDay: nil)
    }
    return nil
  }
}
