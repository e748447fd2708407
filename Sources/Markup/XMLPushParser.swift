import CLibXML2

/// libxml2's SAX2 push parser behind an owner: UTF-8 in pieces, events to a sink. Never a tree, never the network,
/// never a file.
///
/// The first defect of well-formedness ends it (`failure`); mending is `XMLMender`'s work, before the bytes come here.
@safe public final class XMLPushParser {
  private let context: xmlParserCtxtPtr
  private let sink: any XMLEventSink
  private let limits: XMLLimits
  // In memory of its own: as properties, each would be checked for exclusive access at every element.
  private let working: UnsafeMutablePointer<Working>
  private var entities: XMLEntityTable
  private var entity: UnsafeMutablePointer<xmlEntity>
  private var entityText: UnsafeMutableBufferPointer<UInt8>

  /// What every start tag works on.
  private struct Working {
    var elementNames = XMLNameTable()
    var attributeNames = XMLNameTable()
    var attributes = XMLAttributes()
    var hasRoot = false
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
    unsafe entity = .allocate(capacity: 1)
    unsafe entity.initialize(to: xmlEntity())
    unsafe entityText = .allocate(capacity: limits.entityBytesMax * 5 + 1)
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
    unsafe entity.deallocate()
    unsafe entityText.deallocate()
  }

  /// Declares an entity before the document does: its first declaration counts.
  public func declareEntity(_ name: String, value: [UInt8]) { entities.declare(name, value: value) }

  /// Reads the next bytes: valid UTF-8, cut between characters.
  ///
  /// - Returns: false when the document has turned out to be ill-formed; nothing more is read then.
  public func push(_ bytes: Span<UInt8>, isLast: Bool = false) -> Bool {
    guard failure == nil else { return false }
    // SAFETY: libxml2 copies the bytes into its own buffer before it returns.
    unsafe bytes.withUnsafeBytes { buffer in
      let start = unsafe buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
      unsafe _ = xmlParseChunk(context, start, Int32(clamping: buffer.count), isLast ? 1 : 0)
    }
    if failure == nil, unsafe Int(xmlDictSize(context.pointee.dict)) > limits.namesMax {
      failure = XMLFlaw(
        kind: .tooManyNames, message: "more than \(limits.namesMax) different names", line: line, column: column)
    }
    return failure == nil
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
    let hasAttributes = count > 0
    if let values = unsafe values, hasAttributes { unsafe takeAttributes(values, count: count) }
    let code = unsafe working.pointee.elementNames.code(
      local: UInt(bitPattern: local), prefix: UInt(bitPattern: prefix), namespace: UInt(bitPattern: namespace)
    ) { sink.code(ofElement: unsafe XMLName(local, prefix, namespace)) }
    sink.startElement(code, hasAttributes ? unsafe working.pointee.attributes : XMLAttributes())
  }

  /// Each attribute is five pointers: local name, prefix, namespace, begin and end of its value.
  private func takeAttributes(_ values: UnsafeMutablePointer<UnsafePointer<xmlChar>?>, count: Int) {
    unsafe working.pointee.attributes.removeAll()
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
      ) { sink.code(ofAttribute: unsafe XMLName(local, field[1], field[2])) }
      unsafe working.pointee.attributes.append(code: code, value: UnsafeBufferPointer(start: begin, count: length))
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
    let isInAttribute = unsafe context.pointee.instate == XML_PARSER_ATTRIBUTE_VALUE
    var length = 0
    for byte in text {
      if isInAttribute, byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<") {
        for escaped in (byte == UInt8(ascii: "&") ? "&#38;" : "&#60;").utf8 {
          unsafe entityText[length] = escaped
          length += 1
        }
      } else {
        unsafe entityText[length] = byte
        length += 1
      }
    }
    unsafe entityText[length] = 0
    unsafe entity.pointee = xmlEntity()
    unsafe entity.pointee.type = XML_ENTITY_DECL
    unsafe entity.pointee.name = name
    unsafe entity.pointee.etype = isInAttribute ? XML_INTERNAL_GENERAL_ENTITY : XML_INTERNAL_PREDEFINED_ENTITY
    unsafe entity.pointee.content = entityText.baseAddress
    unsafe entity.pointee.length = Int32(length)
    // Two: "checked already, no `<` inside", so that libxml2 does not parse the text for its own.
    unsafe entity.pointee.checked = 2
    return unsafe entity
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

extension XMLName {
  // SAFETY: libxml2's names are NUL-terminated and live as long as its dictionary.
  fileprivate init(
    _ local: UnsafePointer<xmlChar>, _ prefix: UnsafePointer<xmlChar>?, _ namespace: UnsafePointer<xmlChar>?
  ) {
    unsafe self.init(
      local: String(cString: local), prefix: prefix.map { unsafe String(cString: $0) },
      namespace: namespace.map { unsafe String(cString: $0) })
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
