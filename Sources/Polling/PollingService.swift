public import Archiving
public import ArticleExtraction
public import Cataloguing
import FeedParsing
public import Fetching
public import FoundationEssentials
public import Model
public import Observing
public import Publishing
import Scheduling
public import ServiceLifecycle

/// The polling half of the daemon: the spine and the desk that keeps what it brings, as one service.
public struct PollingService: Service, CustomStringConvertible {
  /// Its name in logs: the group of services prints each of them, and would print all that it holds.
  public var description: String { "polling" }

  /// What the rooms along the journey are made of.
  public struct Rooms: Sendable {
    public var fetcher: Fetcher
    public var articleExtractor: ArticleExtractor
    public var analyst: ReportAnalyst
    public var stories: StoryDesk
    public var archive: Archive
    public var catalogue: Catalogue
    public var observer: Observer
    public var bell: Bell

    public init(
      fetcher: Fetcher, articleExtractor: ArticleExtractor, analyst: ReportAnalyst, stories: StoryDesk,
      archive: Archive,
      catalogue: Catalogue, observer: Observer, bell: Bell
    ) {
      self.fetcher = fetcher
      self.articleExtractor = articleExtractor
      self.analyst = analyst
      self.stories = stories
      self.archive = archive
      self.catalogue = catalogue
      self.observer = observer
      self.bell = bell
    }
  }

  /// Whether to go on until asked to stop.
  public enum Mode: Sendable {
    case untilStopped
    /// Poll everything that is due, finish, end.
    case once
  }

  /// The spine, for questions about progress and for orders.
  public let poller: Poller
  private let desk: NewsDesk
  private let watch: PageWatch
  private let isOnce: Bool
  private let fetcher: Fetcher
  private let observer: Observer

  /// How often a failing archive is tried again.
  private static let probeEvery = Duration.seconds(2)

  /// - Parameter clock: the wall clock.
  public init(
    _ rooms: Rooms, settings: Settings, mode: Mode, clock: @escaping @Sendable () -> Date = { Date() }
  ) {
    let pages = PageFetcher(fetcher: rooms.fetcher, clock: clock)
    let articles = ArticleJourney(
      settings: settings.articles, comments: settings.territory.comments, extractor: rooms.articleExtractor,
      pages: pages, analyst: rooms.analyst, observer: rooms.observer,
      clock: clock)
    var limits = FeedLimits.default
    limits.documentBytesMax = max(limits.documentBytesMax, settings.fetching.maxFeed)
    let journey = FeedJourney(
      fetcher: rooms.fetcher, catalogue: rooms.catalogue, articles: articles, observer: rooms.observer, limits: limits,
      clock: clock)
    desk = NewsDesk(
      archive: rooms.archive, catalogue: rooms.catalogue, stories: rooms.stories, observer: rooms.observer,
      bell: rooms.bell, settings: settings.archive, watch: WatchTimes(settings.articles),
      extractorVersion: rooms.analyst.version, clock: clock)
    var gates = PollQueue.Gates(settings.polling)
    // One round asks each feed once: what the network took away is not asked again.
    if mode == .once { gates.detectsOutage = false }
    poller = Poller(
      catalogue: rooms.catalogue, journey: journey, desk: desk, policy: IntervalPolicy(settings.polling),
      gates: gates, isOnce: mode == .once, observer: rooms.observer, clock: clock)
    watch = PageWatch(
      catalogue: rooms.catalogue, pages: pages, extractor: rooms.articleExtractor, analyst: rooms.analyst,
      comments: settings.territory.comments, desk: desk, times: WatchTimes(settings.articles),
      observer: rooms.observer, clock: clock)
    isOnce = mode == .once
    fetcher = rooms.fetcher
    observer = rooms.observer
  }

  /// Polls until graceful shutdown, or once; returns when everything that was begun is kept or given up.
  public func run() async {
    await withDiscardingTaskGroup { keeping in
      keeping.addTask { await desk.run() }
      await withGracefulShutdownHandler {
        await withDiscardingTaskGroup { polling in
          polling.addTask { await probeWhileBlocked() }
          if isOnce { await watch.round() } else { polling.addTask { await watch.run() } }
          await poller.run()
          polling.cancelAll()
        }
      } onGracefulShutdown: {
        poller.stopSoon()
      }
      keeping.cancelAll()
    }
    await fetcher.shutdown()
  }

  private func probeWhileBlocked() async {
    while (try? await Task.sleep(for: PollingService.probeEvery)) != nil {  // Throws when cancelled.
      await desk.probe()
      await poller.resumeIfPossible()
    }
  }
}
