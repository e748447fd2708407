public import Cataloguing
public import FoundationEssentials
import Model

/// What `/status` says: what is stored, and, of a running daemon, how it does.
public struct StatusDocument: Codable, Sendable, Equatable {
  public let version: String
  /// nil when no daemon runs and the catalogue alone was read.
  public let process: ProcessFacts?
  public let feeds: [String: Int]
  /// Feeds by how their last poll ended.
  public let results: [String: Int]
  public let items: Int
  public let articles: Int
  public let revisions: Int
  public let stories: Int
  public let reports: Int
  public let withdrawnReports: Int
  /// Revisions in a language that no pack covers.
  public let notAnalysed: Int
  public let catalogueBytes: Int64

  private enum CodingKeys: String, CodingKey {
    case version, process, feeds, results, items, articles, revisions, stories, reports
    case withdrawnReports = "withdrawn_reports"
    case notAnalysed = "not_analysed"
    case catalogueBytes = "catalogue_bytes"
  }

  public init(_ counts: CatalogueCounts, process: ProcessFacts?) {
    version = Version.string
    self.process = process
    feeds = Dictionary(uniqueKeysWithValues: counts.feeds.map { ($0.key.rawValue, $0.value) })
    results = Dictionary(uniqueKeysWithValues: counts.results.map { ($0.key.rawValue, $0.value) })
    items = counts.items
    articles = counts.articles
    revisions = counts.revisions
    stories = counts.stories
    reports = counts.reports
    withdrawnReports = counts.withdrawnReports
    notAnalysed = counts.notAnalysed
    catalogueBytes = counts.byteCount
  }
}

/// How the running daemon does.
public struct ProcessFacts: Codable, Sendable, Equatable {
  public var started: Date
  public var polls: Int
  public var failedPolls: Int
  /// Polls under way.
  public var active: Int
  /// Feeds that wait for their time.
  public var waiting: Int
  public var checks: [HealthCheck]

  public init(started: Date, polls: Int, failedPolls: Int, active: Int, waiting: Int, checks: [HealthCheck]) {
    self.started = started
    self.polls = polls
    self.failedPolls = failedPolls
    self.active = active
    self.waiting = waiting
    self.checks = checks
  }

  private enum CodingKeys: String, CodingKey {
    case started, polls, active, waiting, checks
    case failedPolls = "failed_polls"
  }
}

/// One named check of readiness, with what was seen and what is asked for.
public struct HealthCheck: Codable, Sendable, Equatable {
  public var name: String
  public var ok: Bool
  public var value: String
  public var limit: String

  public init(name: String, ok: Bool, value: String, limit: String) {
    self.name = name
    self.ok = ok
    self.value = value
    self.limit = limit
  }
}
