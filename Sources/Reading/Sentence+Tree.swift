// The questions that a reader of trees asks. All answer from `head` and `relation`; before `Reader.parse` they find
// nothing.
extension Sentence {
  /// The word that the sentence hangs on; nil before the parse and for an empty sentence.
  public var root: Int? { isParsed ? tokens.firstIndex { $0.relation == .root } : nil }

  /// The tokens whose head is `index`, in order.
  public func children(of index: Int) -> [Int] { indices.filter { tokens[$0].head == index } }

  /// The children of `index` that stand to it in one of these relations, in order.
  public func children(of index: Int, _ relations: DependencyRelation...) -> [Int] {
    indices.filter { tokens[$0].head == index && relations.contains(tokens[$0].relation) }
  }

  /// The first child of `index` in one of these relations.
  public func child(of index: Int, _ relations: DependencyRelation...) -> Int? {
    indices.first { tokens[$0].head == index && relations.contains(tokens[$0].relation) }
  }

  /// From the first to the last token of all that hangs on `index`, itself included; the arcs of the parser never
  /// cross, so the range holds nothing else.
  public func subtree(of index: Int) -> Range<Int> {
    // A subtree without crossing arcs is one stretch: from the first child's first child … to the last one's last.
    var lower = index
    while let child = indices.first(where: { tokens[$0].head == lower }), child < lower { lower = child }
    var upper = index
    while let child = indices.last(where: { tokens[$0].head == upper }), child > upper { upper = child }
    return lower..<(upper + 1)
  }

  /// The heads above `index`, nearest first, up to the root.
  public func ancestors(of index: Int) -> [Int] {
    var found: [Int] = []
    var current = tokens[index].head
    while current >= 0, found.count < tokens.count {
      found.append(current)
      current = tokens[current].head
    }
    return found
  }

  /// Whether `index` is `ancestor` or hangs, at any depth, on it.
  public func isWithin(_ index: Int, _ ancestor: Int) -> Bool {
    index == ancestor || ancestors(of: index).contains(ancestor)
  }

  /// The way between two words through their lowest common head, both ends included; nil when no tree joins them.
  public func path(from start: Int, to end: Int) -> [Int]? {
    let up = [start] + ancestors(of: start)
    let down = [end] + ancestors(of: end)
    guard let top = up.first(where: down.contains), let turn = up.firstIndex(of: top),
      let join = down.firstIndex(of: top)
    else { return nil }
    return Array(up[...turn]) + down[..<join].reversed()
  }

  /// The subject of the clause of `verb`, also when it is said only in the clause that this one shares it with:
  /// "rebels *entered* and **took**", "troops *vowed* to **retake**", "the army, *capturing*".
  public func subject(of verb: Int) -> Int? {
    var clause = verb
    for _ in 0..<Limits.clausesClimbedMax {
      if let own = indices.first(where: { tokens[$0].head == clause && tokens[$0].relation.isSubject }) { return own }
      let token = tokens[clause]
      switch token.relation {
      case .conjunct, .openComplement, .adverbialClause: clause = token.head
      case .adnominalClause, .relativeClause: return token.head
      default: return nil
      }
      if clause < 0 { return nil }
    }
    return nil
  }

  /// Whether the clause of `verb` is passive, so that its subject is the one acted upon.
  public func isPassive(_ verb: Int) -> Bool {
    if child(of: verb, .passiveAuxiliary, .passiveSubject) != nil { return true }
    // "the town captured by rebels": a bare past participle after its noun.
    return tokens[verb].relation == .adnominalClause && tokens[verb].features.contains(.pastParticiple)
  }

  public func object(of verb: Int) -> Int? { child(of: verb, .object) }

  /// One nominal that hangs on a word by a preposition.
  public struct Prepositional: Sendable, Hashable {
    /// The preposition in lower case, all its words: "to", "out of", "because of"; "" for a bare nominal of time.
    public let preposition: String
    public let nominal: Int
  }

  /// The nominals that hang on `index` by a preposition or barely (`obl`, `nmod` and their subtypes), in order.
  public func prepositionals(of index: Int) -> [Prepositional] {
    indices.compactMap { child in
      guard tokens[child].head == index else { return nil }
      switch tokens[child].relation {
      case .oblique, .agent, .unmarkedOblique, .nominalModifier, .unmarkedNominalModifier:
        return Prepositional(preposition: preposition(of: child), nominal: child)
      default: return nil
      }
    }
  }

  /// The first nominal that hangs on `index` by one of these prepositions.
  public func oblique(of index: Int, _ prepositions: String...) -> Int? {
    prepositionals(of: index).first { prepositions.contains($0.preposition) }?.nominal
  }

  /// The preposition of a nominal: its `case` children before it and what is fixed to them, joined by spaces.
  public func preposition(of nominal: Int) -> String {
    var words: [String] = []
    for child in indices where tokens[child].head == nominal && tokens[child].relation == .caseMarker {
      if child > nominal { break }
      words.append(tokens[child].lower)
      for part in children(of: child, .fixed) { words.append(tokens[part].lower) }
      // "pulled out | of Kherson": treebanks differ on whose "out" is. It is one preposition here, since "of" alone
      // leads from no verb of motion.
      if words == ["of"], child > 0, tokens[child - 1].head == tokens[nominal].head,
        tokens[child - 1].relation == .particle || tokens[child - 1].relation == .adverb,
        tokens[child - 1].tag == .adposition
      {
        words.insert(tokens[child - 1].lower, at: 0)
      }
    }
    return words.joined(separator: " ")
  }

  /// The auxiliaries of a verb, "not" and "never" left out, in order.
  public func auxiliaries(of verb: Int) -> [Int] { children(of: verb, .auxiliary, .passiveAuxiliary, .copula) }

  /// Whether "not", "n't", "never" or "no longer" hangs on `index`.
  public func isNegated(_ index: Int) -> Bool {
    indices.contains {
      tokens[$0].head == index && tokens[$0].relation == .adverb && Limits.negations.contains(tokens[$0].lower)
    }
  }

  /// The members of the coordination that `first` begins: itself and its conjuncts.
  public func coordination(from first: Int) -> [Int] { [first] + children(of: first, .conjunct) }

  /// The words of a name or noun without what hangs on it by a preposition, a clause or an apposition: from its first
  /// determiner, adjective or compound to the last word of the name.
  public func nounPhrase(of nominal: Int) -> Range<Int> {
    var lower = nominal
    var upper = nominal
    for child in indices where tokens[child].head == nominal {
      switch tokens[child].relation {
      case .flat, .compound, .determiner, .predeterminer, .adjective, .number, .possessor, .title, .goesWith, .fixed:
        let span = subtree(of: child)
        lower = min(lower, span.lowerBound)
        upper = max(upper, span.upperBound - 1)
      default: continue
      }
    }
    return lower..<(upper + 1)
  }
}
