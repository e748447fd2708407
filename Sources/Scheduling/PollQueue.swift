public import FoundationEssentials
public import Model

/// The feeds that wait for their time, and the gates that say which may be asked now. Every step takes time in the
/// logarithm of the number of feeds.
///
/// A host's waiting feeds stand in a queue of their own. The hosts that may be asked stand in one of two heaps, by the
/// time from which they may: ordinary hosts, and slow ones, which get a bounded share. A host that is busy is in
/// neither, so that no step ever looks at a feed that cannot be asked.
public struct PollQueue: Sendable {
  /// What the end of a poll tells beyond its feed.
  public struct Ended: Sendable, Equatable {
    /// False when the failure is the network's and must not count against the feed.
    public let countsAgainstFeed: Bool
    public let notice: Notice?
  }

  public typealias Gates = PollGates

  /// Something the operator should know once.
  public enum Notice: Sendable, Equatable {
    /// No host has been reachable since then. The failures of these feeds were counted before this was known.
    case networkDown(since: Date, feeds: [FeedID])
    /// A host answered again; the feeds that failed meanwhile and wait are due now.
    case networkBack(after: Duration, feeds: Int)
  }

  private struct Feed: Sendable {
    var host: Int
    /// Set while it is under way.
    var run: Run?
    var isRemoved = false
  }

  private struct Run: Sendable {
    let serial: Int
    let startedAt: Date
    /// The host where the poll counts, even if the feed moves meanwhile.
    let host: Int
    /// Counted among the polls of slow hosts.
    var isSlow: Bool
    /// Has given its place among `concurrency` to another.
    var isStranded = false
  }

  private struct Host: Sendable {
    let name: String
    var waiting = IndexedHeap<FeedID>()
    var feeds = 0
    var running = 0
    /// Not to be asked before: the gap between two polls, or a rest that the host asked for.
    var openAt: Date = .distantPast
    var slowUntil: Date = .distantPast
  }

  private let gates: PollGates
  private var feeds: [FeedID: Feed] = [:]
  private var hosts: [Host?] = []
  private var hostNumbers: [String: Int] = [:]
  private var freeNumbers: [Int] = []
  private var ordinary = IndexedHeap<Int>()
  private var slow = IndexedHeap<Int>()
  private var health = NetworkHealth()
  /// Polls in the order of their start, to find those that take long; the ended ones are passed over.
  private var started: [(feed: FeedID, serial: Int)] = []
  private var startedHead = 0
  private var serial = 0
  private var slowRunning = 0
  private var stranded = 0

  /// Polls under way.
  public private(set) var running = 0
  /// Feeds that wait for their time or for a gate.
  public private(set) var waiting = 0

  public init(_ gates: PollGates) { self.gates = gates }

  /// Since when no host has been reachable; nil when the network is there.
  public var networkDownSince: Date? { health.downSince }

  /// Hosts that share the slow lane now.
  public func slowHosts(now: Date) -> Int { hosts.count { $0.map { $0.slowUntil > now } ?? false } }

  // MARK: - Feeds come and go

  /// Adds a feed, or gives a waiting one another time or host. A feed under way only takes the host: its end says
  /// when it is due again.
  public mutating func add(_ feed: FeedID, host name: String, dueAt: Date) {
    let number = numberOfHost(name)
    if var known = feeds[feed] {
      known.isRemoved = false
      if known.host != number {
        takeFromWaiting(feed, known.host)
        hosts[number]?.feeds += 1
        leave(known.host)
        known.host = number
      }
      feeds[feed] = known
    } else {
      hosts[number]?.feeds += 1
      feeds[feed] = Feed(host: number)
    }
    reschedule(feed, dueAt: dueAt)
  }

  /// Gives a feed its next time. Without effect on one that is unknown, or still under way.
  public mutating func reschedule(_ feed: FeedID, dueAt: Date) {
    guard let known = feeds[feed], known.run == nil else { return }
    if hosts[known.host]?.waiting.date(of: feed) == nil { waiting += 1 }
    hosts[known.host]?.waiting.set(feed, to: dueAt)
    place(known.host)
  }

  /// Forgets a feed; one under way is forgotten when it ends.
  public mutating func remove(_ feed: FeedID) {
    guard let known = feeds[feed] else { return }
    guard known.run == nil else {
      feeds[feed]?.isRemoved = true
      return
    }
    takeFromWaiting(feed, known.host)
    feeds[feed] = nil
    leave(known.host)
  }

  private mutating func takeFromWaiting(_ feed: FeedID, _ host: Int) {
    guard hosts[host]?.waiting.remove(feed) == true else { return }
    waiting -= 1
    place(host)
  }

  private mutating func numberOfHost(_ name: String) -> Int {
    if let number = hostNumbers[name] { return number }
    let number = freeNumbers.popLast() ?? hosts.count
    if number == hosts.count { hosts.append(nil) }
    hosts[number] = Host(name: name)
    hostNumbers[name] = number
    return number
  }

  /// One feed fewer on the host; a host without feeds or polls is forgotten.
  private mutating func leave(_ number: Int) {
    hosts[number]?.feeds -= 1
    forgetIfUnused(number)
  }

  private mutating func forgetIfUnused(_ number: Int) {
    guard let host = hosts[number], host.feeds == 0, host.running == 0 else { return }
    ordinary.remove(number)
    slow.remove(number)
    hostNumbers[host.name] = nil
    hosts[number] = nil
    freeNumbers.append(number)
  }

  /// Puts the host where it belongs after a change.
  private mutating func place(_ number: Int) {
    guard let host = hosts[number], let first = host.waiting.first, host.running < gates.perHost else {
      ordinary.remove(number)
      slow.remove(number)
      return
    }
    let readyAt = max(first.date, host.openAt)
    if host.slowUntil > readyAt {
      ordinary.remove(number)
      slow.set(number, to: readyAt)
    } else {
      slow.remove(number)
      ordinary.set(number, to: readyAt)
    }
  }

  // MARK: - Polls start and end

  /// The next feed to ask now, longest due first; it counts as under way until `finished`.
  public mutating func next(now: Date) -> FeedID? {
    strandLongRunning(now)
    guard mayStart, health.downSince == nil || health.nextProbeAt <= now else { return nil }
    guard let (number, isSlow) = nextHost(now), let feed = hosts[number]?.waiting.popFirst() else { return nil }
    start(feed, on: number, isSlow: isSlow, now: now)
    return feed
  }

  private var mayStart: Bool { running - stranded < gates.concurrency }
  private var maySlowStart: Bool { slowRunning < gates.slowConcurrency }

  private func nextHost(_ now: Date) -> (number: Int, isSlow: Bool)? {
    let one = ordinary.first.flatMap { $0.date <= now ? $0 : nil }
    let other = maySlowStart ? slow.first.flatMap { $0.date <= now ? $0 : nil } : nil
    guard let one else { return other.map { ($0.key, true) } }
    guard let other, other.date < one.date else { return (one.key, false) }
    return (other.key, true)
  }

  private mutating func start(_ feed: FeedID, on number: Int, isSlow: Bool, now: Date) {
    serial += 1
    feeds[feed]?.run = Run(serial: serial, startedAt: now, host: number, isSlow: isSlow)
    started.append((feed, serial))
    waiting -= 1
    running += 1
    if isSlow { slowRunning += 1 }
    hosts[number]?.running += 1
    if gates.hostGap > .zero, let openAt = hosts[number]?.openAt {
      hosts[number]?.openAt = max(openAt, now + gates.hostGap)
    }
    if health.downSince != nil { health.probed(now: now, gates: gates) }
    place(number)
  }

  /// Ends a poll: its gates open for others.
  /// - Parameter nextAt: when the feed is due again; nil forgets it.
  @discardableResult
  public mutating func finished(_ feed: FeedID, _ end: PollEnd, nextAt: Date?, now: Date) -> Ended {
    let ended = finished(feed, end, now: now)
    if let nextAt { reschedule(feed, dueAt: nextAt) } else { remove(feed) }
    return ended
  }

  /// Ends a poll whose feed waits again once it is rescheduled.
  @discardableResult
  public mutating func finished(_ feed: FeedID, _ end: PollEnd, now: Date) -> Ended {
    guard let known = feeds[feed], let run = known.run else { return Ended(countsAgainstFeed: true, notice: nil) }
    running -= 1
    if run.isSlow { slowRunning -= 1 }
    if run.isStranded { stranded -= 1 }
    feeds[feed]?.run = nil
    hosts[run.host]?.running -= 1
    learn(run, end, now)
    if known.isRemoved {
      feeds[feed] = nil
      leave(known.host)
    }
    place(run.host)
    forgetIfUnused(run.host)
    return judge(feed, run, end, now)
  }

  private mutating func learn(_ run: Run, _ end: PollEnd, _ now: Date) {
    if case .throttled(let until?) = end, let openAt = hosts[run.host]?.openAt {
      hosts[run.host]?.openAt = max(openAt, until)
    }
    // A poll that took long and ended well may have waited for our own work.
    if end.isHang { hosts[run.host]?.slowUntil = now + gates.slowFor }
    if end.isAnswer { hosts[run.host]?.slowUntil = .distantPast }
  }

  private mutating func judge(_ feed: FeedID, _ run: Run, _ end: PollEnd, _ now: Date) -> Ended {
    guard gates.detectsOutage, end != .cancelled else { return Ended(countsAgainstFeed: true, notice: nil) }
    if end.isAnswer { return backAgain(now) }
    guard end.isUnreachable else { return Ended(countsAgainstFeed: true, notice: nil) }
    let earlier = health.feeds
    let hostCount = hostNumbers.count
    if case .down = health.unreachable(run.host, feed: feed, of: hostCount, now: now, gates: gates) {
      let since = health.downSince ?? now
      return Ended(countsAgainstFeed: false, notice: .networkDown(since: since, feeds: earlier.sorted()))
    }
    return Ended(countsAgainstFeed: health.downSince == nil, notice: nil)
  }

  private mutating func backAgain(_ now: Date) -> Ended {
    let affected = health.feeds
    guard case .back(let since) = health.answered() else { return Ended(countsAgainstFeed: true, notice: nil) }
    var again = 0
    for feed in affected {
      guard let host = feeds[feed]?.host, let due = hosts[host]?.waiting.date(of: feed) else { continue }
      again += 1
      if due > now { reschedule(feed, dueAt: now) }
    }
    let after = Duration.seconds(now.timeIntervalSince(since))
    return Ended(countsAgainstFeed: true, notice: .networkBack(after: after, feeds: again))
  }

  // MARK: - Time

  /// When `next` may have something again without a poll ending before; nil when only the end of a poll can help.
  public func nextWake(now: Date) -> Date? {
    guard mayStart else { return firstStranding.map { max(now, $0) } }
    var wake = ordinary.first?.date
    if maySlowStart, let other = slow.first?.date { wake = min(wake ?? other, other) }
    guard let wake else { return nil }
    return max(now, health.downSince == nil ? wake : max(wake, health.nextProbeAt))
  }

  private var firstStranding: Date? {
    guard stranded < gates.slowExtra else { return nil }
    for (feed, serial) in started[startedHead...] {
      guard let run = feeds[feed]?.run, run.serial == serial else { continue }
      return run.startedAt + gates.slowAfter
    }
    return nil
  }

  /// Polls that take long give their places to others: until an answer comes they cost a socket, no work.
  private mutating func strandLongRunning(_ now: Date) {
    while startedHead < started.count {
      let (feed, serial) = started[startedHead]
      if var run = feeds[feed]?.run, run.serial == serial {
        guard stranded < gates.slowExtra, run.startedAt + gates.slowAfter <= now else { break }
        if !run.isSlow { slowRunning += 1 }
        run.isSlow = true
        run.isStranded = true
        feeds[feed]?.run = run
        stranded += 1
        hosts[run.host]?.slowUntil = now + gates.slowFor
        place(run.host)
      }
      startedHead += 1
    }
    if startedHead > 1024, startedHead > started.count / 2 {
      started.removeFirst(startedHead)
      startedHead = 0
    }
  }
}
