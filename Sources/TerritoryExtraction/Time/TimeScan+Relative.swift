// Words that count from the day of publication, or from a day that the text named before.
extension TimeScan {
  func relative(_ index: Int) -> Found? {
    switch sense(index) {
    case .offset(let first, let last): return (.offset(first, last), index..<index + 1)
    case .weekend: return (.weekend, index..<index + 1)
    case .unit(let unit, let times): return unitAlone(unit, times, index)
    case .daytime:
      // "The night before".
      guard low(index - 1) == "the", ["before", "earlier"].contains(low(index + 1)) else { return nil }
      return (.distance(1, .day, .earlier), index..<index + 2)
    case .number, .vague: return counted(index)
    default: break
    }
    switch low(index) {
    case "this": return this(index)
    case "that", "same": return same(index)
    case "last", "past": return last(index)
    case "next", "following", "previous": return next(index)
    case "earlier": return earlier(index)
    case "recent": return recent(index)
    default:
      guard line.words[index].shape == .number else { return nil }
      return counted(index)
    }
  }

  private func unit(_ index: Int) -> (unit: TimeExpression.Unit, times: Int)? {
    if case .unit(let unit, let times)? = sense(index) { return (unit, times) }
    return nil
  }

  // "days later", "weeks ago", "the day after", "the year before", "the beginning of the year".
  private func unitAlone(_ unit: TimeExpression.Unit, _ times: Int, _ index: Int) -> Found? {
    let isPlural = low(index).hasSuffix("s")
    let next = low(index + 1)
    if isPlural {
      let range = index..<index + 2
      switch next {
      case "later", "afterwards", "afterward": return (.vagueLater(unit), range)
      case "earlier", "before", "beforehand": return (.vagueEarlier(unit), range)
      case "ago": return ago(unit).map { ($0, range) }
      case "after" where isDemonstrative(index + 2): return (.vagueLater(unit), index..<index + 3)
      default: return nil
      }
    }
    guard ["the", "a", "an"].contains(low(index - 1)) else { return nil }
    let range = index..<index + 2
    if low(index - 1) == "the", let part = part(before: index - 1) ?? part(before: index),
      unit == .year || unit == .month
    {
      return (unit == .year ? .thisYear(part) : .thisMonth(part), index..<index + 1)
    }
    switch next {
    case "before", "earlier": return (.distance(times, unit, .earlier), range)
    case "later", "afterwards", "afterward": return (.distance(times, unit, .later), range)
    case "after":
      // "The day after" ends the clause: it counts from what was told. "A day after the attack" lies before the news.
      return (.distance(times, unit, isDemonstrative(index + 2) ? .later : .after), range)
    default: return nil
    }
  }

  private func ago(_ unit: TimeExpression.Unit) -> TimeExpression.Meaning? {
    switch unit {
    case .hour: .offset(-1, 0)
    case .day: .offset(-10, -1)
    case .week: .offset(-42, -7)
    case .month: .offset(-300, -30)
    case .year: nil
    }
  }

  // "After that", "after this": the anchor is what was told.
  private func isDemonstrative(_ index: Int) -> Bool { ["that", "this", "which"].contains(low(index)) }

  private func recent(_ index: Int) -> Found? {
    guard let (unit, _) = unit(index + 1) else { return nil }
    let range = index..<index + 2
    switch unit {
    case .day: return (.offset(-7, 0), range)
    case .week: return (.offset(-30, 0), range)
    case .month: return (.offset(-120, 0), range)
    case .hour, .year: return nil
    }
  }

  private func this(_ index: Int) -> Found? {
    let past = low(index + 1) == "past" ? index + 2 : index + 1
    let range = index..<past + 1
    if case .season(let season)? = sense(past) { return (.season(season, year: nil), range) }
    if sense(past) == .weekend { return (.weekend, range) }
    if sense(past) == .daytime { return (.offset(0, 0), range) }
    switch unit(past)?.unit {
    case .day: return (.offset(0, 0), range)
    case .week: return (past > index + 1 ? .offset(-7, 0) : .thisWeek, range)
    case .month: return (.thisMonth(part(before: index)), range)
    case .year: return (.thisYear(part(before: index)), range)
    default: return nil
    }
  }

  // "That day", "the same night": the day that the text named before.
  private func same(_ index: Int) -> Found? {
    let isDay = sense(index + 1) == .daytime || unit(index + 1).map { $0.unit == .day && $0.times == 1 } ?? false
    guard isDay, !low(index + 1).hasSuffix("s") else { return nil }
    return (.distance(0, .day, .later), index..<index + 2)
  }

  // "Earlier in the week".
  private func earlier(_ index: Int) -> Found? {
    guard low(index + 1) == "in", low(index + 2) == "the" else { return nil }
    let range = index..<index + 4
    switch unit(index + 3)?.unit {
    case .day: return (.offset(0, 0), range)
    case .week: return (.thisWeek, range)
    case .month: return (.thisMonth(nil), range)
    case .year: return (.thisYear(nil), range)
    default: return nil
    }
  }

  private func last(_ index: Int) -> Found? {
    let range = index..<index + 2
    let isPast = low(index) == "past"
    if case .season(let season)? = sense(index + 1) { return (.season(season, year: nil), range) }
    if sense(index + 1) == .weekend { return (.weekend, range) }
    if sense(index + 1) == .daytime { return (.offset(-1, low(index + 1) == "night" ? 0 : -1), range) }
    if sense(index + 1) == .vague || low(index + 1) == "couple" { return lastFew(index) }
    if let (unit, times) = unit(index + 1) {
      let isPlural = low(index + 1).hasSuffix("s")
      switch unit {
      case .hour: return (.offset(-1, 0), range)
      case .day: return (isPlural ? .offset(-7, 0) : .offset(-times, 0), range)
      case .week: return (isPlural ? .offset(-28, 0) : isPast ? .offset(-7, 0) : .lastWeek, range)
      case .month:
        return (isPlural ? .offset(-120, 0) : isPast ? .offset(-30, 0) : .lastMonth(part(before: index)), range)
      case .year:
        if isPlural { return nil }
        return (isPast || times > 1 ? .offset(-365 * times, 0) : .lastYear(part(before: index)), range)
      }
    }
    guard let count = number(index + 1), let (unit, times) = unit(index + 2) else { return nil }
    return (.offset(-days(count * times, unit), 0), index..<index + 3)
  }

  // "The past few weeks".
  private func lastFew(_ index: Int) -> Found? {
    let at = low(index + 2) == "of" ? index + 3 : index + 2
    guard let (unit, _) = unit(at) else { return nil }
    let back =
      switch unit {
      case .hour: 1
      case .day: 7
      case .week: 28
      case .month: 120
      case .year: 1460
      }
    return (.offset(-back, 0), index..<at + 1)
  }

  private func days(_ count: Int, _ unit: TimeExpression.Unit) -> Int {
    switch unit {
    case .hour: max(1, count / 24)
    case .day: count
    case .week: count * 7
    case .month: count * 30
    case .year: count * 365
    }
  }

  private func next(_ index: Int) -> Found? {
    let range = index..<index + 2
    let direction: TimeExpression.Direction = low(index) == "previous" ? .earlier : .later
    if sense(index + 1) == .daytime { return (.distance(1, .day, direction), range) }
    if let (unit, times) = unit(index + 1) {
      if low(index + 1).hasSuffix("s"), direction == .later { return (.vagueLater(unit), range) }
      switch unit {
      case .hour: return nil
      case .day: return (.distance(times, unit, direction), range)
      case .week where low(index) == "next": return (.nextWeek, range)
      case .month where low(index) == "next": return (.nextMonth, range)
      case .week: return (.distance(times, unit, direction == .later ? .following : .earlier), range)
      case .month, .year: return (.distance(times, unit, direction), range)
      }
    }
    guard direction == .later, let count = number(index + 1), let (unit, times) = unit(index + 2) else { return nil }
    return (.distance(count * times, unit, .following), index..<index + 3)
  }

  private func counted(_ index: Int) -> Found? {
    var at = index + 1
    let count: Int
    if let number = number(index) {
      count = number
    } else if sense(index) == .vague {
      count = 0
    } else {
      return nil
    }
    if sense(at) == .vague || low(at) == "or" { return nil }
    if low(at) == "couple", low(at + 1) == "of" { at += 2 }
    if low(at) == "and", low(at + 1) == "a", low(at + 2) == "half" { at += 3 }
    guard let (unit, times) = unit(at) else { return nil }
    let total = max(count, low(index + 1) == "couple" ? 2 : 0) * times
    let range = index..<at + 2
    if total == 0 { return vague(unit, at).map { ($0, range) } }
    switch low(at + 1) {
    case "ago": return (.distance(total, unit, .ago), range)
    case "later", "afterwards", "afterward": return (.distance(total, unit, .later), range)
    case "earlier", "before": return (.distance(total, unit, .earlier), range)
    case "after": return (.distance(total, unit, isDemonstrative(at + 2) ? .later : .after), range)
    default:
      switch low(index - 1) {
      case "for": return (.distance(total, unit, .lasting), index..<at + 1)
      case "within": return (.distance(total, unit, .within), index..<at + 1)
      case "in" where unit == .hour: return (.offset(-max(1, total / 24), 0), index..<at + 1)
      default: return nil
      }
    }
  }

  // "A few weeks earlier", "several days ago".
  private func vague(_ unit: TimeExpression.Unit, _ at: Int) -> TimeExpression.Meaning? {
    switch low(at + 1) {
    case "later", "afterwards", "afterward": .vagueLater(unit)
    case "earlier", "before": .vagueEarlier(unit)
    case "ago": ago(unit)
    default: nil
    }
  }

  private func number(_ index: Int) -> Int? {
    guard line.words.indices.contains(index) else { return nil }
    if line.words[index].shape == .number { return Int(low(index)).flatMap { $0 <= 1000 ? $0 : nil } }
    if case .number(let number)? = sense(index) { return number }
    return nil
  }
}
