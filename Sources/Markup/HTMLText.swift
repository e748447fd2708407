/// The text that a person reads in a fragment of HTML.
public enum HTMLText {
  /// On one line: blocks parted by a space, runs of white space collapsed to one, no-break spaces kept.
  public static func plain(_ fragment: String) -> String {
    var writer = PlainWriter()
    guard fragment.utf8.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }) else {
      writer.write(Array(fragment.utf8))
      return writer.text
    }
    read(fragment, into: &writer)
    return writer.text
  }

  /// Plain text with its white space collapsed.
  public static func collapsed(_ text: String) -> String {
    var writer = PlainWriter()
    writer.write(Array(text.utf8))
    return writer.text
  }

  /// In paragraphs parted by a blank line; headings, list items, table rows and quotes are paragraphs of their own,
  /// `br` breaks a line, two of them a paragraph.
  public static func paragraphs(_ fragment: String) -> String {
    var writer = ParagraphWriter()
    read(fragment, into: &writer)
    return writer.text
  }

  private static func read(_ fragment: String, into writer: inout some TextWriter) {
    var tokenizer = HTMLTokenizer(Array(fragment.utf8))
    var scratch: [UInt8] = []
    var dropped: (name: String, depth: Int)?
    while let token = tokenizer.next() {
      switch token {
      case .startTag(let tag):
        if let current = dropped {
          if tag.name == current.name, !tag.isSelfClosing { dropped = (current.name, current.depth + 1) }
        } else if HTMLVocabulary.droppedWithContent.contains(tag.name) {
          if !tag.isSelfClosing { dropped = (tag.name, 1) }
        } else if HTMLVocabulary.blockElements.contains(tag.name) {
          writer.edge(of: tag.name, isStart: true)
        }
      case .endTag(let name):
        if let current = dropped {
          if name == current.name { dropped = current.depth > 1 ? (name, current.depth - 1) : nil }
        } else if HTMLVocabulary.blockElements.contains(name) {
          writer.edge(of: name, isStart: false)
        }
      case .text(let range) where dropped == nil:
        scratch.removeAll(keepingCapacity: true)
        HTMLEntities.decode(tokenizer.bytes, range, inAttribute: false, into: &scratch)
        writer.write(scratch)
      case .rawText(let range) where dropped == nil: writer.write(Array(tokenizer.bytes[range]))
      case .text, .rawText, .comment: break
      }
    }
  }
}

private protocol TextWriter {
  mutating func write(_ bytes: [UInt8])
  mutating func edge(of block: String, isStart: Bool)
}

private struct PlainWriter: TextWriter {
  private var output: [UInt8] = []
  private var owesSpace = false

  var text: String { String(decoding: output, as: UTF8.self) }

  mutating func write(_ bytes: [UInt8]) {
    for byte in bytes {
      if byte.isMarkupSpace || byte == 0x0B {
        owesSpace = true
        continue
      }
      if owesSpace, !output.isEmpty { output.append(0x20) }
      owesSpace = false
      output.append(byte)
    }
  }

  mutating func edge(of block: String, isStart: Bool) { owesSpace = true }
}

private struct ParagraphWriter: TextWriter {
  private enum Gap: Int { case none, space, line, paragraph }

  /// Edges that part cells or lines, not paragraphs.
  private static let cells: Set<String> = ["td", "th"]

  private var output: [UInt8] = []
  private var gap = Gap.none
  private var preformattedDepth = 0

  var text: String { String(decoding: output, as: UTF8.self) }

  mutating func write(_ bytes: [UInt8]) {
    for byte in bytes {
      if preformattedDepth > 0, byte == 0x0A {
        widen(to: .line)
      } else if byte.isMarkupSpace || byte == 0x0B {
        widen(to: .space)
      } else {
        closeGap()
        output.append(byte)
      }
    }
  }

  mutating func edge(of block: String, isStart: Bool) {
    if block == "pre" { preformattedDepth = max(0, preformattedDepth + (isStart ? 1 : -1)) }
    if block == "br" {
      widen(to: gap == .line ? .paragraph : .line)
    } else {
      widen(to: Self.cells.contains(block) ? .space : .paragraph)
    }
  }

  private mutating func widen(to wider: Gap) { if wider.rawValue > gap.rawValue { gap = wider } }

  private mutating func closeGap() {
    if !output.isEmpty {
      switch gap {
      case .none: break
      case .space: output.append(0x20)
      case .line: output.append(0x0A)
      case .paragraph: output.append(contentsOf: [0x0A, 0x0A])
      }
    }
    gap = .none
  }
}
