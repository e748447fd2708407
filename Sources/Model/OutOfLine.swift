/// A value that few of its owners have, and that would take much room in each: kept in memory of its own when it is there.
@propertyWrapper
public struct OutOfLine<Value: Sendable & Equatable>: Sendable, Equatable {
  private final class Box: Sendable {
    let value: Value

    init(_ value: Value) { self.value = value }
  }

  private var box: Box?

  public init(wrappedValue: Value?) { box = wrappedValue.map { Box($0) } }

  public var wrappedValue: Value? {
    get { box?.value }
    set { box = newValue.map { Box($0) } }
  }

  public static func == (left: OutOfLine, right: OutOfLine) -> Bool {
    left.box === right.box || left.box?.value == right.box?.value
  }
}
