internal import Markup

/// One paragraph of the article's text, written out.
struct Line {
  var block: Block
  /// Where its text stands among the written bytes.
  var range: Range<Int>
}

/// Takes the article's paragraphs out of the element that holds it.
struct BodyReader {
  private(set) var lines: [Line] = []
  private(set) var bytes: [UInt8] = []
  /// The last lines before any was dropped, in small letters, with whether they hold links.
  private(set) var lastLines: [(text: [UInt8], hasLink: Bool)] = []

  init(tree: HTMLTree, finder: BodyFinder) {
    guard tree.count > 0 else { return }
    var writer = TextWriter()
    let range = finder.body..<Int(tree.nodes[finder.body].end)
    for block in finder.blocks where range.contains(block.element) || range.contains(block.first) {
      guard block.marks.isDisjoint(with: .notText) else { continue }
      guard writer.bytes.count < ArticleLimits.textBytesMax else { break }
      let written = writer.write(block, of: tree)
      if !written.isEmpty { lines.append(Line(block: block, range: written)) }
    }
    bytes = writer.bytes
    lastLines = lines.suffix(4).map { (lowered(bytes[$0.range].prefix(600)), $0.block.links > 0) }
  }

  /// Drops the lines that are no text.
  mutating func filter(_ context: LineContext, lexicon: ExtractionLexicon) {
    var filter = LineFilter(lines: lines, bytes: bytes, context: context, lexicon: lexicon)
    lines = filter.kept()
  }

  /// The paragraphs, parted by blank lines.
  var text: String {
    var joined: [UInt8] = []
    var lastRow = -1
    for line in lines {
      if !joined.isEmpty {
        let sameRow = line.block.row >= 0 && line.block.row == lastRow
        joined.append(contentsOf: sameRow ? [0x20, 0x7C, 0x20] : [0x0A, 0x0A])
      }
      lastRow = line.block.row
      joined.append(contentsOf: bytes[line.range])
    }
    return String(decoding: joined, as: UTF8.self)
  }
}
