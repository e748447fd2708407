import FoundationEssentials
import Model

/// A change in the making: the reports found so far to tell of one event.
struct ChangeDraft {
  let movement: Movement
  private(set) var tellings: [Telling]
  private(set) var denials: [Telling] = []
  private(set) var window: ClosedRange<Day>?

  init(_ telling: Telling) {
    movement = telling.movement
    tellings = [telling]
    window = telling.window
  }

  var actor: ReportedActor? { tellings.lazy.compactMap(\.actor).first }

  /// The day on which it was first told.
  var told: Day { tellings.map(\.entry.dayTold).min() ?? Day(daysSinceEpoch: 0) }

  /// How far a telling is from this change in days, 0 when their windows overlap; nil when it tells of another.
  func distance(to telling: Telling) -> Int? {
    guard movement == telling.movement, actor.mayBe(telling.actor) else { return nil }
    guard let window else { return telling.window == nil ? 0 : nil }
    guard let other = telling.window else { return window.lowerBound <= telling.entry.dayTold ? 0 : nil }
    let gap = max(other.lowerBound - window.upperBound, window.lowerBound - other.upperBound, 0)
    return gap <= telling.slack ? gap : nil
  }

  mutating func add(_ telling: Telling) {
    tellings.append(telling)
    guard let other = telling.window else { return }
    guard let mine = window else {
      window = other
      return
    }
    if movement == .hold || movement == .contest {
      // A state is seen from its first sight to its last.
      window = min(mine.lowerBound, other.lowerBound)...max(mine.upperBound, other.upperBound)
    } else if mine.overlaps(other) {
      // An event happened when all who tell it let it happen.
      window = mine.clamped(to: other)
    }
  }

  /// Whether a denial answers this change.
  func isDenied(by denial: Telling) -> Bool {
    guard movement == denial.movement, actor.mayBe(denial.actor) else { return false }
    let said = denial.window ?? denial.entry.dayTold...denial.entry.dayTold
    guard let window else { return told <= said.upperBound }
    return window.lowerBound <= said.upperBound + ChangeRules.datedSlackDays
      && said.lowerBound <= window.upperBound + ChangeRules.denialDays
  }

  mutating func add(denial: Telling) { denials.append(denial) }

  /// The reports of one place, as the changes they tell of.
  static func drafts(of entries: [LedgerEntry]) -> [ChangeDraft] {
    let tellings = entries.compactMap(Telling.init)
    var drafts: [ChangeDraft] = []
    // The narrow windows first: what names a day tells events apart, what names a year then joins one of them.
    for telling in tellings.filter({ !$0.isDenial }).sorted(by: precedes) {
      var best: (index: Int, distance: Int)?
      for index in drafts.indices {
        guard let distance = drafts[index].distance(to: telling) else { continue }
        // Among events equally near, the latest: a text without a date retells what is still in mind.
        if distance <= best?.distance ?? .max { best = (index, distance) }
      }
      if let best { drafts[best.index].add(telling) } else { drafts.append(ChangeDraft(telling)) }
    }
    for denial in tellings.filter(\.isDenial).sorted(by: precedes) {
      for index in drafts.indices where drafts[index].isDenied(by: denial) { drafts[index].add(denial: denial) }
    }
    return drafts
  }

  private static func precedes(_ left: Telling, _ right: Telling) -> Bool {
    func order(_ telling: Telling) -> (Int, Int, Double, String) {
      let days = telling.window.map { $0.upperBound - $0.lowerBound } ?? .max
      let start = telling.window?.lowerBound ?? telling.entry.dayTold
      return (
        days, start.daysSinceEpoch, telling.entry.knownAt.timeIntervalSince1970, telling.entry.id.rawValue
      )
    }
    return order(left) < order(right)
  }
}
