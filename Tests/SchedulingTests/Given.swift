import FoundationEssentials
import Model

@testable import Scheduling

/// A Monday, 08:00 UTC.
let start = Date(timeIntervalSince1970: 1_800_259_200)

func feed(_ number: Int) -> FeedID { FeedID(rawValue: Int64(number)) }

func minutes(_ count: Double) -> Duration { .seconds(count * 60) }
func hours(_ count: Double) -> Duration { .seconds(count * 3600) }

/// A feed that published every `every` for `count` items up to `start`.
func steadyMemory(every: Duration, count: Int, hints: FeedHints = FeedHints()) -> FeedMemory {
  var history = PublishingHistory()
  history.note((0..<count).map { start.addingTimeInterval(-every.inSeconds * Double($0)) }, at: start)
  return FeedMemory(hints: hints, history: history)
}
