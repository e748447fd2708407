import Alerting
import Archiving
import Cataloguing
import Fetching
import FoundationEssentials
import Glibc
import Logging
import Model
import Observing
import Polling
import Publishing
import ServiceLifecycle
import StatusServing
import UnixSignals

/// The whole daemon: opens what it stands on, puts the rooms together, and runs them until asked to stop.
struct Daemon {
  let settings: Settings
  /// Path of the configuration file, to be read again on SIGHUP.
  let configuration: String?
  let resources: Resources
  let observer: Observer
  let mode: PollingService.Mode
  /// Feeds to poll, due or not, and no others; empty for all that are due.
  var only: [String] = []

  /// The first polls of many feeds are spread so that this many start in a second.
  private static let firstPollsPerSecond = 50

  func run() async throws {
    let began = ContinuousClock.now
    observer.record(
      .serviceStarting(version: Version.string, state: settings.state, configuration: configuration))
    let lock = try openState()
    let catalogue = try Catalogue(file: settings.cataloguePath)
    let feeds = try await subscribe(catalogue)
    let archive = try await openArchive(catalogue)
    let bell = Bell()
    let polling = try PollingService(
      PollingService.Rooms(
        fetcher: fetcher(), articleExtractor: resources.articleExtractor(), analyst: resources.analyst(),
        stories: resources.storyDesk(), archive: archive, catalogue: catalogue, observer: observer, bell: bell),
      settings: settings, mode: mode)
    let alerts = try Alerts(settings: settings, resources: resources).service(catalogue, bell, observer)
    try await alerts.begin()
    let facts = DaemonFacts(
      started: Date(), poller: polling.poller, archive: archive, catalogue: catalogue, alerts: alerts,
      settings: settings, observer: observer)
    let window = Duration.seconds(
      min(settings.polling.initial.seconds, Double(feeds) / Double(Daemon.firstPollsPerSecond)))
    if only.isEmpty {
      _ = try await polling.poller.load(spreadOver: window)
    } else {
      try await pollOnly(polling.poller, catalogue)
    }
    try Inbox(state: settings.state).open()
    let status = StatusServer(
      socket: settings.socketPath, settings: settings.status, inherited: ServiceManager.listeningDescriptors,
      sources: facts.sources(bell, try resources.pageFiles(), try resources.placeMeanings()))

    observer.record(.serviceReady(feeds: feeds, took: ContinuousClock.now - began))
    ServiceManager.notify(.ready)
    ServiceManager.notify(.status("\(feeds) feeds"))
    try await serve(polling, status, alerts, facts, catalogue)
    ServiceManager.notify(.stopping)
    await archive.close()
    try catalogue.close()
    await facts.tellEnd(took: ContinuousClock.now - began)
    withExtendedLifetime(lock) {}
  }

  /// Runs the services side by side; the first signal to stop stops polling first and the status server last.
  private func serve(
    _ polling: PollingService, _ status: StatusServer, _ alerts: AlertService, _ facts: DaemonFacts,
    _ catalogue: Catalogue
  ) async throws {
    typealias Configuration = ServiceGroupConfiguration.ServiceConfiguration
    let logger = Logger(label: "services") { [observer] label in LibraryLog(label: label, observer: observer) }
    let reload = Reload(
      configuration: configuration, catalogue: catalogue, poller: polling.poller, alerts: alerts,
      resources: resources, observer: observer, running: settings)
    var group = ServiceGroupConfiguration(
      services: [
        Configuration(service: status),
        Configuration(service: alerts),
        Configuration(service: Progress(facts: facts, observer: observer)),
        Configuration(service: reload),
        Configuration(
          service: OrderTaker(
            inbox: Inbox(state: settings.state), reload: reload, catalogue: catalogue, poller: polling.poller,
            observer: observer)),
        Configuration(service: polling, successTerminationBehavior: .gracefullyShutdownGroup),
      ],
      gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    group.maximumGracefulShutdownDuration = .seconds(20)
    try await ServiceGroup(configuration: group).run()
  }

  private func pollOnly(_ poller: Poller, _ catalogue: Catalogue) async throws {
    for url in only {
      guard let feed = try await catalogue.feed(url: url), feed.state == .active else {
        throw CommandFailure(.no, "no feed \(url) in the feed list; `salient feeds add` subscribes to it")
      }
      await poller.pollNow(feed.id, url: feed.url)
    }
  }

  private func openState() throws(CommandFailure) -> StateLock {
    // Everything that the daemon makes is for its own user and group.
    _ = umask(0o027)
    do {
      try FileManager.default.createDirectory(atPath: settings.state, withIntermediateDirectories: true)
    } catch {
      throw CommandFailure(.io, "\(settings.state): the state folder cannot be made: \(error)")
    }
    do throws(ArchiveError) {
      return try StateLock.take(folder: settings.state)
    } catch {
      throw CommandFailure(.temporary, error.description)
    }
  }

  private func openArchive(_ catalogue: Catalogue) async throws -> Archive {
    // The desk gathers what shares a commit; the archive is not to wait once more.
    var pace = settings.archive
    pace.commitEvery = .zero
    let (archive, recovery) = try Archive.open(
      folder: settings.archivePath, settings: pace, software: "Salient/\(Version.string)",
      configurationDigest: PayloadDigest(of: Array("\(settings)".utf8)).description)
    let intake = Intake(
      reader: ArchiveReader(folder: settings.archivePath), catalogue: catalogue, stories: try resources.storyDesk(),
      watch: WatchTimes(settings.articles))
    let taken = try await intake.catchUp()
    if !recovery.isClean || taken.commits > 0 {
      observer.record(
        .archiveRecovered(
          segments: max(recovery.segments.count, taken.segments), records: recovery.records.count,
          cutBytes: Int(recovery.segments.reduce(0) { $0 + $1.cutBytes }), takenIn: taken.revisions))
    }
    return archive
  }

  private func subscribe(_ catalogue: Catalogue) async throws -> Int {
    let list = try FeedList.read(settings.feeds)
    let changes = try await catalogue.subscribe(list, at: Date())
    observer.record(
      .feedsSynced(feeds: list.count, added: changes.added.count, removed: changes.removed.count))
    return list.count
  }

  private func fetcher() throws(FetcherError) -> Fetcher {
    try Fetcher(
      settings: settings.fetching, userAgent: UserAgent.string(contact: settings.fetching.contact),
      connections: settings.polling.concurrency * 2, bodyBytes: settings.polling.inFlight)
  }
}
