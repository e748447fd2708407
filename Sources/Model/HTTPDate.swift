public import FoundationEssentials

extension Date {
  /// Reads an HTTP date in any of its three forms (RFC 9110 §5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT`,
  /// `Sunday, 06-Nov-94 08:49:37 GMT`, `Sun Nov  6 08:49:37 1994`.
  ///
  /// The weekday is not checked. A year of two digits lies at most 50 years ahead of 2026; the rest of the form is
  /// read as leniently as servers write it (any zone name counts as GMT).
  public init?(httpDate text: some StringProtocol) {
    let words = text.split { " ,-\t".contains($0) }
    guard (5...7).contains(words.count) else { return nil }
    guard let time = Date.secondsOfDay(words) else { return nil }
    // asctime has the month before the day, and the year last.
    let isAsctime = Date.month(words[1]) != nil
    let year = isAsctime ? words[4] : words[3]
    guard let day = Int(words[isAsctime ? 2 : 1]), let month = Date.month(words[isAsctime ? 1 : 2]),
      var number = Int(year)
    else { return nil }
    if year.utf8.count == 2 { number += number >= 77 ? 1900 : 2000 }
    guard (1601...9999).contains(number), let date = Day(year: number, month: month, day: day) else { return nil }
    self.init(timeIntervalSince1970: Double(date.daysSinceEpoch * 86_400 + time))
  }

  private static func secondsOfDay(_ words: [some StringProtocol]) -> Int? {
    guard let clock = words.first(where: { $0.contains(":") }) else { return nil }
    let parts = clock.split(separator: ":").map { Int($0) }
    guard parts.count == 3, let hour = parts[0], let minute = parts[1], let second = parts[2] else { return nil }
    guard (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second) else { return nil }
    return hour * 3600 + minute * 60 + second
  }

  private static func month(_ word: some StringProtocol) -> Int? {
    let names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    return names.firstIndex(of: word.lowercased()).map { $0 + 1 }
  }
}

/// Dates as HTTP writes them.
public enum HTTPDate {
  private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  /// IMF-fixdate (RFC 9110 §5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT`.
  public static func text(_ date: Date) -> String {
    let seconds = date.wholeSeconds
    let day = date.day
    let clock = Int(((seconds % 86_400) + 86_400) % 86_400)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let weekday = weekdays[((day.daysSinceEpoch % 7) + 7) % 7]
    return "\(weekday), \(two(day.day)) \(months[day.month - 1]) \(day.year) "
      + "\(two(clock / 3600)):\(two(clock / 60 % 60)):\(two(clock % 60)) GMT"
  }
}
