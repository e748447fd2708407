/// Finds trigger patterns in a row of words: a trie over keys of lower-case words, with gaps.
struct TriggerAutomaton: Sendable {
  private struct Node: Sendable {
    var next: [UInt64: Int] = [:]
    /// A gap of up to `most` words, and the node behind it.
    var gaps: [(most: Int, node: Int)] = []
    var ends: [End] = []
  }

  /// A pattern that ends at a node.
  struct End: Sendable {
    let trigger: Int
    let shape: VerbShape?
    /// The words themselves, a verb in its base form: "take control of".
    let pattern: Term
  }

  private var nodes: [Node] = [Node()]
  private(set) var triggers: [Trigger] = []

  mutating func add(_ trigger: Trigger, words: [[FrameFile.PatternWord]], inflection: Inflection) {
    triggers.append(trigger)
    let index = triggers.count - 1
    guard let first = words.first else { return }
    var starts: [(node: Int, shape: VerbShape?, base: String)] = []
    for case .word(let word) in first {
      switch trigger.category {
      case .verb:
        for (form, shape) in inflection.forms(ofVerb: word) { starts.append((child(of: 0, form), shape, word)) }
      case .noun:
        for form in inflection.forms(ofNoun: word) { starts.append((child(of: 0, form), nil, word)) }
      case .phrase: starts.append((child(of: 0, word), nil, word))
      }
    }
    for (start, shape, base) in starts {
      var nodesNow = [(node: start, text: base)]
      for position in words.dropFirst() {
        var following: [(node: Int, text: String)] = []
        for (node, text) in nodesNow {
          for element in position {
            switch element {
            case .word(""): following.append((node, text))
            case .word(let word): following.append((child(of: node, word), text + " " + word))
            case .gap(let most): following.append((gap(of: node, most), text + " .."))
            }
          }
        }
        nodesNow = following
      }
      for (node, text) in nodesNow {
        nodes[node].ends.append(End(trigger: index, shape: shape, pattern: Term(text)))
      }
    }
  }

  private mutating func child(of node: Int, _ word: String) -> Int {
    let key = Term.key(of: word)
    if let known = nodes[node].next[key] { return known }
    nodes.append(Node())
    nodes[node].next[key] = nodes.count - 1
    return nodes.count - 1
  }

  private mutating func gap(of node: Int, _ most: Int) -> Int {
    if let known = nodes[node].gaps.first(where: { $0.most == most }) { return known.node }
    nodes.append(Node())
    nodes[node].gaps.append((most, nodes.count - 1))
    return nodes.count - 1
  }

  /// Whether any pattern begins with the word: the memory-speed test of the prefilter.
  func begins(with key: UInt64) -> Bool { nodes[0].next[key] != nil }

  /// A pattern found: the words it covers, first to last.
  struct Match: Sendable {
    let end: End
    let words: [Int]
  }

  /// Every pattern that begins at a word.
  func matches(at start: Int, keys: [UInt64]) -> [Match] {
    guard let first = nodes[0].next[keys[start]] else { return [] }
    var found: [Match] = []
    var open: [(node: Int, words: [Int])] = [(first, [start])]
    while let (node, words) = open.popLast() {
      for end in nodes[node].ends { found.append(Match(end: end, words: words)) }
      let following = (words.last ?? start) + 1
      if following < keys.count, let next = nodes[node].next[keys[following]] {
        open.append((next, words + [following]))
      }
      for (most, behind) in nodes[node].gaps {
        for skip in 0...most where following + skip < keys.count {
          if let next = nodes[behind].next[keys[following + skip]] { open.append((next, words + [following + skip])) }
        }
      }
    }
    return found
  }
}
