/// What one type asked its decoder for.
final class SchemaNotes {
  private var properties: [String: JSONNode] = [:]
  private var optional: Set<String> = []
  /// Set when the type is one value without keys.
  var single: JSONNode?

  func mayLack(_ key: String) { optional.insert(key) }

  func note(_ key: String, _ schema: JSONNode) { properties[key] = schema }

  var object: JSONNode {
    var members = properties
    for key in optional { if let schema = members[key] { members[key] = SchemaNotes.nullable(schema) } }
    let required = properties.keys.filter { !optional.contains($0) }.sorted().map(JSONNode.text)
    return ["type": "object", "properties": .object(members), "required": .list(required)]
  }

  private static func nullable(_ schema: JSONNode) -> JSONNode {
    guard case .object(let members) = schema, case .text(let type)? = members["type"], members["enum"] == nil else {
      return ["anyOf": [schema, ["type": "null"]]]
    }
    return schema.with("type", [.text(type), "null"])
  }
}

/// Answers every question of a type that is decoded, and notes it.
struct SchemaDecoder: Decoder {
  let reader: SchemaReader
  let notes: SchemaNotes
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(SchemaKeys(reader: reader, notes: notes))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw SchemaError.unkeyed }

  func singleValueContainer() -> any SingleValueDecodingContainer { SchemaValue(reader: reader, notes: notes) }
}

/// A type that is read in a way of which no schema can be drawn; it needs one of its own (`SchemaLeaf`).
enum SchemaError: Error { case unkeyed, nested }

private struct SchemaKeys<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let reader: SchemaReader
  let notes: SchemaNotes
  var codingPath: [any CodingKey] { [] }
  var allKeys: [Key] { [] }

  /// Asked by `decodeIfPresent` before it decodes.
  func contains(_ key: Key) -> Bool {
    notes.mayLack(key.stringValue)
    return true
  }

  func decodeNil(forKey key: Key) -> Bool { false }

  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value { try note(type, key) }

  private func note<Value: Decodable>(_ type: Value.Type, _ key: Key) throws -> Value {
    let (schema, value) = try reader.read(type)
    notes.note(key.stringValue, schema)
    return value
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> { throw SchemaError.nested }
  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { throw SchemaError.nested }
  func superDecoder() throws -> any Decoder { throw SchemaError.nested }
  func superDecoder(forKey key: Key) throws -> any Decoder { throw SchemaError.nested }

  func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try note(type, key) }
  func decode(_ type: String.Type, forKey key: Key) throws -> String { try note(type, key) }
  func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try note(type, key) }
  func decode(_ type: Float.Type, forKey key: Key) throws -> Float { Float(try note(Double.self, key)) }
  func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try note(type, key) }
  func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { Int8(try note(Int.self, key)) }
  func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { Int16(try note(Int.self, key)) }
  func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { Int32(try note(Int.self, key)) }
  func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try note(type, key) }
  func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { UInt(try note(Int.self, key)) }
  func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { UInt8(try note(Int.self, key)) }
  func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 { UInt16(try note(Int.self, key)) }
  func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 { UInt32(try note(Int.self, key)) }
  func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { UInt64(try note(Int.self, key)) }
}

private struct SchemaValue: SingleValueDecodingContainer {
  let reader: SchemaReader
  let notes: SchemaNotes
  var codingPath: [any CodingKey] { [] }

  func decodeNil() -> Bool { false }

  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try note(type) }

  private func note<Value: Decodable>(_ type: Value.Type) throws -> Value {
    let (schema, value) = try reader.read(type)
    notes.single = schema
    return value
  }

  func decode(_ type: Bool.Type) throws -> Bool { try note(type) }
  func decode(_ type: String.Type) throws -> String { try note(type) }
  func decode(_ type: Double.Type) throws -> Double { try note(type) }
  func decode(_ type: Float.Type) throws -> Float { Float(try note(Double.self)) }
  func decode(_ type: Int.Type) throws -> Int { try note(type) }
  func decode(_ type: Int8.Type) throws -> Int8 { Int8(try note(Int.self)) }
  func decode(_ type: Int16.Type) throws -> Int16 { Int16(try note(Int.self)) }
  func decode(_ type: Int32.Type) throws -> Int32 { Int32(try note(Int.self)) }
  func decode(_ type: Int64.Type) throws -> Int64 { try note(type) }
  func decode(_ type: UInt.Type) throws -> UInt { UInt(try note(Int.self)) }
  func decode(_ type: UInt8.Type) throws -> UInt8 { UInt8(try note(Int.self)) }
  func decode(_ type: UInt16.Type) throws -> UInt16 { UInt16(try note(Int.self)) }
  func decode(_ type: UInt32.Type) throws -> UInt32 { UInt32(try note(Int.self)) }
  func decode(_ type: UInt64.Type) throws -> UInt64 { UInt64(try note(Int.self)) }
}
