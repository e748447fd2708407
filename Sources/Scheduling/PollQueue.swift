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

  struct Feed: Sendable {
    var host: Int
    /// Set while it is under way.
    var run: Run?
    var isRemoved = false
  }

  struct Run: Sendable {
    let serial: Int
    var startedAt: Date
    /// The host where the poll counts, even if the feed moves meanwhile.
    let host: Int
    /// Counted among the polls of slow hosts.
    var isSlow: Bool
    /// Has given its place among `concurrency` to another.
    var isStranded = false
    /// The server has answered; what still takes time is our own work.
    var hasAnswered = false
    /// No request of it goes to its host any more.
    var hasLeftHost = false
  }

  struct Host: Sendable {
    let name: String
    var waiting = IndexedHeap<FeedID>()
    var feeds = 0
    var running = 0
    /// Not to be asked before: the gap between two polls, or a rest that the host asked for.
    var openAt: Date = .distantPast
    var slowUntil: Date = .distantPast
  }

  let gates: PollGates
  var feeds: [FeedID: Feed] = [:]
  var hosts: [Host?] = []
  var hostNumbers: [String: Int] = [:]
  var freeNumbers: [Int] = []
  var ordinary = IndexedHeap<Int>()
  var slow = IndexedHeap<Int>()
  var health = NetworkHealth()
  /// Polls in the order of their start, to find those that take long; the ended ones are passed over.
  var started: [(feed: FeedID, serial: Int)] = []
  var startedHead = 0
  var serial = 0
  var slowRunning = 0
  var stranded = 0

  /// Polls under way.
  public internal(set) var running = 0
  /// Feeds that wait for their time or for a gate.
  public internal(set) var waiting = 0

  public init(_ gates: PollGates) { self.gates = gates }

  /// Since when no host has been reachable; nil when the network is there.
  public var networkDownSince: Date? { health.downSince }

  /// Hosts that share the slow lane now.
  public func slowHosts(now: Date) -> Int { hosts.count { $0.map { $0.slowUntil > now } ?? false } }

  /// How long the first feed that waits has been ready to be asked; 0 when none is.
  public func overdue(now: Date) -> TimeInterval {
    let ready = [ordinary.first?.date, slow.first?.date].compactMap { $0 }.min()
    return ready.map { max(0, now.timeIntervalSince($0)) } ?? 0
  }

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
  mutating func leave(_ number: Int) {
    hosts[number]?.feeds -= 1
    forgetIfUnused(number)
  }

  mutating func forgetIfUnused(_ number: Int) {
    guard let host = hosts[number], host.feeds == 0, host.running == 0 else { return }
    ordinary.remove(number)
    slow.remove(number)
    hostNumbers[host.name] = nil
    hosts[number] = nil
    freeNumbers.append(number)
  }

  /// Puts the host where it belongs after a change.
  mutating func place(_ number: Int) {
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
}
