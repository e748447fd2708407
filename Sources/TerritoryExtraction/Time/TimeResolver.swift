import Model

/// Turns words of time into days, by the table of docs/territory.md.
struct TimeResolver: Sendable {
  let published: Day

  /// - Parameter anchor: the day that "later" and "earlier" count from, where the text names one.
  func days(_ expression: TimeExpression, anchor: Day?) -> DateSpan? {
    guard let (start, end, basis) = range(expression.meaning, anchor: anchor) else { return nil }
    switch expression.bound {
    case .since: return DateSpan(start: start, end: max(published, start), basis: basis)
    case .by:
      return end > published
        ? DateSpan(start: published, end: end, basis: basis) : DateSpan(start: start, end: end, basis: basis)
    case .until, nil: return DateSpan(start: start, end: end, basis: basis)
    }
  }

  private func range(_ meaning: TimeExpression.Meaning, anchor: Day?) -> (Day, Day, DateBasis)? {
    switch meaning {
    case .offset(let from, let to): return (published + from, published + to, .relative)
    case .weekday(let day, let last):
      var back = (published.weekday - day + 7) % 7
      if last, back == 0 { back = 7 }
      return (published - back, published - back, .relative)
    case .weekdayOfLastWeek(let day):
      let monday = published - (published.weekday - 1) - 7
      return (monday + (day - 1), monday + (day - 1), .relative)
    case .weekdayOfMonth(let weekday, let nth, let year, let month):
      guard let year = year ?? latestYear(month: month, day: 1) else { return nil }
      return self.weekday(weekday, nth, year, month).map { ($0, $0, .relative) }
    case .dayOfMonth(let day, let endDay): return dayOfMonth(day, endDay, anchor)
    case .weekend:
      let back = (published.weekday - 6 + 7) % 7
      let saturday = published - back
      return (saturday, min(saturday + 1, published), .relative)
    case .thisWeek: return (published - (published.weekday - 1), published, .relative)
    case .lastWeek:
      let monday = published - (published.weekday - 1) - 7
      return (monday, monday + 6, .relative)
    case .nextWeek:
      let monday = published - (published.weekday - 1) + 7
      return (monday, monday + 6, .relative)
    case .thisMonth(let part):
      return span(year: published.year, month: published.month, part: part, until: published)
        .map { ($0, $1, .relative) }
    case .lastMonth(let part):
      let (year, month) = published.month == 1 ? (published.year - 1, 12) : (published.year, published.month - 1)
      return span(year: year, month: month, part: part).map { ($0, $1, .relative) }
    case .nextMonth:
      let (year, month) = published.month == 12 ? (published.year + 1, 1) : (published.year, published.month + 1)
      return span(year: year, month: month).map { ($0, $1, .relative) }
    case .thisYear(let part):
      // The end of the year is still to come.
      return year(published.year, part).map { ($0, $0 > published ? $1 : min($1, published), .relative) }
    case .lastYear(let part): return year(published.year - 1, part).map { ($0, $1, .relative) }
    case .season(let season, let year):
      return self.season(season, year).map { ($0, $1, year == nil ? .relative : .stated) }
    case .date(let year, let month, let day, let endDay):
      return date(year, month, day, endDay).map { ($0, $1, .stated) }
    case .month(let year, let month, let part):
      guard let year = year ?? latestYear(month: month, day: 1) else { return nil }
      return span(year: year, month: month, part: part).map { ($0, $1, .stated) }
    case .year(let number, let part): return year(number, part).map { ($0, $1, .stated) }
    case .years(let first, let last):
      guard let start = year(first, nil)?.0, let end = year(last, nil)?.1 else { return nil }
      return (start, end, .stated)
    case .distance(let count, let unit, let direction): return distance(count, unit, direction, anchor)
    case .vagueEarlier(let unit):
      let day = anchor ?? published
      switch unit {
      case .hour: return (day - 1, day, .relative)
      case .day: return (day - 14, day - 1, .relative)
      case .week: return (day - 60, day - 7, .relative)
      case .month: return (day - 330, day - 30, .relative)
      case .year: return (day - 1825, day - 365, .relative)
      }
    case .vagueLater(let unit):
      guard let anchor else { return nil }
      switch unit {
      case .hour: return (anchor, anchor + 1, .relative)
      case .day: return (anchor + 1, anchor + 14, .relative)
      case .week: return (anchor + 7, anchor + 60, .relative)
      case .month: return (anchor + 30, anchor + 330, .relative)
      case .year: return (anchor + 365, anchor + 1825, .relative)
      }
    }
  }

  private func latestYear(month: Int, day: Int) -> Int? {
    guard let day = Day(year: published.year, month: month, day: day) ?? Day(year: published.year, month: month, day: 1)
    else { return nil }
    return day <= published ? published.year : published.year - 1
  }

  // "The 29th": of the month spoken of before, else the latest one that is not to come.
  private func dayOfMonth(_ day: Int, _ endDay: Int?, _ anchor: Day?) -> (Day, Day, DateBasis)? {
    let near = anchor ?? published
    guard var start = Day(year: near.year, month: near.month, day: day) else { return nil }
    if start > published {
      let (year, month) = near.month == 1 ? (near.year - 1, 12) : (near.year, near.month - 1)
      guard let before = Day(year: year, month: month, day: day) else { return nil }
      start = before
    }
    let end = endDay.flatMap { Day(year: start.year, month: start.month, day: $0) } ?? start
    return (start, max(start, end), .stated)
  }

  /// The how-manieth weekday of a month, -1 for the last.
  private func weekday(_ weekday: Int, _ nth: Int, _ year: Int, _ month: Int) -> Day? {
    guard let (first, last) = span(year: year, month: month) else { return nil }
    let day =
      nth > 0
      ? first + ((weekday - first.weekday + 7) % 7 + 7 * (nth - 1)) : last - ((last.weekday - weekday + 7) % 7)
    return day >= first && day <= last ? day : nil
  }

  private func date(_ year: Int?, _ month: Int, _ day: Int, _ endDay: Int?) -> (Day, Day)? {
    guard let year = year ?? latestYear(month: month, day: day), let start = Day(year: year, month: month, day: day)
    else { return nil }
    let end = endDay.flatMap { Day(year: year, month: month, day: $0) } ?? start
    return (start, max(start, end))
  }

  private func span(year: Int, month: Int, part: TimeExpression.Part? = nil, until: Day? = nil) -> (Day, Day)? {
    let last = Day.count(ofMonth: month, year: year)
    let (first, final) =
      switch part {
      case .early: (1, 10)
      case .mid: (11, 20)
      case .late: (21, last)
      case .end: (max(1, last - 5), last)
      case nil: (1, last)
      }
    guard let start = Day(year: year, month: month, day: first), let end = Day(year: year, month: month, day: final)
    else { return nil }
    return (start, until.map { max(start, min(end, $0)) } ?? end)
  }

  private func year(_ number: Int, _ part: TimeExpression.Part?) -> (Day, Day)? {
    let months =
      switch part {
      case .early: 1...4
      case .mid: 5...8
      case .late: 9...12
      case .end: 12...12
      case nil: 1...12
      }
    guard let start = Day(year: number, month: months.lowerBound, day: 1),
      let end = span(year: number, month: months.upperBound)?.1
    else { return nil }
    return (start, end)
  }

  private func season(_ season: TimeExpression.Season, _ year: Int?) -> (Day, Day)? {
    func bounds(_ year: Int) -> (Day, Day)? {
      switch season {
      case .spring: pair(year, 3, year, 5)
      case .summer: pair(year, 6, year, 8)
      case .autumn: pair(year, 9, year, 11)
      case .winter: pair(year, 12, year + 1, 2)
      }
    }
    if let year { return bounds(year) }
    for back in 0...1 {
      if let found = bounds(published.year - back), found.1 < published { return found }
      if back == 0, let found = bounds(published.year), found.0 <= published { return (found.0, published) }
    }
    return bounds(published.year - 1)
  }

  private func pair(_ year: Int, _ month: Int, _ endYear: Int, _ endMonth: Int) -> (Day, Day)? {
    guard let start = Day(year: year, month: month, day: 1), let end = span(year: endYear, month: endMonth)?.1 else {
      return nil
    }
    return (start, end)
  }

  private func distance(
    _ count: Int, _ unit: TimeExpression.Unit, _ direction: TimeExpression.Direction, _ anchor: Day?
  )
    -> (Day, Day, DateBasis)?
  {
    switch direction {
    case .ago, .after:
      if unit == .year { return year(published.year - count, nil).map { ($0, $1, .relative) } }
      return around(published - days(count, unit), unit)
    case .later:
      if count > 0, unit == .year { return anchor.flatMap { year($0.year + count, nil) }.map { ($0, $1, .relative) } }
      return anchor.flatMap { around($0 + days(count, unit), unit) }
    case .following: return anchor.map { ($0 + 1, $0 + max(1, days(count, unit)), .relative) }
    case .earlier:
      if unit == .year { return year((anchor ?? published).year - count, nil).map { ($0, $1, .relative) } }
      return around((anchor ?? published) - days(count, unit), unit)
    case .lasting: return (published - days(count, unit), published, .relative)
    case .within: return (published, published + days(count, unit), .relative)
    }
  }

  private func days(_ count: Int, _ unit: TimeExpression.Unit) -> Int {
    switch unit {
    case .hour: count / 24
    case .day: count
    case .week: count * 7
    case .month: count * 61 / 2
    case .year: count * 365
    }
  }

  private func around(_ day: Day, _ unit: TimeExpression.Unit) -> (Day, Day, DateBasis) {
    switch unit {
    case .hour, .day: (day, day, .relative)
    case .week: (day - 3, day + 3, .relative)
    case .month: (day - 15, day + 15, .relative)
    case .year: (day - 180, day + 180, .relative)
    }
  }
}
