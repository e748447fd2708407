/// The names that a sentence credits.
struct SourceNames: Sendable {
  let survey: TextSurvey
  let lexicon: Lexicon

  func names(_ trigger: TriggerMatch) -> [String] {
    let line = survey.lines[trigger.line]
    var cues = survey.cues[trigger.line].filter { $0.source != nil }
    var source = line
    if cues.isEmpty, trigger.line > 0 {
      cues = survey.cues[trigger.line - 1].filter { $0.source != nil }.suffix(1)
      source = survey.lines[trigger.line - 1]
    }
    let nearest = cues.min { distance($0, trigger) < distance($1, trigger) }
    guard let range = nearest?.source else { return [] }
    return parts(source, range)
  }

  private func distance(_ cue: ReportingCue, _ trigger: TriggerMatch) -> Int {
    abs(cue.words.lowerBound - trigger.first)
  }

  // "residents and a local senator" are two; articles and titles are left out.
  private func parts(_ line: Line, _ range: Range<Int>) -> [String] {
    var parts: [String] = []
    var start = range.lowerBound
    func close(_ end: Int) {
      while start < end,
        lexicon.determiner.contains(line.words[start].low)
          || lexicon.title.contains(line.words[start].low) && start + 1 < end && line.words[start + 1].isName
      {
        start += 1
      }
      if start < end { parts.append(line.text(start..<end)) }
    }
    for index in range {
      let word = line.words[index]
      if word.low.text == "and" || word.text == "," {
        close(index)
        start = index + 1
      }
    }
    close(range.upperBound)
    return parts
  }
}
