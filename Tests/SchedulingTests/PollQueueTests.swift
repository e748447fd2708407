import FoundationEssentials
import Model
import Testing

@testable import Scheduling

@Suite struct PollQueueTests {
  func at(_ seconds: Double) -> Date { start.addingTimeInterval(seconds) }

  func queue(_ change: (inout PollGates) -> Void = { _ in }) -> PollQueue {
    var gates = PollGates(concurrency: 4, perHost: 2)
    change(&gates)
    return PollQueue(gates)
  }

  func drain(_ queue: inout PollQueue, _ now: Date) -> [FeedID] {
    var taken: [FeedID] = []
    while let feed = queue.next(now: now) { taken.append(feed) }
    return taken
  }

  @Test func `the longest due comes first, and none before its time`() {
    var queue = queue()
    queue.add(feed(1), host: "a", dueAt: at(20))
    queue.add(feed(2), host: "b", dueAt: at(10))
    queue.add(feed(3), host: "c", dueAt: at(30))
    #expect(drain(&queue, at(5)) == [])
    #expect(queue.nextWake(now: at(5)) == at(10))
    #expect(drain(&queue, at(25)) == [feed(2), feed(1)])
    #expect(queue.nextWake(now: at(25)) == at(30))
    #expect(queue.running == 2 && queue.waiting == 1)
  }

  @Test(arguments: [-2_592_000, 34_560_000] as [Double])
  func `a clock that is set makes nothing due and nothing late`(_ step: Double) {
    var queue = queue { $0.hostGap = .seconds(10) }
    queue.add(feed(1), host: "a", dueAt: at(0))
    queue.add(feed(2), host: "a", dueAt: at(1))
    queue.add(feed(3), host: "b", dueAt: at(60))
    #expect(drain(&queue, at(2)) == [feed(1)])
    queue.clockWasSet(by: step)
    queue.finished(feed(1), .read, now: at(step + 3))
    #expect(drain(&queue, at(step + 11.9)) == [], "the gap between two requests goes on")
    #expect(drain(&queue, at(step + 12)) == [feed(2)])
    #expect(queue.overdue(now: at(step + 59)) == 0)
    #expect(drain(&queue, at(step + 59)) == [])
    #expect(drain(&queue, at(step + 60)) == [feed(3)])
  }

  @Test func `a host is asked by no more at once than allowed, and others pass it`() {
    var queue = queue()
    for number in 1...4 { queue.add(feed(number), host: "big", dueAt: at(0)) }
    queue.add(feed(9), host: "small", dueAt: at(1))
    #expect(drain(&queue, at(2)) == [feed(1), feed(2), feed(9)])
    #expect(queue.nextWake(now: at(2)) == nil)
    queue.finished(feed(1), .read, now: at(3))
    #expect(drain(&queue, at(3)) == [feed(3)])
  }

  @Test func `a poll that is done with its host lets another ask it, and still holds its own place`() {
    var queue = queue()
    for number in 1...4 { queue.add(feed(number), host: "big", dueAt: at(0)) }
    for number in 5...7 { queue.add(feed(number), host: "h\(number)", dueAt: at(1)) }
    #expect(drain(&queue, at(0)) == [feed(1), feed(2)])
    queue.leftHost(feed(1), .read, now: at(1))
    queue.leftHost(feed(1), .read, now: at(1))
    #expect(drain(&queue, at(1)) == [feed(3), feed(5)], "one more of the host, and four polls in all")
    queue.finished(feed(1), .read, now: at(2))
    #expect(drain(&queue, at(2)) == [feed(6)], "its end frees its place, and not the host once more")
    queue.finished(feed(2), .read, now: at(3))
    #expect(drain(&queue, at(3)) == [feed(4)])
  }

  @Test func `a host that asked for rest gets it as soon as it said so`() {
    var queue = queue()
    for number in 1...3 { queue.add(feed(number), host: "a", dueAt: at(0)) }
    #expect(drain(&queue, at(0)) == [feed(1), feed(2)])
    queue.finished(feed(2), .read, now: at(1))
    queue.leftHost(feed(1), .throttled(until: at(60)), now: at(1))
    #expect(drain(&queue, at(59)) == [])
    #expect(drain(&queue, at(60)) == [feed(3)])
  }

  @Test func `no more polls at once than allowed`() {
    var queue = queue()
    for number in 1...9 { queue.add(feed(number), host: "h\(number)", dueAt: at(0)) }
    #expect(drain(&queue, at(1)).count == 4)
  }

  @Test func `between two polls of a host there is the gap`() {
    var queue = queue { $0.hostGap = .seconds(10) }
    queue.add(feed(1), host: "a", dueAt: at(0))
    queue.add(feed(2), host: "a", dueAt: at(0))
    #expect(drain(&queue, at(0)) == [feed(1)])
    #expect(queue.nextWake(now: at(0)) == at(10))
    queue.finished(feed(1), .read, now: at(1))
    #expect(drain(&queue, at(9)) == [])
    #expect(drain(&queue, at(10)) == [feed(2)])
  }

  @Test func `a host that asks for rest gets it for all its feeds`() {
    var queue = queue()
    queue.add(feed(1), host: "a", dueAt: at(0))
    queue.add(feed(2), host: "a", dueAt: at(5))
    queue.add(feed(3), host: "b", dueAt: at(5))
    #expect(drain(&queue, at(0)) == [feed(1)])
    queue.finished(feed(1), .throttled(until: at(100)), now: at(1))
    queue.reschedule(feed(1), dueAt: at(1))
    #expect(drain(&queue, at(50)) == [feed(3)])
    #expect(queue.nextWake(now: at(50)) == at(100))
    #expect(drain(&queue, at(100)) == [feed(1), feed(2)])
  }

  @Test func `a feed can be moved to another time or host, and removed`() {
    var queue = queue()
    queue.add(feed(1), host: "a", dueAt: at(50))
    queue.add(feed(2), host: "a", dueAt: at(50))
    queue.reschedule(feed(1), dueAt: at(5))
    queue.add(feed(2), host: "b", dueAt: at(6))
    #expect(drain(&queue, at(10)) == [feed(1), feed(2)])
    queue.remove(feed(2))
    queue.finished(feed(2), .read, now: at(11))
    queue.reschedule(feed(2), dueAt: at(11))
    queue.finished(feed(1), .read, now: at(11))
    queue.reschedule(feed(1), dueAt: at(12))
    queue.remove(feed(1))
    #expect(drain(&queue, at(100)) == [])
    #expect(queue.running == 0 && queue.waiting == 0)
    #expect(queue.nextWake(now: at(100)) == nil)
  }

  @Test func `a feed under way is not taken twice`() {
    var queue = queue()
    queue.add(feed(1), host: "a", dueAt: at(0))
    #expect(drain(&queue, at(0)) == [feed(1)])
    queue.add(feed(1), host: "b", dueAt: at(0))
    queue.reschedule(feed(1), dueAt: at(0))
    #expect(drain(&queue, at(1)) == [])
    queue.finished(feed(1), .read, now: at(2))
    queue.finished(feed(1), .read, now: at(2))
    #expect(queue.running == 0)
  }

  @Test func `a poll that took long but ended well leaves no mark`() {
    var queue = queue { $0.slowConcurrency = 1 }
    for number in 1...2 { queue.add(feed(number), host: "h\(number)", dueAt: at(0)) }
    #expect(drain(&queue, at(0)).count == 2)
    #expect(drain(&queue, at(10)) == [])
    for number in 1...2 { queue.finished(feed(number), .read, nextAt: at(20), now: at(11)) }
    #expect(queue.slowHosts(now: at(11)) == 0)
    #expect(drain(&queue, at(20)).count == 2)
  }

  @Test func `slow hosts get their share and no more`() {
    var queue = queue { $0.slowConcurrency = 1 }
    for number in 1...3 { queue.add(feed(number), host: "slow\(number)", dueAt: at(0)) }
    #expect(drain(&queue, at(0)).count == 3)
    for number in 1...3 {
      queue.finished(feed(number), .failed(.timeout), now: at(2))
      queue.reschedule(feed(number), dueAt: at(3))
    }
    for number in 11...13 { queue.add(feed(number), host: "good\(number)", dueAt: at(10)) }
    #expect(drain(&queue, at(10)) == [feed(1), feed(11), feed(12), feed(13)])
    queue.finished(feed(1), .read, now: at(11))
    #expect(drain(&queue, at(11)) == [feed(2)], "the next slow one, once the first has ended")
    queue.reschedule(feed(1), dueAt: at(11))
    queue.finished(feed(11), .read, now: at(12))
    #expect(drain(&queue, at(12)) == [feed(1)], "it answered and is slow no longer")
  }

  @Test func `polls that take long give their places to others`() {
    var queue = queue()
    for number in 1...4 { queue.add(feed(number), host: "hang\(number)", dueAt: at(0)) }
    queue.add(feed(9), host: "good", dueAt: at(0.5))
    #expect(drain(&queue, at(1)).count == 4)
    #expect(queue.nextWake(now: at(1)) == at(4))
    #expect(drain(&queue, at(4)) == [feed(9)])
  }

  @Test func `polls whose servers have answered keep their places, however long our own work takes`() {
    var queue = queue()
    for number in 1...4 { queue.add(feed(number), host: "h\(number)", dueAt: at(0)) }
    queue.add(feed(9), host: "late", dueAt: at(0.5))
    for taken in drain(&queue, at(1)) where taken != feed(4) { queue.answered(taken) }
    #expect(queue.nextWake(now: at(1)) == at(4), "the fourth gives its place away")
    #expect(drain(&queue, at(30)) == [feed(9)])
    queue.answered(feed(9))
    #expect(queue.nextWake(now: at(30)) == nil)
    #expect(queue.slowHosts(now: at(30)) == 1)
  }

  @Test func `hanging feeds never make a healthy one late, once they are known`() {
    var queue = PollQueue(PollGates(concurrency: 64, perHost: 2))
    for number in 1...2000 { queue.add(feed(number), host: "hang\(number)", dueAt: at(0)) }
    for number in 3001...4000 { queue.add(feed(number), host: "good\(number)", dueAt: at(0)) }
    let latest = Simulation(hangs: { $0.rawValue <= 2000 }, hangSeconds: 30, period: 60).run(&queue, rounds: 20)
    #expect(latest < 1, "a healthy feed was \(latest) s late")
  }

  @Test func `many hosts that fail at once, with none answering, are one outage`() {
    var queue = queue { $0.concurrency = 64 }
    for number in 1...40 { queue.add(feed(number), host: "h\(number)", dueAt: at(0)) }
    let taken = drain(&queue, at(0))
    var notices: [PollQueue.Notice] = []
    var counted = 0
    for feed in taken {
      let ended = queue.finished(feed, .failed(feed.rawValue % 2 == 0 ? .dns : .connect), now: at(1))
      if ended.countsAgainstFeed { counted += 1 }
      if let notice = ended.notice { notices.append(notice) }
      queue.reschedule(feed, dueAt: at(61))
    }
    #expect(notices == [.networkDown(since: at(1), feeds: (1...9).map(feed))])
    #expect(counted == 9)
    #expect(drain(&queue, at(100)).count == 1, "one poll tries whether the network is back")
    #expect(queue.nextWake(now: at(100)) == at(105))
    let back = queue.finished(feed(1), .failed(.missing), now: at(101))
    #expect(back.notice == .networkBack(after: .seconds(100), feeds: 39), "even a 404 has come over the network")
    #expect(drain(&queue, at(101)).count == 39)
  }

  @Test func `a few dead hosts among living ones are no outage`() {
    var queue = queue { $0.concurrency = 64 }
    for number in 1...60 { queue.add(feed(number), host: "h\(number)", dueAt: at(0)) }
    for taken in drain(&queue, at(0)) {
      let end: PollEnd = taken.rawValue % 4 == 0 ? .read : .failed(.dns)
      #expect(queue.finished(taken, end, now: at(1)) == PollQueue.Ended(countsAgainstFeed: true, notice: nil))
    }
  }

  @Test func `dead hosts met one by one over a long time are no outage`() {
    var queue = queue()
    for number in 1...40 { queue.add(feed(number), host: "h\(number)", dueAt: at(0)) }
    for number in 1...40 {
      let now = at(Double(number) * 60)
      #expect(queue.next(now: now) == feed(number))
      #expect(queue.finished(feed(number), .failed(.dns), now: now).countsAgainstFeed)
    }
  }

  @Test func `a hundred thousand feeds take no time to speak of`() {
    var queue = PollQueue(PollGates(concurrency: 256, perHost: 2))
    for number in 1...100_000 { queue.add(feed(number), host: "h\(number % 20_000)", dueAt: at(Double(number % 1000))) }
    var running: [FeedID] = []
    var polls = 0
    let clock = ContinuousClock()
    let took = clock.measure {
      for second in 0..<1100 {
        while let next = queue.next(now: at(Double(second))) {
          running.append(next)
          polls += 1
        }
        for feed in running {
          queue.finished(feed, .read, now: at(Double(second)))
          queue.reschedule(feed, dueAt: at(5000))
        }
        running = []
      }
    }
    #expect(polls == 100_000)
    #expect(took < .seconds(20), "linear steps would take minutes")
  }

  @Test func `every feed is polled once a round, and no gate is ever broken`() {
    var random = Dice(seed: 7)
    var queue = PollQueue(PollGates(concurrency: 8, perHost: 2))
    let hosts = 20
    for number in 1...200 { queue.add(feed(number), host: "h\(number % hosts)", dueAt: at(Double(random.below(10)))) }
    var perHost = [Int](repeating: 0, count: hosts)
    var running: [FeedID] = []
    var polled: [FeedID: Int] = [:]
    var now = 0.0
    while polled.count < 200 || !running.isEmpty {
      while let next = queue.next(now: at(now)) {
        running.append(next)
        polled[next, default: 0] += 1
        perHost[Int(next.rawValue) % hosts] += 1
      }
      #expect(running.count <= 8 && perHost.allSatisfy { $0 <= 2 })
      guard !running.isEmpty else {
        now = queue.nextWake(now: at(now))?.timeIntervalSince(start) ?? now + 1
        continue
      }
      let ended = running.remove(at: random.below(running.count))
      now += 0.01
      queue.finished(ended, .read, now: at(now))
      perHost[Int(ended.rawValue) % hosts] -= 1
    }
    #expect(polled.values.allSatisfy { $0 == 1 })
  }
}

/// Runs a queue in made-up time: good feeds answer in a tenth of a second, hanging ones after their timeout.
private struct Simulation {
  let hangs: (FeedID) -> Bool
  let hangSeconds: Double
  let period: Double

  /// - Returns: by how many seconds the latest good feed was late after the first two rounds.
  func run(_ queue: inout PollQueue, rounds: Int) -> Double {
    var ends: [(at: Double, feed: FeedID)] = []
    var due: [FeedID: Double] = [:]
    var latest = 0.0
    var now = 0.0
    while now < Double(rounds) * period {
      while let feed = queue.next(now: start.addingTimeInterval(now)) {
        if !hangs(feed), now > 3 * period { latest = max(latest, now - (due[feed] ?? now)) }
        ends.append((now + (hangs(feed) ? hangSeconds : 0.1), feed))
      }
      now += 0.1
      for end in ends where end.at <= now {
        queue.finished(end.feed, hangs(end.feed) ? .failed(.timeout) : .read, now: start.addingTimeInterval(now))
        due[end.feed] = now + period
        queue.reschedule(end.feed, dueAt: start.addingTimeInterval(now + period))
      }
      ends.removeAll { $0.at <= now }
    }
    return latest
  }
}

/// Numbers that are the same in every run.
private struct Dice {
  var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func below(_ count: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(count))
  }
}
