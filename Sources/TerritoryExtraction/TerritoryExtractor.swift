public import Model
import Naming

/// Draws reports of territorial change from one text.
///
/// In: a `TerritoryText`. Out: `[TerritorialReport]`, each with its evidence; an empty list when nothing is reported.
/// Nothing can fail after the tables are read. A value without changing state: one serves any number of threads.
public struct TerritoryExtractor: Sendable {
  let resources: TerritoryResources

  public init(resources: TerritoryResources) { self.resources = resources }

  /// The reports of a text, in the order in which it makes them.
  public func reports(in text: TerritoryText) -> [TerritorialReport] {
    guard let survey = Surveyor(resources: resources).survey(text) else { return [] }
    let weighing = Weighing(resources: resources, survey: survey, keepingWords: false)
    return Merging(findings: weighing.findings(), names: weighing.actorNames).reports()
  }

  /// The same, with every step on the way as printable values.
  public func trace(_ text: TerritoryText) -> TerritoryTrace {
    guard let survey = Surveyor(resources: resources, readsAll: true).survey(text) else {
      return TerritoryTrace(steps: [], reports: [])
    }
    let weighing = Weighing(resources: resources, survey: survey, keepingWords: true)
    var steps: [TerritoryTrace.Step] = TerritoryTrace.steps(of: survey)
    let findings = weighing.findings { steps.append($0) }
    return TerritoryTrace(steps: steps, reports: Merging(findings: findings, names: weighing.actorNames).reports())
  }

  /// Why the sentences of one piece of evidence came to what they came to: frame, roles with their ways through the
  /// tree, each choice with its clues and their weights, and what was turned down.
  ///
  /// - Parameter evidence: Unicode scalars of the text.
  /// - Returns: the steps that concern it, and all reports of the text; both are empty for a text that is not read.
  public func explanation(of evidence: Range<Int>, in text: TerritoryText) -> TerritoryTrace {
    guard let survey = Surveyor(resources: resources, readsAll: true).survey(text) else {
      return TerritoryTrace(steps: [], reports: [])
    }
    let weighing = Weighing(resources: resources, survey: survey, keepingWords: true)
    return Explaining(weighing: weighing, evidence: evidence).steps()
  }

  /// The choices of a text with all their options and clues, for the trainer.
  ///
  /// - Parameter wanted: numbers of the candidates for which roles, certainty and time are worked out, too; none gives
  ///   every candidate with the first choice alone.
  package func choices(in text: TerritoryText, wanted: Set<Int>) -> [ChoiceRecord] {
    guard let survey = Surveyor(resources: resources, readsAll: true).survey(text) else { return [] }
    return Weighing(resources: resources, survey: survey, keepingWords: true).choices(wanted: wanted)
  }
}
