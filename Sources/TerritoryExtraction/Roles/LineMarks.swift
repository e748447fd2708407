/// What stands at every word of a sentence, for clues that look at the words between two others.
struct LineMarks: Sendable {
  enum Mark: Sendable, Equatable {
    case place(Int), actor(Int), trigger(Int), time, reporting
    case grammar, content, comma, stop
  }

  let marks: [Mark]

  init(line: Line, survey: TextSurvey, lexicon: Lexicon) {
    var marks = line.words.map { word -> Mark in
      if word.shape == .mark { return word.text == "," ? .comma : .stop }
      if lexicon.reporting.contains(word.low) { return .reporting }
      return lexicon.isGrammar(word.low) ? .grammar : .content
    }
    for index in survey.actorsOfLine[line.number] where survey.actors[index].form != .pronoun {
      for word in survey.actors[index].words { marks[word] = .actor(index) }
    }
    for index in survey.placesOfLine[line.number]
    where survey.places[index].form != .implicit
      && (survey.places[index].form != .anaphor || survey.places[index].noun != nil)
    {
      let mention = survey.places[index]
      // A force phrase that holds a name ("Puntland troops") is no place.
      if case .actor(let actor) = marks[mention.core.lowerBound], survey.actors[actor].form == .force { continue }
      for word in mention.words { marks[word] = .place(index) }
    }
    for time in survey.times[line.number] { for word in time.words { marks[word] = .time } }
    for (number, trigger) in survey.triggers[line.number].enumerated() {
      for word in trigger.words { marks[word] = .trigger(number) }
    }
    self.marks = marks
  }
}
