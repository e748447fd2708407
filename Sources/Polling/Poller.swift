public import Cataloguing
public import FoundationEssentials
public import Model
import Observing
import Scheduling
import Synchronization

/// The spine: takes feeds as they fall due, sends each on its journey, and settles what came of it.
///
/// State is the queue of due feeds and the counts of this run; everything else is asked of its owner.
public actor Poller {
  private let catalogue: Catalogue
  private let journey: FeedJourney
  private let desk: NewsDesk
  private let policy: IntervalPolicy
  private let observer: Observer
  private let clock: @Sendable () -> Date
  /// Each feed is polled once and not again.
  private let isOnce: Bool
  private var queue: PollQueue
  private let stopping = Atomic(false)
  private var isAborted = false
  private var isPaused = false
  private var counts = Counts()
  /// Polls that wait for the desk to keep what they brought.
  private var atDesk = 0
  private let wakes = Wakes()
  /// When the loop last looked at its queue.
  private var lookedAt = ContinuousClock.now
  /// What the wall clock said then.
  private var wallTime: Date

  /// What this run did so far.
  public struct Counts: Sendable, Equatable {
    public var polls = 0
    public var failedPolls = 0
    public var articles = 0
    public var reports = 0
    /// Polls under way.
    public var active = 0
    /// Feeds that wait for their time.
    public var waiting = 0

    public init() {}
  }

  /// Polls that are under way when the daemon stops get this long to end.
  private static let graceOnStop = Duration.seconds(2)
  /// The queue is looked at no less often than this.
  private static let tick = Duration.milliseconds(200)
  /// One round waits at most this long for a host's gap between two requests, in seconds.
  private static let roundWaitMax: TimeInterval = 5
  /// A feed whose poll could not be settled is asked again after this.
  private static let retryAfterFault: TimeInterval = 60
  /// The wall clock was set when it went this much further or less far than time did, in seconds; less is its drift.
  private static let clockStepMin: TimeInterval = 30

  init(
    catalogue: Catalogue, journey: FeedJourney, desk: NewsDesk, policy: IntervalPolicy, gates: PollQueue.Gates,
    isOnce: Bool, observer: Observer, clock: @escaping @Sendable () -> Date
  ) {
    self.catalogue = catalogue
    self.journey = journey
    self.desk = desk
    self.policy = policy
    self.observer = observer
    self.clock = clock
    self.isOnce = isOnce
    queue = PollQueue(gates)
    wallTime = clock()
  }

  /// What was done and what is under way.
  public var progress: Counts {
    var counts = counts
    counts.active = queue.running
    counts.waiting = queue.waiting
    return counts
  }

  /// Signs that work goes on.
  public struct Pulse: Sendable, Equatable {
    /// Since the loop last looked at its queue.
    public var sinceLook: Duration
    /// How long the desk has been at one batch: at the archive's fsync or the catalogue's commit.
    public var deskBusyFor: Duration
    /// How long the first feed that waits has been ready to be asked, in seconds; 0 while polling is paused.
    public var overdue: TimeInterval
    /// Why nothing is kept; nil while all is well.
    public var blockage: String?
  }

  public func pulse() async -> Pulse {
    let now = ContinuousClock.now
    return Pulse(
      sinceLook: now - lookedAt, deskBusyFor: await desk.busySince.map { now - $0 } ?? .zero,
      overdue: isPaused ? 0 : queue.overdue(now: clock()), blockage: await desk.blockage)
  }

  /// Takes in the feeds of the catalogue. Those that are due are spread over `window`: neither a first start nor a
  /// long sleep ends in a burst.
  ///
  /// - Returns: how many feeds the catalogue has.
  public func load(spreadOver window: Duration) async throws(CatalogueError) -> Int {
    let feeds = try await catalogue.dueTimes()
    let now = clock()
    for feed in feeds {
      // A poll in the future says that the clock was set back since: its plans mean nothing any more.
      let isPlanned = feed.lastPollAt.map { $0 <= now + Poller.clockStepMin } ?? true
      let isDue = feed.nextPollAt <= now || !isPlanned
      if isOnce, !isDue { continue }
      let first = isOnce ? now : StartSpread.firstPoll(of: feed.id, now: now, over: window)
      queue.add(feed.id, host: WebPlace(feed.url)?.host ?? feed.url, dueAt: isDue ? first : feed.nextPollAt)
    }
    wakes.wake()
    return feeds.count
  }

  /// Forgets a feed that left the list.
  public func forget(_ feed: FeedID) { queue.remove(feed) }

  /// Asks a feed as soon as its host allows.
  public func pollNow(_ feed: FeedID, url: String) {
    queue.add(feed, host: WebPlace(url)?.host ?? url, dueAt: clock())
    wakes.wake()
  }

  /// Starts no further poll; those under way get a short time to end. Returns at once.
  public nonisolated func stopSoon() {
    stopping.store(true, ordering: .relaxed)
    wakes.wake()
  }

  private nonisolated var isStopping: Bool { stopping.load(ordering: .relaxed) }

  /// Polls until `stopSoon`; or, when made for one round, until everything that was due is settled.
  public func run() async {
    await withDiscardingTaskGroup { group in
      group.addTask { [wakes] in
        // Throws when cancelled, at the end of the loop.
        while (try? await Task.sleep(for: Poller.tick)) != nil { wakes.wake() }
      }
      var graceRuns = false
      for await _ in wakes.stream {
        startDue(in: &group)
        if isOnce, isRoundOver { break }
        if isStopping || Task.isCancelled {
          if queue.running == 0 || isAborted { break }
          if !graceRuns {
            graceRuns = true
            group.addTask { await self.abortAfterGrace() }
          }
        }
      }
      group.cancelAll()
    }
  }

  private func startDue(in group: inout DiscardingTaskGroup) {
    let now = clock()
    let step = now.timeIntervalSince(wallTime) - (ContinuousClock.now - lookedAt).seconds
    if abs(step) > Poller.clockStepMin { queue.clockWasSet(by: step) }
    wallTime = now
    lookedAt = .now
    while !isStopping, !isPaused, !Task.isCancelled, let feed = queue.next(now: now) {
      group.addTask { await self.poll(feed) }
    }
    observer.metrics.set(.pollsActive, to: Double(queue.running))
  }

  /// One round is over when nothing is left, or when what is left waits for a host that wants to be left alone.
  private var isRoundOver: Bool {
    guard queue.running == 0 else { return false }
    guard queue.waiting > 0, !isPaused, let wake = queue.nextWake(now: clock()) else { return true }
    return wake.timeIntervalSince(clock()) > Poller.roundWaitMax
  }

  private func abortAfterGrace() async {
    try? await Task.sleep(for: Poller.graceOnStop)  // Cut short when all polls have ended.
    isAborted = true
    wakes.wake()
  }
}

// One poll, from its start to the next time.
extension Poller {
  private func poll(_ id: FeedID) async {
    defer { wakes.wake() }
    do {
      guard let source = try await catalogue.feed(id), source.state == .active else {
        queue.finished(id, .cancelled, nextAt: nil, now: clock())
        return
      }
      observer.metrics.observe(.pollLateness, max(0, clock().timeIntervalSince(source.nextPollAt)))
      let harvest = try await journey.run(source) { queue.answered(id) }
      guard harvest.end != .cancelled else {
        queue.finished(id, .cancelled, nextAt: nil, now: clock())
        return
      }
      queue.leftHost(id, harvest.end, now: clock())
      wakes.wake()
      try await settle(harvest)
    } catch {
      observer.record(.catalogueFailed(error: error.description))
      queue.finished(id, .cancelled, nextAt: again(clock() + Poller.retryAfterFault), now: clock())
    }
  }

  private func settle(_ harvest: Harvest) async throws(CatalogueError) {
    let isFailure = harvest.fault != nil
    var settled = harvest.settled(by: policy, at: clock())
    var ended: PollQueue.Ended?
    if isFailure {
      // A failure frees its place before it is written down, and may turn out to be the network's.
      let end = queue.finished(harvest.source.id, harvest.end, now: clock())
      if !end.countsAgainstFeed { settled = harvest.settled(by: policy, at: clock(), counted: false) }
      ended = end
    }
    atDesk += 1
    let kept = await desk.keep(
      harvest, as: settled.feed, because: settled.plan.text, othersUnderWay: max(0, queue.running - atDesk))
    atDesk -= 1
    if ended == nil {
      ended = queue.finished(harvest.source.id, kept == nil ? .cancelled : harvest.end, now: clock())
    }
    let next = kept == nil ? clock() + Poller.retryAfterFault : settled.plan.nextPollAt
    if let next = again(next) {
      queue.reschedule(harvest.source.id, dueAt: next)
    } else {
      queue.remove(harvest.source.id)
    }
    isPaused = await desk.isBlocked
    note(harvest, settled, kept ?? NewsDesk.Kept(), counted: ended?.countsAgainstFeed ?? true)
    if let notice = ended?.notice { announce(notice) }
  }

  private func again(_ next: Date?) -> Date? { isOnce ? nil : next }

  private func note(_ harvest: Harvest, _ settled: Harvest.Settled, _ kept: NewsDesk.Kept, counted: Bool) {
    counts.polls += 1
    counts.failedPolls += harvest.fault == nil ? 0 : 1
    counts.articles += kept.newArticles + kept.revised
    counts.reports += kept.reports
    let metrics = observer.metrics
    metrics.add(to: .polls, harvest.result.rawValue)
    metrics.add(Double(harvest.wireBytes), to: .fetchedBytes)
    metrics.observe(.pollDuration, harvest.duration.seconds)
    for event in harvest.events(settled, kept, counted: counted) { observer.record(event) }
  }

  private func announce(_ notice: PollQueue.Notice) {
    switch notice {
    case .networkDown(_, let feeds): observer.record(.networkLost(hosts: feeds.count))
    case .networkBack(_, let feeds): observer.record(.networkBack(hosts: feeds))
    }
  }

  /// Tries again once the archive takes records; called when it may.
  public func resumeIfPossible() async {
    guard isPaused else { return }
    isPaused = await desk.isBlocked
    if !isPaused { wakes.wake() }
  }
}
