internal import Markup

/// What each element of a page says of itself by tag, role, class and visibility, before its text is looked at.
struct PageSurvey {
  /// For each node of the tree.
  private(set) var marks: [Marks]
  /// The first element that declares the article's text, `itemprop="articleBody"`, with its siblings of that kind.
  private(set) var declaredBodies: [Int] = []
  /// Every `<article>` outside of another.
  private(set) var articles: [Int] = []
  /// The headings of the first rank.
  private(set) var topHeadings: [Int] = []

  /// Headings and declared texts that are noted: each is compared with many elements.
  private static let perKindMax = 256

  init(tree: HTMLTree, lexicon: ExtractionLexicon) {
    marks = Array(repeating: [], count: tree.count)
    var memory = MarkMemory()
    var articleEnd = 0
    for index in 0..<tree.count {
      let tag = tree.nodes[index].tag
      guard tag != .text else { continue }
      var found = PageSurvey.landmarks[Int(tag.rawValue)]
      if tag == .article, index >= articleEnd {
        articles.append(index)
        articleEnd = Int(tree.nodes[index].end)
      }
      if tag == .h1, topHeadings.count < PageSurvey.perKindMax { topHeadings.append(index) }
      if tree.hasAttributes(index) {
        found.formUnion(PageSurvey.attributeMarks(tree, index, lexicon, &memory))
        if found.contains(.declaredBody), declaredBodies.count < PageSurvey.perKindMax { declaredBodies.append(index) }
      }
      // The page as a whole is not furniture, whatever its classes say of its layout.
      if tag == .html || tag == .body || tag == .main { found.subtract(.notText) }
      if tag == .article { found.subtract([.furniture, .caption, .byline]) }
      marks[index] = found
    }
  }

  private static func attributeMarks(
    _ tree: HTMLTree, _ index: Int, _ lexicon: ExtractionLexicon, _ memory: inout MarkMemory
  ) -> Marks {
    var found: Marks = []
    if let range = tree.attributeRange(index, .class) {
      found.formUnion(memory.marks(tree.bytes[range], lexicon.names))
    }
    if let range = tree.attributeRange(index, .id) {
      found.formUnion(memory.marks(tree.bytes[range], lexicon.names))
    }
    if found.contains(.neutral) { found = [] }
    if let range = tree.attributeRange(index, .role) { found.formUnion(role(tree.bytes[range])) }
    if let range = tree.attributeRange(index, .itemprop) { found.formUnion(property(tree.bytes[range])) }
    if tree.has(index, .hidden) { found.insert(.hidden) }
    if let range = tree.attributeRange(index, .ariaHidden), tree.bytes[range].elementsEqual("true".utf8) {
      found.insert(.hidden)
    }
    if let range = tree.attributeRange(index, .style), hides(tree.bytes[range]) { found.insert(.hidden) }
    return found
  }

  private static func role(_ value: ArraySlice<UInt8>) -> Marks {
    switch String(decoding: value, as: UTF8.self) {
    case "navigation", "banner", "complementary", "contentinfo", "search", "menu", "menubar", "toolbar", "tablist",
      "button":
      .landmark
    case "dialog", "alertdialog": .overlay
    default: []
    }
  }

  private static func property(_ value: ArraySlice<UInt8>) -> Marks {
    var found: Marks = []
    for word in value.split(whereSeparator: { $0 <= 0x20 }) {
      if word.elementsEqual("articleBody".utf8) || word.elementsEqual("reviewBody".utf8) {
        found.insert(.declaredBody)
      } else if word.elementsEqual("caption".utf8) || word.elementsEqual("copyrightHolder".utf8) {
        found.insert(.caption)
      } else if word.elementsEqual("author".utf8) || word.elementsEqual("datePublished".utf8)
        || word.elementsEqual("dateModified".utf8) || word.elementsEqual("publisher".utf8)
      {
        found.insert(.byline)
      } else if word.elementsEqual("comment".utf8) {
        found.insert(.comments)
      }
    }
    return found
  }

  /// Whether a `style` takes the element out of sight.
  private static func hides(_ style: ArraySlice<UInt8>) -> Bool {
    let bare = style.lazy.filter { $0 > 0x20 }.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    let text = String(decoding: Array(bare), as: UTF8.self)
    return text.contains("display:none") || text.contains("visibility:hidden")
  }

  private static let landmarks: [Marks] = HTMLTag.allCases.map { tag in
    switch tag {
    case .nav, .footer, .aside, .menu, .form: .landmark
    case .dialog: .overlay
    case .figcaption: .caption
    case .address: .byline
    default: []
    }
  }
}

/// Remembers what the class values of one page came to: most are used many times.
struct MarkMemory {
  private var keys: [UInt64] = Array(repeating: 0, count: 1024)
  private var values: [Marks] = Array(repeating: [], count: 1024)

  mutating func marks(_ value: ArraySlice<UInt8>, _ table: MarkTable) -> Marks {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in value { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    if hash == 0 { return table.marks(of: value) }
    let slot = Int(truncatingIfNeeded: (hash ^ (hash >> 31)) & 1023)
    if keys[slot] == hash { return values[slot] }
    let found = table.marks(of: value)
    keys[slot] = hash
    values[slot] = found
    return found
  }
}
