internal import Markup

/// Writes blocks out as text: white space collapsed, line breaks kept, entities already read by the parser.
struct TextWriter {
  private(set) var bytes: [UInt8] = []

  /// Appends a block's text.
  /// - Returns: Where it stands in `bytes`.
  mutating func write(_ block: Block, of tree: HTMLTree) -> Range<Int> {
    let start = bytes.count
    var pendingSpace = false
    var pendingBreak = false
    var index = block.first
    let source = tree.bytes.span
    while index < block.end {
      let node = tree.nodes[index]
      if node.tag != .text {
        switch TagRule.all[Int(node.tag.rawValue)] {
        case .skip:
          index = Int(node.end)
          continue
        case .lineBreak: pendingBreak = true
        default: break
        }
        index += 1
        continue
      }
      let isPreformatted = block.kind == .preformatted
      for at in tree.textRange(index) {
        let byte = source[at]
        if byte <= 0x20 {
          if isPreformatted, byte == 0x0A { pendingBreak = true }
          pendingSpace = true
          continue
        }
        // NO-BREAK SPACE is written as a space: it is there for the look of the page.
        if byte == 0xA0, bytes.last == 0xC2, bytes.count > start {
          bytes.removeLast()
          pendingSpace = true
          continue
        }
        if pendingBreak, bytes.count > start {
          bytes.append(0x0A)
        } else if pendingSpace, bytes.count > start {
          bytes.append(0x20)
        }
        pendingBreak = false
        pendingSpace = false
        bytes.append(byte)
      }
      index += 1
    }
    return start..<bytes.count
  }
}
