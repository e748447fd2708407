/// Bytes gathered for one text, in memory that is used again for the next. They are UTF-8 in whole characters, since
/// parsers give nothing else.
@safe struct TextBuffer: ~Copyable {
  private static let bytesAtFirst = 1 << 10

  private var memory: UnsafeMutablePointer<UInt8>
  private var capacity = bytesAtFirst
  private(set) var count = 0

  init() { unsafe memory = .allocate(capacity: Self.bytesAtFirst) }

  deinit {
    // SAFETY: allocated in init or `grow`, owned by this value alone.
    unsafe memory.deallocate()
  }

  var isBlank: Bool { withBytes { $0.isBlank } }

  mutating func removeAll() { count = 0 }

  @inline(__always)
  mutating func append(copying bytes: Span<UInt8>) {
    // References to characters come one by one, and there are many where HTML is escaped.
    if bytes.count == 1 { return append(bytes[0]) }
    if capacity - count < bytes.count { grow(by: bytes.count) }
    // SAFETY: there is room for as many bytes, and the span's memory is not the buffer's own.
    unsafe bytes.withUnsafeBufferPointer {
      if let start = $0.baseAddress { unsafe (memory + count).update(from: start, count: $0.count) }
    }
    count += bytes.count
  }

  mutating func append(_ byte: UInt8) {
    if count == capacity { grow(by: 1) }
    unsafe memory[count] = byte
    count += 1
  }

  mutating func append(_ text: String) { append(copying: text.utf8Span.span) }

  /// As text of XML or HTML.
  mutating func appendEscaped(_ bytes: Span<UInt8>, inAttribute: Bool = false) {
    // Most texts hold nothing that needs it.
    guard bytes.hasMarkupCharacter else {
      append(copying: bytes)
      return
    }
    for index in bytes.indices {
      if let reference = bytes[index].reference(inAttribute: inAttribute) {
        append(reference)
      } else {
        append(bytes[index])
      }
    }
  }

  /// Makes markup of what has been text so far.
  mutating func escape() {
    guard withBytes({ $0.hasMarkupCharacter }) else { return }
    let plain = withBytes { bytes in bytes.indices.map { bytes[$0] } }
    count = 0
    appendEscaped(plain.span)
  }

  /// The text without white space at its ends.
  var trimmedText: String { withBytes { $0.trimmedText } }

  func withBytes<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
    // SAFETY: so many bytes are initialised, and stay while the buffer is borrowed.
    unsafe body(Span(_unsafeStart: memory, count: count))
  }

  private mutating func grow(by more: Int) {
    let larger = max(capacity * 2, count + more)
    let target = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    // SAFETY: the old bytes fit, and the two blocks are different.
    unsafe target.initialize(from: memory, count: count)
    unsafe memory.deallocate()
    unsafe memory = target
    capacity = larger
  }
}
