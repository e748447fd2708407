/// Words of a sentence that name or mean somebody who can hold a place.
struct ActorMention: Sendable {
  enum Form: String, Sendable {
    /// A noun of force with what stands before it: "Arakan Army fighters", "the junta".
    case force
    /// A name: "UNITA", "Kabul", "Jonas Savimbi".
    case name
    /// "they", "it", "we".
    case pronoun
  }

  let line: Int
  let words: Range<Int>
  /// The noun of force or the last word of the name.
  let head: Int
  let form: Form
  /// Without article.
  let text: String
  /// With what tells it from its like: "forces backing Alassane Ouattara"; the same as `text` when nothing does.
  var fullText: String
  /// The mention that a pronoun or "the group" means, where one was found.
  var antecedent: Int?
  /// The id when the words are a listed actor's own name.
  var listed: String?
  /// A title stands before the name: a person.
  let isTitled: Bool
}
