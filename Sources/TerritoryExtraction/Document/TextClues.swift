/// What the words of a whole text say about whether it speaks of territory at all.
enum TextClues {
  /// Every word once, and the frames of the triggers.
  static func sheet(
    _ lines: [Line], _ triggers: [[TriggerMatch]], section: TerritoryText.Section, keepingWords: Bool
  ) -> ClueSheet {
    var sheet = ClueSheet(keepingWords: keepingWords)
    var seen: Set<UInt64> = []
    for line in lines {
      for word in line.words where word.shape != .mark && word.shape != .number {
        if seen.insert(word.low.key).inserted { sheet.note("word", word.low) }
      }
      for trigger in triggers[line.number] where seen.insert(trigger.pattern.key ^ 1).inserted {
        sheet.note("pattern", trigger.pattern)
      }
    }
    sheet.note("section", Term(section.rawValue))
    sheet.note("bias")
    return sheet
  }

  /// The score in steps, so that it can stand beside the other clues.
  static func step(_ score: Float) -> Term {
    switch score {
    case ..<(-3): "-4"
    case ..<(-2): "-3"
    case ..<(-1): "-2"
    case ..<0: "-1"
    case ..<1: "0"
    case ..<2: "1"
    case ..<3: "2"
    case ..<4: "3"
    default: "4"
    }
  }
}
