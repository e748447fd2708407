public import FoundationEssentials

/// How documents are written and read as JSON, everywhere in the same way.
public enum Documents {
  /// Keys sorted, dates in RFC 3339, slashes bare: the same document gives the same bytes.
  public static func encoder() -> JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    return encoder
  }

  public static func decoder() -> JSONDecoder {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    return decoder
  }

  /// - Throws: what JSONEncoder throws: only a value that is no JSON, such as an infinite number.
  public static func json(_ value: some Encodable) throws -> [UInt8] { Array(try encoder().encode(value)) }
}

/// Part of a list with the cursor of the next part.
public struct PageDocument<Item: Codable & Sendable>: Codable, Sendable {
  public let items: [Item]
  /// Opaque; absent on the last page.
  public let next: String?

  public init(items: [Item], next: String?) {
    self.items = items
    self.next = next
  }
}
