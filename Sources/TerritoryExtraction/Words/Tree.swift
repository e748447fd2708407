import Reading

/// How the words of a parsed sentence hang together, ready for paths.
struct Tree: Sendable {
  let heads: [Int]
  let relations: [DependencyRelation]
  let lemmas: [Term]
  let tags: [PartOfSpeech]
  /// The preposition of a nominal, in lower case; nil for none.
  private let cases: [Term?]

  init?(_ sentence: Sentence) {
    guard sentence.isParsed else { return nil }
    heads = sentence.tokens.map(\.head)
    relations = sentence.tokens.map(\.relation)
    lemmas = sentence.tokens.map { Term($0.lemma) }
    tags = sentence.tokens.map(\.tag)
    var cases = [Term?](repeating: nil, count: sentence.count)
    for index in sentence.indices where sentence[index].relation == .caseMarker {
      let head = sentence[index].head
      if head > index, cases[head] == nil { cases[head] = Term(sentence[index].lower) }
    }
    self.cases = cases
  }

  /// The word of a stretch on which its other words hang.
  func head(of words: Range<Int>) -> Int {
    words.first { !words.contains(heads[$0]) && relations[$0] != .punctuation && relations[$0] != .caseMarker }
      ?? words.lowerBound
  }

  /// The way from a mention up to the lowest common head and down to a trigger: "nmod:of+obj/" for "control of Kobo".
  ///
  /// A further member of a coordination counts as its first, a name behind "town of" as the town.
  func path(from mention: Int, to trigger: Int) -> Term {
    var start = mention
    var collapsed = 0
    while relations[start] == .conjunct, heads[start] >= 0, collapsed < 12 {
      start = heads[start]
      collapsed += 1
    }
    let up = chain(start)
    let down = chain(trigger)
    guard let turn = up.firstIndex(where: down.contains), let join = down.firstIndex(of: up[turn]) else {
      return "none"
    }
    if turn + join > Self.stepsMax { return "far" }
    var text = ""
    for node in up[..<turn] { text += (text.isEmpty ? "" : "+") + label(node) }
    text += "/"
    for node in down[..<join].reversed() { text += (text.hasSuffix("/") ? "" : "+") + label(node) }
    return Term(text)
  }

  /// A longer way says nothing about roles.
  private static let stepsMax = 5

  /// A word and the heads above it, up to the root.
  func chain(_ start: Int) -> [Int] {
    var found = [start]
    var current = heads[start]
    while current >= 0, found.count < 40 {
      found.append(current)
      current = heads[current]
    }
    return found
  }

  private func label(_ node: Int) -> String {
    let relation = relations[node]
    switch relation {
    case .oblique, .agent, .nominalModifier, .unmarkedOblique:
      return relation.rawValue + (cases[node].map { ":" + $0.text } ?? "")
    default: return relation.rawValue
    }
  }

  /// The words that hang on a word, in order.
  func children(of index: Int) -> [Int] { heads.indices.filter { heads[$0] == index } }

  /// The first word of all that hangs on a word, itself included.
  func first(under index: Int) -> Int {
    var lower = index
    while let child = heads.indices.first(where: { heads[$0] == lower }), child < lower { lower = child }
    return lower
  }

  func isPassive(_ verb: Int) -> Bool {
    children(of: verb).contains { relations[$0] == .passiveAuxiliary || relations[$0] == .passiveSubject }
  }
}
