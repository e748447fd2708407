/// How a word depends on its head (Universal Dependencies 2, English, with its usual subtypes).
public enum DependencyRelation: String, Sendable, CaseIterable {
  case root
  case subject = "nsubj"
  case passiveSubject = "nsubj:pass"
  case outerSubject = "nsubj:outer"
  case clausalSubject = "csubj"
  case passiveClausalSubject = "csubj:pass"
  case object = "obj"
  case indirectObject = "iobj"
  /// A nominal that hangs on a verb with a preposition, its `caseMarker` child: "fell *to rebels*".
  case oblique = "obl"
  /// The one who does it in a passive clause: "captured *by rebels*".
  case agent = "obl:agent"
  /// A bare nominal that says when or how much: "fell *Monday*".
  case unmarkedOblique = "obl:unmarked"
  /// A nominal that hangs on a nominal: "the fall *of Raqqa*".
  case nominalModifier = "nmod"
  case possessor = "nmod:poss"
  case unmarkedNominalModifier = "nmod:unmarked"
  /// A title before a name: "*President* Assad", "the *city* of".
  case title = "nmod:desc"
  case apposition = "appos"
  case adnominalClause = "acl"
  case relativeClause = "acl:relcl"
  case adverbialClause = "advcl"
  case adverbialRelativeClause = "advcl:relcl"
  case adverb = "advmod"
  case adjective = "amod"
  case number = "nummod"
  case determiner = "det"
  case predeterminer = "det:predet"
  /// A preposition or 's, child of its nominal.
  case caseMarker = "case"
  /// "that", "to", "after", "if": child of its clause's head.
  case clauseMarker = "mark"
  case coordinator = "cc"
  case preconjunction = "cc:preconj"
  /// A further member of a coordination, child of the first.
  case conjunct = "conj"
  case fixed
  /// A further word of a name: "Tal *Abyad*".
  case flat
  case compound
  /// "out" in "pull out", "over" in "take over".
  case particle = "compound:prt"
  case auxiliary = "aux"
  case passiveAuxiliary = "aux:pass"
  /// "is" beside a predicate that is no verb: "the town *is* in rebel hands".
  case copula = "cop"
  /// A clause whose subject is its parent's: "vowed *to retake*".
  case openComplement = "xcomp"
  /// A clause with its own subject: "said *the town had fallen*".
  case clausalComplement = "ccomp"
  case parataxis
  case list
  case punctuation = "punct"
  case vocative
  case discourse
  case expletive = "expl"
  case dislocated
  case goesWith = "goeswith"
  case reparandum
  case orphan
  case unspecified = "dep"

  /// Any subject, of an active or a passive clause, a nominal or a clause.
  public var isSubject: Bool {
    switch self {
    case .subject, .passiveSubject, .outerSubject, .clausalSubject, .passiveClausalSubject: true
    default: false
    }
  }

  /// A clause that hangs on another word.
  public var isClause: Bool {
    switch self {
    case .adnominalClause, .relativeClause, .adverbialClause, .adverbialRelativeClause, .openComplement,
      .clausalComplement, .clausalSubject, .passiveClausalSubject, .parataxis:
      true
    default: false
    }
  }
}
