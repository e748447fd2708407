/// The kinds of series that Prometheus knows and Salient uses.
public enum MetricKind: String, Sendable {
  case counter, gauge, histogram
}

/// The catalogue of metrics: each name once, with its type, help and bounded labels.
///
/// Labels take words of closed lists alone, never a URL or a message. docs/metrics.md is written from this list.
public enum Metric: String, Sendable, CaseIterable {
  case buildInfo = "salient_build_info"
  case startTime = "salient_start_time_seconds"
  case polls = "salient_polls_total"
  case pollDuration = "salient_poll_duration_seconds"
  case pollLateness = "salient_poll_lateness_seconds"
  case pollsActive = "salient_polls_active"
  case feedsWaiting = "salient_feeds_waiting"
  case feeds = "salient_feeds"
  case fetchedBytes = "salient_fetched_bytes_total"
  case items = "salient_items_total"
  case articles = "salient_articles_total"
  case pages = "salient_pages_total"
  case notAnalysed = "salient_articles_not_analysed_total"
  case reports = "salient_reports_total"
  case extractionDuration = "salient_report_extraction_seconds"
  case archiveFsync = "salient_archive_fsync_seconds"
  case archiveBytes = "salient_archive_bytes_total"
  case archiveRecords = "salient_archive_records_total"
  case archiveWritable = "salient_archive_writable"
  case commitDuration = "salient_catalogue_commit_seconds"
  case outboxPending = "salient_outbox_pending"
  case alerts = "salient_alerts_total"
  case sourceSilence = "salient_source_silence_seconds"
  case logLines = "salient_log_lines_total"
  case streamReaders = "salient_stream_readers"
  case residentMemory = "process_resident_memory_bytes"
  case cpuSeconds = "process_cpu_seconds_total"
  case openFiles = "process_open_fds"
}

extension Metric {
  /// The type in the exposition.
  public var kind: MetricKind {
    switch self {
    case .polls, .fetchedBytes, .items, .articles, .pages, .notAnalysed, .reports, .alerts, .archiveBytes,
      .archiveRecords,
      .logLines, .cpuSeconds:
      .counter
    case .pollDuration, .pollLateness, .extractionDuration, .archiveFsync, .commitDuration, .sourceSilence: .histogram
    case .buildInfo, .startTime, .pollsActive, .feedsWaiting, .feeds, .archiveWritable, .outboxPending, .streamReaders,
      .residentMemory, .openFiles:
      .gauge
    }
  }

  /// One sentence for the exposition and for docs/metrics.md.
  public var help: String {
    switch self {
    case .buildInfo: "The version that runs; always 1."
    case .startTime: "When the daemon started, in seconds since 1970."
    case .polls: "Polls that ended, by their result."
    case .pollDuration: "Time from the start of a poll until it was settled."
    case .pollLateness: "How much later than due a poll started."
    case .pollsActive: "Polls under way."
    case .feedsWaiting: "Feeds that wait for their time or for their host."
    case .feeds: "Feeds by state."
    case .fetchedBytes: "Bytes received from servers, before decoding."
    case .items: "Items of feeds, by what they were to the catalogue."
    case .articles: "Revisions stored, by their relation to what was known."
    case .pages: "Article pages asked for, by result."
    case .notAnalysed: "Articles that gave no reports because their language has no pack."
    case .reports: "Reports of territorial change, by kind and certainty."
    case .extractionDuration: "Time to draw the reports from one article."
    case .archiveFsync: "Time of one group commit of the archive."
    case .archiveBytes: "Bytes appended to the archive."
    case .archiveRecords: "Records appended to the archive."
    case .archiveWritable: "1 while the archive can be written."
    case .commitDuration: "Time of one transaction of the catalogue."
    case .outboxPending: "Events that the slowest sink has not acknowledged."
    case .alerts: "Alerts by sink, and by what became of each attempt: sent, failed, dead."
    case .sourceSilence: "Time between two new articles of one feed."
    case .logLines: "Log lines by level."
    case .streamReaders: "Readers of the event streams."
    case .residentMemory: "Resident memory size in bytes."
    case .cpuSeconds: "User and system CPU time spent in seconds."
    case .openFiles: "Open file descriptors."
    }
  }

  /// Upper bounds of a histogram's buckets, in seconds.
  var buckets: [Double] {
    switch self {
    case .sourceSilence: [60, 300, 900, 3600, 4 * 3600, 86_400, 7 * 86_400]
    case .extractionDuration: [0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 1]
    default: [0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]
    }
  }
}
