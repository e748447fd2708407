/// The attributes of the element that is starting. They lie where libxml2 read them, so no value is copied that nobody
/// asks for; when the element has started, there are none.
@safe public final class XMLAttributes {
  @unsafe private struct Entry {
    var code: Int
    var value: UnsafeBufferPointer<UInt8>
  }

  private let capacity: Int
  private let entries: UnsafeMutablePointer<Entry>
  // In memory of its own: as a property, it would be checked for exclusive access whenever it is read.
  private let used: UnsafeMutablePointer<Int>

  init(capacity: Int) {
    self.capacity = capacity
    unsafe entries = .allocate(capacity: capacity)
    unsafe used = .allocate(capacity: 1)
    unsafe used.initialize(to: 0)
  }

  deinit {
    // SAFETY: both hold only pointers and numbers, which nothing has to be done for.
    unsafe entries.deallocate()
    unsafe used.deallocate()
  }

  public var count: Int { unsafe used.pointee }
  public var isEmpty: Bool { count == 0 }

  /// The sink's number for the attribute at that place.
  public func code(at index: Int) -> Int {
    precondition(index >= 0 && index < count, "there is no such attribute")
    return unsafe entries[index].code
  }

  /// The value at that place, references resolved.
  public func value(at index: Int) -> String {
    precondition(index >= 0 && index < count, "there is no such attribute")
    // SAFETY: the bytes are libxml2's, which keeps them until the start tag has been handled; `count` is 0 afterwards.
    return unsafe String(decoding: entries[index].value, as: UTF8.self)
  }

  /// The bytes of the value at that place.
  public func withBytes(at index: Int, _ body: (Span<UInt8>) -> Void) {
    precondition(index >= 0 && index < count, "there is no such attribute")
    // SAFETY: as for `value(at:)`; the span is lent for the call.
    unsafe body(Span(_unsafeElements: entries[index].value))
  }

  /// - Parameter value: Valid until `removeAll`.
  func append(code: Int, value: UnsafeBufferPointer<UInt8>) {
    precondition(count < capacity, "more attributes than the limit lets through")
    unsafe (entries + count).initialize(to: Entry(code: code, value: value))
    unsafe used.pointee += 1
  }

  func removeAll() { unsafe used.pointee = 0 }
}
