import Reading

/// Stretches of capitalised words that may be names.
struct NameChunks: Sendable {
  let lexicon: Lexicon

  /// - Parameter known: words at which a gazetteer's name begins: no word of the language, though it opens a sentence.
  func chunks(of line: Line, known: Set<Int> = []) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var position = 0
    while position < line.words.count {
      guard startsName(line, position, known) else {
        position += 1
        continue
      }
      var end = position + 1
      while end < line.words.count {
        if line.words[end].isName, !isCalendar(line, end), !isAdjective(line.words[end]) {
          end += 1
        } else if end + 1 < line.words.count, lexicon.particle.contains(line.words[end].low), line.words[end + 1].isName
        {
          end += 2
        } else if end + 2 < line.words.count, lexicon.particle.contains(line.words[end].low),
          lexicon.particle.contains(line.words[end + 1].low), line.words[end + 2].isName
        {
          // "Cueva de los Tallos".
          end += 3
        } else {
          break
        }
      }
      // "Al Qaeda-linked gunmen": the name of whoever they are linked to.
      if end < line.words.count, isAdjective(line.words[end]) {
        position = end + 1
        continue
      }
      if isNumbered(line, position, end) { end += 1 }
      found.append(position..<end)
      position = end
    }
    return found
  }

  // "Roman-era", "Misrata-based", "Emirati-trained": a name within, none itself.
  private func isAdjective(_ word: Word) -> Bool {
    guard word.shape == .capital || word.shape == .capitals, let joint = word.low.text.lastIndex(of: "-") else {
      return false
    }
    return lexicon.adjectiveEnd.keys.contains(Term.key(of: word.low.text[word.low.text.index(after: joint)...]))
  }

  // "Base 46", "Battalion No. 5", "Brigade 52": the number is the name.
  private func isNumbered(_ line: Line, _ start: Int, _ end: Int) -> Bool {
    guard end < line.words.count, line.words[end].shape == .number, line.words[end].text.utf8.count <= 4,
      line.words[end].text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return false }
    let last = line.words[end - 1].low
    return lexicon.placeNoun.contains(last) || lexicon.numberedNoun.contains(last)
  }

  /// A day, a month, or a word that the calendar shares with names.
  func isCalendar(_ line: Line, _ index: Int) -> Bool {
    var text = Substring(line.words[index].low.text)
    for early in ["mid-", "early-", "late-"] where text.hasPrefix(early) {
      text = text.dropFirst(early.count)
      return lexicon.calendar.keys.contains(Term.key(of: text))
    }
    return lexicon.calendar.keys.contains(text.hasSuffix(".") ? Term.key(of: text.dropLast()) : line.keys[index])
  }

  // A capital at the head of a sentence says nothing when the word is an everyday one.
  private func startsName(_ line: Line, _ index: Int, _ known: Set<Int>) -> Bool {
    let word = line.words[index]
    // "Q: How could it fall?"; "the" of a quoted title.
    if word.text.utf8.count == 1 || word.shape == .capital && lexicon.determiner.contains(word.low),
      index + 1 >= line.words.count || !line.words[index + 1].isName
    {
      return false
    }
    guard word.isName, !isCalendar(line, index), !isAdjective(word) else { return false }
    let opens =
      index == 0 || line.words[index - 1].shape == .mark && lexicon.openingMark.contains(line.words[index - 1].low)
    guard opens, word.shape == .capital else { return true }
    if known.contains(index) || isExplained(line, index) { return true }
    // A sentence's first word is a name when the tagger thinks so; "However" and "Support" are none.
    if let tree = line.tree, !tree.tags[index].isNominal,
      index + 1 >= line.words.count || !line.words[index + 1].isName
    {
      return false
    }
    // "Eastern Ghouta", "Camp Chenaya": the first word belongs to the name behind it.
    if index + 1 < line.words.count, line.words[index + 1].isName, !isCalendar(line, index + 1),
      lexicon.placePart.contains(word.low) || lexicon.placeNoun.contains(word.low)
    {
      return true
    }
    if lexicon.opening.contains(word.low) || lexicon.forceNoun.contains(word.low) || lexicon.isGrammar(word.low) {
      return false
    }
    return true
  }

  // "Sake, a market town at the foot of the hills": the apposition tells the name from the word.
  private func isExplained(_ line: Line, _ index: Int) -> Bool {
    guard index + 2 < line.words.count, line.words[index + 1].text == ",",
      lexicon.indefinite.contains(line.words[index + 2].low)
    else { return false }
    for next in (index + 3)..<min(index + 8, max(index + 3, line.words.count)) where line.words[next].shape != .mark {
      if lexicon.placeNoun.contains(line.words[next].low) { return true }
      if lexicon.isGrammar(line.words[next].low) { return false }
    }
    return false
  }

}
