/// One pass over one text.
struct NameScan {
  let scanner: NameScanner
  let tokens: NameTokens
  var spans: [NameSpan] = []
  private var actorEnd = 0
  private var placeEnd = 0
  private var traits: [PhraseTable.Traits] = []
  private var wordsMax: [Int8] = []

  init(scanner: NameScanner, tokens: NameTokens) {
    self.scanner = scanner
    self.tokens = tokens
    traits.reserveCapacity(tokens.count)
    wordsMax.reserveCapacity(tokens.count)
    for index in 0..<tokens.count {
      let first = scanner.phrases.first(tokens[index].spelling.value)
      traits.append(first?.traits ?? [])
      wordsMax.append(Int8(first?.wordsMax ?? 0))
    }
  }

  mutating func run() {
    for index in 0..<tokens.count {
      if wordsMax[index] > 0 { matchPhrases(at: index, wordsMax: Int(wordsMax[index])) }
      if index >= placeEnd, beginsName(index) { matchPlace(at: index) }
    }
  }

  // MARK: Phrases

  private mutating func matchPhrases(at start: Int, wordsMax: Int) {
    var hash = JoinableHash()
    var best: (end: Int, entry: PhraseTable.Entry)?
    // A single everyday word, title or cue names nothing; most words of the table are such.
    if wordsMax == 1, !isWorthReading(start) { return }
    for end in start..<min(start + wordsMax, tokens.count) {
      if end > start, tokens[end].traits.contains(.afterBreak) { break }
      hash.join(tokens[end].spelling)
      guard let entry = scanner.phrases[hash.value] else { continue }
      if isNamed(entry, start..<(end + 1)) { best = (end + 1, entry) }
    }
    guard let (end, entry) = best else { return }
    let range = start..<end
    if let country = entry.country, tokens[start].traits.contains(.capital) {
      append(.country, range, country: country, support: 0.95)
    }
    if let people = entry.people, tokens[start].traits.contains(.capital) {
      append(.demonym, range, country: people, support: 0.95)
      appendForces(of: people, after: range)
    }
    guard start >= actorEnd else { return }
    if !entry.actors.isEmpty, hasActorCase(entry, range) {
      let isGeneric = entry.traits.contains(.generic)
      let only = entry.actors.count == 1 && !isGeneric && !entry.isLocal ? entry.actors.first : nil
      let actor = only.map { scanner.actors.actors[$0] }
      append(.actor, range, country: actor?.country, actor: actor?.id, support: isGeneric ? 0.6 : 0.9)
      actorEnd = end
    } else if entry.traits.contains(.generic) {
      append(.actor, range, country: nil, support: 0.5)
      actorEnd = end
    }
  }

  private func isWorthReading(_ index: Int) -> Bool {
    tokens[index].traits.contains(.capital) || traits[index].contains(.generic) || traits[index].contains(.named)
  }

  /// Whether the phrase names something here: single words of the lists (titles, cues) do not.
  private func isNamed(_ entry: PhraseTable.Entry, _ range: Range<Int>) -> Bool {
    let isCapital = tokens[range.lowerBound].traits.contains(.capital)
    if (entry.country != nil || entry.people != nil) && isCapital { return true }
    if !entry.actors.isEmpty && hasActorCase(entry, range) { return true }
    return entry.traits.contains(.generic)
  }

  private func hasActorCase(_ entry: PhraseTable.Entry, _ range: Range<Int>) -> Bool {
    let first = tokens[range.lowerBound].traits
    if entry.needsCapitals, range.count == 1 { return first.contains(.allCapitals) }
    return !entry.needsCapital || first.contains(.capital) || tokens[range.upperBound - 1].traits.contains(.capital)
  }

  /// "Malian army", "Syrian government forces".
  private mutating func appendForces(of country: String, after people: Range<Int>) {
    guard people.lowerBound >= actorEnd else { return }
    var end = people.upperBound
    var last: Int?
    while end < tokens.count, end < people.upperBound + Self.forceWordsMax, !tokens[end].traits.contains(.afterBreak) {
      if traits[end].contains(.force) {
        last = end + 1
      } else if !traits[end].contains(.generic), !isOfficial(end) {
        break
      }
      end += 1
    }
    guard let last else { return }
    append(.actor, people.lowerBound..<last, country: country, support: 0.85)
    actorEnd = last
  }

  private func isOfficial(_ index: Int) -> Bool {
    traits[index].contains(.fighter) || traits[index].contains(.everyday)
  }

  private static let forceWordsMax = 4

  // MARK: Places

  private func beginsName(_ index: Int) -> Bool {
    let token = tokens[index].traits
    if token.contains(.foreign) { return false }
    if token.contains(.capital) { return true }
    // "al-Hawa", "ash-Shaddadi": a small article joined to a capital.
    return index + 1 < tokens.count && tokens[index + 1].traits.contains([.joined, .capital])
      && Articles.contains(tokens.letters(of: index))
  }

  private mutating func matchPlace(at start: Int) {
    if traits[start].contains(.sentenceWord), !tokens[start].traits.contains(.joined),
      tokens[start].traits.contains(.opensSentence)
    {
      return
    }
    var builder = NameKeyBuilder()
    var wordsMax = 1
    var best: (end: Int, key: NameKey)?
    var end = start
    while end < tokens.count, end < start + Self.placeWordsMax {
      if end > start, !continuesName(end) { break }
      let word = WordKey(tokens.letters(of: end))
      let isLast = end + 1 >= tokens.count || !continuesName(end + 1)
      end += 1
      if word.isArticle, !isLast { continue }
      builder.append(word)
      let key = builder.key
      let probe = scanner.gazetteer.probe(sound: key.sound)
      if builder.wordCount == 1 { wordsMax = max(1, probe.wordsMax) }
      if probe.isName, builder.letterCount > 2 { best = (end, key) }
      if builder.wordCount >= wordsMax { break }
    }
    guard let best else { return matchUnknown(at: start) }
    let support = self.support(of: start..<best.end, key: best.key)
    guard support >= Self.supportMin else {
      // A person's name or an everyday word; its parts are none the more places.
      placeEnd = best.end
      return
    }
    append(.place, start..<best.end, country: nil, support: support)
    placeEnd = best.end
  }

  private static let placeWordsMax = 9
  private static let supportMin = 0.15

  private func continuesName(_ index: Int) -> Bool {
    let token = tokens[index].traits
    if token.contains(.afterBreak) || token.contains(.foreign) { return false }
    if token.contains(.capital) || token.contains(.number) || token.contains(.joined) { return true }
    // "Deir ez Zor", "Ras al Ayn", "Rio de Oro": small words between capitals.
    let letters = tokens.letters(of: index)
    guard letters.count <= 3, index + 1 < tokens.count, tokens[index + 1].traits.contains(.capital) else {
      return false
    }
    return Articles.contains(letters) && !["at", "as", "an", "the"].contains(tokens.folded(index))
      || ["de", "du", "bin", "ibn", "na"].contains(tokens.folded(index))
  }

  /// How surely a stretch that bears a place's name is one here.
  private func support(of range: Range<Int>, key: NameKey) -> Double {
    let name = scanner.gazetteer.summary(of: key)
    let isFollowedByKind = followsKind(range.upperBound)
    let isCued = isCued(range.lowerBound)
    guard name.isBorne || isFollowedByKind || isCued else { return 0 }
    var support = name.isListed ? 0.95 : name.isMain ? 0.85 : name.isAlike ? 0.75 : 0.55
    if isFollowedByKind || isCued { support = min(1, support + 0.25) }
    if range.count == 1 {
      support *= singleWord(range.lowerBound, isListed: name.isListed, isCued: isFollowedByKind || isCued)
    }
    return support * neighbours(of: range)
  }

  /// What a word is besides a place's name tells against it; where the words around say "place", it tells less.
  private func singleWord(_ index: Int, isListed: Bool, isCued: Bool) -> Double {
    if traits[index].contains(.sentenceWord) { return 0 }
    var factor = 1.0
    if !traits[index].isDisjoint(with: [.everyday, .title, .force, .kind]) {
      factor *= isCued ? 0.7 : tokens[index].traits.contains(.opensSentence) ? 0.2 : 0.45
    }
    if !isListed, tokens[index].letterCount <= 3 { factor *= 0.6 }
    if tokens[index].traits.contains(.allCapitals), tokens[index].letterCount <= 5 { factor *= 0.3 }
    if traits[index].contains(.givenName) { factor *= isCued ? 0.7 : 0.4 }
    if scanner.phrases.isNational(tokens[index].spelling.value) { factor *= 0.3 }
    return factor
  }

  /// A name beside other capitals is a part of theirs: a person's, an organisation's.
  private func neighbours(of range: Range<Int>) -> Double {
    var factor = 1.0
    let before = range.lowerBound - 1
    if before >= 0, !tokens[range.lowerBound].traits.contains(.afterBreak) {
      if traits[before].contains(.title) {
        factor *= 0.25
      } else if traits[before].contains(.givenName), tokens[before].traits.contains(.capital) {
        factor *= 0.2
      } else if isStrangeCapital(before) {
        factor *= 0.4
      }
    }
    let after = range.upperBound
    if after < tokens.count, !tokens[after].traits.contains(.afterBreak), isStrangeCapital(after) { factor *= 0.4 }
    return factor
  }

  private func isStrangeCapital(_ index: Int) -> Bool {
    guard tokens[index].traits.contains(.capital), !tokens[index].traits.contains(.opensSentence) else { return false }
    if !traits[index].isDisjoint(with: [.kind, .direction, .sentenceWord, .determiner]) { return false }
    return !scanner.phrases.isNational(tokens[index].spelling.value)
  }

  private func followsKind(_ index: Int) -> Bool {
    index < tokens.count && !tokens[index].traits.contains(.afterBreak) && traits[index].contains(.kind)
  }

  /// Whether the words before a stretch say that a place follows: "the village of", "near", "in".
  private func isCued(_ start: Int) -> Bool {
    guard !tokens[start].traits.contains(.afterBreak) else { return false }
    var before = start
    while before > 0, before > start - 2, !traits[before - 1].isDisjoint(with: [.determiner, .direction]),
      !traits[before - 1].contains(.cue)
    { before -= 1 }
    var hash = JoinableHash()
    for length in 1...2 where before - length >= 0 {
      hash = JoinableHash()
      for index in (before - length)..<before { hash.join(tokens[index].spelling) }
      if scanner.phrases.traits(hash.value).contains(.cue) { return true }
    }
    return false
  }

  /// A name that no gazetteer holds, where the words around it say that it is a place.
  private mutating func matchUnknown(at start: Int) {
    guard tokens[start].traits.contains(.capital), start >= actorEnd else { return }
    var end = start + 1
    while end < tokens.count, end < start + 4, continuesName(end),
      tokens[end].traits.contains(.capital) || tokens[end].traits.contains(.joined)
    { end += 1 }
    let isPlain = traits[start].isDisjoint(with: [.everyday, .sentenceWord, .title, .givenName, .force])
    let entry = scanner.phrases[tokens[start].spelling.value]
    guard isPlain, entry?.people == nil, entry?.country == nil, entry?.actors.isEmpty ?? true else { return }
    let cued = isCued(start)
    let kind = followsKind(end)
    guard cued || kind, !tokens[start].traits.contains(.allCapitals) else { return }
    append(.unknownPlace, start..<end, country: nil, support: cued && kind ? 0.75 : kind ? 0.6 : 0.4)
    placeEnd = end
  }

  /// Spans come nearly sorted, since one pass finds them: each moves a few places at most.
  mutating func inOrder() -> [NameSpan] {
    for index in spans.indices.dropFirst() {
      var place = index
      while place > 0, isBefore(spans[place], spans[place - 1]) {
        spans.swapAt(place, place - 1)
        place -= 1
      }
    }
    return spans
  }

  private func isBefore(_ one: NameSpan, _ other: NameSpan) -> Bool {
    if one.utf8.lowerBound != other.utf8.lowerBound { return one.utf8.lowerBound < other.utf8.lowerBound }
    if one.utf8.upperBound != other.utf8.upperBound { return one.utf8.upperBound > other.utf8.upperBound }
    return one.kind.order < other.kind.order
  }

  private mutating func append(
    _ kind: NameSpan.Kind, _ range: Range<Int>, country: String?, actor: String? = nil, support: Double
  ) {
    let first = tokens[range.lowerBound]
    let last = tokens[range.upperBound - 1]
    // A place inside an actor's name ("Islamic State in Iraq") is not spoken of.
    if kind == .place || kind == .unknownPlace, range.upperBound <= actorEnd { return }
    spans.append(
      NameSpan(
        kind: kind, utf8: Int(first.start)..<Int(last.end), scalars: Int(first.scalarStart)..<Int(last.scalarEnd),
        country: country,
        actor: actor,
        support: support))
  }
}

extension NameSpan.Kind {
  /// Of two spans over one stretch the actor comes first.
  fileprivate var order: Int {
    switch self {
    case .actor: 0
    case .place: 1
    case .country: 2
    case .demonym: 3
    case .unknownPlace: 4
    }
  }
}
