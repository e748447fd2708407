/// A fine part of speech as the tagger tells them apart: a universal tag with the treebank's own ("VERB/VBN").
package struct WordClass: Sendable, Hashable {
  package let tag: PartOfSpeech
  package let features: WordFeatures
  /// As model files write it.
  package let name: String

  /// - Returns: nil when `name` is not a universal tag, a slash and a tag of the Penn Treebank.
  package init?(name: String) {
    let parts = name.split(separator: "/", maxSplits: 1)
    guard parts.count == 2, let tag = PartOfSpeech(universalTag: parts[0]) else { return nil }
    self.tag = tag
    self.name = name
    self.features = Self.features(penn: parts[1])
  }

  private static func features(penn: Substring) -> WordFeatures {
    switch penn {
    case "VB": .infinitive
    case "VBD": [.finite, .past]
    case "VBP": [.finite, .present]
    case "VBZ": [.finite, .present, .thirdPerson]
    case "VBN": .pastParticiple
    case "VBG": .gerund
    case "MD": [.finite, .modal]
    case "NN", "NNP": .singular
    case "NNS", "NNPS": .plural
    case "JJR", "RBR": .comparative
    case "JJS", "RBS": .superlative
    case "PRP$", "POS": .possessive
    case "WDT", "WP", "WRB": .relative
    case "WP$": [.relative, .possessive]
    default: []
    }
  }
}
