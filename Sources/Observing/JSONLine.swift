import Model

/// Writes log records as one JSON object a line: `ts`, `level`, `event`, `message`, then the event's own fields.
struct JSONLine {
  /// The line, with its line feed, in UTF-8.
  static func bytes(of record: LogRecord) -> [UInt8] {
    var line = Array("{\"ts\":\"".utf8)
    line.reserveCapacity(256)
    line += record.time.rfc3339Milliseconds.utf8
    line += "\",\"level\":\"".utf8
    line += record.level.word.utf8
    line += "\",\"event\":\"".utf8
    line += record.event.rawValue.utf8
    line += "\",\"message\":".utf8
    append(record.message, to: &line)
    for (name, value) in record.fields {
      line += ",\"".utf8
      line += name.utf8
      line += "\":".utf8
      append(value, to: &line)
    }
    line += "}\n".utf8
    return line
  }

  private static func append(_ value: FieldValue, to line: inout [UInt8]) {
    switch value {
    case .number(let number): line += String(number).utf8
    case .text(let text): append(text, to: &line)
    case .list(let items):
      line.append(0x5B)
      for (index, item) in items.enumerated() {
        if index > 0 { line.append(0x2C) }
        append(item, to: &line)
      }
      line.append(0x5D)
    }
  }

  /// A JSON string (RFC 8259 §7): quotes, backslashes and controls escaped, all else as it is.
  static func append(_ text: String, to line: inout [UInt8]) {
    let digits = Array("0123456789abcdef".utf8)
    line.append(0x22)
    for byte in text.utf8 {
      switch byte {
      case 0x22, 0x5C: line += [0x5C, byte]
      case 0x0A: line += [0x5C, 0x6E]
      case 0x0D: line += [0x5C, 0x72]
      case 0x09: line += [0x5C, 0x74]
      case 0..<0x20: line += "\\u00".utf8 + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      default: line.append(byte)
      }
    }
    line.append(0x22)
  }
}
