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
    case weekend
    case thisWeek, lastWeek, nextWeek
    case thisMonth, lastMonth, nextMonth
    case thisYear, lastYear
    case season(Season, year: Int?)
    case date(year: Int?, month: Int, day: Int, endDay: Int?)
    case month(year: Int?, month: Int, part: Part?)
    case year(Int, part: Part?)
    case distance(Int, Unit, Direction)
    /// "days later", "weeks later": a number that the text does not give.
    case vagueLater(Unit)
  }

  enum Season: Int, Sendable { case spring, summer, autumn, winter }
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
  }
}
