import Reading

/// Finds the phrases of a sentence that may name or mean a place.
struct PlaceFinder: Sendable {
  let lexicon: Lexicon
  let chunks: NameChunks

  init(lexicon: Lexicon) {
    self.lexicon = lexicon
    chunks = NameChunks(lexicon: lexicon)
  }

  /// - Parameter triggers: of the sentence; "its capture" names a place by its pronoun.
  /// - Parameter known: words at which Naming found a place.
  func places(in line: Line, triggers: [TriggerMatch], known: Set<Int> = []) -> [PlaceMention] {
    var taken = [Bool](repeating: false, count: line.words.count)
    var found: [PlaceMention] = []
    for chunk in chunks.chunks(of: line, known: known) {
      guard let mention = named(line, chunk, &taken) else { continue }
      found.append(mention)
    }
    var index = line.words.count - 1
    while index >= 0 {
      if !taken[index], lexicon.placeNoun.contains(line.words[index].low),
        let mention = described(line, index, &taken, found)
      {
        found.append(mention)
        index = mention.words.lowerBound
      }
      index -= 1
    }
    for index in line.words.indices where !taken[index] && lexicon.placePronoun.contains(line.words[index].low) {
      // "Said that it fell": a word that opens a clause means nothing.
      if let tree = line.tree, tree.relations[index] == .clauseMarker { continue }
      found.append(anaphor(line, index..<index + 1, core: index..<index + 1, noun: nil))
    }
    for trigger in triggers where trigger.trigger.category == .noun {
      for index in [trigger.first - 1, trigger.first - 2] where index >= 0 && !taken[index] {
        if lexicon.owningPronoun.contains(line.words[index].low) {
          found.append(anaphor(line, index..<index + 1, core: index..<index + 1, noun: nil))
          break
        }
      }
    }
    found.sort { $0.words.lowerBound < $1.words.lowerBound }
    return found
  }

  private static let of = Term.key(of: "of")
  private static let the = Term.key(of: "the")
  private static let from = Term.key(of: "from")
  private static let between = Term.key(of: "between")
  private static let and = Term.key(of: "and")
  private static let all = Term.key(of: "all")
  private static let possessive = Term.key(of: "'s")

  // MARK: names

  private func named(_ line: Line, _ chunk: Range<Int>, _ taken: inout [Bool]) -> PlaceMention? {
    var words = chunk
    var noun: Term?
    var part: Term?
    var form = PlaceMention.Form.name
    var name = line.text(chunk)
    if let last = line.words[chunk].last, chunk.count > 1, lexicon.placeNoun.contains(last.low) { noun = last.low }
    if let behind = nounBehind(line, chunk.upperBound) {
      noun = line.words[behind.upperBound - 1].low
      name = line.text(chunk.lowerBound..<behind.upperBound)
      words = chunk.lowerBound..<behind.upperBound
    } else if chunk.upperBound < line.words.count, line.keys[chunk.upperBound] == Self.possessive,
      let behind = possessed(line, chunk.upperBound + 1)
    {
      noun = line.words[behind.upperBound - 1].low
      if let noun, lexicon.placePart.contains(noun) { part = noun } else { form = .described }
      words = chunk.lowerBound..<behind.upperBound
      if form == .described { name = "\(line.text(chunk)) \(line.text(behind))" }
    }
    var start = words.lowerBound
    // "the northern outskirts of the coastal town of X": back over `of`, its noun and that noun's modifiers.
    for _ in 0..<3 {
      guard start >= 2,
        line.keys[start - 1] == Self.of || line.keys[start - 1] == Self.the && line.keys[start - 2] == Self.of
      else { break }
      let of = line.keys[start - 1] == Self.of ? start - 1 : start - 2
      guard of >= 1 else { break }
      let head = line.words[of - 1]
      guard
        lexicon.placeNoun.contains(head.low) || lexicon.placePart.contains(head.low)
          || head.low.key == Self.all
      else { break }
      // "the airport of Ndjili" is not Ndjili, "the capital of Badghis" not Badghis: the noun makes a place of its own.
      if lexicon.siteNoun.contains(head.low) && !lexicon.placePart.contains(head.low)
        && !lexicon.settlementNoun.contains(head.low) || lexicon.seatNoun.contains(head.low)
      {
        if form == .name { form = .described }
        noun = head.low
        start = phraseStart(line, of - 1)
        name = line.text(contentStart(line, start)..<words.upperBound)
        break
      }
      if lexicon.placePart.contains(head.low), !lexicon.settlementNoun.contains(head.low) {
        part = head.low
      } else if noun == nil {
        noun = head.low
      }
      // "The Bagram air base north of Kabul": what lies there is a place of its own.
      if lexicon.compass.contains(head.low) {
        start = of - 1
        if start > 0,
          lexicon.determiner.contains(line.words[start - 1].low)
            || lexicon.compassFar.contains(line.words[start - 1].low)
        {
          start = phraseStart(line, of - 1)
        }
        break
      }
      start = phraseStart(line, of - 1)
    }
    if start == words.lowerBound, start >= 1,
      lexicon.placeNoun.contains(line.words[start - 1].low) || lexicon.placePart.contains(line.words[start - 1].low),
      line.words[start - 1].shape == .lower
    {
      // "eastern Kurakhove", "the village Kobo".
      let before = line.words[start - 1].low
      if lexicon.placePart.contains(before) { part = before } else { noun = before }
      start = phraseStart(line, start - 1)
    } else if start == words.lowerBound, start >= 1 {
      let modifiersStart = phraseStart(line, start - 1, headIsModifier: true)
      start = modifiersStart ?? start
    }
    words = start..<words.upperBound
    for index in words { taken[index] = true }
    return PlaceMention(
      line: line.number, words: words, core: chunk, form: form, noun: noun, part: part, name: name,
      mention: line.text(words), group: words)
  }

  /// "X airport", "X oil field", "X border crossing".
  private func nounBehind(_ line: Line, _ start: Int) -> Range<Int>? {
    var index = start
    while index < line.words.count, index < start + 3, line.words[index].shape == .lower {
      let low = line.words[index].low
      if lexicon.placeNoun.contains(low), !lexicon.preposition.contains(low) {
        var end = index + 1
        if end < line.words.count, line.words[end].shape == .lower, lexicon.siteNoun.contains(line.words[end].low) {
          end += 1
        }
        return start..<end
      }
      guard lexicon.placeModifier.contains(low) else { return nil }
      index += 1
    }
    return nil
  }

  private func possessed(_ line: Line, _ start: Int) -> Range<Int>? {
    var index = start
    while index < line.words.count, index < start + 4, line.words[index].shape != .mark,
      !line.words[index].isName || lexicon.peopleAdjective.contains(line.words[index].low)
    {
      let low = line.words[index].low
      if lexicon.placeNoun.contains(low) {
        let next = index + 1
        let goesOn = next < line.words.count && lexicon.placeNoun.contains(line.words[next].low)
        if !goesOn { return start..<index + 1 }
      } else if lexicon.isGrammar(low) || lexicon.forceNoun.contains(low) && !lexicon.placeModifier.contains(low) {
        return nil
      }
      index += 1
    }
    return nil
  }

  // MARK: phrases without a name at their head

  private func described(_ line: Line, _ head: Int, _ taken: inout [Bool], _ names: [PlaceMention]) -> PlaceMention? {
    var start = phraseStart(line, head)
    let isPart = lexicon.placePart.contains(line.words[head].low)
    let opening = line.words[start].low
    let bare = start == head
    // "1,000 square kilometres".
    if head + 1 < line.words.count, lexicon.measure.contains(line.words[head + 1].low) { return nil }
    // A bare singular noun ("camp life", "north") names nothing.
    if bare, !line.words[head].low.text.hasSuffix("s") || isPart { return nil }
    var end = head + 1
    var complement: PlaceMention?
    // "Entered the town from the east".
    let isMotion = line.keys[min(end, line.words.count - 1)] == Self.from && lexicon.definite.contains(opening)
    if end + 1 < line.words.count, lexicon.complement.contains(line.words[end].low), !isMotion {
      if let name = names.first(where: {
        $0.words.lowerBound == end + 1 || $0.core.lowerBound == end + 1
          || $0.core.lowerBound == end + 2 && line.keys[end + 1] == Self.the
      }) {
        complement = name
        // "The desert between Nineveh and Anbar".
        if line.keys[end] == Self.between,
          let second = names.first(where: {
            $0.words.lowerBound == name.words.upperBound + 1 && line.keys[name.words.upperBound] == Self.and
          })
        {
          end = second.words.upperBound
        } else {
          end = name.words.upperBound
        }
      } else {
        if line.keys[end] == Self.of, let named = designation(line, end + 1) { end = named }
        // "Several villages around it".
        if end + 1 < line.words.count, lexicon.landmarkPronoun.contains(line.words[end + 1].low) { end += 2 }
        var last = end + 1
        while last < line.words.count, last < end + 5,
          line.words[last].shape == .lower || line.words[last].shape == .number,
          !lexicon.placeNoun.contains(line.words[last].low)
        {
          last += 1
        }
        if last < line.words.count, lexicon.placeNoun.contains(line.words[last].low), !taken[last] {
          end = last + 1
          // "Villages along the road to Kuweires".
          if end + 1 < line.words.count, lexicon.complement.contains(line.words[end].low),
            let name = names.first(where: { $0.words.lowerBound == end + 1 })
          {
            end = name.words.upperBound
          }
        }
      }
    } else if end + 2 < line.words.count, lexicon.placePart.contains(line.words[end].low),
      line.keys[end + 1] == Self.of,
      let name = names.first(where: { $0.words.lowerBound == end + 2 })
    {
      complement = name
      end = name.words.upperBound
    }
    // "Positions in Khan Younis" are Khan Younis to those who leave them.
    if let complement, lexicon.positionNoun.contains(line.words[head].low), end == complement.words.upperBound,
      lexicon.around.contains(line.words[head + 1].low)
    {
      for index in start..<head + 1 { taken[index] = true }
      return PlaceMention(
        line: line.number, words: start..<end, core: complement.core, form: complement.form, noun: complement.noun,
        part: line.words[head].low, name: complement.name, mention: line.text(start..<end), group: start..<end)
    }
    let definite =
      lexicon.definite.contains(opening)
    let modifiers = head - start
    let anaphoric = complement == nil && end == head + 1 && definite && (modifiers <= 2 && !isPart)
    // "part of an oil field", "80 percent of the region".
    var partNoun = isPart ? line.words[head].low : nil
    if start >= 2, line.keys[start - 1] == Self.of, lexicon.placePart.contains(line.words[start - 2].low),
      !taken[start - 2]
    {
      partNoun = line.words[start - 2].low
      start = phraseStart(line, start - 2)
    }
    for index in start..<min(end, head + 1) { taken[index] = true }
    if anaphoric {
      return anaphor(line, start..<end, core: head..<head + 1, noun: line.words[head].low)
    }
    let words = start..<end
    return PlaceMention(
      line: line.number, words: words, core: head..<head + 1, form: isPart && complement == nil ? .anaphor : .described,
      noun: line.words[head].low, part: partNoun,
      name: line.text(contentStart(line, start)..<end), mention: line.text(words),
      group: words)
  }

  /// "the 17th Infantry Division", "Viv Ansanm": a row of capitals and numbers behind an article.
  private func designation(_ line: Line, _ start: Int) -> Int? {
    var index = start
    if index < line.words.count, lexicon.determiner.contains(line.words[index].low) { index += 1 }
    let first = index
    var named = false
    while index < line.words.count, line.words[index].isName || line.words[index].shape == .number {
      if chunks.isCalendar(line, index) { return nil }
      if line.words[index].isName { named = true }
      index += 1
    }
    return index > first && named ? index : nil
  }

  private func anaphor(_ line: Line, _ words: Range<Int>, core: Range<Int>, noun: Term?) -> PlaceMention {
    PlaceMention(
      line: line.number, words: words, core: core, form: .anaphor, noun: noun, part: nil,
      name: line.text(contentStart(line, words.lowerBound)..<words.upperBound), mention: line.text(words), group: words)
  }

  /// Walks left from a head noun over its modifiers to its determiner.
  func phraseStart(_ line: Line, _ head: Int) -> Int {
    var start = head
    while start > 0, head - start < 6 {
      let before = line.words[start - 1]
      if before.shape == .mark { break }
      if before.low.key == Self.possessive {
        start = max(0, start - 2)
        continue
      }
      if lexicon.determiner.contains(before.low) {
        start -= 1
        if lexicon.article.contains(before.low) { break }
        continue
      }
      if before.shape == .number { start -= 1; continue }
      // "The police headquarters": a force that tells which.
      if lexicon.isGrammar(before.low) || isVerbLike(before.low) && !lexicon.placeModifier.contains(before.low) {
        break
      }
      start -= 1
    }
    // Adverbs and verbs swept along when no determiner stopped the walk.
    if !lexicon.determiner.contains(line.words[start].low), line.words[start].shape != .number {
      while start < head, !isModifier(line, start) { start += 1 }
    }
    return start
  }

  // "the disputed town" needs no noun before the name: the besieged Kobane.
  private func phraseStart(_ line: Line, _ last: Int, headIsModifier: Bool) -> Int? {
    line.keys[last] == Self.the ? last : nil
  }

  private func isModifier(_ line: Line, _ index: Int) -> Bool {
    let word = line.words[index]
    return word.shape != .lower || lexicon.placePart.contains(word.low) || lexicon.placeModifier.contains(word.low)
      || word.low.text.hasSuffix("ern") || word.low.text.hasSuffix("al")
  }

  private func isVerbLike(_ word: Term) -> Bool {
    lexicon.reporting.contains(word) || lexicon.forceNoun.contains(word) || lexicon.takingVerb.contains(word)
  }

  private func contentStart(_ line: Line, _ start: Int) -> Int {
    let first = line.words[start].low
    return lexicon.article.contains(first) || first.key == Self.all ? start + 1 : start
  }

  // MARK: coordination

  /// Ties mentions together that commas and "and" join; what governs the first governs them all.
  func grouped(_ mentions: [PlaceMention], _ line: Line) -> [PlaceMention] {
    var result = mentions
    var start = 0
    while start < result.count {
      var end = start + 1
      while end < result.count, joined(result[end - 1], result[end], line) { end += 1 }
      if end - start > 1 {
        let group = result[start].words.lowerBound..<result[end - 1].words.upperBound
        for index in start..<end {
          result[index].group = group
          result[index].rank = index - start
          result[index].companions = end - start
          result[index].preposition = result[start].preposition
          result[index].isLandmark = result[start].isLandmark
          result[index].isBearing = result[start].isBearing
        }
        shareNoun(&result[start..<end], line)
      }
      start = end
    }
    return result
  }

  /// "The Bakir and Aramil districts", "the provinces of Idlib and Hama": a plural beside the row says what each is.
  private func shareNoun(_ group: inout ArraySlice<PlaceMention>, _ line: Line) {
    guard let first = group.first, let last = group.last, group.allSatisfy({ $0.form == .name && $0.part == nil })
    else {
      return
    }
    let others: ArraySlice<PlaceMention>
    let noun: Term
    if last.words.upperBound > last.core.upperBound, group.dropLast().allSatisfy({ $0.noun == nil }) {
      noun = line.words[last.words.upperBound - 1].low
      others = group.dropLast()
    } else if let before = first.noun, first.words.upperBound == first.core.upperBound,
      first.words.lowerBound < first.core.lowerBound, group.dropFirst().allSatisfy({ $0.noun == nil })
    {
      noun = before
      others = group.dropFirst()
    } else {
      return
    }
    guard let one = lexicon.singular(noun), !others.isEmpty else { return }
    // "The suburbs of Burri and Soba" are called Burri and Soba.
    let isName = lexicon.settlementNoun.contains(one)
    for index in group.indices {
      group[index].noun = one
      let core = line.text(group[index].core)
      group[index].name = isName ? core : "\(core) \(one.text)"
    }
  }

  private func joined(_ left: PlaceMention, _ right: PlaceMention, _ line: Line) -> Bool {
    let gap = left.words.upperBound..<max(left.words.upperBound, right.words.lowerBound)
    guard !gap.isEmpty, gap.count <= 4, right.words.lowerBound >= left.words.upperBound else { return false }
    if right.form == .anaphor, right.noun == nil { return false }
    // "Two districts south of Marib, al-Abdiyah and Harib".
    if left.isBearing, line.words[gap.lowerBound].shape == .mark { return false }
    // "Volnovakha, north of Mariupol".
    if right.isBearing, !left.isBearing { return false }
    return gap.allSatisfy { lexicon.withinGroup.contains(line.words[$0].low) }
      && gap.contains { lexicon.joint.contains(line.words[$0].low) }
  }
}
