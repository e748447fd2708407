import Reading

/// Trains a tagger and tags with it while still in floats.
struct TaggerTraining {
  let classes: [String: Int]
  let perceptron: Perceptron

  /// How many sentences of a hundred are seen without their capitals, as headlines are.
  static let caselessPercent: UInt64 = 8

  static let featuresMax = 180_000

  init(classes: [String: Int], census: FeatureCensus) {
    self.classes = classes
    perceptron = Perceptron(census: census)
  }

  /// The features of all words, with the right classes before them.
  static func census(_ sentences: [TreebankSentence], classes: [String: Int]) -> FeatureCensus {
    var census = FeatureCensus()
    var features = [UInt64](repeating: 0, count: TaggerFeatures.count)
    for sentence in sentences {
      var codes = SentenceCodes(sentence.tokens[...])
      for word in 0..<codes.count {
        TaggerFeatures.collect(codes, at: word, into: &features)
        census.count(features)
        codes.classes[word] = UInt8(classes[sentence.classes[word]] ?? 0)
      }
    }
    census.settle(most: featuresMax)
    return census
  }

  func train(_ sentences: [TreebankSentence], rounds: Int, seed: UInt64) {
    var random = SeededRandom(state: seed)
    var order = Array(sentences.indices)
    var features = [UInt64](repeating: 0, count: TaggerFeatures.count)
    var scores = [Float](repeating: 0, count: classes.count)
    for _ in 0..<rounds {
      random.shuffle(&order)
      for place in order {
        let sentence = sentences[place]
        let ignoresCase = random.next() % 100 < Self.caselessPercent
        var codes = SentenceCodes(sentence.tokens[...], ignoresCase: ignoresCase ? true : nil)
        for word in 0..<codes.count {
          guard let right = classes[sentence.classes[word]] else { continue }
          TaggerFeatures.collect(codes, at: word, into: &features)
          perceptron.score(features, into: &scores)
          let best = bestIndex(scores)
          perceptron.tick()
          if best != right { perceptron.update(features, right: right, wrong: best) }
          codes.classes[word] = UInt8(best)
        }
      }
    }
  }

  /// Tags by the last weights, not averaged: good enough to let the parser see a tagger's errors.
  func tag(_ codes: inout SentenceCodes) {
    var features = [UInt64](repeating: 0, count: TaggerFeatures.count)
    var scores = [Float](repeating: 0, count: classes.count)
    for word in 0..<codes.count {
      TaggerFeatures.collect(codes, at: word, into: &features)
      perceptron.score(features, into: &scores)
      codes.classes[word] = UInt8(bestIndex(scores))
    }
  }
}

func bestIndex(_ scores: [Float]) -> Int {
  var best = 0
  for place in scores.indices where scores[place] > scores[best] { best = place }
  return best
}
