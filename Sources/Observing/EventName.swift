/// The catalogue of log events: each name once, with what it means and which fields it carries.
///
/// docs/events.md is written from this list; a field that an event carries and the list lacks fails a test.
public enum EventName: String, Sendable, CaseIterable {
  case serviceStarting = "service.starting"
  case serviceReady = "service.ready"
  case serviceProgress = "service.progress"
  case serviceReloaded = "service.reloaded"
  case serviceReloadFailed = "service.reload_failed"
  case serviceStopping = "service.stopping"
  case serviceStopped = "service.stopped"
  case orderRefused = "order.refused"
  case feedsSynced = "feeds.synced"
  case feedPolled = "feed.polled"
  case feedFailed = "feed.failed"
  case feedSalvaged = "feed.salvaged"
  case feedRecovered = "feed.recovered"
  case feedRetired = "feed.retired"
  case feedMoved = "feed.moved"
  case networkLost = "network.lost"
  case networkBack = "network.back"
  case articleNew = "article.new"
  case articleRevised = "article.revised"
  case articleDuplicate = "article.duplicate"
  case articlePageFailed = "article.page_failed"
  case reportNew = "report.new"
  case reportWithdrawn = "report.withdrawn"
  case reportRestated = "report.restated"
  case archiveRecovered = "archive.recovered"
  case archiveFailed = "archive.failed"
  case archiveResumed = "archive.resumed"
  case catalogueFailed = "catalogue.failed"
  case alertSent = "alert.sent"
  case alertFailed = "alert.failed"
  case alertDead = "alert.dead"
  case statusListening = "status.listening"
  case statusFailed = "status.failed"
  case libraryMessage = "library.message"
}

extension EventName {
  /// What the event says, for docs/events.md.
  public var summary: String {
    switch self {
    case .serviceStarting: "The daemon begins to start."
    case .serviceReady: "Everything is open: feeds are polled and the status server answers."
    case .serviceProgress: "What was done since the start; once a minute, or when the counts changed on a terminal."
    case .serviceReloaded:
      "The configuration and the feed list were read again; feeds, alerts and log level are in force."
    case .serviceReloadFailed: "The new configuration has mistakes; the one that was running stays in force."
    case .serviceStopping: "The daemon was asked to stop: no new polls, what is under way is finished."
    case .serviceStopped: "Everything is written and closed."
    case .orderRefused: "A file in the inbox was no order that could be carried out."
    case .feedsSynced: "The feed list was compared with the catalogue."
    case .feedPolled: "A feed was asked and its answer is settled."
    case .feedFailed: "A poll failed. Repeated failures of one feed are logged at growing intervals, with their count."
    case .feedSalvaged: "A feed was broken, and what could be made out was kept."
    case .feedRecovered: "The first good poll after failures."
    case .feedRetired: "The feed answered 410 and is not polled any more."
    case .feedMoved: "A permanent redirect was confirmed often enough; the feed is asked at its new URL."
    case .networkLost: "Many hosts cannot be reached at once: the network is away, no feed is blamed."
    case .networkBack: "The network is back; feeds that waited are polled soon."
    case .articleNew: "An article was seen for the first time."
    case .articleRevised: "The text of a known article changed; a new revision is kept."
    case .articleDuplicate: "An item tells an article that is known already."
    case .articlePageFailed: "The page of a cut item could not be had; the item's own text is used."
    case .reportNew: "A report of territorial change that was not known before."
    case .reportWithdrawn: "A report is no longer in the newest revision of its article."
    case .reportRestated: "A report that had been withdrawn stands in its article again."
    case .archiveRecovered:
      "At the start, unfinished segments were repaired and sealed, and what the catalogue lacked was taken in."
    case .archiveFailed: "The archive cannot be written; polling takes no new work until it can."
    case .archiveResumed: "The archive can be written again."
    case .catalogueFailed:
      "The catalogue refused a transaction; what it held is kept in the archive and taken in at the next start."
    case .alertSent: "An alert was taken by its receiver."
    case .alertFailed: "An alert was not taken; it is tried again."
    case .alertDead: "An alert was given up; it stands in alerts/dead.jsonl of the state folder."
    case .statusListening: "The status server listens."
    case .statusFailed: "The status server ended with an error."
    case .libraryMessage: "A library that Salient uses logged something."
    }
  }

  /// The fields beside `ts`, `level`, `event` and `message`, in the order in which they are written.
  public var fields: [String] {
    switch self {
    case .serviceStarting: ["version", "state", "configuration"]
    case .serviceReady: ["feeds", "ms"]
    case .serviceProgress: ["polls", "failed", "articles", "reports", "active", "waiting"]
    case .serviceReloaded: ["feeds", "alerts"]
    case .serviceReloadFailed: ["error"]
    case .serviceStopping: ["reason", "active"]
    case .serviceStopped: ["polls", "articles", "reports", "ms"]
    case .orderRefused: ["error"]
    case .feedsSynced: ["feeds", "added", "removed"]
    case .feedPolled: ["feed", "url", "result", "status", "bytes", "ms", "items", "new", "revised", "reports", "next"]
    case .feedFailed: ["feed", "url", "result", "status", "word", "failures", "repeated", "next"]
    case .feedSalvaged: ["feed", "url", "items", "repairs", "repair"]
    case .feedRecovered: ["feed", "url", "failures"]
    case .feedRetired: ["feed", "url"]
    case .feedMoved: ["feed", "url", "to"]
    case .networkLost, .networkBack: ["hosts"]
    case .articleNew: ["feed", "article", "url", "title", "words", "relation", "story", "reports"]
    case .articleRevised: ["feed", "article", "revision", "url", "title", "reports"]
    case .articleDuplicate: ["feed", "article", "item", "title"]
    case .articlePageFailed: ["feed", "url", "word"]
    case .reportNew:
      [
        "report", "kind", "place", "place_id", "country", "to", "from", "date_start", "date_end", "certainty", "status",
        "sources", "quote", "article", "title", "url", "feed",
      ]
    case .reportWithdrawn, .reportRestated: ["report", "article", "url"]
    case .archiveRecovered: ["segments", "records", "cut_bytes", "taken_in"]
    case .archiveFailed: ["error", "full"]
    case .archiveResumed: []
    case .catalogueFailed: ["error"]
    case .alertSent: ["alert", "sink", "key", "report", "attempts"]
    case .alertFailed: ["alert", "sink", "key", "report", "attempts", "next", "error"]
    case .alertDead: ["alert", "sink", "key", "report", "attempts", "error"]
    case .statusListening: ["socket", "listen"]
    case .statusFailed: ["error"]
    case .libraryMessage: ["label", "metadata"]
    }
  }
}
