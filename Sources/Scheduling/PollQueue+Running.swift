public import FoundationEssentials
public import Model

// Polls start and end: the gates, the slow lane and the outage.
extension PollQueue {
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

  /// The server has answered, and the poll goes on with work of our own: from now on it does not give its place away,
  /// however long that takes. To say so is optional; without it, long work on many polls lets more of them start.
  public mutating func answered(_ feed: FeedID) { feeds[feed]?.run?.hasAnswered = true }

  /// The host is left alone from now on, however long the rest of the poll takes: another of its feeds may be asked.
  ///
  /// The poll still counts among `concurrency`, since what it brought is not kept yet. To say so is optional.
  public mutating func leftHost(_ feed: FeedID, _ end: PollEnd, now: Date) {
    guard let run = feeds[feed]?.run, !run.hasLeftHost else { return }
    feeds[feed]?.run?.hasLeftHost = true
    feeds[feed]?.run?.hasAnswered = true
    hosts[run.host]?.running -= 1
    learn(run, end, now)
    place(run.host)
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
    if !run.hasLeftHost {
      hosts[run.host]?.running -= 1
      learn(run, end, now)
    }
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
      guard let run = feeds[feed]?.run, run.serial == serial, !run.hasAnswered else { continue }
      return run.startedAt + gates.slowAfter
    }
    return nil
  }

  /// Polls that take long give their places to others: until an answer comes they cost a socket, no work.
  private mutating func strandLongRunning(_ now: Date) {
    while startedHead < started.count {
      let (feed, serial) = started[startedHead]
      if var run = feeds[feed]?.run, run.serial == serial, !run.hasAnswered {
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
