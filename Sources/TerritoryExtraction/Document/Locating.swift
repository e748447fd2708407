/// Finds places that only say where another one lies: "the Albu Kamal crossing in Deir al Zour", "a hill near Nawa",
/// "the air base south of Sirte", "Diapaga (Tapoa, Est)". Who takes the crossing has not taken the province.
struct Locating: Sendable {
  let survey: TextSurvey
  let line: Line
  let lexicon: Lexicon

  /// The place of the line that this one locates; nil when it is spoken of for itself.
  func located(by place: Int) -> Int? {
    let mention = survey.places[place]
    guard mention.form != .implicit, !mention.words.isEmpty else { return nil }
    return survey.placesOfLine[line.number].first { other in
      other != place && survey.places[other].form != .implicit && isPlace(survey.places[other])
        && locates(mention, survey.places[other])
    }
  }

  private func isPlace(_ mention: PlaceMention) -> Bool {
    // "All positions west of the river around Deir ez-Zor" are no place of their own.
    return mention.form == .name || mention.noun.map { !lexicon.positionNoun.contains($0) } ?? false
  }

  private func locates(_ mention: PlaceMention, _ other: PlaceMention) -> Bool {
    let start = mention.words.lowerBound
    let end = other.words.upperBound
    if end > start {
      return other.form == .described && other.words.lowerBound <= start && mention.words.upperBound <= end
        && other.words != mention.words
    }
    if mention.isBearing {
      return end == start || end == start - 1 && line.words[end].shape == .mark
    }
    if end == start - 1, !other.isBearing || line.words[end].shape == .mark {
      return lexicon.inside.contains(line.words[end].low) || lexicon.around.contains(line.words[end].low)
        || line.words[end].low.text == "("
    }
    return end < start && line.words[end].low.text == "(" && start - end <= Self.bracketMax
      && !line.words[end..<start].contains { $0.low.text == ")" }
  }

  /// How many words within brackets still belong to the place before them.
  private static let bracketMax = 8
}
