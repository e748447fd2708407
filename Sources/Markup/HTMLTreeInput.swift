import Glibc

/// What of a page libxml2 is given to read: all but comments, styles and scripts, which are half of a page's bytes.
///
/// libxml2 looks at every byte of them several times, to no use. Only scripts that carry data (`ld+json`) are kept.
/// Tags are followed as browsers follow them (HTML §13.2.5): a `<script>` in an attribute's value begins no script,
/// and what stands in a script is ended by `</script` alone.
@safe struct HTMLTreeInput {
  private let page: UnsafeRawBufferPointer
  private let count: Int
  private var kept: [UInt8] = []
  private var copiedTo = 0
  /// Set when no comment ends any more: looking for the end of each would take a look at all the rest.
  private var commentsNeverEnd = false

  /// The bytes of a page that are worth reading.
  static func reduced(_ page: [UInt8]) -> [UInt8] {
    unsafe page.withUnsafeBytes { bytes in
      var input = unsafe HTMLTreeInput(page: bytes)
      return input.read()
    }
  }

  // SAFETY: the pointer is valid while `reduced` runs, and an input does not leave it. Every index is compared with
  // `count` before it is read; memchr is given the bytes that remain.

  private init(page: UnsafeRawBufferPointer) {
    unsafe self.page = page
    count = page.count
    kept.reserveCapacity(count)
  }

  private mutating func read() -> [UInt8] {
    var position = 0
    while let start = next(0x3C, from: position) { position = follow(start) }
    copy(upTo: count)
    return kept
  }

  /// Follows the `<` at an index.
  /// - Returns: The index behind what it opens.
  private mutating func follow(_ start: Int) -> Int {
    guard start + 1 < count else { return count }
    let byte = unsafe page[start + 1]
    if byte == 0x21 { return declaration(start) }
    guard (0x61...0x7A).contains(byte | 0x20) else { return start + 1 }
    return element(start)
  }

  private mutating func declaration(_ start: Int) -> Int {
    guard matches("<!--", at: start) else { return start + 2 }
    let body = start + 4
    // `<!-->` and `<!--->` are whole comments; one that never ends is taken for a slip, so that the page is kept.
    let end = matches(">", at: body) ? body + 1 : matches("->", at: body) ? body + 2 : endOfComment(from: body)
    copy(upTo: start)
    copiedTo = end
    return end
  }

  /// The index behind a comment's end; where it begins when it has none.
  private mutating func endOfComment(from start: Int) -> Int {
    guard !commentsNeverEnd else { return start }
    var at = start
    while let dash = next(0x2D, from: at) {
      if matches("-->", at: dash) { return dash + 3 }
      at = dash + 1
    }
    commentsNeverEnd = true
    return start
  }

  private mutating func element(_ start: Int) -> Int {
    let isScript = matches("<script", at: start)
    let name: StaticString? = isScript ? "</script" : matches("<style", at: start) ? "</style" : nil
    guard let end = endOfTag(from: start + 1) else { return count }
    guard let name, isNameEnd(start + name.utf8CodeUnitCount - 1) else { return end }
    if isScript, carriesData(start, end) { return end }
    copy(upTo: end)
    // A script that never ends takes the rest of the page, as in browsers.
    copiedTo = closeTag(name, from: end) ?? count
    return copiedTo
  }

  private func isNameEnd(_ at: Int) -> Bool {
    guard at < count else { return false }
    let byte = unsafe page[at]
    return byte <= 0x20 || byte == 0x3E || byte == 0x2F
  }

  /// Whether a script's tag says that it carries data to read.
  private func carriesData(_ start: Int, _ end: Int) -> Bool {
    var at = start + 7
    while at < end {
      if unsafe page[at] == 0x2B, matches("ld+json", at: at - 2) { return true }
      at += 1
    }
    return false
  }

  /// The index behind a tag's `>`, quoted values passed over.
  private func endOfTag(from start: Int) -> Int? {
    var at = start
    var previous: UInt8 = 0
    while at < count {
      let byte = unsafe page[at]
      at += 1
      if byte == 0x3E { return at }
      if (byte == 0x22 || byte == 0x27) && previous == 0x3D {
        guard let close = next(byte, from: at) else { return nil }
        at = close + 1
        previous = byte
      } else if byte > 0x20 {
        previous = byte
      }
    }
    return nil
  }

  private func closeTag(_ name: StaticString, from start: Int) -> Int? {
    var at = start
    while let open = next(0x3C, from: at) {
      if matches(name, at: open) { return open }
      at = open + 1
    }
    return nil
  }

  private func next(_ byte: UInt8, from start: Int) -> Int? {
    guard start < count, let base = unsafe page.baseAddress else { return nil }
    guard let found = unsafe memchr(base + start, Int32(byte), count - start) else { return nil }
    return unsafe UnsafeRawPointer(found) - base
  }

  /// Whether a text in small letters stands at an index, in letters of any size.
  private func matches(_ text: StaticString, at start: Int) -> Bool {
    guard start >= 0, start + text.utf8CodeUnitCount <= count else { return false }
    for offset in 0..<text.utf8CodeUnitCount {
      let found = unsafe page[start + offset]
      let wanted = unsafe text.utf8Start[offset]
      guard found == wanted || ((0x41...0x5A).contains(found) && found | 0x20 == wanted) else { return false }
    }
    return true
  }

  private mutating func copy(upTo end: Int) {
    if end > copiedTo { unsafe kept.append(contentsOf: UnsafeRawBufferPointer(rebasing: page[copiedTo..<end])) }
    copiedTo = max(copiedTo, end)
  }
}
