/// The word classes that the steps ask for. A class, since every step holds them and they are many.
final class Lexicon: Sendable {
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
  /// Of places: pronouns that mean them, what tells where they lie, and the words around their names.
  let placePronoun, owningPronoun, landmarkPronoun, compass, compassFar, complement, definite, article, takingVerb,
    withinGroup, joint, seatNoun, positionNoun, around, particle, adjectiveEnd, numberedNoun, calendar, indefinite,
    openingMark, dash, invertedVerb, personRelative, apposedArticle, inside, grammar, unchanged, namingVerb, regional,
    ownSite, within, peopleAdjective, countryNoun, measure, two, several: WordSet
  let relative, opener, phraseEnd, skippedBeforeVerb, day, expletive, subordinator, clauseLink, contextLink,
    contextWord: WordSet

  /// Of forces, auxiliaries and the joints of clauses.
  let actorArticle, actorPronoun, appositionMark, auxiliaryAdverb, auxiliaryBe, auxiliaryHave, auxiliaryModal,
    auxiliaryNot, clauseWord, forceAdjective, forceModifier, forceQualifier, four, genericForce, listing, listingLast,
    moving, otherSide, slotAuxiliary, slotRelative, three, weakForce: WordSet
  /// What ends a verb that has no object, what opens a list, what may stand between "and" and a place, who may be armed.
  let objectEnd, listOpening, beforeJoint, armedPronoun: WordSet
  /// The sorts of sites: what is called an airbase here may be called an airfield there, hardly a bridge.
  private let siteSorts: [WordSet]

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
    placePronoun = try lists.set("place-pronoun")
    owningPronoun = try lists.set("owning-pronoun")
    landmarkPronoun = try lists.set("landmark-pronoun")
    compass = try lists.set("compass")
    compassFar = try lists.set("compass-far")
    complement = try lists.set("complement")
    definite = try lists.set("definite")
    article = try lists.set("article")
    takingVerb = try lists.set("taking-verb")
    withinGroup = try lists.set("within-group")
    joint = try lists.set("joint")
    seatNoun = try lists.set("seat-noun")
    positionNoun = try lists.set("position-noun")
    around = try lists.set("around")
    particle = try lists.set("particle")
    adjectiveEnd = try lists.set("adjective-end")
    numberedNoun = try lists.set("numbered-noun")
    calendar = try lists.set("calendar")
    indefinite = try lists.set("indefinite")
    openingMark = try lists.set("opening-mark")
    dash = try lists.set("dash")
    invertedVerb = try lists.set("inverted-verb")
    personRelative = try lists.set("person-relative")
    apposedArticle = try lists.set("apposed-article")
    inside = try lists.set("inside")
    grammar = try lists.set("grammar")
    unchanged = try lists.set("unchanged-plural")
    namingVerb = try lists.set("naming-verb")
    actorArticle = try lists.set("actor-article")
    actorPronoun = try lists.set("actor-pronoun")
    appositionMark = try lists.set("apposition-mark")
    auxiliaryAdverb = try lists.set("auxiliary-adverb")
    auxiliaryBe = try lists.set("auxiliary-be")
    auxiliaryHave = try lists.set("auxiliary-have")
    auxiliaryModal = try lists.set("auxiliary-modal")
    auxiliaryNot = try lists.set("auxiliary-not")
    clauseWord = try lists.set("clause-word")
    forceAdjective = try lists.set("force-adjective")
    forceModifier = try lists.set("force-modifier")
    forceQualifier = try lists.set("force-qualifier")
    four = try lists.set("four")
    genericForce = try lists.set("generic-force")
    listing = try lists.set("listing")
    listingLast = try lists.set("listing-last")
    moving = try lists.set("moving")
    otherSide = try lists.set("other-side")
    slotAuxiliary = try lists.set("slot-auxiliary")
    slotRelative = try lists.set("slot-relative")
    three = try lists.set("three")
    weakForce = try lists.set("weak-force")
    two = try lists.set("two")
    several = try lists.set("several")
    measure = try lists.set("measure")
    countryNoun = try lists.set("country-noun")
    peopleAdjective = try lists.set("people-adjective")
    within = try lists.set("within")
    ownSite = try lists.set("own-site")
    regional = try lists.set("regional")
    objectEnd = try lists.set("object-end")
    listOpening = try lists.set("list-opening")
    beforeJoint = try lists.set("before-joint")
    armedPronoun = try lists.set("armed-pronoun")
    var sorts: [WordSet] = []
    for name in ["air", "base", "crossing", "port", "energy", "height", "water", "road", "house"] {
      sorts.append(try lists.set("sort-" + name))
    }
    siteSorts = sorts
  }

  /// Whether a noun of place means several; "the outskirts" are one.
  func isPlural(_ noun: Term) -> Bool {
    noun.text.hasSuffix("s") && !noun.text.hasSuffix("ss") && !unchanged.contains(noun)
  }

  /// The singular of a plural noun of place; nil for any other word.
  func singular(_ noun: Term) -> Term? {
    guard noun.text.hasSuffix("s"), !unchanged.contains(noun) else { return nil }
    let stem = noun.text.dropLast()
    let candidates = stem.hasSuffix("ie") ? [stem.dropLast(2) + "y"] : [String(stem), String(stem.dropLast())]
    return candidates.map { Term(String($0)) }.first(where: placeNoun.contains)
  }

  /// Whether two nouns may name one site; nil when either is of no known sort.
  func sameSort(_ one: Term, _ other: Term) -> Bool? {
    if one == other { return true }
    var isKnown = (one: false, other: false)
    for sort in siteSorts {
      let holds = (one: sort.contains(one), other: sort.contains(other))
      if holds.one, holds.other { return true }
      isKnown = (isKnown.one || holds.one, isKnown.other || holds.other)
    }
    return isKnown.one && isKnown.other ? false : nil
  }

  /// A word of grammar, which ends a noun phrase when one walks left from its head.
  func isGrammar(_ word: Term) -> Bool {
    determiner.contains(word) || pronoun.contains(word) || preposition.contains(word) || grammar.contains(word)
  }
}
