public import FoundationEssentials
public import Model

/// One report as the ledger weighs it: what it says, who published it, and since when it is known.
public struct LedgerEntry: Sendable, Hashable {
  public var id: ReportID
  public var report: TerritorialReport
  /// Who published the text: one name for all the feeds of one publisher. Only an independent one corroborates.
  public var publisher: String
  /// The story that the text belongs to: copies of one story count once.
  public var story: ArticleID
  /// When the text says it was published.
  public var publishedAt: Date?
  /// When Salient first had it.
  public var knownAt: Date
  /// When it ceased to stand, if it did: taken back by its source, or no longer drawn by better rules.
  public var withdrawnAt: Date?

  public init(
    id: ReportID, report: TerritorialReport, publisher: String, story: ArticleID, publishedAt: Date?, knownAt: Date,
    withdrawnAt: Date? = nil
  ) {
    self.id = id
    self.report = report
    self.publisher = publisher
    self.story = story
    self.publishedAt = publishedAt
    self.knownAt = knownAt
    self.withdrawnAt = withdrawnAt
  }

  /// The day by which what it tells had happened, when it names no day itself.
  var dayTold: Day { min(publishedAt ?? knownAt, knownAt).day }
}
