import Reading

/// Finds the noun phrase of whoever says something: by the tree where there is one, else by the order of words.
struct SourcePhrase: Sendable {
  let line: Line
  let lexicon: Lexicon

  /// How many words a source may have.
  static let wordsMax = 16
  /// How many clauses are climbed to a shared subject.
  static let climbsMax = 4

  /// The subject of a reporting verb: "*a U.N. source* said", "said *a U.N. source*", "reported by *residents*".
  func subject(of verb: Int) -> Range<Int>? {
    guard let found = anySubject(of: verb) else { return nil }
    let phrase = withoutDateline(found)
    // "At a meeting", "by satellite telephone": where or how, and nobody.
    let first = line.words[phrase.lowerBound]
    let isAside = lexicon.preposition.contains(first.low) && (!first.isName || phrase.lowerBound == 0)
    return isAside ? nil : phrase
  }

  // "June 27 - Fighters said": the day heads the sentence.
  private func withoutDateline(_ phrase: Range<Int>) -> Range<Int> {
    let dash = phrase.prefix(Self.datelineMax).first { index in
      ["-", "–", "—", ":"].contains(line.words[index].text) && index > phrase.lowerBound
        && line.words[index - 1].shape == .number
    }
    guard let dash, dash + 1 < phrase.upperBound else { return phrase }
    return dash + 1..<phrase.upperBound
  }

  /// Words of a day before the dash.
  private static let datelineMax = 5

  private func anySubject(of verb: Int) -> Range<Int>? {
    if let tree = line.tree, let nominal = nominal(of: verb, tree), let phrase = phrase(of: nominal, tree) {
      return nearer(phrase, verb) ?? phrase
    }
    if isInverted(verb) { return right(of: verb + 1) }
    // "Not in a position to say": the infinitive has no subject of its own.
    if verb > 0, line.words[verb - 1].low.text == "to" { return nil }
    return left(of: verb) ?? (line.tree == nil ? nil : inversion(verb))
  }

  /// The phrase that begins at a word: behind "according to", behind an inverted verb.
  func right(of start: Int) -> Range<Int>? {
    guard start < line.words.count else { return nil }
    var end = start
    while end < line.words.count, end - start < Self.wordsMax, !ends(end, start) { end += 1 }
    while end > start, lexicon.preposition.contains(line.words[end - 1].low) { end -= 1 }
    guard end > start, isSource(start..<end) else { return nil }
    return start..<end
  }

  // MARK: by the tree

  // "between the guns and the river, the ministry said": what stands right before the verb, behind a comma, is its
  // subject, whatever the tree says of a noun further left.
  private func nearer(_ phrase: Range<Int>, _ verb: Int) -> Range<Int>? {
    guard phrase.upperBound + 1 < verb, line.words[phrase.upperBound].text == ",",
      !lexicon.relative.contains(line.words[phrase.upperBound + 1].low), line.words[verb - 1].shape != .mark
    else { return nil }
    guard let other = left(of: verb), other.lowerBound > phrase.upperBound else { return nil }
    let first = line.words[other.lowerBound]
    let opens = first.isName || lexicon.determiner.contains(first.low) || lexicon.speakerNoun.contains(first.low)
    return opens ? other : nil
  }

  private func nominal(of verb: Int, _ tree: Tree) -> Int? {
    var clause = verb
    for _ in 0..<Self.climbsMax {
      let children = tree.children(of: clause)
      let hasSubject = children.contains { tree.relations[$0] == .subject }
      if !hasSubject, let agent = children.first(where: { tree.relations[$0] == .agent }) { return agent }
      if let subject = children.first(where: { tree.relations[$0] == .subject || tree.relations[$0] == .outerSubject })
      {
        return antecedent(subject, clause, tree)
      }
      // "was quoted as saying": who is quoted speaks. "it was reported" has nobody.
      if let subject = children.first(where: { tree.relations[$0] == .passiveSubject }) {
        return clause == verb && !lexicon.quotingVerb.contains(line.words[verb].low) ? nil : subject
      }
      switch tree.relations[clause] {
      case .conjunct, .openComplement, .adverbialClause: clause = tree.heads[clause]
      case .adnominalClause, .relativeClause: return tree.heads[clause]
      default: return nil
      }
      if clause < 0 { return nil }
    }
    return nil
  }

  // "the commander, who said": whom the pronoun stands for.
  private func antecedent(_ subject: Int, _ clause: Int, _ tree: Tree) -> Int? {
    guard lexicon.relative.contains(line.words[subject].low) else { return subject }
    return tree.relations[clause] == .relativeClause ? tree.heads[clause] : nil
  }

  private func phrase(of nominal: Int, _ tree: Tree) -> Range<Int>? {
    var lower = nominal
    while lower > 0, nominal - lower < Self.wordsMax, belongs(lower - 1, to: nominal, tree) { lower -= 1 }
    var upper = nominal + 1
    while upper < line.words.count, upper - nominal < Self.wordsMax, belongs(upper, to: nominal, tree) { upper += 1 }
    // An abbreviation in brackets is no part of the name.
    if let bracket = (nominal..<upper).first(where: { line.words[$0].text == "(" }) {
      upper = max(bracket, nominal + 1)
    }
    while upper > nominal + 1, line.words[upper - 1].shape == .mark { upper -= 1 }
    while lower < nominal, line.words[lower].shape == .mark || lexicon.opener.contains(line.words[lower].low) {
      lower += 1
    }
    return isSource(lower..<upper) ? lower..<upper : nil
  }

  // What hangs on the noun, but for clauses and asides.
  private func belongs(_ index: Int, to nominal: Int, _ tree: Tree) -> Bool {
    var current = index
    for _ in 0..<Self.wordsMax {
      if current == nominal { return true }
      switch tree.relations[current] {
      case .relativeClause, .adnominalClause, .adverbialClause, .clausalComplement, .parataxis, .adverb,
        .adverbialRelativeClause, .copula:
        return false
      default: current = tree.heads[current]
      }
      if current < 0 { return false }
    }
    return false
  }

  // MARK: by the order of words

  // "…, said residents", "…” said Michael Williams".
  private func isInverted(_ verb: Int) -> Bool {
    guard verb > 0, lexicon.closingMark.contains(line.words[verb - 1].low), verb + 1 < line.words.count else {
      return false
    }
    let next = line.words[verb + 1]
    if next.shape == .mark || lexicon.preposition.contains(next.low) || lexicon.opener.contains(next.low) {
      return false
    }
    return next.isName || lexicon.determiner.contains(next.low) || lexicon.speakerNoun.contains(next.low)
      || lexicon.forceNoun.contains(next.low)
  }

  private func inversion(_ verb: Int) -> Range<Int>? {
    guard verb + 1 < line.words.count, line.words[verb + 1].isName else { return nil }
    return verb > 0 && line.words[verb - 1].shape == .mark ? right(of: verb + 1) : nil
  }

  private func left(of verb: Int) -> Range<Int>? {
    var end = verb
    while end > 0, skips(end - 1) { end -= 1 }
    // "the commissioner, Jamac Maxamed Qurshe, told"
    var start = end
    if end > 1, line.words[end - 1].low.text == "," {
      end -= 1
      start = end
    }
    while start > 0, end - start < Self.wordsMax, !begins(start - 1) { start -= 1 }
    return start < end && isSource(start..<end) ? start..<end : nil
  }

  private func begins(_ index: Int) -> Bool {
    let word = line.words[index]
    if word.shape == .mark { return word.text != "-" && word.text != "'" && word.text != "’" }
    if lexicon.opener.contains(word.low) || lexicon.relative.contains(word.low) { return true }
    return lexicon.reporting.contains(word.low) && !word.isName && !lexicon.speakerNoun.contains(word.low)
  }

  private func ends(_ index: Int, _ start: Int) -> Bool {
    let word = line.words[index]
    if word.shape == .mark {
      // "said a UN spokesman, Michael Williams": the name behind the comma.
      return
        !(word.text == "," && index > start && index + 1 < line.words.count && line.words[index + 1].isName
        && lexicon.speakerNoun.contains(line.words[index - 1].low))
    }
    return lexicon.relative.contains(word.low) || lexicon.phraseEnd.contains(word.low)
  }

  private func skips(_ index: Int) -> Bool {
    let word = line.words[index].low
    return lexicon.skippedBeforeVerb.contains(word) || word.text.hasSuffix("ly") && word.text != "family"
  }

  // A day or a number says nothing.
  private func isSource(_ words: Range<Int>) -> Bool {
    words.contains { index in
      let word = line.words[index]
      return word.shape != .mark && word.shape != .number && !lexicon.determiner.contains(word.low)
        && !lexicon.preposition.contains(word.low) && !lexicon.day.contains(word.low)
        && !lexicon.expletive.contains(word.low)
    }
  }
}
