/// Builds the tree, move by move, by an averaged perceptron; never looks back.
struct Parser {
  let model: ReadingModel

  /// - Returns: the final state, which holds every word's head and label.
  func parse(_ codes: SentenceCodes) -> ParserState {
    var state = ParserState(count: codes.count)
    var view = ParserFeatures()
    var room = LinearTable.Workroom(featureCount: view.features.count)
    while !state.isFinal {
      // With nothing on the stack only a shift is left.
      if state.stack.isEmpty {
        state.apply(.shift, label: 0)
        continue
      }
      view.collect(state, codes)
      model.parser.score(view.features, &room)
      let move = bestMove(room.sums, in: state)
      state.apply(move.move, label: move.label)
    }
    return state
  }

  private func bestMove(_ sums: [Int16], in state: ParserState) -> ParserMove {
    var best = -1
    for place in model.moves.indices
    where (best < 0 || sums[place] > sums[best]) && model.moves[place].isAllowed(in: state) {
      best = place
    }
    precondition(best >= 0, "a state that is not final allows a move: ParserMove.read saw to it")
    return model.moves[best]
  }
}
