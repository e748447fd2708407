import Naming

/// Words of a sentence that name or mean a place.
struct PlaceMention: Sendable {
  enum Form: String, Sendable {
    /// By a proper name: "the town of Baga", "northern Kobane".
    case name
    /// Described with words of its own: "the hills east of the town", "23 villages in Kidal region".
    case described
    /// Meaning a place named before: "the town", "it", "which", "the two crossings".
    case anaphor
    /// No word at all: "the attack had been repelled".
    case implicit
  }

  let line: Int
  /// The whole noun phrase.
  let words: Range<Int>
  /// The proper name within, or the head noun.
  let core: Range<Int>
  var form: Form
  /// The noun that says what it is: "town", "crossing".
  var noun: Term?
  /// The noun that says which part of it is meant: "outskirts", "parts", "centre".
  let part: Term?
  /// Its own name, free of articles and nouns; for a description, the description.
  var name: String
  /// The whole phrase as written.
  let mention: String
  /// What the gazetteer makes of it.
  var place: Place?
  /// Indices of the mentions that an anaphor may mean; more than one for a plural.
  var antecedents: [Int] = []
  /// How much more an anaphor may mean that than anything else, in steps of the learnt choice.
  var meantMargin: Term = "-"
  /// Of an implicit place: the sentence names others, but a verb in it lacks its own.
  var isElided = false
  /// What the anaphor before this one was taken to mean.
  var meantBefore: Int?
  /// Indices of the names beside it that are the same place: "Mosul" of "Iraq's second city, Mosul".
  var apposed: [Int] = []
  /// The mentions joined with it by commas and "and" stand between these words.
  var group: Range<Int>
  /// The position in that group and its size.
  var rank = 0
  var companions = 1
  /// How surely Naming takes it for a place; nil when it has no opinion.
  var support: Double?
  /// Naming takes the same words for an actor, a people or a country.
  var otherKind: Term?
  /// The preposition before it, "-" for none.
  var preposition: Term = "-"
  /// It says where the text was written: "GOMA, Zaire (Reuters) -".
  var isDateline = false
  /// Its place is the capital of its country.
  var isCapital = false
  /// It only says where something else lies: "north of X", "near X".
  var isLandmark = false
  /// It only says in which direction something lies: "north of X".
  var isBearing = false
}
