public import FoundationEssentials
public import Model

/// Part of a list, newest first, and how to ask for the part after it.
public struct Page<Element: Sendable>: Sendable {
  /// The page's elements, in order.
  public var items: [Element]
  /// Opaque; nil on the last page.
  public var next: String?

  /// A page and where the next begins.
  public init(items: [Element], next: String?) {
    self.items = items
    self.next = next
  }
}

extension Page: Equatable where Element: Equatable {}

/// Which articles a list shows; every condition that is set must hold.
public struct ArticleFilter: Sendable, Equatable {
  /// URL as subscribed.
  public var feed: String?
  /// First seen at or after.
  public var since: Date?
  /// First seen before.
  public var until: Date?
  /// Only articles of this story.
  public var story: ArticleID?
  /// BCP 47, as the article says it.
  public var language: String?

  /// Conditions that must all hold; by default none.
  public init(
    feed: String? = nil, since: Date? = nil, until: Date? = nil, story: ArticleID? = nil, language: String? = nil
  ) {
    self.feed = feed
    self.since = since
    self.until = until
    self.story = story
    self.language = language
  }
}

/// One line of a list of articles.
public struct ArticleSummary: Sendable, Equatable {
  /// The article's name.
  public let article: ArticleID
  /// The first article of its story.
  public let story: ArticleID
  /// What it was to those known when it came.
  public let relation: ArticleRelation
  /// URL as subscribed of the feed that first brought it.
  public let feed: String
  /// Headline of the latest revision.
  public let title: String?
  /// Where it is to be read.
  public let link: String?
  /// BCP 47.
  public let language: String?
  /// When the source says that it was published.
  public let published: Date?
  /// When its first revision was fetched.
  public let firstSeenAt: Date
  /// How many revisions there are.
  public let revisionCount: Int
  /// Reports that stand.
  public let reportCount: Int

  /// A line of a list.
  public init(
    article: ArticleID, story: ArticleID, relation: ArticleRelation, feed: String, title: String?, link: String?,
    language: String?, published: Date?, firstSeenAt: Date, revisionCount: Int, reportCount: Int
  ) {
    self.article = article
    self.story = story
    self.relation = relation
    self.feed = feed
    self.title = title
    self.link = link
    self.language = language
    self.published = published
    self.firstSeenAt = firstSeenAt
    self.revisionCount = revisionCount
    self.reportCount = reportCount
  }
}

/// A revision with the records that it stands in.
public struct CataloguedRevision: Sendable, Equatable {
  /// The revision, with its text.
  public let revision: ArticleRevision
  /// The version of the extraction that analysed it; nil when it was not analysed.
  public let extractor: String?
  /// The bytes that it was made of; nil where none were kept.
  public let response: ArchiveAddress?
  /// The record of the revision itself.
  public let conversion: ArchiveAddress?
  /// The record of its reports.
  public let metadata: ArchiveAddress?

  /// A revision with its records.
  public init(
    revision: ArticleRevision, extractor: String?, response: ArchiveAddress?, conversion: ArchiveAddress?,
    metadata: ArchiveAddress?
  ) {
    self.revision = revision
    self.extractor = extractor
    self.response = response
    self.conversion = conversion
    self.metadata = metadata
  }
}

/// One article whole.
public struct CataloguedArticle: Sendable, Equatable {
  /// The article as lists show it.
  public let summary: ArticleSummary
  /// First to latest.
  public let revisions: [CataloguedRevision]
  /// Every report ever drawn from it, those that no longer stand included.
  public let reports: [CataloguedReport]
  /// The other articles of its story.
  public let copies: [ArticleSummary]

  /// An article with all that hangs on it.
  public init(
    summary: ArticleSummary, revisions: [CataloguedRevision], reports: [CataloguedReport], copies: [ArticleSummary]
  ) {
    self.summary = summary
    self.revisions = revisions
    self.reports = reports
    self.copies = copies
  }
}

/// A report with where it comes from.
public struct CataloguedReport: Sendable, Equatable {
  /// What it says, under its name.
  public let report: IdentifiedReport
  /// The article that it was drawn from.
  public let article: ArticleID
  /// The revision that the evidence points into.
  public let revision: Int
  /// The first article of that article's story.
  public let story: ArticleID
  /// URL as subscribed.
  public let feed: String
  /// What the feed is called.
  public let feedTitle: String?
  /// The article's headline.
  public let articleTitle: String?
  /// Where the article is to be read.
  public let link: String?
  /// When the article says it was published.
  public let published: Date?
  /// When Salient first had the report: the fetch of the revision that first stated it.
  public let knownAt: Date
  /// The version of the rules that drew it.
  public let extractor: String
  /// nil while it stands.
  public let withdrawal: Withdrawal?

  /// When and why a report no longer stands.
  public struct Withdrawal: Sendable, Equatable {
    /// When it was known that the report no longer stands.
    public let at: Date
    /// Who took it back.
    public let reason: Reason

    /// A withdrawal.
    public init(at: Date, reason: Reason) {
      self.at = at
      self.reason = reason
    }
  }

  /// Who took a report back.
  public enum Reason: String, Sendable, CaseIterable {
    /// A later revision of the article no longer says it.
    case source
    /// Better rules no longer draw it from the same text.
    case extraction
  }

  /// A report with where it comes from.
  public init(
    report: IdentifiedReport, article: ArticleID, revision: Int, story: ArticleID, feed: String, feedTitle: String?,
    articleTitle: String?, link: String?, published: Date?, knownAt: Date, extractor: String, withdrawal: Withdrawal?
  ) {
    self.report = report
    self.article = article
    self.revision = revision
    self.story = story
    self.feed = feed
    self.feedTitle = feedTitle
    self.articleTitle = articleTitle
    self.link = link
    self.published = published
    self.knownAt = knownAt
    self.extractor = extractor
    self.withdrawal = withdrawal
  }
}

/// A report, the text that states it, and the records to prove it by.
public struct ReportEvidence: Sendable, Equatable {
  /// The report.
  public let report: CataloguedReport
  /// The revision that its evidence points into.
  public let revision: CataloguedRevision

  /// A report with the text that states it.
  public init(report: CataloguedReport, revision: CataloguedRevision) {
    self.report = report
    self.revision = revision
  }
}

/// A rectangle of WGS 84 degrees; `west` may be greater than `east` when it spans the 180th meridian.
public struct BoundingBox: Sendable, Equatable {
  /// Degrees of latitude, from -90.
  public var south: Double
  /// Degrees of longitude, from -180.
  public var west: Double
  /// Degrees of latitude, to 90; not south of `south`.
  public var north: Double
  /// Degrees of longitude, to 180; smaller than `west` when the box crosses the date line.
  public var east: Double

  /// A box; nothing is checked.
  public init(south: Double, west: Double, north: Double, east: Double) {
    self.south = south
    self.west = west
    self.north = north
    self.east = east
  }
}

/// Which reports a list shows; every condition that is set must hold, and a list of words holds when one of them does.
public struct ReportFilter: Sendable, Equatable {
  /// Any of these kinds; empty: all.
  public var kinds: [ReportKind]
  /// Any of these certainties; empty: all.
  public var certainties: [Certainty]
  /// Any of these statuses; empty: all.
  public var statuses: [ReportStatus]
  /// A place's id (`site:…`, `geonames:N`), or its name in any case.
  public var place: String?
  /// Ids of places that `place` may mean when it is a name: these count, too.
  public var placeMeanings: [String]
  /// ISO 3166 alpha-2.
  public var country: String?
  /// On either side: an actor's id or a name as the text has it.
  public var actor: String?
  /// Known at or after.
  public var since: Date?
  /// Known before.
  public var until: Date?
  /// Only reports of this article.
  public var article: ArticleID?
  /// Only reports of places in this box.
  public var box: BoundingBox?
  /// Whether reports that no longer stand are shown too.
  public var includesWithdrawn: Bool

  /// Conditions that must all hold; by default none.
  public init(
    kinds: [ReportKind] = [], certainties: [Certainty] = [], statuses: [ReportStatus] = [], place: String? = nil,
    placeMeanings: [String] = [], country: String? = nil, actor: String? = nil, since: Date? = nil, until: Date? = nil,
    article: ArticleID? = nil,
    box: BoundingBox? = nil, includesWithdrawn: Bool = false
  ) {
    self.kinds = kinds
    self.certainties = certainties
    self.statuses = statuses
    self.place = place
    self.placeMeanings = placeMeanings
    self.country = country
    self.actor = actor
    self.since = since
    self.until = until
    self.article = article
    self.box = box
    self.includesWithdrawn = includesWithdrawn
  }
}

/// In which order search results come.
public enum SearchOrder: String, Sendable, CaseIterable {
  /// Best match first (BM25, a title's word counts more).
  case relevance
  case newest
}

/// One article that a search found.
public struct SearchHit: Sendable, Equatable {
  /// The article that was found.
  public let article: ArticleSummary
  /// Words around the matches, each match between U+0002 and U+0003, gaps as `…`.
  public let snippet: String
  /// BM25: smaller is better; 0 when ordered by time.
  public let rank: Double

  /// A hit.
  public init(article: ArticleSummary, snippet: String, rank: Double) {
    self.article = article
    self.snippet = snippet
    self.rank = rank
  }
}

/// A stored item, as the listing of every item prints it.
public struct StoredItem: Sendable, Equatable {
  /// URL of its feed as subscribed.
  public let feed: String
  /// The item's guid, else its link, else the key it is told by.
  public let itemID: String
  /// The item's title, as the feed has it.
  public let title: String?
  /// The article that it stands for.
  public let article: ArticleID

  /// An item as load tests read it.
  public init(feed: String, itemID: String, title: String?, article: ArticleID) {
    self.feed = feed
    self.itemID = itemID
    self.title = title
    self.article = article
  }
}

/// How much the catalogue holds.
public struct CatalogueCounts: Sendable, Equatable {
  /// Feeds by their state.
  public var feeds: [FeedState: Int]
  /// Feeds that are not removed, by how their last poll ended.
  public var results: [PollResult: Int]
  /// Items of all feeds.
  public var items: Int
  /// Articles, copies included.
  public var articles: Int
  /// Revisions of all articles.
  public var revisions: Int
  /// Articles that are no copy of another.
  public var stories: Int
  /// Revisions in a language without a pack.
  public var notAnalysed: Int
  /// Reports that stand.
  public var reports: Int
  /// Reports that no longer stand.
  public var withdrawnReports: Int
  /// Bytes of the catalogue's main file.
  public var byteCount: Int64

  /// Counts; by default all nought.
  public init(
    feeds: [FeedState: Int] = [:], results: [PollResult: Int] = [:], items: Int = 0, articles: Int = 0,
    revisions: Int = 0, stories: Int = 0, notAnalysed: Int = 0, reports: Int = 0, withdrawnReports: Int = 0,
    byteCount: Int64 = 0
  ) {
    self.feeds = feeds
    self.results = results
    self.items = items
    self.articles = articles
    self.revisions = revisions
    self.stories = stories
    self.notAnalysed = notAnalysed
    self.reports = reports
    self.withdrawnReports = withdrawnReports
    self.byteCount = byteCount
  }
}

/// A change as ControlTracking made it of several reports, kept for lists; its document is opaque here.
public struct ChangeRow: Sendable, Equatable {
  /// The change's lasting name.
  public var id: String
  /// The key of its place: the place's id, else its folded name.
  public var place: String
  /// ISO 3166-1 of the place.
  public var country: String?
  /// The first day on which it may have happened.
  public var start: Day?
  /// The last day on which it may have happened.
  public var end: Day?
  /// When the first of its reports was known.
  public var knownAt: Date
  /// From 0 to 1.
  public var confidence: Double
  /// JSON, as the tracker wrote it.
  public var document: String

  /// A change as ControlTracking settled it.
  public init(
    id: String, place: String, country: String?, start: Day?, end: Day?, knownAt: Date, confidence: Double,
    document: String
  ) {
    self.id = id
    self.place = place
    self.country = country
    self.start = start
    self.end = end
    self.knownAt = knownAt
    self.confidence = confidence
    self.document = document
  }
}
