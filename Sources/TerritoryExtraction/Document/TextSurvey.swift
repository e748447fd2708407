import Model
import Naming

/// All that the steps found in one text before anything is decided.
struct TextSurvey: Sendable {
  let text: TerritoryText
  let lines: [Line]
  /// One list per line.
  let triggers: [[TriggerMatch]]
  /// All places in order; `placesOfLine` gives each line's stretch.
  var places: [PlaceMention]
  let placesOfLine: [Range<Int>]
  var actors: [ActorMention]
  let actorsOfLine: [Range<Int>]
  let times: [[TimeExpression]]
  let cues: [[ReportingCue]]
  let names: TextNames
  /// Words of war and of peace in the text, counted up to a bound: what it is about.
  let warWords: Int
  let peaceWords: Int
  /// How much the text as a whole speaks of territory changing hands; nil when nothing was learnt of that.
  let score: Float?
}
