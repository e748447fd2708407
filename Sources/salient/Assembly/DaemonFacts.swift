import Alerting
import Archiving
import Cataloguing
import FoundationEssentials
import Glibc
import Model
import Observing
import Polling
import Publishing
import StatusServing

/// What the running daemon can say of itself: progress, readiness, gauges.
struct DaemonFacts: Sendable {
  let started: Date
  let poller: Poller
  let archive: Archive
  let catalogue: Catalogue
  let alerts: AlertService
  let settings: Settings
  let observer: Observer

  /// Below this many free bytes the daemon is not ready: a segment must still fit.
  private static let freeBytesMin = 64 << 20
  /// A feed that could be asked and waits longer says that polling does not keep up, in seconds.
  private static let overdueMax = 300.0
  /// A batch of the desk that takes longer hangs on the disk.
  private static let deskMax = Duration.seconds(60)
  /// The poller's loop looks several times a second.
  private static let lookMax = Duration.seconds(30)

  func sources(_ bell: Bell, _ page: PageFiles, _ meanings: @escaping PlaceMeanings) -> StatusSources {
    StatusSources(
      views: Views(catalogue: catalogue, meanings: meanings, process: { await processFacts() }), observer: observer,
      bell: bell,
      page: page,
      readiness: { await readiness() }, refreshMetrics: { await refreshMetrics() })
  }

  func processFacts() async -> ProcessFacts {
    let progress = await poller.progress
    return ProcessFacts(
      started: started, polls: progress.polls, failedPolls: progress.failedPolls, active: progress.active,
      waiting: progress.waiting, checks: await readiness())
  }

  /// Each check by name, with what was seen and what is asked for.
  func readiness() async -> [HealthCheck] {
    var checks: [HealthCheck] = []
    let health = archive.health
    checks.append(
      HealthCheck(name: "archive", ok: health == .writable, value: "\(health.word)", limit: "writable"))
    do {
      _ = try await catalogue.lastEventID()
      checks.append(HealthCheck(name: "catalogue", ok: true, value: "answers", limit: "answers"))
    } catch {
      checks.append(HealthCheck(name: "catalogue", ok: false, value: error.description, limit: "answers"))
    }
    let free = freeBytes()
    checks.append(
      HealthCheck(
        name: "disk", ok: free.map { $0 >= DaemonFacts.freeBytesMin } ?? false,
        value: free.map { "\($0 >> 20) MiB free" } ?? "unknown", limit: "\(DaemonFacts.freeBytesMin >> 20) MiB free"))
    let pulse = await poller.pulse()
    checks.append(
      HealthCheck(
        name: "poll_lateness", ok: pulse.overdue <= DaemonFacts.overdueMax, value: "\(Int(pulse.overdue)) s late",
        limit: "\(Int(DaemonFacts.overdueMax)) s late"))
    checks.append(
      HealthCheck(
        name: "desk", ok: pulse.deskBusyFor <= DaemonFacts.deskMax,
        value: "\(Int(pulse.deskBusyFor.seconds)) s at one batch",
        limit: "\(Int(DaemonFacts.deskMax.seconds)) s at one batch"))
    checks.append(
      HealthCheck(name: "keeping", ok: pulse.blockage == nil, value: pulse.blockage ?? "keeps", limit: "keeps"))
    checks.append(alerts.check())
    return checks
  }

  /// Whether work goes on, for the watchdog: the poller's loop turns and the desk is not stuck at a batch. An archive
  /// that refuses records, or a network that is away, is no reason to be started again.
  func isAlive() async -> Bool {
    let pulse = await poller.pulse()
    return pulse.sinceLook <= DaemonFacts.lookMax && pulse.deskBusyFor <= DaemonFacts.deskMax
  }

  func refreshMetrics() async {
    let metrics = observer.metrics
    metrics.set(.buildInfo, Version.string, to: 1)
    metrics.set(.startTime, to: started.timeIntervalSince1970)
    metrics.readProcessFigures()
    let progress = await poller.progress
    metrics.set(.pollsActive, to: Double(progress.active))
    metrics.set(.feedsWaiting, to: Double(progress.waiting))
    metrics.set(.archiveWritable, to: archive.health == .writable ? 1 : 0)
    do {
      let counts = try await catalogue.counts()
      for state in FeedState.allCases { metrics.set(.feeds, state.rawValue, to: Double(counts.feeds[state] ?? 0)) }
    } catch {
      // The gauges keep their last values; readiness says what is wrong with the catalogue.
      observer.record(.catalogueFailed(error: error.description))
    }
  }

  func tellEnd(took: Duration) async {
    let progress = await poller.progress
    observer.record(
      .serviceStopped(polls: progress.polls, articles: progress.articles, reports: progress.reports, took: took))
  }

  private func freeBytes() -> Int? {
    var status = statvfs()
    guard unsafe statvfs(settings.state, &status) == 0 else { return nil }
    return Int(status.f_bavail) * Int(status.f_frsize)
  }
}

extension ArchiveHealth {
  /// For people and for the check's value.
  var word: String {
    switch self {
    case .writable: "writable"
    case .failing(let since, let error): "failing since \(since.rfc3339): \(error)"
    case .closed: "closed"
    }
  }
}
