public import FoundationEssentials
public import Model

/// What all reports come to: the changes they tell of, and who holds what, on any day, as known at any time.
///
/// In: reports with who published them and since when they are known. Out: changes and control, in the order of time.
/// Pure: the same entries in any order give the same ledger. A place inside another inherits nothing from it.
public struct ControlLedger: Sendable {
  /// Every change, by place, then by day.
  public let changes: [ControlChange]
  private let places: [Place]
  private let entries: [LedgerEntry]
  private let known: Date?

  private struct Place: Sendable {
    let place: ControlPlace
    let names: Set<String>
    /// Its part of `changes`.
    let changes: Range<Int>
  }

  /// - Parameter known: counts only what was known by then, and had not been withdrawn by then.
  public init(reports entries: [LedgerEntry], known: Date? = nil) {
    self.entries = entries
    self.known = known
    let standing = entries.filter { ControlLedger.stands($0, known) }
      .sorted { ($0.knownAt, $0.id.rawValue) < ($1.knownAt, $1.id.rawValue) }
    let clusters = PlaceClusters(standing).all.sorted {
      ($0.place.name, $0.place.key) < ($1.place.name, $1.place.key)
    }
    var byPlace = Dictionary(grouping: Weighing(clusters).changes(), by: \.place.key)
    var changes: [ControlChange] = []
    var places: [Place] = []
    for cluster in clusters {
      let mine = ControlLedger.linked(byPlace.removeValue(forKey: cluster.place.key) ?? [])
      places.append(
        Place(place: cluster.place, names: cluster.names, changes: changes.count..<(changes.count + mine.count)))
      changes += mine
    }
    self.changes = changes
    self.places = places
  }

  private static func stands(_ entry: LedgerEntry, _ known: Date?) -> Bool {
    guard let known else { return entry.withdrawnAt == nil }
    return entry.knownAt <= known && entry.withdrawnAt.map { $0 > known } ?? true
  }

  /// The changes of one place in the order of days, each with the one that ended it.
  private static func linked(_ changes: [ControlChange]) -> [ControlChange] {
    let superseded = Timeline(changes).superseded
    var linked = changes
    for index in linked.indices { linked[index].supersededBy = superseded[linked[index].id] }
    return linked.sorted {
      (($0.start ?? $0.by).daysSinceEpoch, $0.by.daysSinceEpoch, $0.id)
        < (($1.start ?? $1.by).daysSinceEpoch, $1.by.daysSinceEpoch, $1.id)
    }
  }

  /// Who holds a place, by its id or its name in any case; one answer for each place of that name that reports tell of.
  /// - Parameter known: what was known by then alone; nil for all that this ledger counts.
  public func control(of place: String, at day: Day, known: Date? = nil) -> [ControlState] {
    let name = place.lowercased()
    return states(at: day, known: known) { $0.place.key == place || $0.names.contains(name) }
  }

  /// Who holds every place of a country, or every place, that reports tell of, in the order of the places' names.
  /// - Parameters:
  ///   - country: ISO 3166 alpha-2; nil for all.
  ///   - known: what was known by then alone; nil for all that this ledger counts.
  public func control(country: String? = nil, at day: Day, known: Date? = nil) -> [ControlState] {
    states(at: day, known: known) { country == nil || $0.place.country == country }
  }

  private func states(at day: Day, known: Date?, where isWanted: (Place) -> Bool) -> [ControlState] {
    if let known, self.known.map({ known < $0 }) ?? true {
      return ControlLedger(reports: entries, known: known).states(at: day, known: nil, where: isWanted)
    }
    return places.filter(isWanted).map { place in
      let timeline = Timeline(Array(changes[place.changes]), upTo: day)
      return ControlState(
        place: place.place, at: day, known: self.known, standing: timeline.standing,
        claims: timeline.claims.sorted { $0.confidence > $1.confidence }, doubts: timeline.openDoubts)
    }
  }

  /// Changes that happened, or may have, on or after a day, the latest first.
  public func changes(since day: Day) -> [ControlChange] {
    changes.filter { $0.by >= day }.sorted {
      ($0.by, $0.firstKnownAt, $0.id) > ($1.by, $1.firstKnownAt, $1.id)
    }
  }

  /// Changes of which something became known at or after a time, the latest first.
  public func changes(knownSince time: Date) -> [ControlChange] {
    changes.filter { $0.lastKnownAt >= time }.sorted { ($0.lastKnownAt, $0.id) > ($1.lastKnownAt, $1.id) }
  }
}
