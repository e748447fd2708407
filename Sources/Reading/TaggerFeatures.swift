/// What the tagger looks at to judge one word.
package enum TaggerFeatures {
  package static let count = 27

  /// Writes the features of the word at `index` over `features`. The classes of the words before it must be known.
  package static func collect(_ codes: SentenceCodes, at index: Int, into features: inout [UInt64]) {
    let outside: UInt64 = 0x0F0F
    func lower(_ at: Int) -> UInt64 { codes.lower.indices.contains(at) ? codes.lower[at] : outside }
    func shape(_ at: Int) -> UInt64 { codes.shape.indices.contains(at) ? codes.shape[at] : outside }
    func ending(_ at: Int) -> UInt64 { codes.endings.indices.contains(at) ? codes.endings[at].2 : outside }
    func tag(_ at: Int) -> UInt64 { at >= 0 ? UInt64(codes.classes[at]) : outside }
    let word = codes.lower[index]
    let (one, two, three, four) = codes.endings[index]
    let own = codes.shape[index]
    let before = tag(index - 1)
    let beforeThat = tag(index - 2)
    let next = lower(index + 1)
    let isFirst: UInt64 = index == 0 ? 1 : 0
    features[0] = FeatureHash.of(1, word)
    features[1] = FeatureHash.of(2, word, own)
    features[2] = FeatureHash.of(3, one, own)
    features[3] = FeatureHash.of(4, two)
    features[4] = FeatureHash.of(5, three)
    features[5] = FeatureHash.of(6, four)
    features[6] = FeatureHash.of(7, codes.beginning[index])
    features[7] = FeatureHash.of(8, own, isFirst)
    features[8] = FeatureHash.of(9, before)
    features[9] = FeatureHash.of(10, before, beforeThat)
    features[10] = FeatureHash.of(11, before, word)
    features[11] = FeatureHash.of(12, before, beforeThat, word)
    features[12] = FeatureHash.of(13, lower(index - 1))
    features[13] = FeatureHash.of(14, lower(index - 1), word)
    features[14] = FeatureHash.of(15, lower(index - 2))
    features[15] = FeatureHash.of(16, next)
    features[16] = FeatureHash.of(17, next, word)
    features[17] = FeatureHash.of(18, lower(index + 2))
    features[18] = FeatureHash.of(19, ending(index + 1))
    features[19] = FeatureHash.of(20, before, three)
    features[20] = FeatureHash.of(21, before, ending(index + 1), three)
    features[21] = FeatureHash.of(22, own, shape(index + 1), shape(index - 1))
    features[22] = FeatureHash.of(23, before, own, isFirst)
    features[23] = FeatureHash.of(24, codes.afterHyphen[index], own)
    features[24] = FeatureHash.of(25, before, next)
    features[25] = FeatureHash.of(26, before, word, next)
    features[26] = FeatureHash.of(27, ending(index - 1), three)
  }
}
