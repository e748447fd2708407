/// One named field of a record's header: `name: value`.
public struct WARCField: Hashable, Sendable {
  /// As written; compared without regard to case.
  public let name: String
  /// Without blanks around it.
  public let value: String

  /// A field; nothing is checked.
  public init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}

extension [WARCField] {
  /// The value of the first field of that name, case aside (WARC 1.1 §4).
  public subscript(name: String) -> String? {
    let wanted = name.lowercased()
    return first { $0.name.lowercased() == wanted }?.value
  }

  /// The values of every field of that name, case aside.
  public func all(_ name: String) -> [String] {
    let wanted = name.lowercased()
    return filter { $0.name.lowercased() == wanted }.map(\.value)
  }
}
