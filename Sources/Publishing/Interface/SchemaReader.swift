import FoundationEssentials
import Model

/// Draws the JSON Schema (draft 2020-12) of a document from the way it is decoded, so that schema and document cannot
/// say different things: each type is decoded once from a decoder that answers every question and notes what was asked.
///
/// A key that is asked for with `decodeIfPresent` may be missing or null; every other is required.
final class SchemaReader {
  /// The schemas of the types with keys, by the name that `$ref` points at.
  private(set) var components: [String: JSONNode] = [:]
  /// Where `$ref` points: `#/components/schemas/` in OpenAPI, `#/$defs/` in a schema of its own.
  private let base: String

  init(base: String) { self.base = base }

  /// The schema of a type; types with keys are told once in `components`, and pointed at.
  func schema<Document: Decodable>(of type: Document.Type) throws -> JSONNode { try read(type).schema }

  /// The schema, and a value that the decoding can go on with.
  func read<Value: Decodable>(_ type: Value.Type) throws -> (schema: JSONNode, value: Value) {
    if let leaf = type as? any SchemaLeaf.Type, let value = leaf.sample as? Value { return (leaf.schema, value) }
    if let words = type as? any (CaseIterable & RawRepresentable).Type, let (schema, value) = closedList(words),
      let value = value as? Value
    {
      return (schema, value)
    }
    if let collection = type as? any SchemaCollection.Type, let value = collection.sample as? Value {
      return (try collection.schema(self), value)
    }
    let notes = SchemaNotes()
    let value = try Value(from: SchemaDecoder(reader: self, notes: notes))
    if let single = notes.single { return (single, value) }
    let name = SchemaReader.name(of: type)
    guard !name.contains("<") else { return (notes.object, value) }
    components[name] = notes.object
    return (["$ref": .text(base + name)], value)
  }

  /// `ArticleDocument.Revision`: without the module.
  private static func name<Value>(of type: Value.Type) -> String {
    String(String(reflecting: type).drop { $0 != "." }.dropFirst())
  }

  private func closedList<Words: CaseIterable & RawRepresentable>(_: Words.Type) -> (JSONNode, Words)? {
    guard let first = Words.allCases.first else { return nil }
    let words = Words.allCases.compactMap { $0.rawValue as? String }
    guard words.count == Words.allCases.count else { return nil }
    return (["type": "string", "enum": .list(words.map(JSONNode.text))], first)
  }
}

/// A type without keys whose schema is given, with a value of it.
protocol SchemaLeaf {
  static var schema: JSONNode { get }
  static var sample: Self { get }
}

extension String: SchemaLeaf {
  static var schema: JSONNode { ["type": "string"] }
  static var sample: String { "" }
}
extension Bool: SchemaLeaf {
  static var schema: JSONNode { ["type": "boolean"] }
  static var sample: Bool { false }
}
extension Int: SchemaLeaf {
  static var schema: JSONNode { ["type": "integer"] }
  static var sample: Int { 0 }
}
extension Int64: SchemaLeaf {
  static var schema: JSONNode { ["type": "integer", "format": "int64"] }
  static var sample: Int64 { 0 }
}
extension Double: SchemaLeaf {
  static var schema: JSONNode { ["type": "number"] }
  static var sample: Double { 0 }
}
extension Date: SchemaLeaf {
  static var schema: JSONNode { ["type": "string", "format": "date-time"] }
  static var sample: Date { Date(timeIntervalSince1970: 0) }
}
extension Day: SchemaLeaf {
  static var schema: JSONNode { ["type": "string", "format": "date"] }
  static var sample: Day { Day(daysSinceEpoch: 0) }
}
extension Evidence: SchemaLeaf {
  static var schema: JSONNode {
    [
      "type": "array", "items": ["type": "integer", "minimum": 0], "minItems": 2, "maxItems": 2,
      "description":
        "Offsets of the sentence in the text, [start, end), counted in Unicode scalars; [0, 0]: the title alone says it.",
    ]
  }
  static var sample: Evidence { Evidence(start: 0, end: 0) }
}

/// A list, or an object whose keys are data.
protocol SchemaCollection {
  static func schema(_ reader: SchemaReader) throws -> JSONNode
  static var sample: Self { get }
}

extension Array: SchemaCollection where Element: Decodable {
  static func schema(_ reader: SchemaReader) throws -> JSONNode {
    ["type": "array", "items": try reader.schema(of: Element.self)]
  }
  static var sample: [Element] { [] }
}
extension Dictionary: SchemaCollection where Key == String, Value: Decodable {
  static func schema(_ reader: SchemaReader) throws -> JSONNode {
    ["type": "object", "additionalProperties": try reader.schema(of: Value.self)]
  }
  static var sample: [String: Value] { [:] }
}
