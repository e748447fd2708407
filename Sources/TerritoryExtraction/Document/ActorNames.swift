import Model
import Naming

/// How reports call the actors of one text: by id where the shared list has it, else by the text's own words.
///
/// While a text is read, every actor of the table is known by its id, so that its mentions come together and its country
/// counts. An id that is not promised to others becomes the words of the mention that the report was drawn from,
/// without article; of a pronoun, those that it stands for.
struct ActorNames: Sendable {
  let actors: ActorTable

  func reported(_ actor: ReportedActor?, _ words: String?) -> ReportedActor? {
    guard case .listed(let id) = actor, let row = actors.actor(id: id), row.isReportedByName else { return actor }
    return .named(words ?? row.name)
  }
}
