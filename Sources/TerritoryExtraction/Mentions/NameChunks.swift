import Reading

/// Stretches of capitalised words that may be names.
struct NameChunks: Sendable {
  let lexicon: Lexicon

  private static let particles = Set(
    "de du la le el al di da do des ez es bin ibn van von der den i y sur ad as".split(separator: " ").map {
      Term.key(of: $0)
    })
  private static let days = Set(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december jan feb mar apr jun jul aug sep sept oct nov dec christmas easter ramadan mon tue wed thu fri
    reuters afp ap bbc cnn mr mrs i
    """.split(whereSeparator: \.isWhitespace).map { Term.key(of: $0) })

  func chunks(of line: Line) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var position = 0
    while position < line.words.count {
      guard startsName(line, position) else {
        position += 1
        continue
      }
      var end = position + 1
      while end < line.words.count {
        if line.words[end].isName, !isCalendar(line, end) {
          end += 1
        } else if end + 1 < line.words.count, Self.particles.contains(line.keys[end]), line.words[end + 1].isName {
          end += 2
        } else {
          break
        }
      }
      found.append(position..<end)
      position = end
    }
    return found
  }

  /// A day, a month, or a word that the calendar shares with names.
  func isCalendar(_ line: Line, _ index: Int) -> Bool {
    let text = line.words[index].low.text
    return Self.days.contains(text.hasSuffix(".") ? Term.key(of: text.dropLast()) : line.keys[index])
  }

  // A capital at the head of a sentence says nothing when the word is an everyday one.
  private func startsName(_ line: Line, _ index: Int) -> Bool {
    let word = line.words[index]
    guard word.isName, !isCalendar(line, index) else { return false }
    let opens = index == 0 || line.words[index - 1].shape == .mark && isOpening(line.words[index - 1].text)
    guard opens, word.shape == .capital else { return true }
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

  private func isOpening(_ text: String) -> Bool { ["\"", "“", "‘", "'", ":", "(", "«", "–", "—"].contains(text) }
}
