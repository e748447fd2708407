public import Model
import Naming

/// How the reports of a text came about, or why none did.
public struct TerritoryTrace: Sendable, CustomStringConvertible {
  /// One thing that a step found or decided.
  public struct Step: Sendable, Hashable, CustomStringConvertible {
    /// "trigger", "place", "actor", "time", "source", "accepted", "rejected".
    public let stage: String
    /// Which sentence of the text, from 0.
    public let sentence: Int
    public let words: String

    public var description: String { "[\(sentence)] \(stage): \(words)" }
  }

  public let steps: [Step]
  public let reports: [TerritorialReport]

  public var description: String { steps.map(\.description).joined(separator: "\n") }
}

extension TerritoryTrace {
  /// A span of days and where it comes from: "2015-05-21 to 2015-05-22 (publication)".
  static func days(_ span: DateSpan) -> String {
    let ends = [span.start, span.end].map { $0?.description ?? "?" }
    return (ends[0] == ends[1] ? ends[0] : ends.joined(separator: " to ")) + " (\(span.basis.rawValue))"
  }

  /// What the survey found, sentence by sentence.
  static func steps(of survey: TextSurvey) -> [Step] {
    var steps: [Step] = []
    for line in survey.lines {
      func add(_ stage: String, _ words: String) {
        steps.append(Step(stage: stage, sentence: line.number, words: words))
      }
      add("sentence", line.text(line.words.indices))
      for trigger in survey.triggers[line.number] {
        add("trigger", "\(trigger.pattern.text) (\(trigger.voice.rawValue)) at \(trigger.words)")
      }
      for place in survey.places[survey.placesOfLine[line.number]] {
        let meant = place.antecedents.map { survey.places[$0].name }.joined(separator: " + ")
        add(
          "place",
          "\(place.mention) (\(place.form.rawValue)) \(meant.isEmpty ? place.place?.id ?? place.name : "= " + meant)")
      }
      for actor in survey.actors[survey.actorsOfLine[line.number]] {
        add(
          "actor",
          "\(actor.text) (\(actor.form.rawValue)) \(actor.listed ?? actor.antecedent.map { "= " + survey.actors[$0].text } ?? "")"
        )
      }
      for time in survey.times[line.number] { add("time", "\(line.text(time.words)) \(time.meaning)") }
      for cue in survey.cues[line.number] {
        add(
          "source",
          "\(line.text(cue.words)): \(cue.source.map { line.text($0) } ?? "?") (\(cue.isParty ? "party" : "other"), \(cue.closes ? "before" : "after"))"
        )
      }
    }
    return steps
  }
}
