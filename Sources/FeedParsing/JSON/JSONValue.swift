/// A JSON value as read, with numbers kept as they are written.
enum JSONValue: Equatable {
  case null
  case bool(Bool)
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([(name: String, value: JSONValue)])

  static func == (left: JSONValue, right: JSONValue) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let left), .bool(let right)): left == right
    case (.number(let left), .number(let right)), (.string(let left), .string(let right)): left == right
    case (.array(let left), .array(let right)): left == right
    case (.object(let left), .object(let right)):
      left.count == right.count && zip(left, right).allSatisfy { $0.name == $1.name && $0.value == $1.value }
    default: false
    }
  }

  /// The first member of that name; nil when it is missing or null.
  subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self, let member = members.first(where: { $0.name == name }) else { return nil }
    return member.value == .null ? nil : member.value
  }

  /// Text; a number or a truth value as it is written, for sources that take types lightly.
  var text: String? {
    switch self {
    case .string(let text), .number(let text): text.trimmedSpace.nonEmpty
    case .bool(let flag): flag ? "true" : "false"
    case .null, .array, .object: nil
    }
  }

  var string: String? {
    guard case .string(let text) = self else { return nil }
    return text.trimmedSpace.nonEmpty
  }

  var double: Double? {
    switch self {
    case .number(let text), .string(let text): Double(text).flatMap { $0.isFinite ? $0 : nil }
    default: nil
    }
  }

  var flag: Bool? {
    guard case .bool(let flag) = self else { return nil }
    return flag
  }

  var elements: [JSONValue] {
    guard case .array(let elements) = self else { return [] }
    return elements
  }

  var isObject: Bool {
    guard case .object = self else { return false }
    return true
  }
}
