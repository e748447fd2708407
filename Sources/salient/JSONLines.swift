import FoundationEssentials

extension Output {
  /// Shows one value of a view: as a JSON object for tools, else as lines for people.
  func show(_ value: some Encodable, json: Bool, lines: () throws -> [String]) throws {
    if json { return try JSONLines.write(value) }
    for line in try lines() { try self.line(line) }
  }
}

/// JSON objects, one a line, in and out.
enum JSONLines {
  static func encoder() -> JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
    encoder.dateEncodingStrategy = .iso8601
    return encoder
  }

  static func decoder() -> JSONDecoder {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    return decoder
  }

  static func write(_ value: some Encodable) throws(CommandFailure) {
    do {
      try Output.standard.write(Array(encoder().encode(value)) + [0x0A])
    } catch let failure as CommandFailure {
      throw failure
    } catch {
      throw CommandFailure(.software, "an answer could not be written as JSON: \(error)")
    }
  }

  /// Calls `body` for each object of standard input; a blank line is passed over.
  static func read<Value: Decodable>(
    _ type: Value.Type, _ body: (Value) throws(CommandFailure) -> Void
  ) throws(CommandFailure) {
    var lines = InputLines()
    while let line = lines.next() {
      guard line.contains(where: { $0 > 0x20 }) else { continue }
      let value: Value
      do {
        value = try decoder().decode(type, from: Data(line))
      } catch {
        throw CommandFailure(.badData, "standard input, line \(lines.number): \(explain(error))")
      }
      try body(value)
    }
  }

  /// What is wrong with a JSON object, in a sentence.
  static func explain(_ error: any Error) -> String {
    guard let error = error as? DecodingError else { return "\(error)" }
    switch error {
    case .keyNotFound(let key, _): return "the object lacks \"\(key.stringValue)\""
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
      let path = context.codingPath.map(\.stringValue).joined(separator: ".")
      return path.isEmpty ? "this is no JSON object of the expected form" : "\"\(path)\": \(context.debugDescription)"
    @unknown default: return "\(error)"
    }
  }
}
