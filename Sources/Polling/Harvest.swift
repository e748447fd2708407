import FeedParsing
import FoundationEssentials
import Model
import Scheduling

/// What one poll brought, before any of it is kept.
struct Harvest: Sendable {
  let source: FeedSource
  let startedAt: Date
  /// How the poll ended, for the schedule.
  var end: PollEnd
  var result: PollResult
  var status: Int?
  /// What went wrong: a bounded word and a sentence.
  var fault: Fault?
  var duration = Duration.zero
  var wireBytes = 0
  /// The answer, when it had a body that was read.
  var capture: Capture?
  /// SHA-256 (hex) of the body.
  var bodyDigest: String?
  /// Set when the answer moved them on.
  var validators: Validators?
  var permanentURL: String?
  var title: String?
  var hints: FeedHints?
  var itemCount = 0
  /// What had to be mended to read the feed.
  var repairs: [String] = []
  /// Items that are new, or say something else now; oldest first.
  var drafts: [ArticleJourney.Draft] = []

  struct Fault: Sendable {
    let word: String
    let reason: String
  }

  init(_ source: FeedSource, startedAt: Date, end: PollEnd, result: PollResult) {
    self.source = source
    self.startedAt = startedAt
    self.end = end
    self.result = result
  }
}
