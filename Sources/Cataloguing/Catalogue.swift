public import FoundationEssentials
internal import GRDB
public import Model

/// The SQLite file that knows what the archive holds: feeds, polls, items, articles, reports, and what is still to tell.
public struct Catalogue: Sendable {
  /// Path of the SQLite file.
  public let file: String
  let pool: DatabasePool

  /// What the opener means to do.
  public enum Access: Sendable { case readWrite, readOnly }

  public init(file: String, access: Access = .readWrite) throws(CatalogueError) { throw .refused("face only") }

  // Feeds
  public func subscribe(_ subscriptions: [Subscription], at now: Date) async throws(CatalogueError)
    -> SubscriptionChanges
  { throw .refused("face only") }
  public func add(_ subscription: Subscription, at now: Date) async throws(CatalogueError) -> FeedID {
    throw .refused("face only")
  }
  public func remove(feed url: String) async throws(CatalogueError) -> FeedID { throw .refused("face only") }
  public func revive(feed url: String, at now: Date) async throws(CatalogueError) -> FeedID {
    throw .refused("face only")
  }
  public func feeds(state: FeedState? = nil) async throws(CatalogueError) -> [FeedSource] {
    throw .refused("face only")
  }
  public func feed(_ id: FeedID) async throws(CatalogueError) -> FeedSource? { throw .refused("face only") }
  public func feed(url: String) async throws(CatalogueError) -> FeedSource? { throw .refused("face only") }
  public func dueTimes() async throws(CatalogueError) -> [DueFeed] { throw .refused("face only") }
  public func polls(of feed: FeedID, limit: Int) async throws(CatalogueError) -> [PollRecord] {
    throw .refused("face only")
  }
  public func publishingTimes(of feed: FeedID, limit: Int) async throws(CatalogueError) -> [Date] {
    throw .refused("face only")
  }
  public func status(ofFeed url: String) async throws(CatalogueError) -> FeedStatus? { throw .refused("face only") }
  public func eachFeedStatus(state: FeedState? = nil, _ body: (FeedStatus) throws -> Void) throws {
    throw CatalogueError.refused("face only")
  }

  // Identification
  public func standing(of items: [ItemIdentity], in feed: FeedID) async throws(CatalogueError) -> [ItemStanding] {
    throw .refused("face only")
  }
  public func articles(withIdentityKeys keys: [String]) async throws(CatalogueError) -> [KnownArticle] {
    throw .refused("face only")
  }
  public func articles(sharingBands bands: [UInt64], limit: Int) async throws(CatalogueError) -> [KnownArticle] {
    throw .refused("face only")
  }
  public func knownArticle(_ article: ArticleID) async throws(CatalogueError) -> KnownArticle? {
    throw .refused("face only")
  }
  public func capture(withDigest digest: String, url: String) async throws(CatalogueError) -> ArchivedCapture? {
    throw .refused("face only")
  }

  // Commit
  public func commit(_ settlements: [Settlement], at now: Date) async throws(CatalogueError) -> CommitOutcome {
    throw .refused("face only")
  }
  public func restore(captures: [ArchivedCapture], news: [ArticleNews], publishing: Bool, at now: Date)
    async throws(CatalogueError) -> CommitOutcome
  { throw .refused("face only") }
  public func adopt(_ reextractions: [Reextraction], publishing: Bool, at now: Date) async throws(CatalogueError)
    -> CommitOutcome
  { throw .refused("face only") }

  // Outbox
  public func events(after id: Int64, limit: Int) async throws(CatalogueError) -> [OutboxEvent] {
    throw .refused("face only")
  }
  public func lastEventID() async throws(CatalogueError) -> Int64 { throw .refused("face only") }
  public func acknowledge(_ event: Int64, by sink: String) async throws(CatalogueError) { throw .refused("face only") }
  public func cursor(of sink: String) async throws(CatalogueError) -> Int64 { throw .refused("face only") }
  public func pendingEventCount(of sink: String) async throws(CatalogueError) -> Int { throw .refused("face only") }

  // Views
  public func articles(_ filter: ArticleFilter, after cursor: String? = nil, limit: Int) async throws(CatalogueError)
    -> Page<ArticleSummary>
  { throw .refused("face only") }
  public func article(_ id: ArticleID) async throws(CatalogueError) -> CataloguedArticle? {
    throw .refused("face only")
  }
  public func reports(_ filter: ReportFilter, after cursor: String? = nil, limit: Int) async throws(CatalogueError)
    -> Page<CataloguedReport>
  { throw .refused("face only") }
  public func report(_ id: ReportID) async throws(CatalogueError) -> CataloguedReport? { throw .refused("face only") }
  public func evidence(of id: ReportID) async throws(CatalogueError) -> ReportEvidence? { throw .refused("face only") }
  public func search(_ words: String, order: SearchOrder = .relevance, after cursor: String? = nil, limit: Int)
    async throws(CatalogueError) -> Page<SearchHit>
  { throw .refused("face only") }
  public func eachItem(_ body: (StoredItem) throws -> Void) throws { throw CatalogueError.refused("face only") }
  public func eachReport(_ filter: ReportFilter, _ body: (CataloguedReport) throws -> Void) throws {
    throw CatalogueError.refused("face only")
  }
  public func counts() async throws(CatalogueError) -> CatalogueCounts { throw .refused("face only") }

  // Changes
  public func replaceChanges(ofPlaces places: [String], with changes: [ChangeRow]) async throws(CatalogueError) {
    throw .refused("face only")
  }
  public func changes(
    since: Date? = nil, place: String? = nil, country: String? = nil, after cursor: String? = nil, limit: Int
  ) async throws(CatalogueError) -> Page<ChangeRow> { throw .refused("face only") }

  // Segments
  public func note(_ segments: [ArchiveSegment]) async throws(CatalogueError) { throw .refused("face only") }
  public func segments() async throws(CatalogueError) -> [ArchiveSegment] { throw .refused("face only") }

  // Care
  public func integrityFaults(limit: Int = 100) async throws(CatalogueError) -> [String] { throw .refused("face only") }
  public func pruneLog(pollsBefore: Date, eventsBefore: Date) async throws(CatalogueError) -> PrunedCounts {
    throw .refused("face only")
  }
  public func checkpoint() async throws(CatalogueError) { throw .refused("face only") }
  public func vacuum() async throws(CatalogueError) { throw .refused("face only") }
  public func backup(to folder: String) async throws(CatalogueError) -> String { throw .refused("face only") }
  public func close() throws(CatalogueError) { throw .refused("face only") }
}

/// What pruning the log took away.
public struct PrunedCounts: Sendable, Equatable {
  public var polls: Int
  public var events: Int

  public init(polls: Int, events: Int) {
    self.polls = polls
    self.events = events
  }
}
