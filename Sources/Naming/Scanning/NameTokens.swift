/// A text's words, as the scanner needs them: where they stand, how they begin, their folded letters.
struct NameTokens {
  struct Token {
    // 32 bits: a text of four gigabytes is refused long before it is read for names.
    var start: Int32 = 0
    var end: Int32 = 0
    var scalarStart: Int32 = 0
    var scalarEnd: Int32 = 0
    /// Where its folded letters begin and end in `letters`.
    var lettersStart: Int32 = 0
    var lettersEnd: Int32 = 0
    var traits: Traits = []
    var spelling = JoinableHash()

    var utf8: Range<Int> { Int(start)..<Int(end) }
    var scalars: Range<Int> { Int(scalarStart)..<Int(scalarEnd) }
    var letterCount: Int { Int(lettersEnd - lettersStart) }
  }

  struct Traits: OptionSet {
    let rawValue: UInt8
    static let capital = Traits(rawValue: 1)
    static let allCapitals = Traits(rawValue: 2)
    static let number = Traits(rawValue: 4)
    /// The first word of a sentence, a paragraph or a quote.
    static let opensSentence = Traits(rawValue: 8)
    /// A comma, a bracket or an end of sentence stands before it.
    static let afterBreak = Traits(rawValue: 16)
    /// A hyphen or an apostrophe joins it to the word before.
    static let joined = Traits(rawValue: 32)
    /// A letter of a script that is not folded stands in it.
    static let foreign = Traits(rawValue: 64)
  }

  private(set) var tokens: [Token] = []
  private(set) var letters: [UInt8] = []

  init(_ text: [UInt8]) {
    tokens.reserveCapacity(text.count / 5)
    letters.reserveCapacity(text.count)
    read(text)
  }

  var count: Int { tokens.count }
  subscript(index: Int) -> Token { tokens[index] }

  func letters(of index: Int) -> ArraySlice<UInt8> {
    letters[Int(tokens[index].lettersStart)..<Int(tokens[index].lettersEnd)]
  }

  func folded(_ index: Int) -> String { String(decoding: letters(of: index), as: UTF8.self) }

  private mutating func read(_ text: [UInt8]) {
    var position = 0
    var scalars: Int32 = 0
    var current = Token()
    var isInWord = false
    var capitals = 0
    var pending: Traits = [.opensSentence, .afterBreak]
    while position < text.count {
      let (scalar, width) = Self.decode(text, at: position)
      let packed = LetterFold.packed(scalar)
      if packed > LetterFold.foreign || (packed == LetterFold.foreign && scalar > 0x7F) {
        let isCapital = (0x41...0x5A).contains(scalar)
        if !isInWord {
          current = Token()
          current.start = Int32(truncatingIfNeeded: position)
          current.scalarStart = scalars
          current.lettersStart = Int32(truncatingIfNeeded: letters.count)
          current.traits = pending
          isInWord = true
          capitals = 0
          if isCapital || (scalar > 0x7F && Self.isUpper(scalar)) { current.traits.insert(.capital) }
          if (0x30...0x39).contains(scalar) { current.traits.insert(.number) }
        }
        if isCapital { capitals += 1 }
        take(packed, into: &current)
        current.end = Int32(truncatingIfNeeded: position + width)
        current.scalarEnd = scalars + 1
      } else if isInWord, packed == LetterFold.silent, !Self.endsWord(scalar, text, after: position + width) {
        // An apostrophe, an ayn or an accent inside a word.
      } else {
        let isPossessive = isInWord && packed == LetterFold.silent
        if isInWord {
          finish(&current, capitals: capitals)
          isInWord = false
          pending = []
        }
        if isPossessive {
          // The s of a possessive is no word.
          position += 1
          scalars += 1
        } else {
          note(scalar, text, position, width, &pending)
        }
      }
      position += width
      scalars += 1
    }
    if isInWord { finish(&current, capitals: capitals) }
  }

  private mutating func take(_ packed: UInt32, into token: inout Token) {
    if packed == LetterFold.foreign {
      token.traits.insert(.foreign)
      return
    }
    var rest = packed
    repeat {
      let letter = UInt8(truncatingIfNeeded: rest)
      letters.append(letter)
      token.spelling.append(letter)
      rest >>= 8
    } while rest != 0
  }

  private mutating func finish(_ token: inout Token, capitals: Int) {
    token.lettersEnd = Int32(truncatingIfNeeded: letters.count)
    guard token.letterCount > 0 else { return }
    if capitals > 1, capitals == token.letterCount { token.traits.insert(.allCapitals) }
    tokens.append(token)
  }

  /// What a scalar between words means for the next word.
  private func note(_ scalar: UInt32, _ text: [UInt8], _ position: Int, _ width: Int, _ pending: inout Traits) {
    switch scalar {
    case 0x20, 0xA0: pending.remove(.joined)
    case 0x2D, 0x2010, 0x2011: if pending.isEmpty { pending.insert(.joined) }
    case 0x2E:
      // "U.S.", "Lt. Gen.": a point behind one capital or a short title ends nothing.
      guard let last = tokens.last, Int(last.end) == position else {
        return pending.formUnion([.afterBreak, .opensSentence])
      }
      let length = last.letterCount
      if length == 1, last.traits.contains(.capital) { return }
      if length <= 3, last.traits.contains(.capital), position + 1 < text.count, text[position + 1] == 0x20 { return }
      pending.formUnion([.afterBreak, .opensSentence])
    case 0x21, 0x3F, 0x0A, 0x22, 0x201C, 0x2018, 0x3A: pending.formUnion([.afterBreak, .opensSentence])
    default: pending.insert(.afterBreak)
    }
  }

  /// Whether an apostrophe begins a possessive: "Syria's".
  private static func endsWord(_ scalar: UInt32, _ text: [UInt8], after position: Int) -> Bool {
    guard scalar == 0x27 || scalar == 0x2019, position < text.count, text[position] == 0x73 else { return false }
    guard position + 1 < text.count else { return true }
    let next = text[position + 1]
    return next < 0x80 && LetterFold.packed(UInt32(next)) <= LetterFold.foreign
  }

  private static func isUpper(_ scalar: UInt32) -> Bool {
    Unicode.Scalar(scalar)?.properties.isUppercase ?? false
  }

  /// One scalar; a byte that is no UTF-8 counts as one separator, so that offsets never run past the text.
  @inline(__always)
  private static func decode(_ text: [UInt8], at position: Int) -> (scalar: UInt32, width: Int) {
    let first = text[position]
    if first < 0x80 { return (UInt32(first), 1) }
    let width = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard first >= 0xC2, position + width <= text.count else { return (0x2000, 1) }
    var scalar = UInt32(first) & (0x7F >> UInt32(width))
    for offset in 1..<width {
      let next = text[position + offset]
      guard next & 0xC0 == 0x80 else { return (0x2000, 1) }
      scalar = scalar << 6 | UInt32(next & 0x3F)
    }
    return (scalar, width)
  }
}
