import FoundationEssentials
import Model

/// Writes one JSON object member by member; what is nil or empty is left out.
struct JSONObjectWriter {
  private(set) var bytes: [UInt8] = [UInt8(ascii: "{")]
  private var isFirst = true

  mutating func finish() -> [UInt8] {
    bytes.append(UInt8(ascii: "}"))
    return bytes
  }

  private mutating func name(_ name: String) {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    isFirst = false
    Self.append(name, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
  }

  mutating func add(_ name: String, _ value: String?) {
    guard let value, !value.isEmpty else { return }
    self.name(name)
    Self.append(value, to: &bytes)
  }

  mutating func add(_ name: String, _ value: Bool?) {
    guard let value else { return }
    self.name(name)
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  mutating func add(_ name: String, _ value: Int?) {
    guard let value else { return }
    self.name(name)
    bytes.append(contentsOf: String(value).utf8)
  }

  mutating func add(_ name: String, _ value: Double?) {
    guard let value, value.isFinite else { return }
    self.name(name)
    Self.append(value, to: &bytes)
  }

  mutating func add(_ name: String, _ value: Date?) { add(name, value?.rfc3339) }

  mutating func add(_ name: String, _ value: [String]) {
    addArray(name, value) { Self.append($0, to: &$1) }
  }

  mutating func add(_ name: String, _ value: [Int]) {
    addArray(name, value) { $1.append(contentsOf: String($0).utf8) }
  }

  mutating func addObject(_ name: String, _ write: (inout JSONObjectWriter) -> Void) {
    var object = JSONObjectWriter()
    write(&object)
    guard !object.isFirst else { return }
    self.name(name)
    bytes.append(contentsOf: object.finish())
  }

  mutating func addObjects<Value>(
    _ name: String, _ values: [Value], evenEmpty: Bool = false, _ write: (Value, inout JSONObjectWriter) -> Void
  ) {
    addArray(name, values, evenEmpty: evenEmpty) { value, bytes in
      var object = JSONObjectWriter()
      write(value, &object)
      bytes.append(contentsOf: object.finish())
    }
  }

  /// Always written, even when nothing is in it.
  mutating func addAlways(_ name: String, _ write: (inout JSONObjectWriter) -> Void) {
    var object = JSONObjectWriter()
    write(&object)
    self.name(name)
    bytes.append(contentsOf: object.finish())
  }

  mutating func addRaw(_ name: String, _ value: [UInt8]) {
    self.name(name)
    bytes.append(contentsOf: value)
  }

  private mutating func addArray<Value>(
    _ name: String, _ values: [Value], evenEmpty: Bool = false, _ write: (Value, inout [UInt8]) -> Void
  ) {
    guard evenEmpty || !values.isEmpty else { return }
    self.name(name)
    bytes.append(UInt8(ascii: "["))
    for (index, value) in values.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      write(value, &bytes)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  static func append(_ value: Double, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: String(value).utf8)
  }

  /// RFC 8259 §7: quotes, backslashes and control characters are escaped.
  static func append(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): bytes.append(contentsOf: "\\\"".utf8)
      case UInt8(ascii: "\\"): bytes.append(contentsOf: "\\\\".utf8)
      case 0x0A: bytes.append(contentsOf: "\\n".utf8)
      case 0x0D: bytes.append(contentsOf: "\\r".utf8)
      case 0x09: bytes.append(contentsOf: "\\t".utf8)
      case 0..<0x20:
        let digits = Array("0123456789abcdef".utf8)
        bytes.append(contentsOf: "\\u00".utf8)
        bytes.append(digits[Int(byte >> 4)])
        bytes.append(digits[Int(byte & 15)])
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
