/// A sentence's words as the models see them: hashes in place of strings, made once a sentence.
package struct SentenceCodes {
  /// The words that take part: all but the dateline's.
  package let count: Int
  package private(set) var lower: [UInt64] = []
  /// The last one, two, three and four bytes.
  package private(set) var endings: [(UInt64, UInt64, UInt64, UInt64)] = []
  package private(set) var beginning: [UInt64] = []
  /// What stands after the last hyphen: "held" of "rebel-held"; 0 without one.
  package private(set) var afterHyphen: [UInt64] = []
  package private(set) var shape: [UInt64] = []
  /// How many commas stand before each word.
  package private(set) var commas: [Int] = []
  /// The class the tagger gave, by number; filled by the tagger.
  package var classes: [UInt8] = []
  package var lemmas: [UInt64] = []

  /// - Parameter ignoresCase: whether capitals say nothing, as in a headline; nil: judged by the words.
  package init(_ tokens: ArraySlice<Token>, ignoresCase: Bool? = nil) {
    count = tokens.count
    let hidesCase = ignoresCase ?? Self.capitalsSayNothing(tokens)
    lower.reserveCapacity(count)
    endings.reserveCapacity(count)
    for token in tokens { add(token, hidesCase: hidesCase) }
    classes = Array(repeating: 0, count: count)
    lemmas = Array(repeating: 0, count: count)
  }

  private mutating func add(_ token: Token, hidesCase: Bool) {
    commas.append((commas.last ?? 0) + (token.form == "," ? 1 : 0))
    let bytes = token.lower.utf8.span
    let length = bytes.count
    let hasDigit = token.shape.contains(.hasDigit)
    lower.append(hasDigit ? Self.numberHash(bytes) : FeatureHash.of(bytes, 0..<length))
    func ending(_ count: Int) -> UInt64 { FeatureHash.of(bytes, max(0, length - count)..<length) }
    endings.append((ending(1), ending(2), ending(3), ending(4)))
    beginning.append(FeatureHash.of(bytes, 0..<min(3, length)))
    var afterLast = length
    if token.shape.contains(.hasHyphen) {
      while afterLast > 0, bytes[afterLast - 1] != UInt8(ascii: "-") { afterLast -= 1 }
    }
    afterHyphen.append(afterLast < length && afterLast > 0 ? FeatureHash.of(bytes, afterLast..<length) : 0)
    var visible = token.shape.rawValue & ~WordShape.afterSpace.rawValue
    if hidesCase {
      visible &= ~(WordShape.capitalised.rawValue | WordShape.allCapitals.rawValue | WordShape.innerCapital.rawValue)
    }
    shape.append(UInt64(visible) | (hidesCase ? 1 << 8 : 0))
  }

  /// Digits count as one another, so that "1,200" teaches what "3,400" is; years stay apart from other numbers.
  private static func numberHash(_ bytes: Span<UInt8>) -> UInt64 {
    let isYear = bytes.count == 4 && (bytes[0] == UInt8(ascii: "1") || bytes[0] == UInt8(ascii: "2"))
    let digit = isYear ? UInt8(ascii: "Y") : UInt8(ascii: "0")
    var hash = FeatureHash.start
    for place in bytes.indices {
      let byte = bytes[place]
      FeatureHash.add((UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) ? digit : byte, to: &hash)
    }
    return FeatureHash.mixed(hash)
  }

  /// A headline in title case or capitals: nearly every longer word has one.
  static func capitalsSayNothing(_ tokens: ArraySlice<Token>) -> Bool {
    let words = tokens.dropFirst().filter { $0.shape.contains(.hasLetter) && $0.form.utf8.count > 3 }
    guard words.count >= 4 else { return false }
    let capitalised = words.count { $0.shape.contains(.capitalised) }
    return capitalised * 10 >= words.count * 9
  }
}
