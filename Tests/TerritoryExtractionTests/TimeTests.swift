import Model
import Testing

@testable import TerritoryExtraction

/// Rows of the table of words of time; 15 March 2024 is a Friday.
private let rows: [(words: String, start: String, end: String)] = [
  ("The town fell today.", "2024-03-15", "2024-03-15"),
  ("The town fell this morning.", "2024-03-15", "2024-03-15"),
  ("The town fell yesterday.", "2024-03-14", "2024-03-14"),
  ("The town fell overnight.", "2024-03-14", "2024-03-15"),
  ("The town fell on Tuesday.", "2024-03-12", "2024-03-12"),
  ("The town fell on Friday.", "2024-03-15", "2024-03-15"),
  ("The town fell three days ago.", "2024-03-12", "2024-03-12"),
  ("The town fell two weeks ago.", "2024-02-27", "2024-03-04"),
  ("The town fell two years ago.", "2022-01-01", "2022-12-31"),
  ("The town fell at the weekend.", "2024-03-09", "2024-03-10"),
  ("The town fell in recent days.", "2024-03-08", "2024-03-15"),
  ("The town fell this week.", "2024-03-11", "2024-03-15"),
  ("The town fell last week.", "2024-03-04", "2024-03-10"),
  ("The town fell this month.", "2024-03-01", "2024-03-15"),
  ("The town fell last month.", "2024-02-01", "2024-02-29"),
  ("The town fell last year.", "2023-01-01", "2023-12-31"),
  ("The town fell in June.", "2023-06-01", "2023-06-30"),
  ("The town fell in early June.", "2023-06-01", "2023-06-10"),
  ("The town fell in mid June.", "2023-06-11", "2023-06-20"),
  ("The town fell in late June.", "2023-06-21", "2023-06-30"),
  ("The town fell on March 11.", "2024-03-11", "2024-03-11"),
  ("The town fell on 11 December.", "2023-12-11", "2023-12-11"),
  ("The town fell on June 22, 2014.", "2014-06-22", "2014-06-22"),
  ("The town fell in 2014.", "2014-01-01", "2014-12-31"),
  ("The town fell last summer.", "2023-06-01", "2023-08-31"),
  ("March 11 - The town fell.", "2024-03-11", "2024-03-11"),
  ("The town fell on the 11th.", "2024-03-11", "2024-03-11"),
  ("The town fell on the 29th, after a siege.", "2024-02-29", "2024-02-29"),
  ("The town fell between the 2nd and 4th.", "2024-03-02", "2024-03-04"),
  ("The town fell on Christmas Day.", "2023-12-25", "2023-12-25"),
  ("The town fell on New Year's Eve 2019.", "2019-12-31", "2019-12-31"),
  ("The town fell on the last Sunday of October.", "2023-10-29", "2023-10-29"),
  ("The town fell on the second Monday in May 2021.", "2021-05-10", "2021-05-10"),
  ("The town fell on Tuesday of last week.", "2024-03-05", "2024-03-05"),
  ("The town fell late last month.", "2024-02-21", "2024-02-29"),
  ("The town fell early last year.", "2023-01-01", "2023-04-30"),
  ("They want to take it by the end of the year.", "2024-03-15", "2024-12-31"),
  ("The town fell over the past week.", "2024-03-08", "2024-03-15"),
  ("The town fell earlier in the week.", "2024-03-11", "2024-03-15"),
  ("The town fell a fortnight ago.", "2024-03-01", "2024-03-01"),
  ("The town fell several days ago.", "2024-03-05", "2024-03-14"),
  ("The town fell on 22.05.2015.", "2015-05-22", "2015-05-22"),
  ("The town fell on 05/22/2015.", "2015-05-22", "2015-05-22"),
  ("They held it from 2014 to 2017.", "2014-01-01", "2017-12-31"),
  ("They have held it since 2014.", "2014-01-01", "2024-03-15"),
  ("They have held it since Monday.", "2024-03-11", "2024-03-15"),
]

@Test(arguments: rows)
func `words of time become the days of the table`(row: (words: String, start: String, end: String)) throws {
  let line = try Kit.line(row.words)
  let expression = try #require(Kit.timeFinder().times(in: line).first)
  let span = try #require(TimeResolver(published: Kit.published).days(expression, anchor: nil))
  #expect(span.start == Day(iso: row.start))
  #expect(span.end == Day(iso: row.end))
}

@Test(arguments: [
  ("It was retaken three days later.", "2024-02-04", "2024-02-04"),
  ("It was retaken days later.", "2024-02-02", "2024-02-15"),
  ("It was retaken weeks later.", "2024-02-08", "2024-04-01"),
  ("It was retaken the next day.", "2024-02-02", "2024-02-02"),
  ("It was retaken that night.", "2024-02-01", "2024-02-01"),
  ("It was retaken on the 11th.", "2024-02-11", "2024-02-11"),
  ("It was retaken two days after that.", "2024-02-03", "2024-02-03"),
  ("It was retaken in the following ten days.", "2024-02-02", "2024-02-11"),
  ("It was retaken in the following week.", "2024-02-02", "2024-02-08"),
  ("It had been lost a few days earlier.", "2024-01-18", "2024-01-31"),
])
func `later counts from the day that the text gave before`(words: String, start: String, end: String) throws {
  let expression = try #require(Kit.timeFinder().times(in: Kit.line(words)).first)
  let span = TimeResolver(published: Kit.published).days(expression, anchor: Day(iso: "2024-02-01"))
  #expect(span?.start == Day(iso: start))
  #expect(span?.end == Day(iso: end))
}

@Test func `later without a day to count from says nothing`() throws {
  let expression = try #require(Kit.timeFinder().times(in: Kit.line("It was retaken three days later.")).first)
  #expect(TimeResolver(published: Kit.published).days(expression, anchor: nil) == nil)
}

@Test(arguments: ["The 29th Division fell back.", "The 5th Brigade left.", "The Mar Elias church fell."])
func `what only looks like a day is none`(words: String) throws {
  #expect(try Kit.timeFinder().times(in: Kit.line(words)).isEmpty)
}

@Test func `a row of the table that is wrong says where`() {
  #expect(throws: TerritoryResourceError.self) { try TimeWords("month 1: january\nmonat 2: februar") }
  do {
    _ = try TimeWords("# words\nfixed 13 1: doomsday")
    Issue.record("a month 13 was taken")
  } catch {
    #expect(error.description.contains("times.txt") && error.description.contains("2"))
  }
}

@Test func `may is a verb unless it is written as a month`() throws {
  #expect(try Kit.timeFinder().times(in: Kit.line("The town may fall.")).isEmpty)
}
