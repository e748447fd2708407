import FoundationEssentials
import Model
import Scheduling
import Testing

@Test func `first polls spread evenly over the window, the same at every start`() {
  var perMinute = [Int](repeating: 0, count: 30)
  for number in 1...3000 {
    let first = StartSpread.firstPoll(of: feed(number), now: start, over: .seconds(1800))
    perMinute[Int(first.timeIntervalSince(start)) / 60] += 1
  }
  #expect(perMinute.allSatisfy { (97...103).contains($0) })
}
