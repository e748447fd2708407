import Naming

/// Notes what speaks for and against a place named before being the one that "the town", "it" or "which" means.
struct MeantClues: Sendable {
  let antecedents: Antecedents
  let keepingWords: Bool

  /// - Parameters:
  ///   - back: how many places named in between.
  ///   - fit: how well the nouns agree, as `Antecedents.fit` counts.
  ///   - last: what the mention before this one that stands for another was taken to mean.
  func sheet(_ index: Int, _ other: Int, _ places: [PlaceMention], back: Int, fit: Double, last: Int?) -> ClueSheet {
    var sheet = ClueSheet(keepingWords: keepingWords)
    let anaphor = places[index]
    let mention = places[other]
    let word = head(anaphor)
    let type: Term = anaphor.form == .implicit ? "unsaid" : anaphor.noun == nil ? word : nounClass(anaphor)
    let away = anaphor.line - mention.line
    let lines = Term(String(min(away, 4)))
    let rank = Term(String(min(back, 6)))
    let fits = Term(String(Int((fit * 2).rounded())))
    let kind = self.kind(mention)
    sheet.note("back", rank)
    sheet.note("back-type", rank, type)
    sheet.note("lines", lines)
    sheet.note("lines-type", lines, type)
    sheet.note("lines-back", lines, rank)
    sheet.note("fit", fits)
    sheet.note("fit-type", fits, type)
    sheet.note("kind-type", kind, type)
    if let noun = anaphor.noun {
      sheet.note("noun-kind", noun, kind)
      if let theirs = mention.noun { sheet.note("nouns", noun, theirs) }
      if let sameSort = antecedents.sameSort(noun, mention) { sheet.note("sorts", sameSort ? "same" : "other") }
    }
    noteStanding(&sheet, mention, other, places, type)
    noteNumber(&sheet, anaphor, mention)
    if let last {
      let same = places[last].name == mention.name
      sheet.note("meant-before", same ? "same" : "other", type)
    }
    if away == 0 { noteSentence(&sheet, anaphor, mention, type) }
    return sheet
  }

  /// For "none of these, but a place of its own": "the bridgehead".
  func sheetForItself(_ index: Int, _ places: [PlaceMention], bestFit: Double) -> ClueSheet {
    var sheet = ClueSheet(keepingWords: keepingWords)
    let anaphor = places[index]
    sheet.note("itself")
    sheet.note("itself-class", nounClass(anaphor))
    if let noun = anaphor.noun { sheet.note("itself-noun", noun) }
    sheet.note("itself-fit", Term(String(Int((bestFit * 2).rounded()))), nounClass(anaphor))
    sheet.note("itself-words", Term(String(min(anaphor.words.count, 4))), nounClass(anaphor))
    return sheet
  }

  private func head(_ mention: PlaceMention) -> Term {
    antecedents.lines[mention.line].words[mention.core.lowerBound].low
  }

  private func nounClass(_ mention: PlaceMention) -> Term {
    guard let noun = mention.noun else { return "-" }
    switch antecedents.family(noun) {
    case 1: return "settlement"
    case 2: return "site"
    case 3: return "region"
    default: return "other"
    }
  }

  private func kind(_ mention: PlaceMention) -> Term {
    if mention.form == .described { return "described" }
    if mention.otherKind?.text == "country" { return "country" }
    if mention.noun != nil { return nounClass(mention) }
    guard let place = mention.place, place.id != nil else { return "unknown" }
    return Term(place.kind.rawValue)
  }

  private func noteStanding(
    _ sheet: inout ClueSheet, _ mention: PlaceMention, _ index: Int, _ places: [PlaceMention], _ type: Term
  ) {
    let line = antecedents.lines[mention.line]
    sheet.note("form", Term(mention.form.rawValue))
    sheet.note("preposition", mention.preposition)
    if mention.isLandmark { sheet.note("landmark") }
    sheet.note("trigger", antecedents.triggers[mention.line].isEmpty ? "no" : "yes", type)
    let isFirst = index == 0 || places[index - 1].line != mention.line
    sheet.note("first", isFirst ? "yes" : "no", mention.preposition.text == "-" ? "bare" : "governed")
    sheet.note("again", Term(String(min(antecedents.timesNamed(mention), 4))))
    sheet.note("line", mention.line == 0 ? "first" : mention.line == 1 ? "second" : "later")
    if let support = mention.support {
      sheet.note("support", support > 0.8 ? "high" : support > 0.4 ? "middle" : "low")
    } else {
      sheet.note("support", "none")
    }
    if mention.words.upperBound < line.words.count {
      let next = line.words[mention.words.upperBound].low
      if antecedents.lexicon.reporting.contains(next) { sheet.note("speaks") }
      if next.text == "-" || next.text == "—" || next.text == "–" { sheet.note("dateline") }
    }
    if line.words[mention.core.lowerBound].shape == .capitals { sheet.note("capitals") }
    if mention.part != nil { sheet.note("part") }
  }

  private func noteNumber(_ sheet: inout ClueSheet, _ anaphor: PlaceMention, _ mention: PlaceMention) {
    let count = Term(String(min(antecedents.plural(anaphor), 3)))
    sheet.note("number", count, Term(String(min(mention.companions, 3))))
    sheet.note("rank", count, Term(String(min(mention.rank, 2))))
  }

  private func noteSentence(
    _ sheet: inout ClueSheet, _ anaphor: PlaceMention, _ mention: PlaceMention, _ type: Term
  ) {
    let gap = anaphor.words.lowerBound - mention.group.upperBound
    let steps: Term = gap < 0 ? "over" : gap == 0 ? "0" : gap == 1 ? "1" : gap < 5 ? "4" : gap < 12 ? "12" : "far"
    sheet.note("gap", steps, type)
    let line = antecedents.lines[anaphor.line]
    if gap > 0, gap < 12 {
      let between = line.words[mention.group.upperBound..<anaphor.words.lowerBound]
      if between.contains(where: { $0.text == ";" }) { sheet.note("between", "semicolon") }
      if between.contains(where: { $0.low.text == "and" }) { sheet.note("between", "and") }
      if between.contains(where: { $0.text == "," }) { sheet.note("between", "comma") }
    }
  }
}
