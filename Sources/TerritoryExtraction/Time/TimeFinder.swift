/// Finds the words of time in a sentence.
struct TimeFinder: Sendable {
  func times(in line: Line) -> [TimeExpression] {
    var found: [TimeExpression] = []
    var index = 0
    while index < line.words.count {
      if let (meaning, range) = Scan(line: line).expression(at: index) {
        found.append(
          TimeExpression(line: line.number, words: range, meaning: meaning, bound: bound(line, range.lowerBound)))
        index = range.upperBound
      } else {
        index += 1
      }
    }
    return found
  }

  private func bound(_ line: Line, _ start: Int) -> TimeExpression.Bound? {
    var index = start - 1
    while index >= 0, index >= start - 3 {
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

/// Reads one expression from a place in a sentence.
private struct Scan {
  let line: Line

  private func low(_ index: Int) -> String { line.words.indices.contains(index) ? line.words[index].low.text : "" }

  func expression(at index: Int) -> (TimeExpression.Meaning, Range<Int>)? {
    let word = low(index)
    if let found = calendar(index) { return found }
    switch word {
    case "today", "tonight": return (.offset(0, 0), index..<index + 1)
    case "yesterday": return (.offset(-1, -1), index..<index + 1)
    case "overnight": return (.offset(-1, 0), index..<index + 1)
    case "tomorrow": return (.offset(1, 1), index..<index + 1)
    case "weekend": return (.weekend, index..<index + 1)
    case "dawn" where low(index - 1) == "at" || low(index - 1) == "before": return nil
    case "this": return this(index)
    case "last", "past": return last(index)
    case "next", "following", "previous": return next(index)
    case "recent":
      switch low(index + 1) {
      case "days": return (.offset(-7, 0), index..<index + 2)
      case "weeks": return (.offset(-30, 0), index..<index + 2)
      case "months": return (.offset(-120, 0), index..<index + 2)
      default: return nil
      }
    case "days", "weeks", "months", "hours", "years":
      if low(index + 1) == "later", let unit = Self.unit(word) { return (.vagueLater(unit), index..<index + 2) }
      if low(index + 1) == "ago" {
        let ranges = ["days": (-10, -1), "weeks": (-42, -7), "months": (-300, -30), "hours": (-1, 0)]
        if let range = ranges[word] { return (.offset(range.0, range.1), index..<index + 2) }
      }
      return nil
    case "day":
      if low(index - 1) == "the" || low(index - 1) == "a" {
        if low(index + 1) == "before" || low(index + 1) == "earlier" {
          return (.distance(1, .day, .earlier), index..<index + 2)
        }
        if low(index + 1) == "after" || low(index + 1) == "later" {
          return (.distance(1, .day, low(index + 1) == "after" ? .after : .later), index..<index + 2)
        }
      }
      return counted(index)
    default: return counted(index)
    }
  }

  // MARK: dates and months

  private func calendar(_ index: Int) -> (TimeExpression.Meaning, Range<Int>)? {
    let word = low(index)
    if let day = Self.weekdays[word] {
      let last = low(index - 1) == "last"
      var end = index + 1
      if let (date, range) = dateBehind(end) { return (date, index..<range.upperBound) }
      if ["morning", "night", "evening", "afternoon"].contains(low(end)) { end += 1 }
      return (.weekday(day, last: last), index..<end)
    }
    if let month = month(index) {
      let after = low(index + 1) == "." ? index + 2 : index + 1
      if let day = dayNumber(after) {
        var end = after + 1
        var endDay: Int?
        if ["-", "–", "and", "to", "or"].contains(low(end)), let second = dayNumber(end + 1), second > day {
          endDay = second
          end += 2
        }
        if let year = year(end) { return (.date(year: year, month: month, day: day, endDay: endDay), index..<end + 1) }
        if low(end) == ",", let year = year(end + 1) {
          return (.date(year: year, month: month, day: day, endDay: endDay), index..<end + 2)
        }
        return (.date(year: nil, month: month, day: day, endDay: endDay), index..<end)
      }
      let part = Self.part(low(index - 1)) ?? (low(index - 1) == "of" ? Self.part(low(index - 2)) : nil)
      if let year = year(after) { return (.month(year: year, month: month, part: part), index..<after + 1) }
      if low(after) == "," || low(after) == "of", let year = year(after + 1) {
        return (.month(year: year, month: month, part: part), index..<after + 2)
      }
      if low(after) == "last", low(after + 1) == "year" {
        return (.month(year: nil, month: month, part: part), index..<after + 2)
      }
      // "may" and "march" are months with a capital only, and not before a verb.
      return (.month(year: nil, month: month, part: part), index..<after)
    }
    if let day = dayNumber(index) {
      var monthAt = index + 1
      var endDay: Int?
      if ["-", "–", "and", "to"].contains(low(monthAt)), let second = dayNumber(monthAt + 1), month(monthAt + 2) != nil
      {
        endDay = second
        monthAt += 2
      }
      if low(monthAt) == "of" { monthAt += 1 }
      if let month = month(monthAt) {
        if let year = year(monthAt + 1) {
          return (.date(year: year, month: month, day: day, endDay: endDay), index..<monthAt + 2)
        }
        return (.date(year: nil, month: month, day: day, endDay: endDay), index..<monthAt + 1)
      }
    }
    if let day = iso(index) { return (day, index..<index + 1) }
    if let year = year(index),
      [
        "in", "since", "of", "until", "by", "during", "from", "mid", "early", "late", "before", "spring", "summer",
        "autumn", "winter", "and",
      ].contains(low(index - 1)) || low(index - 1) == "("
    {
      if let season = Self.season(low(index - 1)) ?? (low(index - 1) == "of" ? Self.season(low(index - 2)) : nil) {
        return (.season(season, year: year), index..<index + 1)
      }
      return (
        .year(year, part: Self.part(low(index - 1)) ?? (low(index - 1) == "of" ? Self.part(low(index - 2)) : nil)),
        index..<index + 1
      )
    }
    return nil
  }

  private func dateBehind(_ index: Int) -> (TimeExpression.Meaning, Range<Int>)? {
    let start = low(index) == "," ? index + 1 : index
    if month(start) != nil || dayNumber(start) != nil, let (meaning, range) = calendar(start), case .date = meaning {
      return (meaning, range)
    }
    return nil
  }

  private func month(_ index: Int) -> Int? {
    guard line.words.indices.contains(index), line.words[index].isName else { return nil }
    let word = low(index)
    if word == "may" || word == "march", index == 0 { return nil }
    return Self.months[word.hasSuffix(".") ? String(word.dropLast()) : word]
  }

  private func dayNumber(_ index: Int) -> Int? {
    guard line.words.indices.contains(index), line.words[index].shape == .number else { return nil }
    var text = low(index)
    for ending in ["st", "nd", "rd", "th"] where text.hasSuffix(ending) { text = String(text.dropLast(2)) }
    guard text.count <= 2, let day = Int(text), (1...31).contains(day) else { return nil }
    return day
  }

  private func year(_ index: Int) -> Int? {
    guard line.words.indices.contains(index), line.words[index].shape == .number, let year = Int(low(index)),
      (1900...2100).contains(year)
    else { return nil }
    return year
  }

  private func iso(_ index: Int) -> TimeExpression.Meaning? {
    let parts = low(index).split(separator: "-")
    guard parts.count == 3, parts[0].count == 4, let year = Int(parts[0]), let month = Int(parts[1]),
      let day = Int(parts[2]), (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    return .date(year: year, month: month, day: day, endDay: nil)
  }

  // MARK: relative words

  private func this(_ index: Int) -> (TimeExpression.Meaning, Range<Int>)? {
    switch low(index + 1) {
    case "morning", "afternoon", "evening", "day": (.offset(0, 0), index..<index + 2)
    case "week": (.thisWeek, index..<index + 2)
    case "month": (.thisMonth, index..<index + 2)
    case "year": (.thisYear, index..<index + 2)
    case let word:
      if let season = Self.season(word) { (.season(season, year: nil), index..<index + 2) } else { nil }
    }
  }

  private func last(_ index: Int) -> (TimeExpression.Meaning, Range<Int>)? {
    let next = low(index + 1)
    switch next {
    case "night": return (.offset(-1, 0), index..<index + 2)
    case "week": return (.lastWeek, index..<index + 2)
    case "month": return (.lastMonth, index..<index + 2)
    case "year": return (.lastYear, index..<index + 2)
    case "weekend": return (.weekend, index..<index + 2)
    case "days", "few": return (.offset(-7, 0), index..<index + 2)
    case "weeks": return (.offset(-28, 0), index..<index + 2)
    case "months": return (.offset(-120, 0), index..<index + 2)
    case "hours", "day": return (.offset(-1, 0), index..<index + 2)
    default:
      if let season = Self.season(next) { return (.season(season, year: nil), index..<index + 2) }
      if let count = number(index + 1), let unit = Self.unit(low(index + 2)) {
        let days: Int =
          switch unit {
          case .hour: max(1, count / 24)
          case .day: count
          case .week: count * 7
          case .month: count * 30
          case .year: count * 365
          }
        return (.offset(-days, 0), index..<index + 3)
      }
      return nil
    }
  }

  private func next(_ index: Int) -> (TimeExpression.Meaning, Range<Int>)? {
    let after = low(index) != "previous"
    switch low(index + 1) {
    case "day", "morning", "evening", "night":
      return (.distance(1, .day, after ? .later : .earlier), index..<index + 2)
    case "week":
      if low(index) == "next" { return (.nextWeek, index..<index + 2) }
      return (.distance(1, .week, after ? .later : .earlier), index..<index + 2)
    case "month":
      if low(index) == "next" { return (.nextMonth, index..<index + 2) }
      return (.distance(1, .month, after ? .later : .earlier), index..<index + 2)
    case "year": return (.distance(1, .year, after ? .later : .earlier), index..<index + 2)
    default: return nil
    }
  }

  private func counted(_ index: Int) -> (TimeExpression.Meaning, Range<Int>)? {
    guard let count = number(index) else { return nil }
    var at = index + 1
    if low(index) == "a" && low(at) == "few" || low(at) == "or" { return nil }
    if low(at) == "and", low(at + 1) == "a", low(at + 2) == "half" { at += 3 }
    guard let unit = Self.unit(low(at)) else { return nil }
    switch low(at + 1) {
    case "ago": return (.distance(count, unit, .ago), index..<at + 2)
    case "later": return (.distance(count, unit, .later), index..<at + 2)
    case "earlier", "before": return (.distance(count, unit, .earlier), index..<at + 2)
    case "after": return (.distance(count, unit, .after), index..<at + 2)
    default:
      switch low(index - 1) {
      case "for": return (.distance(count, unit, .lasting), index..<at + 1)
      case "within": return (.distance(count, unit, .within), index..<at + 1)
      case "in" where unit == .hour: return (.offset(-max(1, count / 24), 0), index..<at + 1)
      default: return nil
      }
    }
  }

  private func number(_ index: Int) -> Int? {
    guard line.words.indices.contains(index) else { return nil }
    if line.words[index].shape == .number { return Int(low(index)).flatMap { $0 <= 1000 ? $0 : nil } }
    return Self.numbers[low(index)]
  }

  private static func unit(_ word: String) -> TimeExpression.Unit? {
    switch word {
    case "hour", "hours": .hour
    case "day", "days": .day
    case "week", "weeks", "fortnight": .week
    case "month", "months": .month
    case "year", "years": .year
    default: nil
    }
  }

  private static func season(_ word: String) -> TimeExpression.Season? {
    switch word {
    case "spring": .spring
    case "summer": .summer
    case "autumn", "fall": .autumn
    case "winter": .winter
    default: nil
    }
  }

  private static func part(_ word: String) -> TimeExpression.Part? {
    switch word {
    case "early", "beginning", "start": .early
    case "mid", "middle", "mid-": .mid
    case "late": .late
    case "end": .end
    default: nil
    }
  }

  private static let weekdays = [
    "monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6, "sunday": 7,
  ]
  private static let months = [
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9,
    "october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8,
    "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
  ]
  private static let numbers = [
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "eighteen": 18, "twenty": 20,
    "couple": 2, "thirty": 30,
  ]
}
