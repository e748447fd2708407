internal import FoundationEssentials
internal import Markup
internal import Model

/// Reads the readers' comments below an article, each with its author and time.
///
/// A comment is the smallest element of the comment section that holds prose and says who wrote it or when; blocks
/// are given to the comment that they stand in.
struct CommentReader {
  private let tree: HTMLTree
  private let survey: PageSurvey
  private let lexicon: ExtractionLexicon
  private let dates: DateReading

  /// Nodes at a comment's head in which its author and time are looked for.
  private static let senderNodesMax = 200

  init(tree: HTMLTree, survey: PageSurvey, lexicon: ExtractionLexicon) {
    self.tree = tree
    self.survey = survey
    self.lexicon = lexicon
    dates = DateReading(lexicon: lexicon)
  }

  /// The comments among a page's blocks, in order.
  func comments(in blocks: [Block]) -> [ReaderComment] {
    let own = blocks.filter { $0.marks.contains(.comments) && !$0.marks.contains(.hidden) }
    guard let first = own.first, let last = own.last else { return [] }
    let units = units(from: first.element, to: last.end)
    var order: [Int] = []
    var byUnit: [Int: [Block]] = [:]
    for block in own {
      guard let unit = ancestor(of: block.element, where: { units.contains($0) }) else { continue }
      if byUnit[unit] == nil {
        guard order.count < ArticleLimits.commentsMax else { break }
        order.append(unit)
      }
      byUnit[unit, default: []].append(block)
    }
    return order.compactMap { unit in byUnit[unit].flatMap { comment(unit, $0) } }
  }

  /// The elements that are one comment each: the smallest around each sender that hold more than the sender.
  private func units(from start: Int, to end: Int) -> Set<Int> {
    var units: Set<Int> = []
    var known: [Int: Bool] = [:]
    func holdsMore(_ node: Int) -> Bool {
      if let answer = known[node] { return answer }
      let answer = !isOnlySender(node)
      known[node] = answer
      return answer
    }
    var index = start
    while index < min(end, tree.count), units.count < ArticleLimits.commentsMax * 2 {
      if isTime(index) || isAuthor(index) {
        if let unit = ancestor(of: index, where: { mayBeComment($0) && holdsMore($0) }) { units.insert(unit) }
      }
      index += 1
    }
    return units
  }

  private func ancestor(of node: Int, where isWanted: (Int) -> Bool) -> Int? {
    var at = node
    while at >= 0, tree.nodes[at].tag != .body {
      if tree.nodes[at].tag != .text, isWanted(at) { return at }
      at = Int(tree.nodes[at].parent)
    }
    return nil
  }

  private func mayBeComment(_ node: Int) -> Bool {
    switch tree.nodes[node].tag {
    case .article: return true
    case .li, .div, .section, .dd, .tr, .blockquote:
      if survey.marks[node].contains(.comments) { return true }
      return tree.nodes[node].tag == .li && tree.hasAttributes(node)
    default: return false
    }
  }

  /// Whether there is nothing in an element but the line of author and time.
  private func isOnlySender(_ node: Int) -> Bool {
    var rest = 0
    var index = node + 1
    let end = Int(tree.nodes[node].end)
    while index < end {
      if isTime(index) || isAuthor(index) || tree.nodes[index].tag == .a {
        index = Int(tree.nodes[index].end)
        continue
      }
      if tree.nodes[index].tag == .text {
        rest += tree.bytes[tree.textRange(index)].count { $0 > 0x20 }
      }
      index += 1
    }
    return rest < 16
  }

  private func isTime(_ node: Int) -> Bool {
    if tree.nodes[node].tag == .time { return true }
    return hasWord(node, CommentReader.timeNames)
  }

  private func isAuthor(_ node: Int) -> Bool {
    if tree.nodes[node].tag == .cite { return true }
    if let range = tree.attributeRange(node, .itemprop) {
      return tree.bytes[range].elementsEqual("author".utf8) || tree.bytes[range].elementsEqual("creator".utf8)
    }
    return hasWord(node, CommentReader.authorNames)
  }

  private static let timeNames: Set<String> = ["date", "time", "timestamp", "datetime", "published", "permalink"]
  private static let authorNames: Set<String> = [
    "fn", "author", "username", "user", "commenter", "nickname", "poster", "name", "byline",
  ]

  /// Whether one of the words of an element's class is in a list.
  private func hasWord(_ node: Int, _ names: Set<String>) -> Bool {
    guard tree.nodes[node].tag != .text, let range = tree.attributeRange(node, .class), range.count < 200 else {
      return false
    }
    return lowered(tree.bytes[range]).split(whereSeparator: { !isWordByte($0) })
      .contains { names.contains(String(decoding: $0, as: UTF8.self)) }
  }

  private func comment(_ unit: Int, _ blocks: [Block]) -> ReaderComment? {
    let range = unit..<min(Int(tree.nodes[unit].end), unit + CommentReader.senderNodesMax)
    let author = range.first { isAuthor($0) }.flatMap {
      tidied(tree.fieldText($0))
    }.map { trimmedName($0) }
    let time = range.first { tree.nodes[$0].tag == .time } ?? range.first { isTime($0) }
    let published = time.flatMap { node in
      (tree.attribute(node, .datetime) ?? tidied(tree.fieldText(node))).flatMap {
        dates.date($0)
      }
    }
    var writer = TextWriter()
    var paragraphs: [String] = []
    var size = 0
    for block in blocks where !isSenderLine(block) && block.linkShare < 0.6 {
      let written = writer.write(block, of: tree)
      size += written.count
      guard size <= ArticleLimits.commentBytesMax else { break }
      paragraphs.append(String(decoding: writer.bytes[written], as: UTF8.self))
    }
    guard !paragraphs.isEmpty else { return nil }
    return ReaderComment(author: author, published: published, text: paragraphs.joined(separator: "\n\n"))
  }

  /// `Jane says: May 22, 2015`: a short block with the sender in it.
  private func isSenderLine(_ block: Block) -> Bool {
    guard block.chars < 120 else { return false }
    var node = block.first
    while node >= block.element {
      if isTime(node) || isAuthor(node) { return true }
      node = Int(tree.nodes[node].parent)
    }
    return (block.first..<block.end).contains { isTime($0) || isAuthor($0) }
  }

  /// Without `says:` and the signs around it.
  private func trimmedName(_ name: String) -> String {
    let words = name.trimmingSigns().split(separator: " ")
    let verbs = lexicon.phrases(.commentVerbs)
    guard words.count > 1, let last = words.last else { return name.trimmingSigns() }
    let small = lowered(Array(last.utf8)[...])
    return verbs.isWhole(small.span) ? words.dropLast().joined(separator: " ") : name.trimmingSigns()
  }
}
