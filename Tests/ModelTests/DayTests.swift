import Model
import Testing

@Suite struct DayTests {
  @Test(arguments: [
    ("1970-01-01", 0, 4), ("2000-02-29", 11016, 2), ("2015-05-22", 16577, 5), ("1969-12-31", -1, 3),
    ("1900-03-01", -25508, 4), ("2026-11-24", 20781, 2),
  ])
  func `a day knows its place in the calendar`(_ iso: String, _ days: Int, _ weekday: Int) throws {
    let day = try #require(Day(iso: iso))
    #expect(day.daysSinceEpoch == days)
    #expect(day.weekday == weekday)
    #expect(day.description == iso)
  }

  @Test(arguments: ["2015-02-29", "2015-13-01", "2015-00-10", "15-05-22", "2015-05-22x", "2015/05/22", ""])
  func `what is no day is refused`(_ text: String) { #expect(Day(iso: text) == nil) }

  @Test func `a date-time gives its day`() {
    #expect(Day(iso: "2015-05-22T01:14:09Z") == Day(year: 2015, month: 5, day: 22))
  }
}
