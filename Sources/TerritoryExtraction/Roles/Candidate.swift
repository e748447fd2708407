import Model

/// A trigger and a place that may be a report together.
struct Candidate: Sendable {
  let trigger: TriggerMatch
  /// Index into the survey's places.
  let place: Int
  /// The named or described mentions that it comes to: the mention itself, or its antecedents.
  let referents: [Int]
  /// The place stands where the frame expects it.
  let fits: Bool
  var clues: ClueSheet
}
