import Model

extension Metric {
  /// Label names, in the order in which their values are given.
  public var labels: [String] { dimensions.map(\.name) }

  /// Every combination of label values that is known beforehand; one without labels for a metric that has none.
  ///
  /// Empty where a value is only known at run time (the version).
  public var knownLabels: [[String]] {
    dimensions.reduce([[]]) { combinations, dimension in
      combinations.flatMap { known in dimension.words.map { known + [$0] } }
    }
  }

  /// One label: its name, and the words that it takes as far as they are known beforehand.
  struct Dimension {
    let name: String
    let words: [String]

    init(_ name: String, _ words: [String]) { (self.name, self.words) = (name, words) }

    init<Word: CaseIterable & RawRepresentable>(_ name: String, _: Word.Type) where Word.RawValue == String {
      self.init(name, Word.allCases.map(\.rawValue))
    }
  }

  var dimensions: [Dimension] {
    switch self {
    case .buildInfo: [Dimension("version", [])]
    case .polls: [Dimension("result", PollResult.self)]
    // Besides these, the bounded words with which a fetch fails.
    case .pages: [Dimension("result", ["ok", "robots", "watched"])]
    case .alerts: [Dimension("sink", AlertSink.words), Dimension("result", ["sent", "failed", "dead"])]
    case .feeds: [Dimension("state", FeedState.self)]
    case .items: [Dimension("standing", ["unchanged", "unseen", "changed"])]
    case .articles: [Dimension("relation", ArticleRelation.self)]
    case .reports: [Dimension("kind", ReportKind.self), Dimension("certainty", Certainty.self)]
    case .logLines: [Dimension("level", LogLevel.allCases.map(\.word))]
    default: []
    }
  }
}
