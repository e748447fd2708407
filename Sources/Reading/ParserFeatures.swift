/// What the parser looks at to choose its next move: the words around the stack's top and the next word, their classes,
/// their children and the labels of these, in pairs and threes.
package struct ParserFeatures {
  /// One sight of the state. `s` is the stack from its top, `b` the words to come, `l` and `r` a left or right child (1
  /// the outermost); then `w` lemma, `t` class, `l` label,
  /// `vl`/`vr` how many children, `ls`/`rs` which labels hang there.
  private enum Sight: Int, CaseIterable {
    case s0w, s0t, s0l, s1w, s1t, s1l, s2w, s2t, s2l, b0w, b0t, b0l, b1w, b1t, b1l, b2w, b2t, b2l
    case s0l1w, s0l1t, s0l1l, s0l2w, s0l2t, s0l2l, s0r1w, s0r1t, s0r1l, s0r2w, s0r2t, s0r2l
    case s1l1w, s1l1t, s1l1l, s1r1w, s1r1t, s1r1l, s1r2w, s1r2t, s1r2l, b0l1w, b0l1t, b0l1l, b0l2w, b0l2t, b0l2l
    case s0vl, s0vr, s0ls, s0rs, s1vl, s1vr, s1ls, s1rs, b0vl, b0vr, b0ls, b0rs
    /// How far the next word is from the stack's top, and this from the word below it.
    case d0, d1
    /// How many commas stand between the stack's two top words.
    case commas
    /// The name-like look of the two words that an arc would join.
    case s0c, s1c, b0c

    static func named(_ name: Substring) -> Sight? { allCases.first { "\($0)" == name } }
  }

  /// The sights that one feature puts together; unused places are -1.
  private struct Template {
    let seed: UInt64
    let first: Int, second: Int, third: Int, fourth: Int
  }

  /// One feature a group of sights. The order is part of the model: a change asks for training anew.
  private static let table = """
    s0w|s0t|s0w s0t|s1w|s1t|s1w s1t|s2w|s2t|s2w s2t|b0w|b0t|b0w b0t|b1w|b1t|b1w b1t|b2w|b2t|b2w b2t
    s0l1w|s0l1t s0l1l|s0r1w|s0r1t s0r1l|s1l1w|s1l1t s1l1l|s1r1w|s1r1t s1r1l|b0l1w|b0l1t b0l1l
    s0l2t s0l2l|s0r2t s0r2l|s1r2t s1r2l|b0l2t b0l2l
    s0w s1w|s0w s0t s1t|s0t s1w s1t|s0w s0t s1w s1t|s0t s1t|s0w b0w|s0w s0t b0t|s0t b0w b0t|s0w s0t b0w b0t|s0t b0t
    s1w b0w|s1t b0t|s1w s1t b0t|s1t b0w b0t|b0t b1t|b0w b1w|b0w b1t|b0t b1w|s0w b1w|s0t b1t
    s0t s1t b0t|s0t b0t b1t|s1t s0t s2t|s0t b0t s0l1t|s0t b0t s0r1t|s1t s0t s1r1t|s1t s0t s1l1t|s1t s0t s0l1t
    s1t s0t s0r1t|s0t b0t b0l1t|b0t b1t b2t|s0w b0t b1t|s0w s1t b0t|s0t s1w b0t|s0t s1t b0w|s1t b0t b1t
    s0t b0t s0r1l|s1t s0t s1r1l|s1w s0l1w|s1w s0l1w s0t|s1t s0l1w s0w|s2w s0l1w s0t|s2w s0t|s2t s0t s0l1w
    s1w s0w s0l1w|s1w s1r1l s0l1w|s0w b0l1w b0t|s1w b0l1w b0t|s1w s1r1w s0l1w
    s0w s0vl|s0w s0vr|s0t s0vl s0vr|s1w s1vr|s1t s1vl s1vr|b0t b0vl|s0t s0rs|s1t s1rs|s0w s0rs|s1w s1rs|s0t s0ls
    s0w s0ls|b0t b0ls|s1w s1rs s0t|s0w s0rs b0t|s1t s1ls s0t
    s0t b0t d0|s1t s0t d1|s0w d0|s1w d1|s0w b0w d0|s1t s0t s0l1l d1|s1t s0t commas|s1t s0t s0ls commas
    s1t s1ls b0t|s0t s0ls b0t|s0t s0rs b0t|s2t s1t s0t b0t|s1t s0t b0t b1t|s1w s1ls b0t
    s0c s1c s0t s1t|s0c b0c s0t b0t|s0c s1c b0c b0t
    """

  private static let templates: [Template] = table.split(whereSeparator: { $0 == "|" || $0.isNewline }).enumerated()
    .map { place, group in
      let sights = group.split(separator: " ").map { name in
        guard let sight = Sight.named(name) else { preconditionFailure("no sight is called \(name)") }
        return sight.rawValue
      }
      func sight(_ at: Int) -> Int { at < sights.count ? sights[at] : -1 }
      return Template(
        seed: FeatureHash.mixed(UInt64(place + 101)), first: sight(0), second: sight(1), third: sight(2),
        fourth: sight(3))
    }

  private let templates = Self.templates
  private var sights = [UInt64](repeating: 0, count: Sight.allCases.count)
  /// The features of the state that was last looked at.
  package private(set) var features = [UInt64](repeating: 0, count: Self.templates.count)

  package init() {}

  /// Looks at a state.
  package mutating func collect(_ state: ParserState, _ codes: SentenceCodes) {
    look(at: state, codes)
    for place in templates.indices {
      let template = templates[place]
      var hash = FeatureHash.mixed(template.seed &+ sights[template.first])
      if template.second >= 0 { hash = FeatureHash.mixed(hash &+ sights[template.second] &* 0xA076_1D64_78BD_642F) }
      if template.third >= 0 { hash = FeatureHash.mixed(hash &+ sights[template.third] &* 0xE703_7ED1_A0B4_28DB) }
      if template.fourth >= 0 { hash = FeatureHash.mixed(hash &+ sights[template.fourth] &* 0x8EBC_6AF0_9C88_C6E3) }
      features[place] = hash
    }
  }

  private mutating func look(at state: ParserState, _ codes: SentenceCodes) {
    let depth = state.stack.count
    let s0 = depth > 0 ? state.stack[depth - 1] : -1
    let s1 = depth > 1 ? state.stack[depth - 2] : -1
    let s2 = depth > 2 ? state.stack[depth - 3] : -1
    let b0 = state.next
    let b1 = b0 + 1 <= state.count ? b0 + 1 : -1
    let b2 = b0 + 2 <= state.count ? b0 + 2 : -1
    word(s0, .s0w, state, codes)
    word(s1, .s1w, state, codes)
    word(s2, .s2w, state, codes)
    word(b0, .b0w, state, codes)
    word(b1, .b1w, state, codes)
    word(b2, .b2w, state, codes)
    let top = node(s0, state)
    let below = node(s1, state)
    let ahead = node(b0, state)
    word(top.left1, .s0l1w, state, codes)
    word(top.left2, .s0l2w, state, codes)
    word(top.right1, .s0r1w, state, codes)
    word(top.right2, .s0r2w, state, codes)
    word(below.left1, .s1l1w, state, codes)
    word(below.right1, .s1r1w, state, codes)
    word(below.right2, .s1r2w, state, codes)
    word(ahead.left1, .b0l1w, state, codes)
    word(ahead.left2, .b0l2w, state, codes)
    children(top, .s0vl)
    children(below, .s1vl)
    children(ahead, .b0vl)
    set(.d0, distance(s0, b0))
    set(.d1, distance(s1, s0))
    set(.commas, s1 < 0 ? Self.none : UInt64(min(3, codes.commas[s0] - codes.commas[s1])))
    set(.s0c, look(s0, codes))
    set(.s1c, look(s1, codes))
    set(.b0c, look(b0, codes))
  }

  private static let none: UInt64 = 0x1F1F
  private static let root: UInt64 = 0x2F2F

  @inline(__always)
  private mutating func set(_ sight: Sight, _ value: UInt64) { sights[sight.rawValue] = value }

  /// Lemma, class and label of one word, from `first` on.
  @inline(__always)
  private mutating func word(_ at: Int, _ first: Sight, _ state: ParserState, _ codes: SentenceCodes) {
    let place = first.rawValue
    guard at >= 0, at < codes.count else {
      let value = at < 0 ? Self.none : Self.root
      sights[place] = value
      sights[place + 1] = value
      sights[place + 2] = value
      return
    }
    sights[place] = codes.lemmas[at]
    sights[place + 1] = UInt64(codes.classes[at])
    sights[place + 2] = UInt64(state.labels[at])
  }

  @inline(__always)
  private func node(_ at: Int, _ state: ParserState) -> ParserState.Node {
    at < 0 ? ParserState.Node() : state.nodes[at]
  }

  /// Counts and labels of a word's children, from `first` on.
  @inline(__always)
  private mutating func children(_ node: ParserState.Node, _ first: Sight) {
    let place = first.rawValue
    sights[place] = UInt64(min(node.leftCount, 4))
    sights[place + 1] = UInt64(min(node.rightCount, 4))
    sights[place + 2] = node.leftLabels
    sights[place + 3] = node.rightLabels
  }

  /// In classes: 1, 2, 3, 4, 5-6, 7-10, more.
  @inline(__always)
  private func distance(_ from: Int, _ to: Int) -> UInt64 {
    guard from >= 0 else { return Self.none }
    switch to - from {
    case ...4: return UInt64(max(0, to - from))
    case 5...6: return 5
    case 7...10: return 6
    default: return 7
    }
  }

  @inline(__always)
  private func look(_ at: Int, _ codes: SentenceCodes) -> UInt64 {
    at >= 0 && at < codes.count ? codes.shape[at] : Self.none
  }
}
