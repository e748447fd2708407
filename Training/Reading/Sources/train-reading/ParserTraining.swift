import Reading

/// Trains the parser on sentences that a tagger has tagged which never saw them.
struct ParserTraining {
  struct Example {
    let codes: SentenceCodes
    let oracle: Oracle
  }

  let moves: [ParserMove]
  let perceptron: Perceptron

  /// From this round on the parser walks where its own errors lead, and learns to get out.
  static let exploringFrom = 1
  static let exploringPercent: UInt64 = 90

  static let featuresMax = 420_000

  init(moves: [ParserMove], examples: [Example]) {
    self.moves = moves
    var census = FeatureCensus()
    for example in examples { Self.count(example, moves, &census) }
    census.settle(most: Self.featuresMax)
    perceptron = Perceptron(capacityBits: 21, census: census)
  }

  /// The features on the right way through a sentence.
  private static func count(_ example: Example, _ moves: [ParserMove], _ census: inout FeatureCensus) {
    var state = ParserState(count: example.codes.count)
    var view = ParserFeatures()
    while !state.isFinal {
      view.collect(state, example.codes)
      census.count(view.features)
      let costs = example.oracle.costs(moves, in: state)
      let least = costs.compactMap { $0 }.min()
      guard let taken = costs.firstIndex(of: least) else { return }
      state.apply(moves[taken].move, label: moves[taken].label)
    }
  }

  func train(_ examples: [Example], rounds: Int, seed: UInt64) {
    var random = SeededRandom(state: seed)
    var order = Array(examples.indices)
    for round in 0..<rounds {
      random.shuffle(&order)
      var steps = 0
      var wrong = 0
      for place in order {
        let (taken, missed) = learn(examples[place], explores: round >= Self.exploringFrom, &random)
        steps += taken
        wrong += missed
      }
      note("parser round \(round + 1): \(wrong) of \(steps) moves wrong")
    }
  }

  private func learn(_ example: Example, explores: Bool, _ random: inout SeededRandom) -> (Int, Int) {
    var state = ParserState(count: example.codes.count)
    var view = ParserFeatures()
    var scores = [Float](repeating: 0, count: moves.count)
    var steps = 0
    var wrong = 0
    while !state.isFinal {
      view.collect(state, example.codes)
      perceptron.score(view.features, into: &scores)
      let costs = example.oracle.costs(moves, in: state)
      let least = costs.compactMap { $0 }.min() ?? 0
      var best = -1
      var right = -1
      for place in moves.indices {
        guard let cost = costs[place] else { continue }
        if best < 0 || scores[place] > scores[best] { best = place }
        if cost == least, right < 0 || scores[place] > scores[right] { right = place }
      }
      perceptron.tick()
      steps += 1
      if costs[best] != least {
        wrong += 1
        perceptron.update(view.features, right: right, wrong: best)
      }
      let follows = explores && random.next() % 100 < Self.exploringPercent
      let taken = moves[follows ? best : right]
      state.apply(taken.move, label: taken.label)
    }
    return (steps, wrong)
  }
}
