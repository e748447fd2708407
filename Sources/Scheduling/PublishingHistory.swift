public import FoundationEssentials
import Glibc

/// When a feed publishes: its rate by hour of the week (UTC), in which old items weigh less, and what it did in the
/// last hours.
///
/// Weights count forward: an item weighs `2^(age of the landmark / half-life)` and is never touched again, so that
/// noting an item costs the same however long the history is; now and then the landmark moves on.
public struct PublishingHistory: Sendable, Equatable {
  /// An item of four weeks ago counts half.
  static let halfLife = 28 * 86_400.0
  /// What a feed does in the last hours tells of the next ones.
  static let burstHalfLife = 6 * 3600.0
  /// Older items of a first document say little of today.
  static let reachBack = 8 * 7 * 86_400.0
  /// Items noted of one poll.
  static let itemsMax = 1000
  static let slotCount = 168

  /// Weights by hour of the week, Monday 0h first; empty before the first item.
  private(set) var slots: [Double] = []
  /// Sum of `slots`.
  private(set) var total = 0.0
  /// Since when the feed has been observed, or its first document reaches back; seconds since 1970.
  private(set) var since: Double?
  private(set) var landmark = 0.0
  /// Items of the last hours, each faded by its age at `burstAt`.
  private(set) var burst = 0.0
  private(set) var burstAt = 0.0

  public init() {}

  init(slots: [Double], since: Double, landmark: Double, burst: Double, burstAt: Double) {
    self.slots = slots
    self.since = since
    self.landmark = landmark
    self.burst = burst
    self.burstAt = burstAt
    total = slots.reduce(0, +)
  }

  /// Nothing has been noted yet.
  public var isEmpty: Bool { since == nil }

  /// Notes the items that a poll found new; also when there are none.
  /// - Parameter published: their own times, nil for those without. In a first document these say nothing; later
  ///   they count as now.
  public mutating func note(_ published: [Date?], at now: Date) {
    let present = now.timeIntervalSince1970
    let isFirst = since == nil
    if isFirst {
      since = present
      landmark = present
    }
    moveLandmark(present)
    for date in published.prefix(Self.itemsMax) {
      guard let date else {
        if !isFirst { add(present, present) }
        continue
      }
      let time = min(date.timeIntervalSince1970, present)
      guard time > present - Self.reachBack else { continue }
      if isFirst { since = min(since ?? time, time) }
      add(time, present)
    }
  }

  private mutating func add(_ time: Double, _ present: Double) {
    if slots.isEmpty { slots = [Double](repeating: 0, count: Self.slotCount) }
    let weight = exp2((time - landmark) / Self.halfLife)
    slots[Self.slot(time)] += weight
    total += weight
    burst = burst(at: present) + exp2((time - present) / Self.burstHalfLife)
    burstAt = present
  }

  private mutating func moveLandmark(_ present: Double) {
    let age = present - landmark
    guard age > Self.halfLife else { return }
    let factor = exp2(-age / Self.halfLife)
    slots = slots.map { $0 * factor }
    total *= factor
    landmark = present
  }

  private func burst(at time: Double) -> Double { burst * exp2(-max(0, time - burstAt) / Self.burstHalfLife) }

  static func slot(_ time: Double) -> Int {
    // 1970 began on a Thursday, three days after a Monday.
    let hours = Int((time / 3600).rounded(.down)) + 72
    return ((hours % slotCount) + slotCount) % slotCount
  }
}

// MARK: - What it tells

extension PublishingHistory {
  /// Items an hour to be expected at `date`, as seen at `now`; nil before anything is known.
  public func rate(at date: Date, now: Date) -> Double? {
    guard let since else { return nil }
    let present = now.timeIntervalSince1970
    let span = max(0, present - since)
    // Weeks of observation, faded like the items: the weight that one item a week would have by now.
    let weeks = Self.fullWeeks * (1 - exp2(-span / Self.halfLife))
    let fading = exp2((landmark - present) / Self.halfLife)
    // Half an item in a day is taken for granted, so that silence is believed slowly.
    let mean = (total * fading + 0.5) / (weeks * Double(Self.slotCount) + 24)
    let hour =
      (smoothed(Self.slot(date.timeIntervalSince1970)) * fading + mean * Self.priorWeeks)
      / (weeks + Self.priorWeeks)
    let recent = burst(at: date.timeIntervalSince1970) / (Self.burstHalfLife / 3600 / log(2))
    return max(hour, recent * 0.5)
  }

  /// What `weeks` comes to in the long run.
  private static let fullWeeks = halfLife / log(2) / (7 * 86_400)
  /// As many weeks of the mean rate are mixed into each hour's own.
  private static let priorWeeks = 1.5

  /// An hour's weight with a quarter of each neighbour's: feeds are not punctual to the hour.
  private func smoothed(_ slot: Int) -> Double {
    guard !slots.isEmpty else { return 0 }
    let count = Self.slotCount
    return slots[slot] / 2 + (slots[(slot + 1) % count] + slots[(slot + count - 1) % count]) / 4
  }

  /// Time until a poll is worth while.
  ///
  /// For a given number of polls over all feeds, the mean delay of items is least when each feed is polled in
  /// proportion to the square root of its rate. So polls add up as `visitsPerHour * √rate`, hour by hour, and the next
  /// one is due when they make a whole.
  /// - Returns: nil before anything is known; at most `limit`.
  func wait(from now: Date, limit: Duration) -> Duration? {
    guard !isEmpty else { return nil }
    return time(from: now, limit: limit, goal: 1) { Self.visitsPerHour * $0.squareRoot() }
  }

  /// Time until as many items are to be expected; at most `limit`.
  func wait(from now: Date, limit: Duration, items: Double) -> Duration? {
    guard !isEmpty else { return nil }
    return time(from: now, limit: limit, goal: items) { $0 }
  }

  /// Polls an hour of a feed with one item an hour.
  static let visitsPerHour = 2.0
  /// Hours looked ahead.
  private static let hoursAheadMax = 14 * 24

  private func time(from now: Date, limit: Duration, goal: Double, weigh: (Double) -> Double) -> Duration {
    var sum = 0.0
    var time = now.timeIntervalSince1970
    let end = time + min(limit.inSeconds, Double(Self.hoursAheadMax) * 3600)
    while time < end {
      let next = min(((time / 3600).rounded(.down) + 1) * 3600, end)
      let speed = weigh(rate(at: Date(timeIntervalSince1970: time), now: now) ?? 0) / 3600
      let step = speed * (next - time)
      if sum + step >= goal { return .seconds(time + (goal - sum) / speed - now.timeIntervalSince1970) }
      sum += step
      time = next
    }
    return limit
  }
}
