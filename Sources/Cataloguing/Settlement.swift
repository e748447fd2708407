public import FoundationEssentials
public import Model

/// All that one poll leaves behind, committed whole or not at all.
public struct Settlement: Sendable {
  /// The feed as it is after the poll: validators, digest, next poll, failures, state, moves.
  public var feed: FeedSource
  /// Why the feed is polled next when it is.
  public var nextPollReason: String
  /// nil when no feed was polled: an article's page was looked at again.
  public var poll: PollRecord?
  /// Archived bodies of this poll: the feed's own and those of article pages.
  public var captures: [ArchivedCapture]
  /// Items that led to no new revision: seen again, or carrying an article that is known already.
  public var sightings: [ItemSighting]
  /// New articles and revisions.
  public var news: [ArticleNews]
  /// When articles are looked at again.
  public var watches: [ArticleWatch]

  /// A poll with what it brought; by default nothing.
  public init(
    feed: FeedSource, nextPollReason: String, poll: PollRecord?, captures: [ArchivedCapture] = [],
    sightings: [ItemSighting] = [], news: [ArticleNews] = [], watches: [ArticleWatch] = []
  ) {
    self.feed = feed
    self.nextPollReason = nextPollReason
    self.poll = poll
    self.captures = captures
    self.sightings = sightings
    self.news = news
    self.watches = watches
  }
}

/// When an article's page is fetched again.
public struct ArticleWatch: Sendable, Equatable {
  /// The article's name.
  public var article: ArticleID
  /// nil: no more.
  public var at: Date?

  /// Its next look.
  public init(article: ArticleID, at: Date?) {
    self.article = article
    self.at = at
  }
}

/// A body in the archive, as later polls need to know it: to write a revisit record instead of the same bytes.
public struct ArchivedCapture: Sendable, Equatable {
  /// The `response` record (or the `revisit`, which then is not offered for further revisits).
  public var address: ArchiveAddress
  /// The URL that answered.
  public var url: String
  /// When it was fetched.
  public var at: Date
  /// SHA-256 (hex) of the payload.
  public var payloadDigest: String
  /// Whether the bytes stand elsewhere.
  public var isRevisit: Bool

  /// A body that was just kept, or was read back.
  public init(address: ArchiveAddress, url: String, at: Date, payloadDigest: String, isRevisit: Bool = false) {
    self.address = address
    self.url = url
    self.at = at
    self.payloadDigest = payloadDigest
    self.isRevisit = isRevisit
  }
}

/// An item of the polled feed and the article that it stands for.
public struct ItemSighting: Sendable, Equatable {
  /// What the feed carries.
  public var item: ItemIdentity
  /// The article that it stands for.
  public var article: ArticleID
  /// When the feed was fetched.
  public var seenAt: Date

  /// An item that was seen.
  public init(item: ItemIdentity, article: ArticleID, seenAt: Date) {
    self.item = item
    self.article = article
    self.seenAt = seenAt
  }
}

/// A new revision of an article with all that is known of it.
public struct ArticleNews: Sendable {
  /// The revision, with its text.
  public var revision: ArticleRevision
  /// By what the article is found again from any feed: normalised links, canonical links, global guids.
  public var identityKeys: [String]
  /// Locality-sensitive hashes of the text: texts that share one are candidates for near-duplicates.
  public var bands: [UInt64]
  /// What Deduplication compares texts by; opaque here, handed back with candidates.
  public var fingerprint: [UInt8]
  /// nil when the text was not analysed: its language has no pack.
  public var reports: RevisionReports?
  /// The record of the bytes that the text was taken from.
  public var response: ArchiveAddress?
  /// The record of the revision itself.
  public var conversion: ArchiveAddress?
  /// The record of the reports.
  public var metadata: ArchiveAddress?

  /// A revision; what is not given is not known.
  public init(
    revision: ArticleRevision, identityKeys: [String] = [], bands: [UInt64] = [], fingerprint: [UInt8] = [],
    reports: RevisionReports? = nil, response: ArchiveAddress? = nil, conversion: ArchiveAddress? = nil,
    metadata: ArchiveAddress? = nil
  ) {
    self.revision = revision
    self.identityKeys = identityKeys
    self.bands = bands
    self.fingerprint = fingerprint
    self.reports = reports
    self.response = response
    self.conversion = conversion
    self.metadata = metadata
  }
}

/// The reports of a revision by today's rules, to take the place of those that earlier rules drew from it.
public struct Reextraction: Sendable {
  /// The reports, and the revision that they were drawn from.
  public var reports: RevisionReports
  /// The `metadata` record that now holds them.
  public var metadata: ArchiveAddress?

  /// Reports that were just kept, or were read back.
  public init(reports: RevisionReports, metadata: ArchiveAddress? = nil) {
    self.reports = reports
    self.metadata = metadata
  }
}

/// What a commit changed; all empty when the same news had been committed before.
public struct CommitOutcome: Sendable, Equatable {
  /// Articles that were not there before.
  public var newArticles: [ArticleID]
  /// Articles that gained a revision.
  public var revisedArticles: [ArticleID]
  /// Reports that were not there before.
  public var newReports: [ReportID]
  /// Reports that the latest revision of their article, or today's rules, no longer bear out.
  public var withdrawnReports: [ReportID]
  /// Reports that had been withdrawn and are stated again.
  public var restatedReports: [ReportID]
  /// Ids of the outbox events written, first and last; nil when none were.
  public var events: ClosedRange<Int64>?

  /// An outcome; by default nothing changed.
  public init(
    newArticles: [ArticleID] = [], revisedArticles: [ArticleID] = [], newReports: [ReportID] = [],
    withdrawnReports: [ReportID] = [], restatedReports: [ReportID] = [], events: ClosedRange<Int64>? = nil
  ) {
    self.newArticles = newArticles
    self.revisedArticles = revisedArticles
    self.newReports = newReports
    self.withdrawnReports = withdrawnReports
    self.restatedReports = restatedReports
    self.events = events
  }

  mutating func add(_ later: CommitOutcome) {
    newArticles += later.newArticles
    revisedArticles += later.revisedArticles
    newReports += later.newReports
    withdrawnReports += later.withdrawnReports
    restatedReports += later.restatedReports
    if let range = later.events { events = (events?.lowerBound ?? range.lowerBound)...range.upperBound }
  }
}

/// A segment of the archive as the catalogue notes it.
public struct ArchiveSegment: Sendable, Equatable {
  /// Path below the archive's folder, as in `ArchiveAddress.segment`.
  public var name: String
  /// Length of the file.
  public var byteCount: Int64
  /// Records in it.
  public var recordCount: Int
  /// When it was begun.
  public var openedAt: Date
  /// nil while it is written to.
  public var sealedAt: Date?
  /// Set when the file was pruned: its records are gone, what the catalogue says of them stays.
  public var prunedAt: Date?

  /// A segment as the archive has it.
  public init(
    name: String, byteCount: Int64, recordCount: Int, openedAt: Date, sealedAt: Date? = nil, prunedAt: Date? = nil
  ) {
    self.name = name
    self.byteCount = byteCount
    self.recordCount = recordCount
    self.openedAt = openedAt
    self.sealedAt = sealedAt
    self.prunedAt = prunedAt
  }
}
