import FoundationEssentials
import Model

/// One reading of a date's tokens.
struct DateReading {
  private let tokens: [DateToken]
  private var index = 0
  private var year: Int?
  private var month: Int?
  private var day: Int?
  private var dayOfYear: Int?
  private var secondsOfDay = 0
  private var hasTime = false
  private var isAfternoon: Bool?
  /// Seconds east of UTC.
  private var offset = 0
  /// Numbers that may be a day or a year, in order.
  private var loose: [(value: Int, digits: Int)] = []
  private var isBroken = false

  init(_ tokens: [DateToken]) { self.tokens = tokens }

  mutating func read() -> Date? {
    if let instant = unixTime { return instant }
    while index < tokens.count, !isBroken {
      switch tokens[index] {
      case .number(let value, let digits): takeNumber(value, digits)
      case .word(let word): takeWord(word)
      case .sign(let sign): takeSign(sign)
      case .space: index += 1
      }
    }
    return isBroken ? nil : instant
  }

  private var unixTime: Date? {
    guard tokens.count == 1, case .number(let value, let digits) = tokens[0] else { return nil }
    switch digits {
    case 9...10: return Date(timeIntervalSince1970: Double(value))
    case 12...13: return Date(timeIntervalSince1970: Double(value) / 1000)
    default: return nil
    }
  }

  private var instant: Date? {
    var year = year
    var day = day
    var month = month
    for number in loose {
      if day == nil, number.digits <= 2, (1...31).contains(number.value) || year != nil {
        day = number.value
      } else if year == nil, number.digits >= 2, month != nil {
        year = Self.fullYear(number.value, digits: number.digits)
      }
    }
    guard let year, (1...9999).contains(year) else { return nil }
    if let dayOfYear {
      guard (1...366).contains(dayOfYear), let first = Day(year: year, month: 1, day: 1) else { return nil }
      return instant(on: first + (dayOfYear - 1))
    }
    // A number by itself is a year only when it is written as one.
    if month == nil {
      guard day == nil, !hasTime else { return nil }
      month = 1
      day = 1
    }
    if day == nil, monthIsNamed { return nil }
    guard let month, let date = Day(year: year, month: month, day: day ?? 1) else { return nil }
    return instant(on: date)
  }

  private var monthIsNamed = false

  private func instant(on day: Day) -> Date? {
    var seconds = secondsOfDay
    if let isAfternoon {
      let hour = seconds / 3600
      if isAfternoon, hour < 12 { seconds += 12 * 3600 }
      if !isAfternoon, hour == 12 { seconds -= 12 * 3600 }
    }
    return Date(timeIntervalSince1970: Double(day.daysSinceEpoch * 86_400 + seconds - offset))
  }

  /// Two digits follow RFC 2822 §4.3: below 50 this century, above the last; three count from 1900.
  private static func fullYear(_ value: Int, digits: Int) -> Int {
    switch digits {
    case 1...2: value < 50 ? 2000 + value : 1900 + value
    case 3: 1900 + value
    default: value
    }
  }
}

// MARK: - Numbers

extension DateReading {
  private mutating func takeNumber(_ value: Int, _ digits: Int) {
    if sign(at: index + 1, is: ":"), number(at: index + 2) != nil, !hasTime {
      takeTime(hour: value)
    } else if digits >= 8, year == nil, month == nil {
      takeCompact(value, digits)
    } else if year == nil, month == nil, digits == 4, dateSign(at: index + 1) != nil {
      takeYearFirst(value)
    } else if month == nil, year == nil, digits <= 2, let sign = dateSign(at: index + 1),
      let second = number(at: index + 2), second.digits <= 2, dateSign(at: index + 3) == sign,
      let third = number(at: index + 4), third.digits == 2 || third.digits == 4
    {
      takeYearLast(value, second.value, third, separator: sign)
    } else if hasTime, digits == 6, case .word("t")? = token(at: index - 1) {
      index += 1
    } else {
      if digits == 4, year == nil { year = value } else { loose.append((value, digits)) }
      index += 1
    }
  }

  /// `hh:mm`, `hh:mm:ss`, `hh:mm:ss.fff`.
  private mutating func takeTime(hour: Int) {
    var parts = [hour]
    index += 1
    while sign(at: index, is: ":"), let next = number(at: index + 1), parts.count < 4 {
      parts.append(next.value)
      index += 2
    }
    if sign(at: index, is: ".") || sign(at: index, is: ","), parts.count >= 3, number(at: index + 1) != nil {
      index += 2
    }
    let second = parts.count > 2 ? parts[2] : 0
    guard parts[0] <= 24, parts[1] <= 59, second <= 61 else {
      isBroken = true
      return
    }
    secondsOfDay = parts[0] * 3600 + parts[1] * 60 + min(second, 59)
    hasTime = true
    takeZone()
  }

  /// `yyyyMMdd`, `yyyyMMddHHmm`, `yyyyMMddHHmmss`, and `HHmmss` behind a `T`.
  private mutating func takeCompact(_ value: Int, _ digits: Int) {
    index += 1
    var date = value
    switch digits {
    case 8: break
    case 12:
      date = value / 10_000
      setTime(value % 10_000 * 100)
    case 14:
      date = value / 1_000_000
      setTime(value % 1_000_000)
    default:
      isBroken = true
      return
    }
    year = date / 10_000
    month = date / 100 % 100
    day = date % 100
    if case .word("t")? = token(at: index), let time = number(at: index + 1), time.digits == 4 || time.digits == 6 {
      index += 2
      setTime(time.digits == 6 ? time.value : time.value * 100)
    }
    takeZone()
  }

  private mutating func setTime(_ clock: Int) {
    guard clock / 10_000 <= 24, clock / 100 % 100 <= 59 else {
      isBroken = true
      return
    }
    secondsOfDay = clock / 10_000 * 3600 + clock / 100 % 100 * 60 + min(clock % 100, 59)
    hasTime = true
  }

  /// `yyyy-MM-dd`, `yyyy-MM`, `yyyy-DDD`, `yyyy-Www-d`, and the same with slashes or dots.
  private mutating func takeYearFirst(_ value: Int) {
    year = value
    guard let separator = dateSign(at: index + 1) else { return }
    index += 2
    if case .word("w")? = token(at: index), let week = number(at: index + 1) {
      index += 2
      var weekday = 1
      if dateSign(at: index) == separator, let number = number(at: index + 1) {
        weekday = number.value
        index += 2
      }
      takeWeek(week.value, weekday: weekday)
      return
    }
    // A month by name: 2004-július-13.
    guard let second = number(at: index) else { return }
    index += 1
    if second.digits == 3, dateSign(at: index) != separator {
      dayOfYear = second.value
      return
    }
    month = second.value
    if dateSign(at: index) == separator, let third = number(at: index + 1) {
      day = third.value
      index += 2
    }
  }

  /// ISO 8601 §4.1.4: week 1 holds the year's first Thursday.
  private mutating func takeWeek(_ week: Int, weekday: Int) {
    guard let year, (1...53).contains(week), (1...7).contains(weekday), let fourth = Day(year: year, month: 1, day: 4)
    else {
      isBroken = true
      return
    }
    let date = fourth + ((week - 1) * 7 + weekday - fourth.weekday)
    self.year = date.year
    month = date.month
    day = date.day
  }

  /// Dots part day, month and year; slashes and hyphens too unless the numbers say otherwise, and slashes alone are
  /// American.
  private mutating func takeYearLast(_ first: Int, _ second: Int, _ third: (value: Int, digits: Int), separator: UInt8)
  {
    index += 5
    let monthIsFirst = separator == UInt8(ascii: "/") ? first <= 12 : second > 12
    month = monthIsFirst ? first : second
    day = monthIsFirst ? second : first
    year = Self.fullYear(third.value, digits: third.digits)
  }
}

// MARK: - Words, signs, zones

extension DateReading {
  private mutating func takeWord(_ word: String) {
    index += 1
    if let meaning = DateWords.meaning(of: word) {
      switch meaning {
      case .month(let number):
        if month == nil {
          month = number
          monthIsNamed = true
        }
      case .beforeNoon: isAfternoon = false
      case .afterNoon: isAfternoon = true
      case .monthFollows: takeFollowingMonth()
      case .monthPrecedes: if let last = loose.popLast() { month = last.value }
      case .yearPrecedes: if let last = loose.popLast() { year = Self.fullYear(last.value, digits: last.digits) }
      case .dayPrecedes: if let last = loose.popLast() { day = last.value }
      case .hourPrecedes: if let last = loose.popLast(), !hasTime { secondsOfDay = min(last.value, 24) * 3600 }
      case .minutePrecedes: if let last = loose.popLast(), !hasTime { secondsOfDay += min(last.value, 59) * 60 }
      case .secondPrecedes: if let last = loose.popLast(), !hasTime { secondsOfDay += min(last.value, 59) }
      }
      if isAfternoon != nil, hasTime { takeZone() }
    } else if word == "z" || hasTime, let zone = DateZones.offset(of: word) {
      offset = zone
      index -= 1
      takeZone()
    }
  }

  private mutating func takeFollowingMonth() {
    if token(at: index) == .space { index += 1 }
    if let next = number(at: index) {
      month = next.value
      index += 1
    }
  }

  private mutating func takeSign(_ sign: UInt8) {
    index += 1
    guard hasTime, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), number(at: index) != nil else { return }
    takeOffset(negative: sign == UInt8(ascii: "-"))
  }

  /// What follows a time: a zone's name, an offset, or both: `GMT+02:00`, `+0100 (CET)`.
  private mutating func takeZone() {
    if token(at: index) == .space { index += 1 }
    if case .word(let word)? = token(at: index), let zone = DateZones.offset(of: word) {
      offset = zone
      index += 1
    }
    if case .sign(let sign)? = token(at: index), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
      number(at: index + 1) != nil
    {
      index += 1
      takeOffset(negative: sign == UInt8(ascii: "-"))
      skipComment()
    }
  }

  /// `hh`, `hhmm`, `hh:mm`; the number stands at `index`.
  private mutating func takeOffset(negative: Bool) {
    guard let first = number(at: index) else { return }
    index += 1
    var hours = first.value
    var minutes = 0
    if first.digits >= 3 {
      hours = first.value / 100
      minutes = first.value % 100
    } else if sign(at: index, is: ":"), let second = number(at: index + 1) {
      minutes = second.value
      index += 2
    }
    guard hours <= 26, minutes <= 59 else {
      isBroken = true
      return
    }
    offset = (hours * 3600 + minutes * 60) * (negative ? -1 : 1)
  }

  /// The zone's name in brackets behind an offset says nothing new.
  private mutating func skipComment() {
    if token(at: index) == .space { index += 1 }
    guard sign(at: index, is: "(") else { return }
    while index < tokens.count, !sign(at: index, is: ")") { index += 1 }
  }

  private func token(at place: Int) -> DateToken? { tokens.indices.contains(place) ? tokens[place] : nil }

  private func number(at place: Int) -> (value: Int, digits: Int)? {
    guard case .number(let value, let digits)? = token(at: place) else { return nil }
    return (value, digits)
  }

  private func sign(at place: Int, is character: Character) -> Bool {
    guard case .sign(let sign)? = token(at: place) else { return false }
    return sign == character.asciiValue
  }

  private func dateSign(at place: Int) -> UInt8? {
    guard case .sign(let sign)? = token(at: place), "-/.".utf8.contains(sign) else { return nil }
    return sign
  }
}
