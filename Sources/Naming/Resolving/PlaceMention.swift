/// What the words of a mention say: a name, a kind, a side of a border, where it lies.
struct PlaceMention: Equatable, Sendable {
  /// Names to look up, the fullest first.
  var names: [String] = []
  /// What the place is called by its kind's word; nil without such a word.
  var kind: PlaceKind?
  /// The country whose side of a crossing is meant.
  var side: String?
  /// Countries that the mention itself names: "the Syrian city of", "Mosul, Iraq".
  var countries: [String] = []
  /// Names of what it lies in or near: "in Homs province", ", Anbar".
  var containers: [String] = []
  /// The mention says "capital" of a country it names, and no name.
  var isCapital = false

  /// False when no capital stands in the mention: "the airport", "the northern suburbs".
  var isName = true

  /// The name without the kind's word; what an unknown place is called.
  var name: String { names.last ?? "" }
}

/// Reads mentions.
struct PlaceMentionReader: Sendable {
  let words: NamingWords
  let countries: CountryTable
  /// The country of the largest place that bears a name.
  let countryOfPlace: @Sendable (String) -> String?

  func read(_ mention: some StringProtocol) -> PlaceMention {
    var tokens = MentionToken.split(mention, countries: countries)
    if tokens.count > Self.tokensMax { tokens.removeSubrange(Self.tokensMax...) }
    var result = PlaceMention()
    takeSide(from: &tokens, into: &result)
    dropDeterminers(from: &tokens)
    takeNames(from: tokens, into: &result)
    return result
  }

  /// "The", "parts of", "nearly all of the": one word or a few.
  private func dropDeterminers(from tokens: inout [MentionToken]) {
    var isDropped = true
    while isDropped {
      isDropped = false
      for length in stride(from: min(3, tokens.count - 1), through: 1, by: -1)
      where words.determiners.contains(tokens.prefix(length).map(\.folded).joined(separator: " ")) {
        tokens.removeFirst(length)
        isDropped = true
        break
      }
    }
  }

  /// A longer "mention" is a sentence; its head is enough to know the place by.
  static let tokensMax = 24

  /// "the Syrian side of X", "Syria's side of X", "X (Syrian side)", "X on the Syrian side".
  private func takeSide(from tokens: inout [MentionToken], into result: inout PlaceMention) {
    guard
      let place = tokens.indices.dropFirst().first(where: {
        words.sides.contains(tokens[$0].folded) && sideCountry(tokens[$0 - 1]) != nil
      })
    else { return }
    result.side = sideCountry(tokens[place - 1])
    result.kind = .borderCrossing
    if place + 1 < tokens.count, tokens[place + 1].folded == "of" {
      tokens.removeSubrange(...(place + 1))
    } else {
      var start = place - 1
      while start > 0, ["on", "the", "from", "at"].contains(tokens[start - 1].folded) { start -= 1 }
      tokens.removeSubrange(start...place)
    }
  }

  /// "The Gaza side" is named by a territory, not by its state.
  private func sideCountry(_ token: MentionToken) -> String? {
    token.country ?? (token.isCapital ? countryOfPlace(token.raw) : nil)
  }

  private func takeNames(from tokens: [MentionToken], into result: inout PlaceMention) {
    let segments = self.segments(of: tokens)
    var named: [Range<Int>] = []
    for segment in segments {
      let isPeople = segment.count == 1 && tokens[segment.lowerBound].isDemonym
      let isCountry = segment.count == 1 && tokens[segment.lowerBound].country != nil
      if isPeople || (isCountry && segments.count > 1) {
        if let country = tokens[segment.lowerBound].country { result.countries.append(country) }
      } else {
        named.append(segment)
      }
    }
    // "Sudan's main oil field" names no field.
    if named.count == 1, let only = named.first, tokens[only.lowerBound].country != nil, only.count == 1,
      tokens[only.lowerBound].isPossessive, kindBehind(only.upperBound, in: tokens) != nil
    {
      result.countries += [tokens[only.lowerBound].country].compactMap { $0 }
      named = []
    }
    guard var primary = named.first else {
      result.isCapital = !result.countries.isEmpty && tokens.contains { $0.folded == "capital" }
      result.kind = kind(before: tokens.count, in: tokens)?.kind ?? result.kind
      result.isName = false
      result.names = [tokens.map(\.raw).joined(separator: " ")]
      return
    }
    // "Tripoli's Mitiga airport": the owner is where it lies.
    if tokens[primary.upperBound - 1].isPossessive, named.count > 1, named[1].lowerBound == primary.upperBound {
      primary = named[1]
    }
    result.containers = named.filter { $0 != primary }.map { text(tokens, $0) }
    setKindAndNames(primary, tokens, into: &result)
  }

  /// The kind's word stands in the name, behind it, or before it ("the crossing at Albu Kamal").
  private func setKindAndNames(_ segment: Range<Int>, _ tokens: [MentionToken], into result: inout PlaceMention) {
    var names: [String] = []
    func add(_ range: Range<Int>) {
      guard !range.isEmpty else { return }
      let text = text(tokens, range)
      if !names.contains(text) { names.append(text) }
    }
    var core = segment
    var end = segment.upperBound
    if let after = kind(from: end, in: tokens) {
      result.kind = after.kind
      end = after.end
    } else if tokens[end - 1].isPossessive, let behind = kindBehind(end, in: tokens) {
      result.kind = behind.kind
      names.append(text(tokens, segment) + " " + text(tokens, behind.start..<behind.end))
    } else if let inside = kind(before: segment.upperBound, in: tokens), inside.start > segment.lowerBound {
      result.kind = inside.kind
      core = segment.lowerBound..<inside.start
    } else if let head = kind(from: segment.lowerBound, in: tokens), head.end < segment.upperBound {
      result.kind = head.kind
      core = head.end..<segment.upperBound
    } else if let preposition = preposition(before: segment.lowerBound, in: tokens) {
      result.kind = kind(before: preposition, in: tokens)?.kind ?? result.kind
    }
    var start = segment.lowerBound
    while start > 0, words.directions.contains(tokens[start - 1].folded) { start -= 1 }
    add(start..<end)
    add(segment.lowerBound..<end)
    add(segment)
    if segment.count > 1, tokens[segment.lowerBound].isDemonym, let country = tokens[segment.lowerBound].country {
      // "Syrian Tabqa", but also "Iraqi Kurdistan".
      result.countries.append(country)
      add((segment.lowerBound + 1)..<segment.upperBound)
    }
    add(core)
    result.names = names
  }

  /// A kind's word a few small words behind a possessive: "Khartoum's wrecked airport".
  private func kindBehind(_ start: Int, in tokens: [MentionToken]) -> (kind: PlaceKind, start: Int, end: Int)? {
    for place in start..<min(start + 3, tokens.count) where !tokens[place].isCapital && !tokens[place].isAfterBreak {
      if let found = kind(from: place, in: tokens) { return (found.kind, place, found.end) }
    }
    return nil
  }

  private func preposition(before index: Int, in tokens: [MentionToken]) -> Int? {
    var place = index - 1
    while place >= 0,
      words.determiners.contains(tokens[place].folded) || words.directions.contains(tokens[place].folded)
    {
      place -= 1
    }
    guard place >= 0, words.prepositions.contains(tokens[place].folded) else {
      // "the town Azaz", "Syrian town Azaz": no preposition at all.
      return place >= 0 && kind(before: place + 1, in: tokens) != nil ? place + 1 : nil
    }
    return place
  }

  /// The longest kind phrase that begins at a token.
  private func kind(from start: Int, in tokens: [MentionToken]) -> (kind: PlaceKind, end: Int)? {
    for length in stride(from: min(words.kinds.wordsMax, tokens.count - start), through: 1, by: -1) {
      let phrase = tokens[start..<(start + length)].map(\.folded).joined(separator: " ")
      if let kind = words.kinds[phrase], !tokens[(start + 1)..<(start + length)].contains(where: \.isAfterBreak) {
        return (kind, start + length)
      }
    }
    return nil
  }

  /// The longest kind phrase that ends before a token.
  private func kind(before end: Int, in tokens: [MentionToken]) -> (kind: PlaceKind, start: Int)? {
    for length in stride(from: min(words.kinds.wordsMax, end), through: 1, by: -1) {
      let phrase = tokens[(end - length)..<end].map(\.folded).joined(separator: " ")
      if let kind = words.kinds[phrase] { return (kind, end - length) }
    }
    return nil
  }

  /// Runs of words that are a name: capitals, numbers beside them, and small words between two capitals.
  private func segments(of tokens: [MentionToken]) -> [Range<Int>] {
    var segments: [Range<Int>] = []
    var index = 0
    while index < tokens.count {
      guard tokens[index].isCapital, !isFiller(at: index, in: tokens) else {
        index += 1
        continue
      }
      var end = index + 1
      while end < tokens.count, !tokens[end].isAfterBreak, !tokens[end - 1].isPossessive {
        if tokens[end].isCapital || tokens[end].isNumber {
          end += 1
        } else if tokens[end].isParticle, end + 1 < tokens.count, tokens[end + 1].isCapital {
          end += 2
        } else {
          break
        }
      }
      // "Syrian city", "Iraqi Kurdistan": a people's name leads a name only when more capitals follow.
      var start = index
      while start < end - 1, tokens[start].isDemonym, words.kinds[tokens[start + 1].folded] == nil, end - start > 2 {
        start += 1
      }
      if start > index { segments.append(index..<(index + 1)) }
      segments.append(start..<end)
      index = end
    }
    return segments
  }

  /// "The", "All", "Northern" at the head of a sentence's first word is no name.
  private func isFiller(at index: Int, in tokens: [MentionToken]) -> Bool {
    let token = tokens[index]
    if words.determiners.contains(token.folded) || words.sentenceWords.contains(token.folded) { return true }
    // "S of Krynky", "NE of Bakhmut": points of the compass.
    if token.folded.count <= 2, words.directions.contains(token.folded) { return true }
    // "The Sunni half of Beirut", but "Kachin State".
    return words.peoples.contains(token.folded) && index + 1 < tokens.count && !tokens[index + 1].isCapital
      && words.kinds[tokens[index + 1].folded] == nil
  }

  private func text(_ tokens: [MentionToken], _ range: Range<Int>) -> String {
    tokens[range].map(\.raw).joined(separator: " ")
  }
}
