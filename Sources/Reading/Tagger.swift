internal import FoundationEssentials

/// Gives every word its class, from left to right, by an averaged perceptron.
struct Tagger {
  let model: ReadingModel

  func tag(_ codes: inout SentenceCodes) {
    let bytes = model.data.bytes
    var features = [UInt64](repeating: 0, count: TaggerFeatures.count)
    var room = LinearTable.Workroom(featureCount: features.count)
    var scores = [Int32](repeating: 0, count: model.classes.count)
    for word in 0..<codes.count {
      TaggerFeatures.collect(codes, at: word, into: &features)
      model.tagger.score(features, into: &scores, &room, from: bytes)
      var best = 0
      for place in scores.indices where scores[place] > scores[best] { best = place }
      codes.classes[word] = UInt8(best)
    }
  }
}
