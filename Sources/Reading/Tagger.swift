/// Gives every word its class, from left to right, by an averaged perceptron.
struct Tagger {
  let model: ReadingModel

  func tag(_ codes: inout SentenceCodes) {
    var features = [UInt64](repeating: 0, count: TaggerFeatures.count)
    var room = LinearTable.Workroom(featureCount: features.count)
    for word in 0..<codes.count {
      TaggerFeatures.collect(codes, at: word, into: &features)
      model.tagger.score(features, &room)
      var best = 0
      for place in model.classes.indices where room.sums[place] > room.sums[best] { best = place }
      codes.classes[word] = UInt8(best)
    }
  }
}
