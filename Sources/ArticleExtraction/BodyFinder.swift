internal import Markup

/// Finds the element that holds the article, by where the prose of the page stands.
struct BodyFinder {
  /// The element that holds the article.
  private(set) var body: Int
  /// For each node: how much prose stands in it, furniture left out.
  private(set) var prose: [Float]
  /// For each block: the marks of all elements around it that are to be believed.
  private(set) var blocks: [Block]

  private let tree: HTMLTree
  private let survey: PageSurvey
  /// The heading with the article's title.
  private let heading: Int?

  /// An element with more than this share of the page's prose is no furniture, whatever it is called.
  private static let believableShare: Float = 0.5
  /// Prose that makes a page whose every part calls itself furniture worth reading all the same.
  private static let proseMin: Float = 100
  /// The walk down goes on while one child holds this share of the prose.
  private static let dominance: Float = 0.85
  /// A container that says that it is the article must hold this share of the page's prose.
  private static let namedShare: Float = 0.4

  init(tree: HTMLTree, survey: PageSurvey, blocks: [Block], heading: Int?) {
    self.heading = heading ?? survey.topHeadings.first
    self.tree = tree
    self.survey = survey
    self.blocks = blocks
    prose = Array(repeating: 0, count: tree.count)
    body = 0
    let all = BodyFinder.sums(tree, blocks) { BodyFinder.weight($0) }
    believe(all)
    prose = BodyFinder.sums(tree, self.blocks) { $0.marks.isDisjoint(with: .notText) ? BodyFinder.weight($0) : 0 }
    if prose.first ?? 0 == 0, all.first ?? 0 >= BodyFinder.proseMin {
      // All is furniture, they say: then better furniture than nothing, but for what is hidden.
      for index in self.blocks.indices { self.blocks[index].marks.formIntersection([.comments, .hidden]) }
      prose = BodyFinder.sums(tree, self.blocks) {
        $0.marks.contains(.comments) ? 0 : BodyFinder.weight($0)
      }
    }
    body = find()
  }

  /// For a document that is all article: furniture is told, no body is looked for.
  init(wholeOf tree: HTMLTree, survey: PageSurvey, blocks: [Block]) {
    self.tree = tree
    self.survey = survey
    self.blocks = blocks
    heading = nil
    prose = BodyFinder.sums(tree, blocks) { BodyFinder.weight($0) }
    body = 0
    believe(prose)
  }

  /// How much a block speaks for the element around it: the signs of its prose.
  static func weight(_ block: Block) -> Float {
    let plain = Float(block.chars - block.linkChars)
    guard block.kind != .heading, plain > 0, block.linkShare < 0.7 else { return 0 }
    guard block.words >= 4 || block.chars > 300 else { return 0 }
    let isProse = plain >= 80 || (plain >= 40 && block.endsSentence && block.stops > 0)
    if isProse { return min(plain, 1200) }
    return block.kind == .item || block.kind == .cell ? plain * 0.2 : plain * 0.3
  }

  private static func sums(_ tree: HTMLTree, _ blocks: [Block], _ weight: (Block) -> Float) -> [Float] {
    var sums = [Float](repeating: 0, count: tree.count)
    for block in blocks { sums[block.element] += weight(block) }
    var index = tree.count - 1
    while index > 0 {
      let parent = Int(tree.nodes[index].parent)
      if parent >= 0 { sums[parent] += sums[index] }
      index -= 1
    }
    return sums
  }

  /// Hands each element's marks down to its blocks, unless what the element holds belies them.
  private mutating func believe(_ all: [Float]) {
    let comments = commentProse(all)
    let total = max((all.first ?? 0) - comments, 1)
    var handed = [Marks](repeating: [], count: tree.count)
    for index in 0..<tree.count where tree.nodes[index].tag != .text {
      let parent = Int(tree.nodes[index].parent)
      var own = survey.marks[index]
      let end = Int(tree.nodes[index].end)
      if tree.nodes[index].tag == .header, isPageHeader(index) { own.insert(.landmark) }
      if own.contains(.comments) {
        let holdsHeading = heading.map { $0 > index && $0 < end } ?? false
        let holdsBody = survey.declaredBodies.contains { $0 > index && $0 < end }
        if holdsHeading || holdsBody { own.remove(.comments) }
      } else if !own.isDisjoint(with: .notText), all[index] > total * BodyFinder.believableShare {
        own.subtract(.notText)
      }
      handed[index] = parent >= 0 ? handed[parent].union(own) : own
    }
    for index in blocks.indices { blocks[index].marks = handed[blocks[index].element] }
    for index in blocks.indices where tree.nodes[blocks[index].element].tag == .text {
      let parent = Int(tree.nodes[blocks[index].element].parent)
      if parent >= 0 { blocks[index].marks = handed[parent] }
    }
    inlineMarks()
  }

  /// Marks of inline elements that hold all of a block: `<p><span class="caption">…</span></p>`.
  private mutating func inlineMarks() {
    for index in blocks.indices {
      var node = blocks[index].first
      let lastText = blocks[index].end - 1
      while true {
        let parent = Int(tree.nodes[node].parent)
        guard parent > blocks[index].element, Int(tree.nodes[parent].end) > lastText else { break }
        blocks[index].marks.formUnion(survey.marks[parent])
        node = parent
      }
    }
  }

  private func commentProse(_ all: [Float]) -> Float {
    var sum: Float = 0
    var end = 0
    for index in 0..<tree.count where index >= end && survey.marks[index].contains(.comments) {
      sum += all[index]
      end = Int(tree.nodes[index].end)
    }
    return sum
  }

  /// A `<header>` without the article's heading that stands in no article is the page's.
  private func isPageHeader(_ index: Int) -> Bool {
    let end = Int(tree.nodes[index].end)
    if survey.topHeadings.contains(where: { $0 > index && $0 < end }) { return false }
    var parent = Int(tree.nodes[index].parent)
    while parent >= 0 {
      if tree.nodes[parent].tag == .article || tree.nodes[parent].tag == .main { return false }
      parent = Int(tree.nodes[parent].parent)
    }
    return true
  }

  private func find() -> Int {
    guard tree.count > 0 else { return 0 }
    let total = prose.first ?? 0
    if let declared = survey.declaredBodies.max(by: { prose[$0] < prose[$1] }),
      prose[declared] >= total * 0.25
    {
      return declared
    }
    var start = 0
    if let article = articleOfHeading(total) {
      start = article
    } else if let article = survey.articles.max(by: { prose[$0] < prose[$1] }), prose[article] >= total * 0.6 {
      start = article
    }
    var named: Int?
    for index in start..<Int(tree.nodes[start].end)
    where survey.marks[index].contains(.body) && survey.marks[index].isDisjoint(with: .notText) {
      if prose[index] >= total * BodyFinder.namedShare, prose[index] >= (named.map { prose[$0] } ?? 0) * 0.98 {
        named = index
      }
    }
    if let named { start = named }
    return descend(from: start)
  }

  /// The `<article>` that the page's first heading stands in, when it has prose enough: pages that go on with further
  /// articles, or list them, begin with the one they are about.
  private func articleOfHeading(_ total: Float) -> Int? {
    guard let heading else { return nil }
    return survey.articles.first {
      $0 < heading && heading < Int(tree.nodes[$0].end) && prose[$0] >= max(200, total * 0.1)
    }
  }

  /// Walks down while one child holds nearly all of the prose.
  private func descend(from start: Int) -> Int {
    var node = start
    while true {
      var best: Int?
      for child in tree.children(node) where tree.nodes[child].tag != .text {
        if prose[child] > best.map({ prose[$0] }) ?? 0 { best = child }
      }
      guard let best, prose[best] >= prose[node] * BodyFinder.dominance, TagRule.holdsBlocks(tree.nodes[best].tag),
        !hasLead(above: best, in: node)
      else { return node }
      node = best
    }
  }

  /// Whether a first paragraph stands in an element of its own between the title and the rest of the text.
  private func hasLead(above best: Int, in node: Int) -> Bool {
    guard let heading, heading > node, heading < best else { return false }
    return blocks.contains { block in
      block.element > heading && block.element < best && block.kind == .paragraph && block.endsSentence
        && block.marks.isDisjoint(with: .notText) && BodyFinder.weight(block) >= BodyFinder.proseMin
    }
  }
}

extension TagRule {
  /// Whether an article may be all in such an element.
  static func holdsBlocks(_ tag: HTMLTag) -> Bool {
    switch tag {
    case .p, .h1, .h2, .h3, .h4, .h5, .h6, .pre, .a, .b, .em, .span, .strong, .i, .font, .blockquote: false
    default: true
    }
  }
}
