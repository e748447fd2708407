internal import Markup

/// One paragraph, heading, list item or other line of a page, measured but not yet written out.
struct Block {
  enum Kind: UInt8 {
    case paragraph, heading, item, quote, preformatted, cell, term
  }

  /// The block element that it stands in.
  var element: Int
  /// The nodes that hold its text: from the first to before `end`.
  var first: Int
  var end: Int
  var kind: Kind
  /// 1 to 6 for a heading.
  var level: Int = 0
  /// The table row that it stands in; -1 outside of tables.
  var row: Int = -1
  /// Letters, digits and signs, without white space.
  var chars: Int = 0
  var linkChars: Int = 0
  var words: Int = 0
  /// Links in it.
  var links: Int = 0
  /// Its first link's element; -1 without one.
  var firstLink = -1
  /// Commas and full stops of all scripts, as a sign of prose.
  var stops: Int = 0
  /// The last sign of it closes a sentence.
  var endsSentence = false
  /// Marks of the elements around it.
  var marks: Marks = []
  /// How many elements of emphasis hold all of it.
  var isAllStrong = false

  var linkShare: Double { chars == 0 ? 0 : Double(linkChars) / Double(chars) }
}

/// Cuts a page into blocks, in one walk.
struct BlockReader {
  private let tree: HTMLTree
  private let survey: PageSurvey
  private(set) var blocks: [Block] = []

  /// Elements open around the current node, with what their contents inherit.
  private struct Open {
    var end: Int
    var block: Int
    var kind: Block.Kind
    var level: Int
    var row: Int
    /// The link around; -1 outside of links.
    var link: Int
    var inStrong: Bool
  }

  private var open: [Open] = []
  private var current: Block?
  private var breaks = 0
  private var lastSign: UInt32 = 0
  private var strongChars = 0
  private var lastWasSpace = true

  init(tree: HTMLTree, survey: PageSurvey, range: Range<Int>) {
    self.tree = tree
    self.survey = survey
    walk(range)
  }

  private mutating func walk(_ range: Range<Int>) {
    var index = range.lowerBound
    while index < range.upperBound, blocks.count < ArticleLimits.blocksMax {
      while let last = open.last, index >= last.end { close() }
      let node = tree.nodes[index]
      if node.tag == .text {
        text(index)
        index += 1
        continue
      }
      let rule = TagRule.all[Int(node.tag.rawValue)]
      switch rule {
      case .skip:
        index = Int(node.end)
        continue
      case .lineBreak:
        breaks += 1
        if breaks == 2 { flush() }
        lastWasSpace = true
      case .rule:
        flush()
      case .inline, .link, .strong:
        if node.tag == .a { current?.links += 1 }
        if node.end > index + 1 { enter(index, rule) }
      default:
        flush()
        enter(index, rule)
      }
      index += 1
    }
    while !open.isEmpty { close() }
    flush()
  }

  private mutating func enter(_ index: Int, _ rule: TagRule) {
    let end = Int(tree.nodes[index].end)
    var entry =
      open.last
      ?? Open(end: end, block: index, kind: .paragraph, level: 0, row: -1, link: -1, inStrong: false)
    entry.end = end
    switch rule {
    case .link: entry.link = index
    case .strong: entry.inStrong = true
    case .inline: break
    default:
      entry.block = index
      entry.inStrong = false
      switch rule {
      case .heading(let level):
        entry.kind = .heading
        entry.level = level
      case .item: entry.kind = .item
      case .quote: entry.kind = .quote
      case .preformatted: entry.kind = .preformatted
      case .cell: entry.kind = .cell
      case .term: entry.kind = .term
      case .row: entry.row = index
      case .table: entry.row = -1
      default: break
      }
    }
    open.append(entry)
  }

  private mutating func close() {
    guard let last = open.popLast() else { return }
    if open.last?.block != last.block { flush() }
  }

  private mutating func text(_ index: Int) {
    let around = open.last
    let range = tree.textRange(index)
    var block =
      current
      ?? Block(
        element: around?.block ?? index, first: index, end: index + 1, kind: around?.kind ?? .paragraph,
        level: around?.level ?? 0, row: around?.row ?? -1)
    let before = block.chars
    measure(range, into: &block)
    guard block.chars > 0 else { return }
    let added = block.chars - before
    if added > 0 {
      breaks = 0
      if let link = around?.link, link >= 0 {
        block.linkChars += added
        if block.links == 0 { block.links = 1 }
        if block.firstLink < 0 { block.firstLink = link }
      }
      if around?.inStrong == true { strongChars += added }
    }
    block.end = index + 1
    current = block
  }

  /// Counts a run of text. One pass over its bytes.
  private mutating func measure(_ range: Range<Int>, into block: inout Block) {
    var last = lastSign
    var space = lastWasSpace
    let source = tree.bytes
    let bytes = source.span
    var at = range.lowerBound
    while at < range.upperBound {
      let byte = bytes[at]
      at += 1
      if byte <= 0x20 {
        space = true
        continue
      }
      if byte < 0x80 {
        if space { block.words += 1 }
        space = false
        block.chars += 1
        if byte == 0x2C || byte == 0x2E { block.stops += 1 }
        last = UInt32(byte)
        continue
      }
      // A sign beyond ASCII: its lead byte counts, its others are read into it.
      var sign = UInt32(byte)
      while at < range.upperBound, bytes[at] & 0xC0 == 0x80 {
        sign = sign << 8 | UInt32(bytes[at])
        at += 1
      }
      if sign == 0xC2A0 || (sign >= 0xE2_8080 && sign <= 0xE2_808B) || sign == 0xEF_BBBF {
        space = true
        continue
      }
      let isIdeograph = sign >= 0xE3_8080 && sign <= 0xED_9EBF
      if space || isIdeograph { block.words += 1 }
      space = false
      block.chars += 1
      if BlockReader.isStop(sign) { block.stops += 1 }
      last = sign
    }
    lastSign = last
    lastWasSpace = space
  }

  private mutating func flush() {
    breaks = 0
    lastWasSpace = true
    defer {
      current = nil
      strongChars = 0
      lastSign = 0
    }
    guard var block = current, block.chars > 0 else { return }
    block.endsSentence = BlockReader.endsSentence(lastSign)
    block.isAllStrong = strongChars == block.chars
    blocks.append(block)
  }

  /// Arabic and ideographic commas and full stops.
  private static func isStop(_ sign: UInt32) -> Bool {
    sign == 0xD88C || sign == 0xDB94 || sign == 0xE3_8081 || sign == 0xE3_8082 || sign == 0xEF_BC8C
      || sign == 0xE0_A5A4
  }

  /// Full stop, question and exclamation marks, ellipsis, closing quotes and brackets.
  private static func endsSentence(_ sign: UInt32) -> Bool {
    switch sign {
    case 0x2E, 0x21, 0x3F, 0x22, 0x27, 0x29, 0x3B: true
    case 0xE2_80A6, 0xE2_8099, 0xE2_809D, 0xE2_809C, 0xC2BB, 0xE3_8082, 0xEF_BC9F, 0xEF_BC81, 0xD89F, 0xDB94,
      0xE0_A5A4:
      true
    default: false
    }
  }
}

/// What a tag means for the cutting of a page into blocks.
enum TagRule {
  case inline, link, strong, block, skip, lineBreak, rule
  case heading(Int), item, quote, preformatted, cell, row, table, term

  static let all: [TagRule] = HTMLTag.allCases.map { tag in
    switch tag {
    case .text, .other, .abbr, .b, .cite, .code, .em, .font, .i, .ins, .kbd, .mark, .q, .ruby, .s, .samp, .small,
      .span, .strong, .sub, .sup, .time, .tt, .u, .var, .wbr, .label, .picture, .a, .del, .strike, .img:
      tag == .a ? .link : tag == .b || tag == .strong ? .strong : .inline
    case .script, .style, .template, .noscript, .head, .iframe, .frame, .frameset, .svg, .math, .select, .option,
      .button, .textarea, .object, .embed, .audio, .video, .input, .map, .source, .track, .meta, .link, .base,
      .rp, .rt, .title:
      .skip
    case .br: .lineBreak
    case .hr: .rule
    case .h1: .heading(1)
    case .h2: .heading(2)
    case .h3: .heading(3)
    case .h4: .heading(4)
    case .h5: .heading(5)
    case .h6: .heading(6)
    case .li: .item
    case .blockquote: .quote
    case .pre: .preformatted
    case .td, .th: .cell
    case .tr: .row
    case .table: .table
    case .dt, .dd: .term
    default: .block
    }
  }
}
