import FoundationEssentials
import Model

/// The hours and days in which a feed asks not to be polled (RSS 2.0 `skipHours`, `skipDays`; both UTC).
struct SkipTimes {
  private let hours: Set<Int>
  private let days: Set<Int>

  init(_ hints: FeedHints) {
    // Hour 24 means midnight in old feeds. One who skips all hours or days asks for nothing.
    let hours = Set(hints.skipHours.map { $0 == 24 ? 0 : $0 }.filter { (0...23).contains($0) })
    let days = Set(hints.skipDays.filter { (1...7).contains($0) })
    self.hours = hours.count < 24 ? hours : []
    self.days = days.count < 7 ? days : []
  }

  func skipsDay(_ date: Date) -> Bool { days.contains(date.day.weekday) }

  private func skips(_ date: Date) -> Bool {
    skipsDay(date) || hours.contains(Int((date.timeIntervalSince1970 / 3600).rounded(.down)) % 24)
  }

  /// The start of the first hour after `date` that is open; nil when `date` itself is.
  func nextOpen(from date: Date) -> Date? {
    guard skips(date) else { return nil }
    var hour = (date.timeIntervalSince1970 / 3600).rounded(.down)
    // Six days and a day's hours at most lie between two open hours.
    for _ in 0..<(8 * 24) {
      hour += 1
      let start = Date(timeIntervalSince1970: hour * 3600)
      if !skips(start) { return start }
    }
    return nil
  }
}
