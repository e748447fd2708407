/// A qualified name as the document has it.
public struct XMLName: Hashable, Sendable {
  public let local: String
  public let prefix: String?
  /// nil: in no namespace, or the prefix was never declared.
  public let namespace: String?

  public init(local: String, prefix: String? = nil, namespace: String? = nil) {
    self.local = local
    self.prefix = prefix
    self.namespace = namespace
  }
}

/// Takes what an `XMLPushParser` reads, in document order.
///
/// Names are interned: each distinct name is asked for once, and comes back as the number that the sink gave it, so
/// that the sink compares integers and not strings.
public protocol XMLEventSink: AnyObject {
  /// The sink's own number for an element's name.
  func code(ofElement name: XMLName) -> Int
  /// The sink's own number for an attribute's name.
  func code(ofAttribute name: XMLName) -> Int
  /// - Parameter attributes: Not to be kept: it is empty when this returns.
  func startElement(_ code: Int, _ attributes: XMLAttributes)
  func endElement()
  /// A namespace that the root element, which is about to start, declares.
  func rootDeclares(namespace uri: String, prefix: String?)
  /// A piece of text, CDATA and resolved references included; one text may come in several pieces, cut between characters.
  func text(_ bytes: Span<UInt8>)
  /// Something wrong that did not stop the parser.
  func flaw(_ flaw: XMLFlaw)
}

/// A defect of a document, with its place.
public struct XMLFlaw: Equatable, Sendable {
  public enum Kind: Equatable, Sendable {
    /// The document is not well-formed; nothing behind this place was read.
    case illFormed
    case undeclaredPrefix
    /// An entity that nobody declared: its reference stands as text, or as the character that HTML gives it.
    case undeclaredEntity
    /// An entity that would have grown beyond its limit, or is outside the document: nothing stands for it.
    case refusedEntity
    /// An attribute was too long, or one too many, and was left out.
    case refusedAttribute
    /// More names than any document needs; nothing behind this place was read.
    case tooManyNames
  }

  public let kind: Kind
  public let message: String
  /// From 1.
  public let line: Int
  /// From 1, in bytes.
  public let column: Int

  public init(kind: Kind, message: String, line: Int, column: Int) {
    self.kind = kind
    self.message = message
    self.line = line
    self.column = column
  }
}

/// What an XML parser may hold.
public struct XMLLimits: Sendable, Equatable {
  public var attributeBytesMax = 64 << 10
  public var attributesMax = 256
  /// Different names of elements, attributes and namespaces: libxml2 finds each the more slowly the more there are.
  public var namesMax = 20_000
  public var entityBytesMax = 16 << 10
  public var entityBytesTotalMax = 1 << 20
  public var entitiesMax = 1_000

  public init() {}
}
