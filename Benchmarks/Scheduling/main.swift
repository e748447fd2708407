// schedule-bench [feeds] [days]: mean and 95th percentile of the delay, at equal numbers of polls.
import Foundation

let numbers = CommandLine.arguments.dropFirst().compactMap { Int($0) }
let world = World(feeds: numbers.first ?? 300, days: numbers.count > 1 ? numbers[1] : 56, seed: 1)
let learnt = world.run { Learnt(feed: $0 + 1) }
let rows: [(String, Outcome)] = [
  ("fixed interval", world.run(polls: learnt.polls) { Fixed(factor: $0) }),
  ("entry frequency", world.run(polls: learnt.polls) { EntryFrequency(factor: $0, power: 1) }),
  ("root of entry frequency", world.run(polls: learnt.polls) { EntryFrequency(factor: $0, power: 0.5) }),
  ("learnt (IntervalPolicy)", learnt),
]

func minutes(_ seconds: Double) -> String { String(format: "%8.1f", seconds / 60) }
func padded(_ text: String, _ width: Int) -> String { text.padding(toLength: width, withPad: " ", startingAt: 0) }

print(
  "\(world.feeds.count) feeds, \(world.feeds.reduce(0) { $0 + $1.items.count }) items, \(Int(world.seconds / World.day)) days"
)
print("delay in minutes; by feed: each feed's mean counts alike")
print(
  padded("", 26) + "   polls    mean     p95  by feed"
    + World.Habit.allCases.map { padded("  " + $0.rawValue, 11) }.joined())
for (name, outcome) in rows {
  let habits = World.Habit.allCases.map { "  " + minutes(outcome.mean(of: $0)) + " " }.joined()
  print(
    padded(name, 26) + String(format: "%8d", outcome.polls) + minutes(outcome.mean) + minutes(outcome.p95)
      + " " + minutes(outcome.feedMean) + habits)
}
