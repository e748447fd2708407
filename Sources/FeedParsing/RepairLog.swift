import Markup
import Model

/// Repairs in document order, bounded in number.
struct RepairLog {
  private(set) var all: [FeedRepair] = []
  private var uncounted = 0
  private let max: Int

  init(max: Int) { self.max = max }

  mutating func add(_ repair: FeedRepair) {
    if all.count < max {
      all.append(repair)
    } else if max > 0 {
      uncounted += 1
      all[max - 1].message = "and \(uncounted + 1) more"
    }
  }

  /// A repair that concerns the document and not a place in it; each is told once.
  mutating func add(_ kind: FeedRepair.Kind, _ message: String) {
    guard !all.contains(where: { $0.kind == kind && $0.message == message }) else { return }
    add(FeedRepair(kind: kind, message: message, line: 0, column: 0))
  }

  mutating func add(_ flaw: XMLFlaw) {
    let kind: FeedRepair.Kind =
      switch flaw.kind {
      case .illFormed: .tag
      case .undeclaredPrefix: .prefix
      case .undeclaredEntity, .refusedEntity: .entity
      case .refusedAttribute, .tooManyNames: .limit
      }
    add(FeedRepair(kind: kind, message: flaw.message, line: flaw.line, column: flaw.column))
  }
}
