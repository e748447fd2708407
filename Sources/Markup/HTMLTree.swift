/// One HTML page as a flat tree: elements and runs of text in document order, without a pointer in it.
///
/// libxml2 reads the page; its events are written down here as they come (`HTMLTreeParser`), and nothing of libxml2
/// outlives the reading. A node's descendants are the nodes after it, up to its `end`, so that a walk over a part of
/// the page is a loop over a range, and sums over all subtrees are one loop backwards.
public struct HTMLTree: Sendable {
  /// An element or a run of text.
  public struct Node: Sendable {
    /// What it is; `.text` for a run of text.
    public let tag: HTMLTag
    /// The index of the element around it; -1 for a root.
    public let parent: Int32
    /// The index after its last descendant.
    public internal(set) var end: Int32
    /// Text: where its bytes stand. Element: where its attributes stand.
    let start: Int32
    var count: Int32
  }

  struct Attribute: Sendable {
    let name: HTMLAttribute
    let start: Int32
    let count: Int32
  }

  /// All nodes, in document order.
  public internal(set) var nodes: [Node] = []
  /// The bytes of all texts and attribute values, UTF-8; nodes point into it.
  public internal(set) var bytes: [UInt8] = []
  var attributes: [Attribute] = []
  /// What was left out for the sake of a limit.
  public internal(set) var omissions: Omissions = []

  /// What a tree left out of its page.
  public struct Omissions: OptionSet, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Elements nested deeper than `HTMLTreeLimits.depthMax`; their text is kept in the element above.
    public static let depth = Omissions(rawValue: 1)
    /// The rest of the page after `HTMLTreeLimits.nodesMax` nodes.
    public static let nodes = Omissions(rawValue: 2)
    /// Attribute values above `HTMLTreeLimits.attributeBytesMax`.
    public static let attributes = Omissions(rawValue: 4)
    /// The rest of a page whose tags are so badly nested that reading it would take very long.
    public static let work = Omissions(rawValue: 8)
  }

  init() {}

  /// The number of nodes.
  public var count: Int { nodes.count }

  /// The bytes of a run of text; empty for an element.
  public func textRange(_ node: Int) -> Range<Int> {
    let entry = nodes[node]
    guard entry.tag == .text else { return 0..<0 }
    return Int(entry.start)..<Int(entry.start + entry.count)
  }

  /// Where the value of an element's attribute stands in `bytes`; nil when it has none.
  public func attributeRange(_ node: Int, _ name: HTMLAttribute) -> Range<Int>? {
    let entry = nodes[node]
    guard entry.tag != .text, entry.count > 0 else { return nil }
    for index in Int(entry.start)..<Int(entry.start + entry.count) where attributes[index].name == name {
      return Int(attributes[index].start)..<Int(attributes[index].start + attributes[index].count)
    }
    return nil
  }

  /// Whether an element has an attribute.
  public func has(_ node: Int, _ name: HTMLAttribute) -> Bool { attributeRange(node, name) != nil }

  /// Whether an element has any of the kept attributes.
  public func hasAttributes(_ node: Int) -> Bool { nodes[node].tag != .text && nodes[node].count > 0 }

  /// The value of an element's attribute.
  public func attribute(_ node: Int, _ name: HTMLAttribute) -> String? {
    attributeRange(node, name).map { String(decoding: bytes[$0], as: UTF8.self) }
  }

  /// The text of a node and all below it as it stands, white space and all.
  /// - Parameter limit: Bytes after which nothing is added.
  public func rawText(_ node: Int, limit: Int = .max) -> String {
    var text: [UInt8] = []
    for index in node..<Int(nodes[node].end) where nodes[index].tag == .text {
      text.append(contentsOf: bytes[textRange(index)].prefix(limit - text.count))
      if text.count >= limit { break }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The first element of a kind at or after a node, before `end`.
  public func first(_ tag: HTMLTag, from node: Int = 0, to end: Int? = nil) -> Int? {
    (node..<(end ?? count)).first { nodes[$0].tag == tag }
  }

  /// The indices of a node's children, in order.
  public func children(_ node: Int) -> [Int] {
    var found: [Int] = []
    var index = node + 1
    while index < Int(nodes[node].end) {
      found.append(index)
      index = Int(nodes[index].end)
    }
    return found
  }
}

/// What a tree takes on at most, and why.
public enum HTMLTreeLimits {
  /// Browsers flatten at 512; beyond that no page means its nesting.
  public static let depthMax = 512
  /// A page of 32 MiB with an element every 16 bytes.
  public static let nodesMax = 2 << 20
  /// Inline pictures (`data:`) are the longest values of real pages, and none of them is read.
  public static let attributeBytesMax = 64 << 10
  /// libxml2 looks through all open elements for each end tag that closes none: steps it may take in one page.
  public static let strayEndTagWorkMax = 32 << 20
}
