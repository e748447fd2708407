internal import Markup

/// What a page's head and markup declare of its article, as declared: nothing is settled here.
struct PageFacts {
  /// `<meta>` contents by name or property, in small letters, in order.
  private(set) var metas: [String: [String]] = [:]
  private(set) var linked = LinkedData()
  private(set) var titleElement: String?
  private(set) var canonical: String?
  private(set) var language: String?
  /// `itemprop` values outside of furniture, in order.
  private(set) var properties: [String: [String]] = [:]
  /// Texts of `rel="author"` links.
  private(set) var authorLinks: [String] = []
  /// Texts of `rel="tag"` links.
  private(set) var tagLinks: [String] = []
  /// `<time>` elements: their node, and their value.
  private(set) var times: [(node: Int, value: String)] = []
  /// Headings of ranks 1 to 3.
  private(set) var headings: [Int] = []
  /// The heading that declares itself the headline.
  private(set) var declaredHeading: Int?

  /// Elements of a kind that are looked at.
  private static let perKindMax = 256

  init(tree: HTMLTree, survey: PageSurvey) {
    var index = 0
    while index < tree.count {
      let node = tree.nodes[index]
      switch node.tag {
      case .text: break
      case .meta: meta(tree, index)
      case .link: link(tree, index)
      case .title where titleElement == nil && !isInPicture(tree, index):
        titleElement = tidied(tree.fieldText(index))
      case .script: script(tree, index)
      case .html: language = language ?? tree.attribute(index, .lang) ?? tree.attribute(index, .xmlLang)
      case .time where times.count < PageFacts.perKindMax:
        times.append(
          (
            index,
            tree.attribute(index, .datetime) ?? tidied(tree.fieldText(index))
              ?? ""
          ))
      case .h1, .h2, .h3:
        if headings.count < PageFacts.perKindMax { headings.append(index) }
      case .a: anchor(tree, index)
      default: break
      }
      if node.tag != .text, tree.hasAttributes(index) { property(tree, index) }
      index += 1
    }
  }

  /// The first value that a list of metas has.
  func meta(_ names: String...) -> (value: String, name: String)? {
    for name in names { if let value = metas[name]?.first { return (value, name) } }
    return nil
  }

  private mutating func meta(_ tree: HTMLTree, _ index: Int) {
    guard let content = tree.attribute(index, .content), metas.count < PageFacts.perKindMax else { return }
    let range =
      tree.attributeRange(index, .property) ?? tree.attributeRange(index, .name)
      ?? tree.attributeRange(index, .httpEquiv)
    guard let range, range.count < 64, let value = tidied(content) else { return }
    let name = String(decoding: lowered(tree.bytes[range]), as: UTF8.self)
    if metas[name]?.count ?? 0 < ArticleLimits.namesMax { metas[name, default: []].append(value) }
  }

  private mutating func link(_ tree: HTMLTree, _ index: Int) {
    guard canonical == nil, tree.attribute(index, .rel)?.lowercased() == "canonical" else { return }
    canonical = tree.attribute(index, .href).flatMap { tidied($0) }
  }

  private mutating func script(_ tree: HTMLTree, _ index: Int) {
    guard let type = tree.attributeRange(index, .type), tree.bytes[type].count >= 19,
      lowered(tree.bytes[type]).starts(with: "application/ld+json".utf8)
    else { return }
    for child in (index + 1)..<Int(tree.nodes[index].end) where tree.nodes[child].tag == .text {
      linked.read(tree.bytes[tree.textRange(child)])
    }
  }

  private mutating func anchor(_ tree: HTMLTree, _ index: Int) {
    guard let rel = tree.attributeRange(index, .rel) else { return }
    for word in tree.bytes[rel].split(separator: 0x20) {
      if word.elementsEqual("author".utf8), authorLinks.count < ArticleLimits.namesMax {
        if let name = tidied(tree.fieldText(index)) { authorLinks.append(name) }
      } else if word.elementsEqual("tag".utf8), tagLinks.count < ArticleLimits.namesMax {
        if let name = tidied(tree.fieldText(index)) { tagLinks.append(name) }
      }
    }
  }

  private mutating func property(_ tree: HTMLTree, _ index: Int) {
    guard let range = tree.attributeRange(index, .itemprop), range.count < 64 else { return }
    for word in tree.bytes[range].split(separator: 0x20) {
      let name = String(decoding: word, as: UTF8.self)
      guard PageFacts.read.contains(name), properties[name]?.count ?? 0 < ArticleLimits.namesMax else { continue }
      if name == "headline", declaredHeading == nil, tree.nodes[index].tag != .meta { declaredHeading = index }
      let value =
        tree.attribute(index, .content) ?? tree.attribute(index, .datetime)
        ?? (name == "author"
          ? PageFacts.nameInside(tree, index) : tree.fieldText(index))
      if let value = tidied(value) { properties[name, default: []].append(value) }
    }
  }

  private static let read: Set<String> = [
    "author", "datePublished", "dateModified", "headline", "articleSection", "keywords", "inLanguage",
  ]

  /// An author's name: the part that says so (`itemprop="name"`), else all of the element.
  private static func nameInside(_ tree: HTMLTree, _ index: Int) -> String {
    for inner in index..<Int(tree.nodes[index].end) {
      guard let range = tree.attributeRange(inner, .itemprop), tree.bytes[range].elementsEqual("name".utf8) else {
        continue
      }
      return tree.attribute(inner, .content) ?? tree.fieldText(inner)
    }
    return tree.fieldText(index)
  }

  /// `<title>` is also what drawings (SVG) call their tooltips.
  private func isInPicture(_ tree: HTMLTree, _ index: Int) -> Bool {
    var parent = Int(tree.nodes[index].parent)
    while parent >= 0 {
      if tree.nodes[parent].tag == .svg { return true }
      parent = Int(tree.nodes[parent].parent)
    }
    return false
  }
}
