import Model
import Naming

/// All that the steps found in one text before anything is decided. A class, since every step after it holds it.
final class TextSurvey: Sendable {
  let text: TerritoryText
  let lines: [Line]
  /// One list per line.
  let triggers: [[TriggerMatch]]
  /// All places in order; `placesOfLine` gives each line's stretch.
  let places: [PlaceMention]
  let placesOfLine: [Range<Int>]
  let actors: [ActorMention]
  let actorsOfLine: [Range<Int>]
  let times: [[TimeExpression]]
  let cues: [[ReportingCue]]
  let names: TextNames
  /// Words of war and of peace in the text, counted up to a bound: what it is about.
  let warWords: Int
  let peaceWords: Int
  /// How much the text as a whole speaks of territory changing hands; nil when nothing was learnt of that.
  let score: Float?

  init(
    text: TerritoryText, lines: [Line], triggers: [[TriggerMatch]], places: [PlaceMention], placesOfLine: [Range<Int>],
    actors: [ActorMention], actorsOfLine: [Range<Int>], times: [[TimeExpression]], cues: [[ReportingCue]],
    names: TextNames, warWords: Int, peaceWords: Int, score: Float?
  ) {
    self.text = text
    self.lines = lines
    self.triggers = triggers
    self.places = places
    self.placesOfLine = placesOfLine
    self.actors = actors
    self.actorsOfLine = actorsOfLine
    self.times = times
    self.cues = cues
    self.names = names
    self.warWords = warWords
    self.peaceWords = peaceWords
    self.score = score
  }

  /// Whether the text named the place of a mention before.
  func isNamedBefore(_ place: Int) -> Bool {
    let mention = places[place]
    guard mention.form == .name || mention.form == .described else { return true }
    return places[..<place].contains { $0.form == mention.form && $0.name == mention.name }
  }
}
