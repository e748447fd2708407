import FoundationEssentials
import Model

/// The JSON of conversion and metadata records: written here, read back by recovery, rebuild and replay.
enum ArchivedDocuments {
  static func json(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Milliseconds: items and polls are told apart by their times.
    encoder.dateEncodingStrategy = .custom { date, encoder in
      var container = encoder.singleValueContainer()
      try container.encode(date.rfc3339Milliseconds)
    }
    return Array(try encoder.encode(value))
  }

  static func read<Value: Decodable>(_ type: Value.Type, from json: [UInt8]) throws -> Value {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .custom { decoder in
      let container = try decoder.singleValueContainer()
      let text = try container.decode(String.self)
      guard let date = Date(rfc3339: text) else {
        throw DecodingError.dataCorruptedError(in: container, debugDescription: "not RFC 3339: \(text.prefix(40))")
      }
      return date
    }
    return try decoder.decode(type, from: Data(json))
  }
}
