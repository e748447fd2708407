/// Something worth telling an operator, with all that is known of it.
///
/// Made by the functions of `Event+….swift`, one for each name of the catalogue, so that an event always has the same fields.
public struct Event: Sendable {
  public let name: EventName
  public let level: LogLevel
  public let message: String
  public let fields: [(name: String, value: FieldValue)]

  /// Leaves out what has no value.
  init(_ name: EventName, _ level: LogLevel, _ message: String, _ fields: [(String, FieldValue?)] = []) {
    self.name = name
    self.level = level
    self.message = message
    self.fields = fields.compactMap { field, value in value.map { (field, $0) } }
  }
}

func text(_ value: String?) -> FieldValue? { value.map { .text($0) } }
func number(_ value: Int?) -> FieldValue? { value.map { .number($0) } }

extension Duration {
  /// Whole milliseconds.
  public var milliseconds: Int {
    let (seconds, attoseconds) = components
    return Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
  }

  /// Seconds with their fraction.
  public var seconds: Double {
    let (seconds, attoseconds) = components
    return Double(seconds) + Double(attoseconds) / 1e18
  }
}
