internal import Markup

/// Writes an article's paragraphs as HTML for display.
///
/// Only what carries meaning is written: paragraphs, headings, lists, quotes, preformatted text, emphasis and links.
/// Everything passes the sanitiser afterwards, so that a mistake here harms nobody.
struct ArticleHTML {
  private let tree: HTMLTree
  private let base: String?
  private var output = ""
  private var isInList = false

  /// - Parameter base: What links are resolved against.
  static func written(_ lines: [Line], of tree: HTMLTree, base: String?) -> String {
    var writer = ArticleHTML(tree: tree, base: base)
    for line in lines { writer.write(line.block) }
    writer.leaveList()
    return HTMLSanitizer.safeHTML(writer.output, base: base)
  }

  private init(tree: HTMLTree, base: String?) {
    self.tree = tree
    self.base = base
  }

  private mutating func write(_ block: Block) {
    if block.kind == .item {
      if !isInList { output += "<ul>\n" }
      isInList = true
    } else {
      leaveList()
    }
    let name = ArticleHTML.element(block)
    output += "<\(name)>"
    inline(block)
    output += "</\(name)>\n"
  }

  private mutating func leaveList() {
    if isInList { output += "</ul>\n" }
    isInList = false
  }

  /// Headings begin at the second rank: the first is the title's.
  private static func element(_ block: Block) -> String {
    switch block.kind {
    case .heading: "h\(min(max(block.level, 2), 6))"
    case .item: "li"
    case .quote: "blockquote"
    case .preformatted: "pre"
    case .paragraph, .cell, .term: "p"
    }
  }

  private mutating func inline(_ block: Block) {
    var open: [(name: String, end: Int)] = enclosing(block)
    for entry in open { output += "<\(entry.name)>" }
    var index = block.first
    while index < block.end {
      while let last = open.last, index >= last.end {
        output += "</\(last.name)>"
        open.removeLast()
      }
      let node = tree.nodes[index]
      switch TagRule.all[Int(node.tag.rawValue)] {
      case .skip:
        index = Int(node.end)
        continue
      case .lineBreak: output += "<br>"
      default:
        if node.tag == .text {
          output += HTMLSanitizer.escaped(String(decoding: tree.bytes[tree.textRange(index)], as: UTF8.self))
        } else if let start = startTag(index) {
          output += "<\(start)>"
          open.append((node.tag.name, min(Int(node.end), block.end)))
        }
      }
      index += 1
    }
    while let last = open.popLast() { output += "</\(last.name)>" }
  }

  /// Emphasis and links that begin above the block's first node, outermost first.
  private func enclosing(_ block: Block) -> [(name: String, end: Int)] {
    var found: [(name: String, end: Int)] = []
    var node = Int(tree.nodes[block.first].parent)
    while node > block.element, startTag(node) != nil || tree.nodes[node].tag == .span {
      if tree.nodes[node].tag != .a, startTag(node) != nil {
        found.insert((tree.nodes[node].tag.name, min(Int(tree.nodes[node].end), block.end)), at: 0)
      }
      node = Int(tree.nodes[node].parent)
    }
    return found
  }

  private func startTag(_ index: Int) -> String? {
    switch tree.nodes[index].tag {
    case .em, .i, .strong, .b, .code, .sub, .sup, .q, .cite, .mark, .s, .del, .ins:
      return tree.nodes[index].tag.name
    case .a:
      guard let href = tree.attribute(index, .href) else { return nil }
      let address = URLReference.resolve(href, against: base)
      guard SafeURL.isHarmless(address) else { return nil }
      let quoted = HTMLSanitizer.escaped(address).split(separator: "\"", omittingEmptySubsequences: false)
      return "a href=\"\(quoted.joined(separator: "&quot;"))\""
    default: return nil
    }
  }
}
