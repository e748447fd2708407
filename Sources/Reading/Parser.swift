internal import FoundationEssentials

/// Builds the tree, move by move, by an averaged perceptron; never looks back.
struct Parser {
  let model: ReadingModel

  /// - Returns: the final state, which holds every word's head and label.
  func parse(_ codes: SentenceCodes) -> ParserState {
    let bytes = model.data.bytes
    var state = ParserState(count: codes.count)
    var view = ParserFeatures()
    var room = LinearTable.Workroom(featureCount: view.features.count)
    var scores = [Int32](repeating: 0, count: model.moves.count)
    while !state.isFinal {
      view.collect(state, codes)
      model.parser.score(view.features, into: &scores, &room, from: bytes)
      let move = bestMove(scores, in: state)
      state.apply(move.move, label: move.label)
    }
    return state
  }

  private func bestMove(_ scores: [Int32], in state: ParserState) -> ParserMove {
    var best = -1
    for (place, move) in model.moves.enumerated()
    where (best < 0 || scores[place] > scores[best]) && move.isAllowed(in: state) {
      best = place
    }
    precondition(best >= 0, "a state that is not final allows a move: ParserMove.read saw to it")
    return model.moves[best]
  }
}
