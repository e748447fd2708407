/// Phrases to be found at the beginning of a line or within it, without regard to case.
struct PhraseList: Sendable {
  private var byFirst: [UInt8: [[UInt8]]] = [:]

  /// - Parameter phrase: In lower case.
  mutating func insert(_ phrase: String) {
    guard let first = phrase.utf8.first else { return }
    byFirst[first, default: []].append(Array(phrase.utf8))
  }

  var isEmpty: Bool { byFirst.isEmpty }

  /// The length of the longest phrase that the line begins with, ending where a word ends; nil when there is none.
  /// - Parameter line: In lower case, white space collapsed.
  func prefix(of line: borrowing Span<UInt8>, from start: Int = 0) -> Int? {
    guard start < line.count, let candidates = byFirst[line[start]] else { return nil }
    var longest: Int?
    for phrase in candidates where start + phrase.count <= line.count && phrase.count > longest ?? 0 {
      let end = start + phrase.count
      guard matches(phrase, line, start) else { continue }
      let parted = end == line.count || !isWordByte(line[end]) || !isWordByte(line[end - 1])
      if parted { longest = phrase.count }
    }
    return longest
  }

  /// Whether the line, its closing punctuation aside, is one of the phrases.
  func isWhole(_ line: borrowing Span<UInt8>) -> Bool {
    guard let length = prefix(of: line) else { return false }
    for at in length..<line.count where isWordByte(line[at]) { return false }
    return true
  }

  /// How many places of the line hold one of the phrases.
  func count(in line: borrowing Span<UInt8>) -> Int {
    var found = 0
    var at = 0
    var atWordStart = true
    while at < line.count {
      if atWordStart, let length = prefix(of: line, from: at) {
        found += 1
        at += length
        atWordStart = true
        continue
      }
      atWordStart = !isWordByte(line[at])
      at += 1
    }
    return found
  }

  /// Whether the line ends with one of the phrases, closing punctuation aside.
  func isSuffix(of line: borrowing Span<UInt8>) -> Bool {
    var end = line.count
    while end > 0, !isWordByte(line[end - 1]) { end -= 1 }
    for start in stride(from: end - 1, through: max(0, end - 64), by: -1)
    where start == 0 || !isWordByte(line[start - 1]) {
      if let length = prefix(of: line, from: start), start + length >= end { return true }
    }
    return false
  }

  private func matches(_ phrase: [UInt8], _ line: borrowing Span<UInt8>, _ start: Int) -> Bool {
    var at = start
    for byte in phrase {
      if line[at] != byte { return false }
      at += 1
    }
    return true
  }
}

/// Letters, digits, and all of UTF-8 beyond ASCII.
func isWordByte(_ byte: UInt8) -> Bool {
  (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte) || byte >= 0x80
}
