import Model
import Naming

/// How reports call the actors of one text: by id where the shared list has it, else by the text's own words.
///
/// While a text is read, every actor of the table is known by its id, so that its mentions come together and its country
/// counts. An id that is not promised to others becomes the words of the mention that the report was drawn from,
/// without article; of a pronoun, those that it stands for.
struct ActorNames: Sendable {
  let names: NameTables

  /// Whether two mentions of a taker may be one side: "the mujahideen have taken the town" after its name was told.
  func mayBeOne(_ left: ReportedActor, _ right: ReportedActor) -> Bool {
    switch (left, right) {
    case (.named(let words), .listed(let id)), (.listed(let id), .named(let words)):
      // A name of its own is another's.
      guard !words.contains(where: \.isUppercase), let row = names.actors.actor(id: id) else { return false }
      return names.mayMean(words, row)
    default: return left == right
    }
  }

  func reported(_ actor: ReportedActor?, _ words: String?) -> ReportedActor? {
    guard case .listed(let id) = actor, let row = names.actors.actor(id: id), row.isReportedByName else { return actor }
    return .named(words ?? row.name)
  }
}
