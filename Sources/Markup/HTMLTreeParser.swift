internal import CLibXML2

extension HTMLTree {
  /// Reads a page.
  ///
  /// Any bytes give a tree, if need be an empty one: HTML has no errors, only pages that mean less than others.
  /// - Parameter utf8: The page in valid UTF-8 without NUL (`TextDecoder` makes it so of any bytes).
  public init(parsing utf8: [UInt8]) {
    self.init()
    guard !utf8.isEmpty, utf8.count < Int(Int32.max) else { return }
    let input = HTMLTreeInput.reduced(utf8)
    var writer = HTMLTreeWriter(expecting: input.count)
    unsafe input.withUnsafeBytes { HTMLTree.read($0, into: &writer) }
    self = writer.finished()
  }

  // SAFETY: the buffer outlives the call, and libxml2's context is freed before it returns. The writer's address is
  // handed to C as its user data; C keeps nothing after the context is freed, and nothing else touches the writer
  // meanwhile.
  @safe private static func read(_ page: UnsafeRawBufferPointer, into writer: inout HTMLTreeWriter) {
    guard let start = unsafe page.baseAddress?.assumingMemoryBound(to: CChar.self),
      let context = unsafe htmlCreateMemoryParserCtxt(start, Int32(page.count))
    else { return }
    defer { unsafe htmlFreeParserCtxt(context) }
    unsafe htmlCtxtUseOptions(
      context, Int32(HTML_PARSE_NONET.rawValue | HTML_PARSE_IGNORE_ENC.rawValue | HTML_PARSE_RECOVER.rawValue))
    unsafe xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8)
    unsafe context.pointee.sax.pointee = handler
    unsafe writer.context = context
    unsafe withUnsafeMutablePointer(to: &writer) { address in
      unsafe context.pointee.userData = UnsafeMutableRawPointer(address)
      unsafe htmlParseDocument(context)
    }
    unsafe writer.context = nil
  }

  private static var handler: htmlSAXHandler {
    var handler = unsafe htmlSAXHandler()
    unsafe handler.initialized = UInt32(XML_SAX2_MAGIC)
    unsafe handler.startElement = { unsafe HTMLTreeWriter.at($0)?.pointee.start($1, $2) }
    unsafe handler.endElement = { unsafe HTMLTreeWriter.at($0)?.pointee.end($1) }
    unsafe handler.characters = { unsafe HTMLTreeWriter.at($0)?.pointee.characters($1, $2) }
    unsafe handler.ignorableWhitespace = { unsafe HTMLTreeWriter.at($0)?.pointee.characters($1, $2) }
    unsafe handler.cdataBlock = { unsafe HTMLTreeWriter.at($0)?.pointee.characters($1, $2) }
    unsafe handler.serror = { writer, _ in unsafe HTMLTreeWriter.at(writer)?.pointee.fault() }
    return unsafe handler
  }
}

/// Writes libxml2's events down as a flat tree.
@safe struct HTMLTreeWriter {
  /// Set while libxml2 reads; by it the reading is stopped.
  var context: htmlParserCtxtPtr?

  private var tree = HTMLTree()
  private var open: [Int32] = []
  /// Elements open beyond the depth limit, which have no node.
  private var flattened = 0
  private var strayWork = 0
  private let tags = HTMLTreeWriter.tagTable
  private let attributeNames = HTMLTreeWriter.attributeTable

  private static let tagTable = NameTable(names: HTMLTag.allCases.map { $0 == .other ? "" : $0.name })
  private static let attributeTable = NameTable(names: HTMLAttribute.allCases.map(\.htmlName))

  init(expecting byteCount: Int) {
    unsafe context = nil
    tree.bytes.reserveCapacity(byteCount / 2)
    tree.nodes.reserveCapacity(byteCount / 40)
    tree.attributes.reserveCapacity(byteCount / 60)
  }

  static func at(_ pointer: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<HTMLTreeWriter>? {
    // SAFETY: the pointer is the user data that `read` has set, and its writer lives while libxml2 reads.
    unsafe pointer?.assumingMemoryBound(to: HTMLTreeWriter.self)
  }

  /// Closes what is still open.
  mutating func finished() -> HTMLTree {
    while let last = open.popLast() { tree.nodes[Int(last)].end = Int32(tree.nodes.count) }
    return tree
  }

  // SAFETY (all events): libxml2 hands over NUL-terminated strings and a NULL-terminated list of name and value
  // pairs that live until the event returns; their bytes are copied here.

  mutating func start(_ name: UnsafePointer<UInt8>?, _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?) {
    guard open.count < HTMLTreeLimits.depthMax else {
      flattened += 1
      tree.omissions.insert(.depth)
      return
    }
    guard tree.nodes.count < HTMLTreeLimits.nodesMax else { return stop(.nodes) }
    let first = tree.attributes.count
    if var pair = unsafe attributes { unsafe copy(&pair) }
    let index = Int32(tree.nodes.count)
    tree.nodes.append(
      HTMLTree.Node(
        tag: unsafe tag(name), parent: open.last ?? -1, end: index + 1, start: Int32(first),
        count: Int32(tree.attributes.count - first)))
    open.append(index)
  }

  mutating func end(_ name: UnsafePointer<UInt8>?) {
    if flattened > 0 {
      flattened -= 1
      return
    }
    let wanted = unsafe tag(name)
    // libxml2 closes in order; looking further is for elements that it closes twice.
    guard let depth = open.lastIndex(where: { tree.nodes[Int($0)].tag == wanted }) else { return }
    for index in open[depth...] { tree.nodes[Int(index)].end = Int32(tree.nodes.count) }
    open.removeSubrange(depth...)
  }

  mutating func characters(_ text: UnsafePointer<UInt8>?, _ count: CInt) {
    guard let text = unsafe text, count > 0 else { return }
    let start = tree.bytes.count
    unsafe tree.bytes.append(contentsOf: UnsafeBufferPointer(start: text, count: Int(count)))
    let last = tree.nodes.count - 1
    if last >= 0, tree.nodes[last].tag == .text, tree.nodes[last].parent == open.last ?? -1,
      Int(tree.nodes[last].start + tree.nodes[last].count) == start
    {
      tree.nodes[last].count += Int32(count)
      return
    }
    guard tree.nodes.count < HTMLTreeLimits.nodesMax else { return stop(.nodes) }
    tree.nodes.append(
      HTMLTree.Node(
        tag: .text, parent: open.last ?? -1, end: Int32(tree.nodes.count) + 1, start: Int32(start),
        count: Int32(count)))
  }

  /// A fault in the page. Each may have cost libxml2 a look through all open elements.
  mutating func fault() {
    strayWork += open.count + flattened
    if strayWork > HTMLTreeLimits.strayEndTagWorkMax { stop(.work) }
  }

  private mutating func stop(_ reason: HTMLTree.Omissions) {
    tree.omissions.insert(reason)
    if let context = unsafe context { unsafe xmlStopParser(context) }
  }

  private mutating func copy(_ pair: inout UnsafeMutablePointer<UnsafePointer<UInt8>?>) {
    while let name = unsafe pair.pointee {
      let value = unsafe pair[1]
      unsafe pair += 2
      guard let known = unsafe attribute(name) else { continue }
      let bytes = unsafe UnsafeBufferPointer(start: value, count: value.map { unsafe strlen($0) } ?? 0)
      guard bytes.count <= HTMLTreeLimits.attributeBytesMax else {
        tree.omissions.insert(.attributes)
        continue
      }
      tree.attributes.append(
        HTMLTree.Attribute(name: known, start: Int32(tree.bytes.count), count: Int32(bytes.count)))
      unsafe tree.bytes.append(contentsOf: bytes)
    }
  }

  private func tag(_ name: UnsafePointer<UInt8>?) -> HTMLTag {
    guard let name = unsafe name else { return .other }
    let span = unsafe Span(_unsafeStart: name, count: strlen(name))
    return tags.index(of: span).flatMap { HTMLTag(rawValue: UInt8($0)) } ?? .other
  }

  private func attribute(_ name: UnsafePointer<UInt8>) -> HTMLAttribute? {
    let span = unsafe Span(_unsafeStart: name, count: strlen(name))
    return attributeNames.index(of: span).flatMap { HTMLAttribute(rawValue: UInt8($0)) }
  }

  private func strlen(_ text: UnsafePointer<UInt8>) -> Int {
    var count = 0
    while unsafe text[count] != 0 { count += 1 }
    return count
  }
}
