import FoundationEssentials
import Model

/// Makes changes of the drafts of all places, weighing each by what its sources' records were when it became known.
struct Weighing {
  private var drafts: [Weighed] = []

  /// A draft with all that tells against it.
  private struct Weighed {
    let place: ControlPlace
    let draft: ChangeDraft
    /// The tellings in the order in which they became known.
    let ordered: [Telling]
    /// The same, those of one voice together.
    let voices: [[Telling]]
    let denyingVoices: [[Telling]]
    /// Drafts, by number, that cannot be true beside this one.
    var contrary: [Int] = []
    var firstKnownAt: Date { ordered[0].entry.knownAt }
    var lastKnownAt: Date { ordered.last?.entry.knownAt ?? firstKnownAt }
  }

  init(_ clusters: [PlaceCluster]) {
    for cluster in clusters {
      let start = drafts.count
      for draft in ChangeDraft.drafts(of: cluster.entries) {
        let ordered = draft.tellings.sorted { Weighing.isKnownEarlier($0.entry, $1.entry) }
        drafts.append(
          Weighed(
            place: cluster.place, draft: draft, ordered: ordered, voices: Voices.groups(of: ordered),
            denyingVoices: Voices.groups(of: draft.denials)))
      }
      findContraries(in: start..<drafts.count)
    }
  }

  private static func isKnownEarlier(_ left: LedgerEntry, _ right: LedgerEntry) -> Bool {
    (left.knownAt, left.id.rawValue) < (right.knownAt, right.id.rawValue)
  }

  private mutating func findContraries(in range: Range<Int>) {
    let sorted = range.sorted {
      (drafts[$0].draft.window?.lowerBound.daysSinceEpoch ?? .min, $0)
        < (drafts[$1].draft.window?.lowerBound.daysSinceEpoch ?? .min, $1)
    }
    for (position, one) in sorted.enumerated() {
      guard let end = drafts[one].draft.window?.upperBound else { continue }
      for other in sorted[(position + 1)...] {
        guard let start = drafts[other].draft.window?.lowerBound, start <= end else { break }
        guard Contradiction.exists(drafts[one].draft, drafts[other].draft) else { continue }
        drafts[one].contrary.append(other)
        drafts[other].contrary.append(one)
      }
    }
  }

  /// The changes, in the order of the clusters.
  func changes() -> [ControlChange] {
    // Records grow with time: a change is weighed by those of the changes that were settled before it was known.
    let byFirst = drafts.indices.sorted { (drafts[$0].firstKnownAt, $0) < (drafts[$1].firstKnownAt, $1) }
    let byLast = drafts.indices.sorted { (drafts[$0].lastKnownAt, $0) < (drafts[$1].lastKnownAt, $1) }
    let plain = drafts.map { Voices.support($0.voices, SourceRecords()) }
    var records = SourceRecords()
    var settled = 0
    var changes: [(index: Int, change: ControlChange)] = []
    for index in byFirst {
      while settled < byLast.count, drafts[byLast[settled]].lastKnownAt < drafts[index].firstKnownAt {
        note(byLast[settled], plain, in: &records)
        settled += 1
      }
      changes.append((index, change(index, plain, records)))
    }
    return changes.sorted { $0.index < $1.index }.map(\.change)
  }

  /// How much tells against a change, 0…1: denials in full, contrary changes by half of what supports them.
  private func opposition(_ index: Int, _ plain: [Double], _ records: SourceRecords) -> Double {
    let denied = Voices.support(drafts[index].denyingVoices, records)
    return 1 - drafts[index].contrary.reduce(1 - denied) { $0 * (1 - plain[$1] / 2) }
  }

  private func note(_ index: Int, _ plain: [Double], in records: inout SourceRecords) {
    let isConfirmed = drafts[index].voices.count > 1
    let isRefuted = opposition(index, plain, SourceRecords()) > plain[index]
    guard isConfirmed != isRefuted else { return }
    for publisher in Set(drafts[index].draft.tellings.map(\.entry.publisher)) {
      if isConfirmed { records.note(confirmed: publisher) } else { records.note(refuted: publisher) }
    }
  }

  private func change(_ index: Int, _ plain: [Double], _ records: SourceRecords) -> ControlChange {
    let weighed = drafts[index]
    let draft = weighed.draft
    let entries = weighed.ordered.map(\.entry)
    let contrary = weighed.contrary.flatMap { drafts[$0].draft.tellings } + draft.denials
    let support = Voices.support(weighed.voices, records)
    let digits = entries[0].id.rawValue.split(separator: "-", maxSplits: 1).last ?? ""
    return ControlChange(
      id: ChangeID(rawValue: "c-\(digits)"), place: weighed.place, movement: draft.movement,
      kind: heaviest(weighed.ordered) { $0.entry.report.kind } ?? .held,
      to: draft.movement == .loss ? nil : heaviest(weighed.ordered, \.to),
      from: heaviest(weighed.ordered, \.from), start: draft.window?.lowerBound, end: draft.window?.upperBound,
      by: draft.window?.upperBound ?? draft.told, firstKnownAt: weighed.firstKnownAt,
      lastKnownAt: weighed.lastKnownAt, reports: entries.map(\.id),
      corroboratedBy: weighed.voices.dropFirst().flatMap { $0.map(\.entry.id) },
      contradictedBy: contrary.map(\.entry).sorted(by: Weighing.isKnownEarlier).map(\.id), supersededBy: nil,
      storyCount: Set(entries.map(\.story)).count, voiceCount: weighed.voices.count,
      confidence: support * (1 - opposition(index, plain, records)))
  }

  /// The value that the tellings bear most weight for; the one known first among equals.
  private func heaviest<Value: Hashable>(_ tellings: [Telling], _ value: (Telling) -> Value?) -> Value? {
    var weights: [Value: Double] = [:]
    var order: [Value] = []
    for telling in tellings {
      guard let value = value(telling) else { continue }
      if weights[value] == nil { order.append(value) }
      weights[value, default: 0] += Voices.weight(of: telling.entry.report.certainty)
    }
    return order.max { (weights[$0] ?? 0) < (weights[$1] ?? 0) }
  }
}

/// Whether two changes of one place whose days overlap cannot both be true.
enum Contradiction {
  static func exists(_ one: ChangeDraft, _ other: ChangeDraft) -> Bool {
    switch (one.movement, other.movement) {
    case (.gain, .gain), (.hold, .hold): areRivals(one, other) && !follows(one, other) && !follows(other, one)
    case (.gain, .hold): areRivals(one, other) && !mayPrecede(other, one)
    case (.hold, .gain): areRivals(one, other) && !mayPrecede(one, other)
    case (.loss, .hold): isSameActor(one, other) && !mayPrecede(other, one)
    case (.hold, .loss): isSameActor(one, other) && !mayPrecede(one, other)
    default: false
    }
  }

  private static func areRivals(_ one: ChangeDraft, _ other: ChangeDraft) -> Bool {
    guard let left = one.actor, let right = other.actor else { return false }
    return !left.isSame(as: right)
  }

  private static func isSameActor(_ one: ChangeDraft, _ other: ChangeDraft) -> Bool {
    guard let left = one.actor, let right = other.actor else { return false }
    return left.isSame(as: right)
  }

  /// Whether one gain tells that it came after the other: it took the place from that taker, or took it back.
  private static func follows(_ later: ChangeDraft, _ earlier: ChangeDraft) -> Bool {
    guard let actor = earlier.actor else { return false }
    return later.tellings.contains { telling in
      telling.from?.isSame(as: actor) ?? false || telling.entry.report.kind == .recaptured
    }
  }

  /// Whether a holding was seen early enough, and no longer, for the event to have ended it.
  private static func mayPrecede(_ holding: ChangeDraft, _ event: ChangeDraft) -> Bool {
    guard let seen = holding.window, let happened = event.window else { return true }
    return seen.lowerBound < happened.lowerBound && seen.upperBound <= happened.upperBound
  }
}
