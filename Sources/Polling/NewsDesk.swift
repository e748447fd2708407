import Archiving
import Cataloguing
import FoundationEssentials
import Model
import Observing
import Publishing

/// Keeps what polls bring: decides what each article is to those known, archives it, and only after the archive's
/// fsync commits it to the catalogue. Many polls share one fsync and one transaction: what has come is kept as soon as
/// hardly anybody else is on the way, and at the latest `commit_every` after the commit before.
///
/// One loop does all of this in turn, so that two polls that bring the same article cannot both call it new.
actor NewsDesk {
  /// What became of one poll's harvest.
  struct Kept: Sendable {
    var newArticles = 0
    var revised = 0
    var reports = 0
  }

  private struct Delivery {
    let harvest: Harvest
    let feed: FeedSource
    let reason: String
    let isPoll: Bool
    let answer: CheckedContinuation<Kept?, Never>
  }

  private let archive: Archive
  private let catalogue: Catalogue
  private let observer: Observer
  private let bell: Bell
  private let clock: @Sendable () -> Date
  private let commitEvery: Duration
  private let feedBodies: ArchiveSettings.FeedBodies
  private let extractorVersion: String
  private let stories: StoryDesk
  private let watch: WatchTimes

  private var waiting: [Delivery] = []
  /// Nobody is left who is worth waiting for.
  private var isGathered = false
  private var lastCommit = ContinuousClock.now
  private let wakes = Wakes()
  /// The sinks' positions as the archive has them.
  private var archivedSinks: [String: Int64]?
  /// Why nothing is kept; nil while all is well.
  private(set) var blockage: String?
  var isBlocked: Bool { blockage != nil }
  /// Since when one batch is worked on; nil while nothing is.
  private(set) var busySince: ContinuousClock.Instant?

  /// Polls that are settled in one transaction at most.
  private static let batchMax = 500

  init(
    archive: Archive, catalogue: Catalogue, stories: StoryDesk, observer: Observer, bell: Bell,
    settings: ArchiveSettings, watch: WatchTimes, extractorVersion: String, clock: @escaping @Sendable () -> Date
  ) {
    self.archive = archive
    self.catalogue = catalogue
    self.stories = stories
    self.observer = observer
    self.bell = bell
    self.clock = clock
    self.extractorVersion = extractorVersion
    self.watch = watch
    commitEvery = settings.commitEvery
    feedBodies = settings.feedBodies
  }

  /// Keeps a harvest and returns when it is durable.
  ///
  /// - Parameters:
  ///   - feed: the feed as it is after the poll.
  ///   - reason: why it is polled next when it is.
  ///   - isPoll: false when the feed was not asked: an article's page was looked at again.
  ///   - othersUnderWay: polls that have not come to the desk yet and may share its next commit.
  /// - Returns: nil when it could not be kept: nothing of it counts as seen, and the feed will bring it again.
  func keep(
    _ harvest: Harvest, as feed: FeedSource, because reason: String, isPoll: Bool = true, othersUnderWay: Int = 0
  ) async -> Kept? {
    await withCheckedContinuation { answer in
      waiting.append(Delivery(harvest: harvest, feed: feed, reason: reason, isPoll: isPoll, answer: answer))
      // Who is still to come is worth waiting for, as long as they are more than those who would wait.
      isGathered = waiting.count >= othersUnderWay || waiting.count >= NewsDesk.batchMax
      if isGathered { wakes.wake() }
    }
  }

  /// Works until the task is cancelled and nothing waits any more.
  func run() async {
    await withDiscardingTaskGroup { group in
      group.addTask { [wakes, commitEvery] in
        // Throws when cancelled, at the end of the loop.
        while (try? await Task.sleep(for: commitEvery)) != nil { wakes.wake() }
      }
      for await _ in wakes.stream {
        guard isGathered || ContinuousClock.now - lastCommit >= commitEvery else { continue }
        await workOff()
      }
      group.cancelAll()
    }
    await workOff()
    await keepPositions()
  }

  private func workOff() async {
    while !waiting.isEmpty {
      isGathered = false
      let batch = Array(waiting.prefix(NewsDesk.batchMax))
      waiting.removeFirst(batch.count)
      await work(batch)
      lastCommit = .now
      guard waiting.count >= NewsDesk.batchMax || Task.isCancelled else { break }
    }
  }

  /// Looks whether archive and catalogue can be written again; called now and then while one of them cannot.
  func probe() async {
    guard isBlocked, await archive.probe() == .writable else { return }
    do {
      try await catalogue.probe()
    } catch {
      blockage = error.description
      return
    }
    blockage = nil
    observer.metrics.set(.archiveWritable, to: 1)
    observer.record(.archiveResumed())
  }

  private func work(_ batch: [Delivery]) async {
    busySince = .now
    defer { busySince = nil }
    do {
      var plan = KeepingPlan(feedBodies: feedBodies, extractorVersion: extractorVersion, watch: watch)
      for delivery in batch {
        try await plan.add(
          delivery.harvest, delivery.feed, delivery.isPoll ? delivery.reason : nil, stories: stories,
          catalogue: catalogue)
      }
      let now = clock().wholeMilliseconds
      let position = try await catalogue.position()
      let number = try plan.close(after: position, at: now)
      let addresses = try await store(plan.drafts)
      CrashPoint.archived.reach()
      let settlements = plan.settled(at: addresses)
      let began = ContinuousClock.now
      let record = number.flatMap { number in addresses.last.map { CommitRecord(number: number, address: $0) } }
      let outcome = try await catalogue.commit(settlements, at: now, as: record)
      CrashPoint.committed.reach()
      if record != nil || archivedSinks == nil { archivedSinks = position.sinks }
      observer.metrics.observe(.commitDuration, (ContinuousClock.now - began).seconds)
      await tell(plan, settlements, outcome)
      for (delivery, settlement) in zip(batch, settlements) {
        delivery.answer.resume(returning: Kept(settlement, outcome))
      }
      if outcome.events != nil { bell.ring() }
    } catch {
      fail(batch, error)
    }
  }

  /// Keeps how far the sinks have come, which they moved since the last commit: nothing is delivered again after a
  /// rebuild.
  private func keepPositions() async {
    do {
      let position = try await catalogue.position()
      guard position.commit > 0, position.sinks != archivedSinks ?? [:] else { return }
      let now = clock().wholeMilliseconds
      let commit = ArchivedCommit(after: position, at: now)
      guard let address = try await archive.keep([try commit.draft()]).first else { return }
      _ = try await catalogue.commit([], at: now, as: CommitRecord(number: commit.commit, address: address))
    } catch {
      observer.record(.catalogueFailed(error: "\(error)"))
    }
  }

  private func store(_ drafts: [RecordDraft]) async throws(ArchiveError) -> [ArchiveAddress] {
    guard !drafts.isEmpty else { return [] }
    let began = ContinuousClock.now
    let addresses = try await archive.keep(drafts)
    observer.metrics.observe(.archiveFsync, (ContinuousClock.now - began).seconds)
    observer.metrics.add(Double(drafts.count), to: .archiveRecords)
    observer.metrics.add(Double(addresses.reduce(0) { $0 + $1.byteCount }), to: .archiveBytes)
    observer.metrics.set(.archiveWritable, to: 1)
    return addresses
  }

  private func fail(_ batch: [Delivery], _ error: any Error) {
    if let error = error as? ArchiveError {
      if !isBlocked { observer.record(.archiveFailed(error: error.description, full: error.isFull)) }
      blockage = error.description
      observer.metrics.set(.archiveWritable, to: 0)
    } else {
      if !isBlocked { observer.record(.catalogueFailed(error: "\(error)")) }
      blockage = "\(error)"
    }
    for delivery in batch { delivery.answer.resume(returning: nil) }
  }

  /// Tells of what is now durable. A report that an earlier revision brought is not new, and is not told again.
  private func tell(_ plan: KeepingPlan, _ settlements: [Settlement], _ outcome: CommitOutcome) async {
    // A revision in the same batch says most of it again: each report is told with the first that says it.
    var untold = Set(outcome.newReports)
    for duplicate in plan.duplicates {
      observer.record(.articleDuplicate(duplicate.item, of: duplicate.article, feed: duplicate.feed))
    }
    for settlement in settlements {
      for news in settlement.news { tell(news, of: settlement.feed.id, &untold) }
    }
    for id in outcome.withdrawnReports + outcome.restatedReports {
      do {
        guard let row = try await catalogue.report(id) else { continue }
        observer.record(
          row.withdrawal == nil
            ? .reportRestated(id, article: row.article, url: row.link)
            : .reportWithdrawn(id, article: row.article, url: row.link))
      } catch {
        observer.record(.catalogueFailed(error: error.description))
      }
    }
  }

  private func tell(_ news: ArticleNews, of feed: FeedID, _ untold: inout Set<ReportID>) {
    let reports = news.reports?.reports.filter { untold.remove($0.id) != nil } ?? []
    observer.metrics.add(to: .articles, news.revision.relation.rawValue)
    if news.reports == nil { observer.metrics.add(to: .notAnalysed) }
    observer.record(
      news.revision.revision > 1
        ? .articleRevised(news.revision, feed: feed, reports: reports.count)
        : .articleNew(news.revision, feed: feed, reports: reports.count))
    for report in reports {
      observer.metrics.add(to: .reports, report.report.kind.rawValue, report.report.certainty.rawValue)
      observer.record(.reportNew(report, in: news.revision, feed: feed))
    }
  }
}

extension NewsDesk.Kept {
  fileprivate init(_ settlement: Settlement, _ outcome: CommitOutcome) {
    var uncounted = Set(outcome.newReports)
    for news in settlement.news {
      if news.revision.revision > 1 { revised += 1 } else { newArticles += 1 }
      reports += news.reports?.reports.count { uncounted.remove($0.id) != nil } ?? 0
    }
  }
}
