import Foundation
import Model
import Scheduling

/// A way to choose the next poll of one feed.
protocol Strategy {
  /// - Parameters:
  ///   - now: seconds from the start.
  ///   - items: times of the items that this poll found new.
  /// - Returns: seconds until the next poll.
  mutating func wait(at now: Double, items: ArraySlice<Double>) -> Double
}

/// The bounds that all strategies keep.
enum Bounds {
  static let minimum = 300.0
  static let maximum = 12 * 3600.0
  static func keep(_ wait: Double) -> Double { min(max(wait, minimum), maximum) }
}

/// Every feed alike.
struct Fixed: Strategy {
  let factor: Double
  mutating func wait(at now: Double, items: ArraySlice<Double>) -> Double { Bounds.keep(1800 * factor) }
}

/// In proportion to the items of the last week, or to a power of their number.
struct EntryFrequency: Strategy {
  let factor: Double
  let power: Double
  private var recent: [Double] = []

  init(factor: Double, power: Double) {
    self.factor = factor
    self.power = power
  }

  mutating func wait(at now: Double, items: ArraySlice<Double>) -> Double {
    recent = recent.filter { $0 > now - 7 * World.day } + items
    let perHour = max(Double(recent.count), 0.5) / 168
    return Bounds.keep(3600 * factor / pow(perHour, power))
  }
}

/// The daemon's own policy.
struct Learnt: Strategy {
  private let policy: IntervalPolicy
  private let feed: FeedID
  private var memory = FeedMemory()

  init(feed: Int) {
    var settings = PollingSettings()
    settings.minimum = .seconds(Bounds.minimum)
    settings.maximum = .seconds(Bounds.maximum)
    policy = IntervalPolicy(settings)
    self.feed = FeedID(rawValue: Int64(feed))
  }

  mutating func wait(at now: Double, items: ArraySlice<Double>) -> Double {
    let date = World.start.addingTimeInterval(now)
    memory.history.note(items.map { World.start.addingTimeInterval($0) }, at: date)
    let plan = policy.plan(feed, memory: memory, interval: nil, failures: 0, after: .read, at: date)
    return plan.nextPollAt?.timeIntervalSince(date) ?? Bounds.maximum
  }
}
