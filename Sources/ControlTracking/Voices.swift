import Model

/// Which tellings rest on one another, and what each weighs. The formula is explained in docs/control.md.
enum Voices {
  /// What one voice's word is worth before its record is known.
  static func weight(of certainty: Certainty) -> Double {
    switch certainty {
    case .asserted: 0.75
    case .reported: 0.6
    case .claimed: 0.4
    case .denied: 0.4
    case .rumoured: 0.15
    case .predicted, .hypothetical: 0
    }
  }

  /// How sure voices that do not rest on one another make it together: each takes its share of the doubt.
  static func support(_ voices: [[Telling]], _ records: SourceRecords) -> Double {
    1
      - voices.reduce(1.0) { doubt, group in
        let best =
          group.map { weight(of: $0.entry.report.certainty) * records.factor(of: $0.entry.publisher) }.max() ?? 0
        return doubt * (1 - best)
      }
  }

  /// The tellings in groups of one voice each: those of one story, of one publisher, or who credit one source by name.
  static func groups(of tellings: [Telling]) -> [[Telling]] {
    guard tellings.count > 1 else { return tellings.isEmpty ? [] : [tellings] }
    var parent = Array(tellings.indices)
    func root(_ index: Int) -> Int {
      var index = index
      while parent[index] != index { index = parent[index] }
      return index
    }
    var first: [String: Int] = [:]
    for (index, telling) in tellings.enumerated() {
      for mark in marks(of: telling.entry) {
        guard let other = first[mark] else {
          first[mark] = index
          continue
        }
        let (low, high) = (min(root(index), root(other)), max(root(index), root(other)))
        parent[high] = low
      }
    }
    return Dictionary(grouping: tellings.indices, by: root).sorted { $0.key < $1.key }.map {
      $0.value.map { tellings[$0] }
    }
  }

  // "Residents" of two texts are two voices, "Reuters" is one: a name starts with a capital.
  private static func marks(of entry: LedgerEntry) -> [String] {
    ["story:\(entry.story)", "publisher:\(entry.publisher)"]
      + entry.report.sources.filter { $0.first?.isUppercase ?? false }.map { "source:\($0.lowercased())" }
  }
}

/// How often a publisher was borne out and how often proved wrong, in changes settled before the one that is weighed.
struct SourceRecords {
  private var outcomes: [String: (confirmed: Int, refuted: Int)] = [:]

  /// 0…1: 0.8 for a publisher without a record, towards 1 as others bear it out, towards 0 as it is proved wrong.
  func factor(of publisher: String) -> Double {
    let (confirmed, refuted) = outcomes[publisher] ?? (0, 0)
    return Double(confirmed + 4) / Double(confirmed + refuted + 5)
  }

  mutating func note(confirmed publisher: String) { outcomes[publisher, default: (0, 0)].confirmed += 1 }
  mutating func note(refuted publisher: String) { outcomes[publisher, default: (0, 0)].refuted += 1 }
}
