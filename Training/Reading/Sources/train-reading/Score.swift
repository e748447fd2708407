import Reading

/// How near the reader comes to a treebank.
struct Score {
  var words = 0, universal = 0, lemmas = 0, heads = 0, labelled = 0, official = 0
  var plainWords = 0, plainHeads = 0, plainLabelled = 0
  var byRelation: [DependencyRelation: (gold: Int, found: Int, right: Int)] = [:]

  mutating func add(_ gold: TreebankSentence, _ reader: Reader) {
    var sentence = Sentence(tokens: gold.tokens, paragraph: 0, kind: .prose)
    reader.parse(&sentence)
    for (place, token) in sentence.tokens.enumerated() {
      let head = gold.heads[place] == gold.tokens.count ? -1 : gold.heads[place]
      let isRightHead = token.head == head
      let isRightLabel = token.relation == gold.relations[place]
      words += 1
      universal += gold.classes[place].hasPrefix(token.tag.universalTag + "/") ? 1 : 0
      lemmas += gold.lemmas[place] == token.lemma ? 1 : 0
      heads += isRightHead ? 1 : 0
      let base = { (relation: DependencyRelation) in relation.rawValue.prefix { $0 != ":" } }
      official += isRightHead && base(token.relation) == base(gold.relations[place]) ? 1 : 0
      labelled += isRightHead && isRightLabel ? 1 : 0
      byRelation[gold.relations[place], default: (0, 0, 0)].gold += 1
      byRelation[token.relation, default: (0, 0, 0)].found += 1
      if isRightHead && isRightLabel { byRelation[token.relation, default: (0, 0, 0)].right += 1 }
      guard gold.relations[place] != .punctuation else { continue }
      plainWords += 1
      plainHeads += isRightHead ? 1 : 0
      plainLabelled += isRightHead && isRightLabel ? 1 : 0
    }
  }

  private func percent(_ part: Int, of whole: Int) -> String {
    let tenths = whole == 0 ? 0 : (part * 10_000 + whole / 2) / whole
    return "\(tenths / 100)." + (tenths % 100 < 10 ? "0" : "") + "\(tenths % 100)"
  }

  var line: String {
    "words \(words) tag \(percent(universal, of: words)) lemma \(percent(lemmas, of: words)) "
      + "UAS \(percent(heads, of: words)) LAS \(percent(official, of: words)) "
      + "with subtypes \(percent(labelled, of: words)), "
      + "without punctuation UAS \(percent(plainHeads, of: plainWords)) LAS \(percent(plainLabelled, of: plainWords))"
  }

  var relationLines: [String] {
    byRelation.sorted { $0.value.gold > $1.value.gold }.filter { $0.value.gold >= 30 }.map { relation, counts in
      "  \(relation.rawValue) gold \(counts.gold) precision \(percent(counts.right, of: counts.found)) "
        + "recall \(percent(counts.right, of: counts.gold))"
    }
  }
}
