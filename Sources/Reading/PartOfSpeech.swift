/// The universal part of speech of a word (Universal Dependencies, UPOS).
public enum PartOfSpeech: UInt8, Sendable, CaseIterable {
  case adjective, adposition, adverb, auxiliary, coordinator, determiner, interjection, noun, numeral, particle
  case pronoun, properNoun, punctuation, subordinator, symbol, verb, other

  /// The tag as treebanks write it: `PROPN`.
  public var universalTag: String {
    switch self {
    case .adjective: "ADJ"
    case .adposition: "ADP"
    case .adverb: "ADV"
    case .auxiliary: "AUX"
    case .coordinator: "CCONJ"
    case .determiner: "DET"
    case .interjection: "INTJ"
    case .noun: "NOUN"
    case .numeral: "NUM"
    case .particle: "PART"
    case .pronoun: "PRON"
    case .properNoun: "PROPN"
    case .punctuation: "PUNCT"
    case .subordinator: "SCONJ"
    case .symbol: "SYM"
    case .verb: "VERB"
    case .other: "X"
    }
  }

  public init?(universalTag: some StringProtocol) {
    guard let match = Self.allCases.first(where: { $0.universalTag == universalTag }) else { return nil }
    self = match
  }

  /// A word that names: a common or a proper noun.
  public var isNominal: Bool { self == .noun || self == .properNoun }
}

/// What a word's form says beyond its part of speech.
public struct WordFeatures: OptionSet, Sendable, Hashable {
  public let rawValue: UInt16
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// The verb carries the tense of its clause: "fell", "holds", "will".
  public static let finite = WordFeatures(rawValue: 1 << 0)
  /// A verb in its base form: "to seize", "could fall".
  public static let infinitive = WordFeatures(rawValue: 1 << 1)
  /// A past participle: "was captured", "has fallen", "troops backed by".
  public static let pastParticiple = WordFeatures(rawValue: 1 << 2)
  /// A form in -ing: "advancing troops", "is falling", "after seizing".
  public static let gerund = WordFeatures(rawValue: 1 << 3)
  public static let past = WordFeatures(rawValue: 1 << 4)
  public static let present = WordFeatures(rawValue: 1 << 5)
  /// Third person singular of the present: "controls".
  public static let thirdPerson = WordFeatures(rawValue: 1 << 6)
  /// "will", "could", "may", "must": an auxiliary that makes the clause less than a fact.
  public static let modal = WordFeatures(rawValue: 1 << 7)
  public static let plural = WordFeatures(rawValue: 1 << 8)
  public static let singular = WordFeatures(rawValue: 1 << 9)
  public static let comparative = WordFeatures(rawValue: 1 << 10)
  public static let superlative = WordFeatures(rawValue: 1 << 11)
  /// "its", "their", "whose".
  public static let possessive = WordFeatures(rawValue: 1 << 12)
  /// "which", "who", "where": asks or relates.
  public static let relative = WordFeatures(rawValue: 1 << 13)
}
