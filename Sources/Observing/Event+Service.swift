extension Event {
  public static func serviceStarting(version: String, state: String, configuration: String?) -> Event {
    Event(
      .serviceStarting, .info, "Salient \(version) starts, state in \(state)",
      [("version", text(version)), ("state", text(state)), ("configuration", text(configuration))])
  }

  public static func serviceReady(feeds: Int, took: Duration) -> Event {
    Event(
      .serviceReady, .notice, "ready: \(feeds) feeds",
      [("feeds", number(feeds)), ("ms", number(took.milliseconds))])
  }

  public static func serviceProgress(
    polls: Int, failed: Int, articles: Int, reports: Int, active: Int, waiting: Int
  ) -> Event {
    Event(
      .serviceProgress, .info,
      "\(polls) polls (\(failed) failed), \(articles) articles, \(reports) reports; \(active) polls under way, \(waiting) feeds wait",
      [
        ("polls", number(polls)), ("failed", number(failed)), ("articles", number(articles)),
        ("reports", number(reports)), ("active", number(active)), ("waiting", number(waiting)),
      ])
  }

  public static func serviceReloaded(feeds: Int, alerts: Int) -> Event {
    Event(
      .serviceReloaded, .notice, "configuration read again: \(feeds) feeds, \(alerts) alerts",
      [("feeds", number(feeds)), ("alerts", number(alerts))])
  }

  public static func serviceReloadFailed(error: String) -> Event {
    Event(
      .serviceReloadFailed, .error, "the new configuration is not used: \(error)", [("error", text(error))])
  }

  public static func serviceStopping(reason: String, active: Int) -> Event {
    Event(
      .serviceStopping, .notice, "stopping (\(reason)): \(active) polls under way are finished",
      [("reason", text(reason)), ("active", number(active))])
  }

  public static func serviceStopped(polls: Int, articles: Int, reports: Int, took: Duration) -> Event {
    Event(
      .serviceStopped, .notice, "stopped: \(polls) polls, \(articles) articles, \(reports) reports in this run",
      [
        ("polls", number(polls)), ("articles", number(articles)), ("reports", number(reports)),
        ("ms", number(took.milliseconds)),
      ])
  }

  public static func orderRefused(error: String) -> Event {
    Event(.orderRefused, .warning, error, [("error", text(error))])
  }

  public static func feedsSynced(feeds: Int, added: Int, removed: Int) -> Event {
    Event(
      .feedsSynced, .info, "feed list: \(feeds) feeds, \(added) added, \(removed) removed",
      [("feeds", number(feeds)), ("added", number(added)), ("removed", number(removed))])
  }

  public static func networkLost(hosts: Int) -> Event {
    Event(
      .networkLost, .warning, "the network is away: \(hosts) hosts cannot be reached, no feed is blamed",
      [("hosts", number(hosts))])
  }

  public static func networkBack(hosts: Int) -> Event {
    Event(.networkBack, .notice, "the network is back", [("hosts", number(hosts))])
  }

  public static func archiveRecovered(segments: Int, records: Int, cutBytes: Int, takenIn: Int) -> Event {
    Event(
      .archiveRecovered, cutBytes > 0 || takenIn > 0 ? .warning : .info,
      "unfinished segments sealed: \(segments), whole records in them \(records), "
        + "torn bytes cut \(cutBytes), revisions taken into the catalogue \(takenIn)",
      [
        ("segments", number(segments)), ("records", number(records)), ("cut_bytes", number(cutBytes)),
        ("taken_in", number(takenIn)),
      ])
  }

  public static func archiveFailed(error: String, full: Bool) -> Event {
    Event(
      .archiveFailed, .error, "\(error); polling waits until the archive can be written again",
      [("error", text(error)), ("full", text(full ? "yes" : "no"))])
  }

  public static func archiveResumed() -> Event {
    Event(.archiveResumed, .notice, "the archive can be written again")
  }

  public static func catalogueFailed(error: String) -> Event {
    Event(.catalogueFailed, .error, error, [("error", text(error))])
  }

  public static func statusListening(socket: String, listen: String?) -> Event {
    Event(
      .statusListening, .info, "status on \(socket)" + (listen.map { " and http://\($0)/" } ?? ""),
      [("socket", text(socket)), ("listen", text(listen))])
  }

  public static func statusFailed(error: String) -> Event {
    Event(.statusFailed, .error, error, [("error", text(error))])
  }

  /// What a library said through swift-log.
  public static func libraryMessage(label: String, level: LogLevel, message: String, metadata: String?) -> Event {
    Event(.libraryMessage, level, message, [("label", text(label)), ("metadata", text(metadata))])
  }
}
