import Model

/// What the guide settles about a report's status, around what was learnt.
struct StatusRule: Sendable {
  let published: Day

  /// An event of more than so many days ago is told again for context.
  static let newsDays = 14
  /// By how much "background" must be likelier than "new" where no day decides.
  static let margin: Float = 1

  /// "After taking X", "having lost X": said to place something else in time, not as news of its own. What is named there
  /// first is news all the same: "were in control of the city after seizing the camp at Y".
  static func isLookedBackOn(_ trigger: TriggerMatch, in line: Line, isNamedBefore: Bool) -> Bool {
    guard isNamedBefore, trigger.first > 0 else { return false }
    let before = line.words[trigger.first - 1].low.text
    switch trigger.shape {
    case .gerund: return before == "after" || before == "since"
    case .participle, .pastOrParticiple: return before == "having"
    default: return false
    }
  }

  /// - Parameter isLookedBackOn: whether the clause itself says that it tells of before.
  func ruled(
    _ weights: Weights, _ sheet: ClueSheet, _ kind: ReportKind, _ date: DateOption, isLookedBackOn: Bool
  ) -> ReportStatus {
    if isLookedBackOn, date.expression == nil { return .background }
    let sums = weights.sums(sheet)
    func sum(_ status: ReportStatus) -> Float {
      weights.answers.firstIndex(of: status.rawValue).map { sums[$0] } ?? -Float.infinity
    }
    let background = sum(.background) - sum(.new)
    switch kind {
    case .held: return sum(.background) > sum(.standing) + Self.margin / 2 ? .background : .standing
    case .contested: return sum(.standing) >= sum(.new) ? .standing : .new
    default:
      if date.expression != nil, let end = date.span.end, published - end > Self.newsDays { return .background }
      return background > Self.margin ? .background : .new
    }
  }
}
