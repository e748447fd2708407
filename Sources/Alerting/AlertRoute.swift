import Model

/// One sink of one rule: what the alert service serves in its own time.
struct AlertRoute: Sendable {
  let rule: AlertRule
  let matcher: AlertMatcher
  let sink: AlertSink
  /// In the catalogue, where its position in the outbox is kept.
  let name: String

  static func all(
    of rules: [AlertRule], placeKind: @escaping @Sendable (String) -> String?
  ) -> [AlertRoute] {
    rules.flatMap { rule in
      let matcher = AlertMatcher(rule.when, placeKind: placeKind)
      return rule.sinks.map {
        AlertRoute(rule: rule, matcher: matcher, sink: $0, name: "alert:\(rule.name):\($0.word)")
      }
    }
  }

  /// Whether it tells the same reports to the same receiver.
  func isSame(as other: AlertRoute) -> Bool { rule == other.rule && sink == other.sink }
}
