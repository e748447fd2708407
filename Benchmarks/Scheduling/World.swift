import Foundation

/// Made-up feeds and all the items they publish in the weeks of the comparison.
struct World {
  /// What drives a feed.
  enum Habit: String, CaseIterable {
    /// Any time alike.
    case steady
    /// In the working hours of its own zone, on weekdays above all.
    case office
    /// At a fixed hour of the day.
    case daily
    /// Silent for long, then many items in hours.
    case bursts
    /// Like `office`, at ten times the rate from the middle of the comparison on.
    case awakening
  }

  struct Feed {
    let habit: Habit
    /// Times of publication in seconds from `start`, in order.
    let items: [Double]
  }

  /// A Monday, 0h UTC.
  static let start = Date(timeIntervalSince1970: 1_767_571_200)
  static let day = 86_400.0

  let feeds: [Feed]
  let seconds: Double

  init(feeds count: Int, days: Int, seed: UInt64) {
    var dice = Dice(state: seed)
    seconds = Double(days) * World.day
    var feeds: [Feed] = []
    for number in 0..<count {
      let habit = Habit.allCases[number % Habit.allCases.count]
      // From an item a month to a hundred a day, evenly on a logarithmic scale.
      let perDay = pow(10, dice.unit() * 3.5 - 1.5)
      feeds.append(Feed(habit: habit, items: World.items(habit, perDay, seconds, &dice)))
    }
    self.feeds = feeds
  }

  private static func items(_ habit: Habit, _ perDay: Double, _ seconds: Double, _ dice: inout Dice) -> [Double] {
    let zone = (dice.unit() * 24).rounded(.down)
    let hour = (dice.unit() * 24).rounded(.down)
    var items: [Double] = []
    var burstUntil = 0.0
    // Minute by minute, each with the chance that its hour has.
    for minute in stride(from: 0, to: seconds, by: 60) {
      let local = (minute / 3600 + zone).truncatingRemainder(dividingBy: 168)
      let shape: Double
      switch habit {
      case .steady: shape = 1
      case .office: shape = officeShape(local)
      case .awakening: shape = officeShape(local) * (minute > seconds * 0.75 ? 5 : 0.5)
      case .daily: shape = local.truncatingRemainder(dividingBy: 24).rounded(.down) == hour ? 24 : 0
      case .bursts:
        if minute > burstUntil, dice.unit() < 1 / (7 * 1440) { burstUntil = minute + 8 * 3600 }
        shape = minute < burstUntil ? 18 : 0.15
      }
      if dice.unit() < perDay * shape / 1440 { items.append(minute + dice.unit() * 60) }
    }
    return items
  }

  private static func officeShape(_ hourOfWeek: Double) -> Double {
    let isWeekend = hourOfWeek >= 120
    let hour = hourOfWeek.truncatingRemainder(dividingBy: 24)
    let byDay = hour >= 8 && hour < 19 ? 2.1 : 0.12
    return byDay * (isWeekend ? 0.35 : 1.25)
  }
}

/// Numbers that are the same in every run (splitmix64).
struct Dice {
  var state: UInt64

  /// In `[0, 1)`.
  mutating func unit() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((mixed ^ (mixed >> 31)) >> 11) * 0x1p-53
  }
}
