/// One sentence of a text: its tokens in order and, once parsed, its tree.
public struct Sentence: Sendable, Hashable {
  /// What a stretch of text is, as its form tells.
  public enum Kind: Sendable, Hashable {
    case prose
    /// A line of its own without a full stop: a headline within the text, a caption.
    case heading
    /// A line that begins with a bullet, a dash or a number; the mark is no token of it.
    case bullet
  }

  public package(set) var tokens: [Token]
  /// The number of its paragraph in the text, from 0.
  public let paragraph: Int
  public let kind: Kind
  /// How many tokens at its head are a dateline: "BEIRUT (Reuters) -"; 0 when there is none. They take no part in the
  /// tree: their head stays -1 and their relation `.unspecified`.
  public let datelineCount: Int
  /// Whether `Reader.parse` has been here.
  public package(set) var isParsed = false

  package init(tokens: [Token], paragraph: Int, kind: Kind, datelineCount: Int = 0) {
    self.tokens = tokens
    self.paragraph = paragraph
    self.kind = kind
    self.datelineCount = datelineCount
  }

  /// From its first token's start to its last one's end, in Unicode scalars of the text.
  public var scalars: Range<Int> {
    guard let first = tokens.first, let last = tokens.last else { return 0..<0 }
    return first.scalars.lowerBound..<last.scalars.upperBound
  }

  /// The same in UTF-8 bytes of the text.
  public var utf8: Range<Int> {
    guard let first = tokens.first, let last = tokens.last else { return 0..<0 }
    return first.utf8.lowerBound..<last.utf8.upperBound
  }

  public var indices: Range<Int> { tokens.indices }
  public var count: Int { tokens.count }

  public subscript(index: Int) -> Token { tokens[index] }
}
