/// What a feed may at most be. A document above a limit is cut, never refused for it; `repairs` says what was cut.
public struct FeedLimits: Sendable, Equatable {
  /// Bytes of the document, as sent and as decoded to UTF-8.
  public var documentBytesMax = 64 << 20
  public var itemsMax = 20_000
  /// Elements, or JSON arrays and objects, inside one another.
  public var depthMax = 200
  /// Bytes of one element's text, markup inside it included.
  public var textBytesMax = 8 << 20
  /// Bytes of one attribute's value.
  public var attributeBytesMax = 64 << 10
  /// Attributes of one element.
  public var attributesMax = 256
  /// Different names of elements, attributes and namespaces in one document.
  public var namesMax = 20_000
  /// Links, persons, tags, enclosures and the like, each in one item or in the feed.
  public var partsMax = 1_000
  /// Bytes that one entity may stand for, and all uses of all entities together.
  public var entityBytesMax = 16 << 10
  public var entityBytesTotalMax = 1 << 20
  /// Entities that a document may declare.
  public var entitiesMax = 1_000
  /// Repairs that are told one by one; later ones are counted in the last.
  public var repairsMax = 100

  public init() {}

  public static let `default` = FeedLimits()
}
