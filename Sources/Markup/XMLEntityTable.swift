/// The general entities of one document, and what may stand for them.
///
/// Only text is ever substituted: an entity's value is expanded here, under limits, and never parsed as markup. So
/// neither nested declarations ("billion laughs") nor many uses of one long entity can grow beyond the limits, and
/// nothing outside the document is ever read.
struct XMLEntityTable {
  enum Resolution: Equatable {
    case text([UInt8])
    case undeclared
    case refused(String)
  }

  /// Entities inside entities.
  private static let depthMax = 8

  /// XHTML 1.0, whose entity sets feeds draw on, gives these two otherwise than HTML 5 does.
  private static let brackets = ["lang": "\u{2329}", "rang": "\u{232A}"]

  private var declared: [String: [UInt8]] = [:]
  private var external: Set<String> = []
  private var expanded: [String: Resolution] = [:]
  private var bytesSpent = 0
  private let limits: XMLLimits

  init(limits: XMLLimits) { self.limits = limits }

  /// Keeps the first declaration of a name, as XML 1.0 §4.2 says.
  mutating func declare(_ name: String, value: [UInt8]) {
    guard declared.count < limits.entitiesMax, value.count <= limits.entityBytesMax, declared[name] == nil else {
      return
    }
    declared[name] = value
  }

  mutating func declareExternal(_ name: String) {
    guard external.count < limits.entitiesMax else { return }
    external.insert(name)
  }

  /// True when the document itself declared the entity.
  func isDeclared(_ name: String) -> Bool { declared[name] != nil }

  /// What stands for one use of the entity.
  mutating func resolve(_ name: String) -> Resolution {
    let resolution = expanded[name] ?? expand(name)
    if expanded.count < limits.entitiesMax { expanded[name] = resolution }
    if case .text(let bytes) = resolution {
      bytesSpent += bytes.count
      if bytesSpent > limits.entityBytesTotalMax {
        return .refused("entities stand for more than \(limits.entityBytesTotalMax) bytes")
      }
    }
    return resolution
  }

  private func expand(_ name: String) -> Resolution {
    if external.contains(name) { return .refused("entity \(name) lies outside the document") }
    guard let value = declared[name] else {
      let text = Self.brackets[name] ?? HTMLCharacterReferences.text(named: name)
      return text.map { .text(Array($0.utf8)) } ?? .undeclared
    }
    var bytes: [UInt8] = []
    guard append(value, to: &bytes, depth: 0) else {
      return .refused("entity \(name) stands for more than \(limits.entityBytesMax) bytes")
    }
    return .text(bytes)
  }

  /// - Returns: false when a limit was passed.
  private func append(_ value: [UInt8], to bytes: inout [UInt8], depth: Int) -> Bool {
    guard depth <= Self.depthMax else { return false }
    var index = 0
    while index < value.count {
      guard bytes.count <= limits.entityBytesMax else { return false }
      guard value[index] == UInt8(ascii: "&"), let end = value[index...].firstIndex(of: UInt8(ascii: ";")) else {
        bytes.append(value[index])
        index += 1
        continue
      }
      let name = String(decoding: value[(index + 1)..<end], as: UTF8.self)
      if let inner = declared[name] {
        guard append(inner, to: &bytes, depth: depth + 1) else { return false }
      } else if let text = HTMLCharacterReferences.text(ofReference: name) {
        bytes.append(contentsOf: text.utf8)
      } else {
        bytes.append(contentsOf: value[index...end])
      }
      index = end + 1
    }
    return bytes.count <= limits.entityBytesMax
  }
}
