import Foundation

/// What a strategy made of a world, in the second half of its time; the first is for learning.
struct Outcome {
  var polls = 0
  /// Seconds from publication to the poll that found the item, sorted.
  var delays: [Double] = []
  var delaysByHabit: [World.Habit: [Double]] = [:]
  /// Each feed's mean delay, so that a busy feed counts no more than a quiet one.
  var feedMeans: [Double] = []

  var mean: Double { delays.reduce(0, +) / Double(max(1, delays.count)) }
  var p95: Double { delays.isEmpty ? 0 : delays[min(delays.count - 1, delays.count * 95 / 100)] }
  var feedMean: Double { feedMeans.reduce(0, +) / Double(max(1, feedMeans.count)) }

  func mean(of habit: World.Habit) -> Double {
    let delays = delaysByHabit[habit] ?? []
    return delays.reduce(0, +) / Double(max(1, delays.count))
  }
}

extension World {
  func run(_ make: (Int) -> any Strategy) -> Outcome {
    var outcome = Outcome()
    let from = seconds / 2
    for (number, feed) in feeds.enumerated() {
      var strategy = make(number)
      // First polls are spread over half an hour.
      var now = Double(number) / Double(feeds.count) * 1800
      var seen = 0
      var sum = (delay: 0.0, count: 0)
      while now < seconds {
        let first = seen
        while seen < feed.items.count, feed.items[seen] <= now { seen += 1 }
        if now >= from {
          outcome.polls += 1
          for item in feed.items[first..<seen] where item >= from {
            outcome.delays.append(now - item)
            outcome.delaysByHabit[feed.habit, default: []].append(now - item)
            sum = (sum.delay + now - item, sum.count + 1)
          }
        }
        now += strategy.wait(at: now, items: feed.items[first..<seen])
      }
      if sum.count > 0 { outcome.feedMeans.append(sum.delay / Double(sum.count)) }
    }
    outcome.delays.sort()
    return outcome
  }

  /// Runs a strategy with the factor at which it makes as many polls as asked.
  func run(polls: Int, _ make: (Double) -> any Strategy) -> Outcome {
    var (low, high) = (1e-3, 1e4)
    var outcome = run { _ in make(1) }
    for _ in 0..<30 where abs(outcome.polls - polls) > polls / 200 {
      let middle = (low * high).squareRoot()
      outcome = run { _ in make(middle) }
      if outcome.polls > polls { low = middle } else { high = middle }
    }
    return outcome
  }
}
