import CLibXML2

/// libxml2's SAX2 push parser behind an owner: UTF-8 in pieces, events to a sink. Never a tree, never the network,
/// never a file.
///
/// The text of long CDATA sections goes to the sink by a shorter way (`XMLCDATA`): libxml2 is asked whether a section
/// begins, and is handed its end.
///
/// The first defect of well-formedness ends it (`failure`); mending is `XMLMender`'s work, before the bytes come here.
@safe public final class XMLPushParser {
  private let context: xmlParserCtxtPtr
  private let sink: any XMLEventSink
  private let limits: XMLLimits
  // In memory of its own: as properties, each would be checked for exclusive access at every element.
  private let working: UnsafeMutablePointer<Working>
  private let attributes: XMLAttributes
  private var entities: XMLEntityTable
  /// What libxml2 is answered when it asks for an entity; made when it first does, as it seldom does.
  private var answer: EntityAnswer?

  /// What every start tag works on.
  private struct Working {
    var elementNames = XMLNameTable()
    var attributeNames = XMLNameTable()
    var names = XMLNameReader()
    var hasRoot = false
  }

  @unsafe private struct EntityAnswer {
    let entity: UnsafeMutablePointer<xmlEntity>
    let text: UnsafeMutableBufferPointer<UInt8>
  }

  /// The first defect that ended the reading; nil as long as the document is well-formed.
  public private(set) var failure: XMLFlaw?

  /// - Returns: nil when libxml2 has no memory for a parser.
  public init?(sink: any XMLEventSink, limits: XMLLimits = XMLLimits()) {
    // SAFETY: libxml2 copies the handler table, and keeps no input when none is given.
    var handler = unsafe XMLPushParser.handler()
    guard let context = unsafe xmlCreatePushParserCtxt(&handler, nil, nil, 0, nil) else { return nil }
    unsafe self.context = context
    self.sink = sink
    self.limits = limits
    entities = XMLEntityTable(limits: limits)
    unsafe working = .allocate(capacity: 1)
    unsafe working.initialize(to: Working())
    attributes = XMLAttributes(capacity: limits.attributesMax)
    // NOENT makes libxml2 put an entity's text into attribute values; the text itself only ever comes from our table.
    let options = XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue | XML_PARSE_IGNORE_ENC.rawValue
    unsafe _ = xmlCtxtUseOptions(context, Int32(options))
    // SAFETY: the parser outlives its context's use: callbacks come only from `push`, a method of this object.
    unsafe context.pointee.userData = Unmanaged.passUnretained(self).toOpaque()
  }

  deinit {
    // SAFETY: made in init, freed once; `myDoc` is made by libxml2 itself in some entity declarations.
    if let document = unsafe context.pointee.myDoc { unsafe xmlFreeDoc(document) }
    unsafe context.pointee.myDoc = nil
    unsafe xmlFreeParserCtxt(context)
    unsafe working.deinitialize(count: 1)
    unsafe working.deallocate()
    if let answer = unsafe answer {
      unsafe answer.entity.deallocate()
      unsafe answer.text.deallocate()
    }
  }

  /// Declares an entity before the document does: its first declaration counts.
  public func declareEntity(_ name: String, value: [UInt8]) { entities.declare(name, value: value) }

  /// Reads the next bytes: valid UTF-8, cut between characters.
  ///
  /// - Returns: false when the document has turned out to be ill-formed; nothing more is read then.
  public func push(_ bytes: Span<UInt8>, isLast: Bool = false) -> Bool {
    guard failure == nil else { return false }
    var sections = XMLCDATA()
    var start = 0
    if isInsideCDATA { start = take(sections.rest(in: bytes), of: bytes) }
    while failure == nil, let section = sections.next(in: bytes, from: start) {
      parse(bytes.extracting(start..<section.lowerBound), isLast: false)
      start = section.lowerBound
      // What looks like a section may stand in a comment.
      if failure == nil, isInsideCDATA { start = take(section, of: bytes) }
    }
    if failure == nil { parse(bytes.extracting(start..<bytes.count), isLast: isLast) }
    if failure == nil, unsafe Int(xmlDictSize(context.pointee.dict)) > limits.namesMax {
      failure = XMLFlaw(
        kind: .tooManyNames, message: "more than \(limits.namesMax) different names", line: line, column: column)
    }
    return failure == nil
  }

  private func parse(_ bytes: Span<UInt8>, isLast: Bool) {
    // SAFETY: libxml2 copies the bytes into its own buffer before it returns.
    unsafe bytes.withUnsafeBytes { buffer in
      let start = unsafe buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
      unsafe _ = xmlParseChunk(context, start, Int32(clamping: buffer.count), isLast ? 1 : 0)
    }
  }

  /// True when libxml2 has read all that it was given, and the opening of a CDATA section last.
  private var isInsideCDATA: Bool {
    guard unsafe context.pointee.instate == XML_PARSER_CDATA_SECTION, let input = unsafe context.pointee.input else {
      return false
    }
    return unsafe input.pointee.cur == input.pointee.end
  }

  /// Gives the sink the text of a CDATA section in libxml2's place, and counts its lines as libxml2 would have.
  ///
  /// - Returns: Where libxml2 is to go on: behind the text, or before it when it holds what libxml2 shall refuse.
  private func take(_ section: Range<Int>, of bytes: Span<UInt8>) -> Int {
    let text = bytes.extracting(section)
    guard let advance = XMLCDATA.advance(over: text), let input = unsafe context.pointee.input else {
      return section.lowerBound
    }
    if !text.isEmpty { sink.text(text) }
    unsafe input.pointee.line += Int32(clamping: advance.lines)
    let behind = Int32(clamping: advance.lastLineBytes)
    unsafe input.pointee.col = advance.lines > 0 ? 1 + behind : input.pointee.col + behind
    return section.upperBound
  }

  /// Where the parser stands, from 1.
  public var line: Int {
    guard let input = unsafe context.pointee.input else { return 0 }
    return unsafe Int(input.pointee.line)
  }

  /// Where the parser stands in its line, from 1, in bytes.
  public var column: Int {
    guard let input = unsafe context.pointee.input else { return 0 }
    return unsafe Int(input.pointee.col)
  }
}

// MARK: - What the callbacks do

extension XMLPushParser {
  fileprivate func start(
    _ local: UnsafePointer<xmlChar>, _ prefix: UnsafePointer<xmlChar>?, _ namespace: UnsafePointer<xmlChar>?,
    _ values: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, count: Int
  ) {
    // SAFETY: callbacks come one at a time, so two accesses never overlap.
    unsafe working.pointee.hasRoot = true
    if let values = unsafe values, count > 0 { unsafe takeAttributes(values, count: count) }
    let code = unsafe working.pointee.elementNames.code(
      local: UInt(bitPattern: local), prefix: UInt(bitPattern: prefix), namespace: UInt(bitPattern: namespace)
    ) { sink.code(ofElement: unsafe working.pointee.names.name(local, prefix, namespace)) }
    sink.startElement(code, attributes)
    attributes.removeAll()
  }

  /// Each attribute is five pointers: local name, prefix, namespace, begin and end of its value.
  private func takeAttributes(_ values: UnsafeMutablePointer<UnsafePointer<xmlChar>?>, count: Int) {
    if count > limits.attributesMax { note(.refusedAttribute, "more than \(limits.attributesMax) attributes") }
    for index in 0..<min(count, limits.attributesMax) {
      let field = unsafe values + index * 5
      guard let local = unsafe field[0], let begin = unsafe field[3], let end = unsafe field[4] else { continue }
      let length = unsafe end - begin
      guard length <= limits.attributeBytesMax else {
        note(.refusedAttribute, "an attribute of \(length) bytes, above the limit of \(limits.attributeBytesMax)")
        continue
      }
      let code = unsafe working.pointee.attributeNames.code(
        local: UInt(bitPattern: local), prefix: UInt(bitPattern: field[1]), namespace: UInt(bitPattern: field[2])
      ) { sink.code(ofAttribute: unsafe working.pointee.names.name(local, field[1], field[2])) }
      unsafe attributes.append(code: code, value: UnsafeBufferPointer(start: begin, count: length))
    }
  }

  /// Each declaration is two pointers: prefix and URI.
  fileprivate func declare(_ namespaces: UnsafeMutablePointer<UnsafePointer<xmlChar>?>, count: Int) {
    guard unsafe !working.pointee.hasRoot else { return }
    for index in 0..<count {
      if let uri = unsafe namespaces[index * 2 + 1] {
        unsafe sink.rootDeclares(
          namespace: String(cString: uri), prefix: namespaces[index * 2].map { unsafe String(cString: $0) })
      }
    }
  }

  fileprivate func end() { sink.endElement() }

  fileprivate func text(_ bytes: UnsafePointer<xmlChar>, count: Int) {
    // SAFETY: the span lives for this call only, as libxml2's buffer does.
    unsafe sink.text(Span(_unsafeStart: bytes, count: count))
  }

  fileprivate func declare(
    _ name: UnsafePointer<xmlChar>, kind: Int32, _ content: UnsafePointer<xmlChar>?
  ) {
    let name = unsafe String(cString: name)
    if kind == XML_INTERNAL_GENERAL_ENTITY.rawValue, let content = unsafe content {
      entities.declare(name, value: unsafe Array(UnsafeBufferPointer(start: content, count: Int(xmlStrlen(content)))))
    } else if kind == XML_EXTERNAL_GENERAL_PARSED_ENTITY.rawValue
      || kind == XML_EXTERNAL_GENERAL_UNPARSED_ENTITY.rawValue
    {
      entities.declareExternal(name)
    }
  }

  /// Gives libxml2 the text for an entity: as a predefined entity in content, which it passes on unparsed; in an
  /// attribute as a general one with its markup escaped, since a predefined one may only be one byte there.
  ///
  /// Inside a document type libxml2 only asks in order to keep the entity's source in what it gets: it gets nothing.
  fileprivate func resolve(_ name: UnsafePointer<xmlChar>) -> xmlEntityPtr? {
    guard unsafe context.pointee.inSubset == 0 else { return nil }
    let spelling = unsafe String(cString: name)
    var text: [UInt8] = []
    switch entities.resolve(spelling) {
    case .text(let bytes):
      text = bytes
      let hasExternalSubset = unsafe context.pointee.hasExternalSubset != 0
      if !entities.isDeclared(spelling), !hasExternalSubset {
        note(.undeclaredEntity, "entity \(spelling) is not declared; read as HTML's")
      }
    case .undeclared:
      text = Array("&\(spelling.prefix(limits.entityBytesMax / 4));".utf8)
      note(.undeclaredEntity, "entity \(spelling.prefix(40)) is not declared")
    case .refused(let reason): note(.refusedEntity, reason)
    }
    return unsafe entity(name, standingFor: text)
  }

  private func entity(_ name: UnsafePointer<xmlChar>, standingFor text: [UInt8]) -> xmlEntityPtr {
    // SAFETY: the memory is this object's; every byte of the text takes at most five in it.
    let answer = unsafe self.answer ?? makeAnswer()
    let isInAttribute = unsafe context.pointee.instate == XML_PARSER_ATTRIBUTE_VALUE
    var length = 0
    for byte in text {
      if isInAttribute, byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<") {
        for escaped in (byte == UInt8(ascii: "&") ? "&#38;" : "&#60;").utf8 {
          unsafe answer.text[length] = escaped
          length += 1
        }
      } else {
        unsafe answer.text[length] = byte
        length += 1
      }
    }
    unsafe answer.text[length] = 0
    let entity = unsafe answer.entity
    unsafe entity.pointee = xmlEntity()
    unsafe entity.pointee.type = XML_ENTITY_DECL
    unsafe entity.pointee.name = name
    unsafe entity.pointee.etype = isInAttribute ? XML_INTERNAL_GENERAL_ENTITY : XML_INTERNAL_PREDEFINED_ENTITY
    unsafe entity.pointee.content = answer.text.baseAddress
    unsafe entity.pointee.length = Int32(length)
    // Two: "checked already, no `<` inside", so that libxml2 does not parse the text for its own.
    unsafe entity.pointee.checked = 2
    return unsafe entity
  }

  private func makeAnswer() -> EntityAnswer {
    let answer = unsafe EntityAnswer(
      entity: .allocate(capacity: 1), text: .allocate(capacity: limits.entityBytesMax * 5 + 1))
    unsafe answer.entity.initialize(to: xmlEntity())
    unsafe self.answer = answer
    return unsafe answer
  }

  fileprivate func raised(_ error: xmlErrorPtr) {
    let level = unsafe error.pointee.level
    let code = unsafe error.pointee.code
    if level == XML_ERR_FATAL, failure == nil {
      failure = unsafe XMLFlaw(
        kind: .illFormed, message: Self.message(of: error), line: Int(error.pointee.line),
        column: Int(error.pointee.int2))
    } else if code == Int32(XML_NS_ERR_UNDEFINED_NAMESPACE.rawValue) {
      note(.undeclaredPrefix, unsafe Self.message(of: error))
    }
  }

  private static func message(of error: xmlErrorPtr) -> String {
    guard let message = unsafe error.pointee.message else { return "ill-formed" }
    var text = unsafe String(String(cString: message).prefix(200))
    while text.last?.isNewline == true { text.removeLast() }
    return text
  }

  private func note(_ kind: XMLFlaw.Kind, _ message: String) {
    sink.flaw(XMLFlaw(kind: kind, message: message, line: line, column: column))
  }
}

/// Makes names of libxml2's strings.
private struct XMLNameReader {
  // Many names in a row are in one namespace: its URI is made once for all of them.
  private var address: UInt = 0
  private var namespace: String?

  // SAFETY: libxml2's names are NUL-terminated and live as long as its dictionary.
  mutating func name(
    _ local: UnsafePointer<xmlChar>, _ prefix: UnsafePointer<xmlChar>?, _ namespace: UnsafePointer<xmlChar>?
  ) -> XMLName {
    if UInt(bitPattern: namespace) != address {
      address = UInt(bitPattern: namespace)
      self.namespace = unsafe namespace.map { unsafe String(cString: $0) }
    }
    return unsafe XMLName(
      local: String(cString: local), prefix: prefix.map { unsafe String(cString: $0) }, namespace: self.namespace)
  }
}

// MARK: - The table of callbacks

extension XMLPushParser {
  // SAFETY: every callback gets back the pointer that init put into the context, while `push` keeps the object alive.
  private static func handler() -> xmlSAXHandler {
    var handler = unsafe xmlSAXHandler()
    unsafe handler.initialized = UInt32(XML_SAX2_MAGIC)
    unsafe handler.startElementNs = { context, local, prefix, namespace, declaredCount, declared, count, _, values in
      guard let local = unsafe local else { return }
      unsafe XMLPushParser.with(context) { parser in
        if let declared = unsafe declared, declaredCount > 0 {
          unsafe parser.declare(declared, count: Int(declaredCount))
        }
        unsafe parser.start(local, prefix, namespace, values, count: Int(count))
      }
    }
    unsafe handler.endElementNs = { context, _, _, _ in unsafe XMLPushParser.with(context) { $0.end() } }
    unsafe handler.characters = { context, bytes, count in
      guard let bytes = unsafe bytes, count > 0 else { return }
      unsafe XMLPushParser.with(context) { unsafe $0.text(bytes, count: Int(count)) }
    }
    unsafe handler.ignorableWhitespace = handler.characters
    unsafe handler.cdataBlock = handler.characters
    unsafe handler.entityDecl = { context, name, kind, _, _, content in
      guard let name = unsafe name else { return }
      unsafe XMLPushParser.with(context) { unsafe $0.declare(name, kind: kind, content) }
    }
    unsafe handler.getEntity = { context, name in
      guard let name = unsafe name else { return nil }
      return unsafe XMLPushParser.with(context) { unsafe $0.resolve(name) }
    }
    unsafe handler.serror = { context, error in
      guard let error = unsafe error else { return }
      unsafe XMLPushParser.with(context) { unsafe $0.raised(UnsafeMutablePointer(mutating: error)) }
    }
    return unsafe handler
  }

  /// Calls the parser behind the context without counting the reference: it is held for as long as `push` runs.
  @inline(__always)
  private static func with<Result>(_ context: UnsafeMutableRawPointer?, _ body: (XMLPushParser) -> Result) -> Result {
    guard let context = unsafe context else { preconditionFailure("libxml2 calls back without its context") }
    return unsafe Unmanaged<XMLPushParser>.fromOpaque(context)._withUnsafeGuaranteedRef(body)
  }
}
