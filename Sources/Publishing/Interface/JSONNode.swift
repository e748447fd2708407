/// A JSON value that is built rather than encoded from a type: schemas and descriptions of the interface.
public indirect enum JSONNode: Sendable, Equatable, Encodable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  case text(String)
  case number(Double)
  case whole(Int)
  case flag(Bool)
  case list([JSONNode])
  case object([String: JSONNode])

  public init(stringLiteral value: String) { self = .text(value) }
  public init(integerLiteral value: Int) { self = .whole(value) }
  public init(booleanLiteral value: Bool) { self = .flag(value) }
  public init(arrayLiteral elements: JSONNode...) { self = .list(elements) }
  public init(dictionaryLiteral elements: (String, JSONNode)...) {
    self = .object(Dictionary(elements, uniquingKeysWith: { _, last in last }))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let value): try container.encode(value)
    case .number(let value): try container.encode(value)
    case .whole(let value): try container.encode(value)
    case .flag(let value): try container.encode(value)
    case .list(let values): try container.encode(values)
    case .object(let members): try container.encode(members)
    }
  }

  /// The object with a further member, or with another value for it.
  func with(_ name: String, _ value: JSONNode) -> JSONNode {
    guard case .object(var members) = self else { return self }
    members[name] = value
    return .object(members)
  }
}
