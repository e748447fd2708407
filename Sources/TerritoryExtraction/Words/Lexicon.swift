/// The word classes that the steps ask for.
struct Lexicon: Sendable {
  let placeNoun, placePart, placeModifier, forceNoun, settlementNoun, siteNoun, regionNoun: WordSet
  let reporting, speakerNoun, reportedly, hearsay: WordSet
  let negator, modal, future, conditional, intent: WordSet
  let determiner, pronoun, preposition, title, opening: WordSet
  let warWord, peaceWord, landmark, locative: WordSet
  /// What ends the name of an organisation; what says that a name is a family's.
  let organisationNoun, kinNoun: WordSet
  let pauseMark, quoteMark, denyingVerb, claimingVerb: WordSet
  let sideName, sideOfSource: WordSet
  let neutralSource, partySource, plainSubject, nounOpening, tellingVerb, closingMark, quotingVerb: WordSet
  let relative, opener, phraseEnd, skippedBeforeVerb, day, expletive, subordinator, clauseLink, contextLink,
    contextWord: WordSet

  init(_ lists: WordLists) throws(TerritoryResourceError) {
    placeNoun = try lists.set("place-noun")
    placePart = try lists.set("place-part")
    placeModifier = try lists.set("place-modifier")
    forceNoun = try lists.set("force-noun")
    settlementNoun = try lists.set("settlement-noun")
    siteNoun = try lists.set("site-noun")
    regionNoun = try lists.set("region-noun")
    reporting = try lists.set("reporting-verb")
    speakerNoun = try lists.set("speaker-noun")
    reportedly = try lists.set("reportedly")
    hearsay = try lists.set("hearsay")
    negator = try lists.set("negator")
    modal = try lists.set("modal")
    future = try lists.set("future")
    conditional = try lists.set("conditional")
    intent = try lists.set("intent")
    determiner = try lists.set("determiner")
    pronoun = try lists.set("pronoun")
    preposition = try lists.set("preposition")
    title = try lists.set("title")
    opening = try lists.set("opening")
    warWord = try lists.set("war-word")
    peaceWord = try lists.set("peace-word")
    landmark = try lists.set("landmark")
    locative = try lists.set("locative")
    organisationNoun = try lists.set("organisation-noun")
    kinNoun = try lists.set("kin-noun")
    denyingVerb = try lists.set("denying-verb")
    claimingVerb = try lists.set("claiming-verb")
    pauseMark = try lists.set("pause-mark")
    quoteMark = try lists.set("quote-mark")
    neutralSource = try lists.set("neutral-source")
    partySource = try lists.set("party-source")
    sideName = try lists.set("side-name")
    sideOfSource = try lists.set("side-of-source")
    plainSubject = try lists.set("plain-subject")
    nounOpening = try lists.set("noun-opening")
    tellingVerb = try lists.set("telling-verb")
    closingMark = try lists.set("closing-mark")
    quotingVerb = try lists.set("quoting-verb")
    relative = try lists.set("relative")
    opener = try lists.set("clause-opener")
    phraseEnd = try lists.set("phrase-end")
    skippedBeforeVerb = try lists.set("skipped-before-verb")
    day = try lists.set("day")
    expletive = try lists.set("expletive")
    subordinator = try lists.set("subordinator")
    clauseLink = try lists.set("clause-link")
    contextLink = try lists.set("context-link")
    contextWord = try lists.set("context-word")
  }

  /// Prepositions that stand before places, hardly before persons.
  let inside = WordSet(
    keys: Set(["in", "at", "into", "near", "around", "outside", "inside"].map { Term.key(of: $0) }))

  /// A word of grammar, which ends a noun phrase when one walks left from its head.
  func isGrammar(_ word: Term) -> Bool {
    determiner.contains(word) || pronoun.contains(word) || preposition.contains(word) || Self.grammar.contains(word.key)
  }

  private static let grammar = Set(
    """
    is was are were be been being has have had do does did will would could can may might shall should must and or but
    nor so then when while where if because although though not n't 'll 're 've 'd also only just again still already
    """.split(whereSeparator: \.isWhitespace).map { Term.key(of: $0) })
}
