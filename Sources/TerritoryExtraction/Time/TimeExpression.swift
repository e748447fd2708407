import Model

/// Words that say when.
struct TimeExpression: Sendable {
  let line: Int
  let words: Range<Int>
  let meaning: Meaning
  /// "by", "since", "until" before it.
  let bound: Bound?

  enum Bound: String, Sendable {
    case by, since, until
  }

  enum Meaning: Sendable, Equatable {
    /// Days counted from publication: yesterday is -1 ... -1.
    case offset(Int, Int)
    case weekday(Int, last: Bool)
    /// "on Tuesday last week".
    case weekdayOfLastWeek(Int)
    /// "the last Sunday of October": the how-manieth of the month, -1 for the last.
    case weekdayOfMonth(Int, nth: Int, year: Int?, month: Int)
    /// "the 29th": of the month that the text speaks of.
    case dayOfMonth(Int, endDay: Int?)
    case weekend
    case thisWeek, lastWeek, nextWeek
    case thisMonth(Part?), lastMonth(Part?), nextMonth
    case thisYear(Part?), lastYear(Part?)
    case season(Season, year: Int?)
    case date(year: Int?, month: Int, day: Int, endDay: Int?)
    case month(year: Int?, month: Int, part: Part?)
    case year(Int, part: Part?)
    /// "from 2014 to 2017".
    case years(Int, Int)
    case distance(Int, Unit, Direction)
    /// "days later", "weeks later": a number that the text does not give.
    case vagueLater(Unit)
    /// "a few days before", "weeks earlier".
    case vagueEarlier(Unit)
  }

  enum Season: String, Sendable { case spring, summer, autumn, winter }
  enum Part: String, Sendable { case early, mid, late, end }
  enum Unit: String, Sendable { case hour, day, week, month, year }
  enum Direction: String, Sendable {
    case ago
    /// Counted from another day of the text: "three days later", "a week earlier".
    case later, earlier
    /// "two weeks after": the other event lies that far before this one.
    case after
    /// "for two years": how long a state has lasted.
    case lasting
    /// "within three days".
    case within
    /// "in the following ten days": all of them from the day after.
    case following
  }
}
