import Reading

/// Says of every move how many right arcs it puts out of reach: the dynamic oracle of the arc-hybrid system (Goldberg
/// and Nivre 2013).
struct Oracle {
  /// The head of a word that may hang on any: no arc of it is wrong, whatever it is labelled must be right.
  static let anyHead = -9

  let heads: [Int]
  let labels: [UInt8]

  /// The cost of each move by its number; nil for one that is not allowed.
  func costs(_ moves: [ParserMove], in state: ParserState) -> [Int?] {
    let shift = state.allows(.shift) ? shiftCost(state) : 0
    let left = state.allows(.left) ? leftCost(state) : 0
    let right = state.allows(.right) ? rightCost(state) : 0
    return moves.map { move in
      guard move.isAllowed(in: state) else { return nil }
      guard let top = state.stack.last else { return shift }
      switch move.move {
      case .shift: return shift
      case .left: return left + labelCost(top, state.next, move)
      case .right:
        let head = state.stack[state.stack.count - 2]
        return right + labelCost(top, head, move)
      }
    }
  }

  private func labelCost(_ word: Int, _ head: Int, _ move: ParserMove) -> Int {
    (heads[word] == head || heads[word] == Self.anyHead) && labels[word] != move.label ? 1 : 0
  }

  /// The next word will hang on nothing in the stack but its top's place, and nothing there will hang on it.
  private func shiftCost(_ state: ParserState) -> Int {
    let next = state.next
    var cost = 0
    for (place, word) in state.stack.enumerated() {
      if heads[word] == next { cost += 1 }
      if place < state.stack.count - 1, heads[next] == word { cost += 1 }
    }
    return cost
  }

  private func leftCost(_ state: ParserState) -> Int {
    guard let top = state.stack.last else { return 0 }
    var cost = 0
    let below = state.stack.count > 1 ? state.stack[state.stack.count - 2] : -1
    if heads[top] == below || heads[top] > state.next { cost += 1 }
    return cost + dependantsAhead(of: top, state)
  }

  private func rightCost(_ state: ParserState) -> Int {
    guard let top = state.stack.last else { return 0 }
    return (heads[top] >= state.next ? 1 : 0) + dependantsAhead(of: top, state)
  }

  private func dependantsAhead(of word: Int, _ state: ParserState) -> Int {
    var cost = 0
    for ahead in state.next..<max(state.next, heads.count) where heads[ahead] == word { cost += 1 }
    return cost
  }
}
