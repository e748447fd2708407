public import Model

extension Event {
  public static func alertSent(alert: String, sink: String, key: String, report: ReportID, attempts: Int) -> Event {
    Event(
      .alertSent, .info, "alert \(alert): \(report) told by \(sink)",
      [
        ("alert", text(alert)), ("sink", text(sink)), ("key", text(key)), ("report", text(report.rawValue)),
        ("attempts", number(attempts)),
      ])
  }

  public static func alertFailed(
    alert: String, sink: String, key: String, report: ReportID, attempts: Int, next: String, error: String
  ) -> Event {
    Event(
      .alertFailed, .warning, "alert \(alert): \(report) was not taken by \(sink) (\(error)); next try \(next)",
      [
        ("alert", text(alert)), ("sink", text(sink)), ("key", text(key)), ("report", text(report.rawValue)),
        ("attempts", number(attempts)), ("next", text(next)), ("error", text(error)),
      ])
  }

  public static func alertDead(
    alert: String, sink: String, key: String, report: ReportID, attempts: Int, error: String
  ) -> Event {
    Event(
      .alertDead, .error, "alert \(alert): \(report) is given up by \(sink) (\(error)); `salient alerts dead` shows it",
      [
        ("alert", text(alert)), ("sink", text(sink)), ("key", text(key)), ("report", text(report.rawValue)),
        ("attempts", number(attempts)), ("error", text(error)),
      ])
  }
}
