/// Cuts one stretch of a text into tokens.
///
/// Words keep their inner hyphens and apostrophes ("ez-Zor", "Shi'ite"), acronyms and listed abbreviations their full
/// stops ("U.S.", "Gen."), numbers their separators ("25,000", "3.5", "20:10"). The clitics of English are tokens of
/// their own, and so is every other mark.
struct Tokenizer {
  let text: TextBytes
  let abbreviations: Abbreviations
  private(set) var tokens: [Token] = []
  private var scalar: Int
  private var byte: Int
  private var afterSpace = true

  /// - Parameters:
  ///   - byte: where to begin.
  ///   - scalar: the same place in Unicode scalars.
  init(_ text: TextBytes, abbreviations: Abbreviations, byte: Int, scalar: Int) {
    self.text = text
    self.abbreviations = abbreviations
    self.byte = byte
    self.scalar = scalar
  }

  /// Adds the tokens of `range`, which begins where the last one ended or later.
  mutating func cut(_ range: Range<Int>) {
    advance(to: range.lowerBound)
    tokens.reserveCapacity(tokens.count + range.count / 5)
    while byte < range.upperBound {
      let (kind, length) = text.character(at: byte)
      switch kind {
      case .space, .lineEnd, .joiner:
        advance(to: byte + length)
        afterSpace = true
      case .lower, .upper, .digit, .otherLetter, .underscore:
        cutWord(end: wordEnd(from: byte, limit: range.upperBound))
      case .hash, .at:
        let next = text.kind(at: byte + 1)
        // "#Kyiv", "@handle": one token; the bare sign is a mark.
        add(to: next.isWord ? wordEnd(from: byte + 1, limit: range.upperBound) : byte + 1)
      default:
        add(to: markEnd(from: byte, kind: kind, length: length))
      }
    }
  }

  // MARK: Words

  /// Where the word that begins at `start` ends, clitics included.
  private func wordEnd(from start: Int, limit: Int) -> Int {
    if let end = addressEnd(from: start, limit: limit) { return end }
    let bound = min(limit, start + Limits.tokenBytesMax)
    var end = start
    var previous = CharacterClass.mark
    while end < bound {
      let (kind, length) = text.character(at: end)
      if kind.isWord || kind == .joiner {
        previous = kind
        end += length
        continue
      }
      guard let inner = innerEnd(at: end, kind: kind, length: length, wordStart: start, previous: previous) else {
        break
      }
      previous = .mark
      end = inner
    }
    return min(end, limit)
  }

  /// Whether the mark at `offset` belongs to the word around it, and where the word then goes on.
  private func innerEnd(
    at offset: Int, kind: CharacterClass, length: Int, wordStart: Int, previous: CharacterClass
  ) -> Int? {
    let next = text.kind(at: offset + length)
    switch kind {
    case .hyphen, .apostrophe, .ampersand:
      return next.isWord ? offset + length : nil
    case .comma:
      // "25,000" and "2,000,000", but not "in 2014,2015".
      guard previous == .digit, digitRun(from: offset + 1) == 3 else { return nil }
      return offset + 1
    case .colon, .slash:
      return previous == .digit && next == .digit ? offset + 1 : nil
    case .fullStop:
      return innerFullStop(at: offset, wordStart: wordStart, previous: previous, next: next)
    default: return nil
    }
  }

  /// "3.5", "U.S.", "example.org", "U.S.-led": the full stop stays inside.
  private func innerFullStop(
    at offset: Int, wordStart: Int, previous: CharacterClass, next: CharacterClass
  ) -> Int? {
    if next == .digit { return previous == .digit ? offset + 1 : nil }
    if isInitials(wordStart..<offset) {
      // "U.S": a further letter and stop; "U.S.": the last stop, when initials of two letters or more are done.
      if next.isLetter { return offset + 1 }
      if offset - wordStart > 1 { return offset + 1 }
      return nil
    }
    // A name on the net; a capital after the stop is a sentence that lacks its space.
    return next == .lower && previous != .digit ? offset + 1 : nil
  }

  /// Single letters parted by full stops: "U", "U.S", "a.m".
  private func isInitials(_ range: Range<Int>) -> Bool {
    guard range.count % 2 == 1, range.count <= 11 else { return false }
    for offset in range {
      let wantsLetter = (offset - range.lowerBound) % 2 == 0
      let kind = text.kind(at: offset)
      if wantsLetter ? !(kind == .lower || kind == .upper) : kind != .fullStop { return false }
    }
    return true
  }

  private func digitRun(from start: Int) -> Int {
    var end = start
    while end < start + 5, text.kind(at: end) == .digit { end += 1 }
    return end - start
  }

  /// "https://…" and "www.…" up to the next space, without the marks that close the sentence.
  private func addressEnd(from start: Int, limit: Int) -> Int? {
    guard start + 8 < limit, let head = text.bytes[start...].first, head | 0x20 == 0x68 || head | 0x20 == 0x77 else {
      return nil
    }
    let opening = text.bytes[start..<(start + 8)].map { $0 | 0x20 }
    let marks = ["http://", "https://", "www."].map { $0.utf8.map { $0 | 0x20 } }
    guard marks.contains(where: { opening.starts(with: $0) }) else { return nil }
    var end = start
    while end < limit, case let (kind, length) = text.character(at: end), kind != .space, kind != .lineEnd {
      end += length
    }
    while end > start, [0x2E, 0x2C, 0x29, 0x22, 0x27, 0x3B, 0x3A].contains(text.bytes[end - 1]) { end -= 1 }
    return end
  }

  /// Adds the word up to `end`, its clitic and the full stop of an abbreviation as they belong.
  private mutating func cutWord(end: Int) {
    if let split = cliticStart(in: byte..<end) {
      add(to: split)
      add(to: end)
      return
    }
    guard text.kind(at: end) == .fullStop, takesFullStop(byte..<end) else { return add(to: end) }
    add(to: end + 1)
  }

  /// Where the clitic of a word begins: "Syria|'s", "did|n't", "can|not".
  private func cliticStart(in range: Range<Int>) -> Int? {
    guard range.count > 2 else { return nil }
    if range.count == 6, text.string(range).lowercased() == "cannot" { return range.lowerBound + 3 }
    // A clitic is at most two letters after an apostrophe of at most three bytes.
    var mark = range.upperBound - 1
    while mark > range.lowerBound, mark >= range.upperBound - 6 {
      if text.bytes[mark] & 0xC0 != 0x80, text.kind(at: mark) == .apostrophe { break }
      mark -= 1
    }
    guard mark > range.lowerBound, text.bytes[mark] & 0xC0 != 0x80, text.kind(at: mark) == .apostrophe else {
      return nil
    }
    let tail = text.string((mark + text.character(at: mark).length)..<range.upperBound).lowercased()
    switch tail {
    case "s", "re", "ve", "ll", "d", "m": return mark
    case "t":
      let before = mark - 1
      return before > range.lowerBound && text.bytes[before] | 0x20 == UInt8(ascii: "n") ? before : nil
    default: return nil
    }
  }

  private func takesFullStop(_ range: Range<Int>) -> Bool {
    guard range.count <= Abbreviations.bytesMax else { return false }
    let next = text.kind(at: range.upperBound + 1)
    if next.isWord { return false }
    if range.count == 1, text.kind(at: range.lowerBound) == .upper { return isInitial(range) }
    switch abbreviations.kind(of: text.string(range)) {
    case nil: return false
    case .number?:
      // "Nov. 25", "Nov. and": a word that only a number or a small letter follows; "the answer is no." is another.
      let following = text.kind(at: range.upperBound + 2)
      return next == .space && (following == .digit || following == .lower)
    case .title?, .either?, .end?: return true
    }
  }

  /// "John F. Kennedy", "J. Smith": a capital between names; "Hepatitis B. The" is none, since the word before it
  /// is a noun or a new sentence follows.
  private func isInitial(_ range: Range<Int>) -> Bool {
    let end = range.upperBound + 1
    guard text.kind(at: end) == .space, text.kind(at: end + 1) == .upper else { return false }
    guard let before = tokens.last, afterSpace else { return true }
    guard !before.shape.contains(.mark) else { return true }
    guard before.shape.contains(.capitalised) || before.form.hasSuffix(".") else { return false }
    var wordEnd = end + 1
    while text.kind(at: wordEnd).isLetter { wordEnd += text.character(at: wordEnd).length }
    return !abbreviations.opensSentence(text.string((end + 1)..<wordEnd))
  }

  // MARK: Marks

  /// Runs of one sign ("...", "--", "!!") are one token; an emoji keeps its joiners.
  private func markEnd(from start: Int, kind: CharacterClass, length: Int) -> Int {
    var end = start + length
    if length == 1 {
      let sign = text.bytes[start]
      guard [0x2E, 0x2D, 0x21, 0x3F, 0x2A, 0x3D, 0x5F, 0x7E].contains(sign) else {
        return cliticMarkEnd(start, kind, end)
      }
      while end < text.count, end - start < Limits.tokenBytesMax, text.bytes[end] == sign { end += 1 }
      return end
    }
    while case let (next, step) = text.character(at: end), next == .joiner { end += step }
    return cliticMarkEnd(start, kind, end)
  }

  /// "U.S." + "'s": a clitic whose word ended with a mark.
  private func cliticMarkEnd(_ start: Int, _ kind: CharacterClass, _ end: Int) -> Int {
    guard kind == .apostrophe, !afterSpace, text.kind(at: end) == .lower, !text.kind(at: end + 1).isWord,
      text.bytes[end] == UInt8(ascii: "s")
    else { return end }
    return end + 1
  }

  // MARK: Making tokens

  private mutating func add(to end: Int) {
    let letters = LetterCount(text, byte..<end)
    let scalars = scalar..<(scalar + letters.scalarCount)
    tokens.append(
      Token(text.string(byte..<end), letters, scalars: scalars, utf8: byte..<end, afterSpace: afterSpace))
    byte = end
    scalar = scalars.upperBound
    afterSpace = false
  }

  private mutating func advance(to end: Int) {
    while byte < end {
      if text.bytes[byte] & 0xC0 != 0x80 { scalar += 1 }
      byte += 1
    }
  }
}
