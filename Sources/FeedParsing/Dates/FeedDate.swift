import FoundationEssentials
import Model

/// Reads dates as feeds write them: RFC 822 and its abuses, W3C-DTF and ISO 8601, asctime, slashed and dotted forms,
/// names of months in many languages. What comes out is an instant; without a zone UTC is meant.
///
/// The text is cut into numbers, words and signs, and each piece is taken for what it can be; so the order of a date's
/// parts, its separators and its case do not matter where they are not ambiguous.
enum FeedDate {
  /// Longer texts are no dates.
  static let textBytesMax = 128

  /// Reads the text of an element; the two common forms without making anything of it but numbers.
  static func parse(_ text: Span<UInt8>) -> Date? { CommonDate.parse(text) ?? parse(text.trimmedText) }

  static func parse(_ text: String) -> Date? {
    guard text.utf8.count <= textBytesMax else { return nil }
    var reading = DateReading(DateTokens.cut(text))
    return reading.read()
  }
}

/// A number, a word or a sign of a date.
enum DateToken: Equatable {
  case number(value: Int, digits: Int)
  case word(String)
  case sign(UInt8)
  case space
}

enum DateTokens {
  static func cut(_ text: String) -> [DateToken] {
    var tokens: [DateToken] = []
    var rest = text.unicodeScalars[...]
    while let scalar = rest.first {
      if let digit = digit(scalar) {
        rest = rest.dropFirst()
        var value = digit
        var digits = 1
        while let next = rest.first, let digit = Self.digit(next) {
          // More digits than any date has: the value no longer matters.
          if digits < 17 { value = value * 10 + digit }
          digits += 1
          rest = rest.dropFirst()
        }
        tokens.append(.number(value: value, digits: digits))
      } else if isLetter(scalar) {
        let word = rest.prefix(while: isLetter)
        rest = rest.dropFirst(word.count)
        tokens.append(.word(String(word).lowercased()))
      } else {
        rest = rest.dropFirst()
        if scalar.properties.isWhitespace {
          if tokens.last != .space { tokens.append(.space) }
        } else {
          tokens.append(
            .sign(scalar == "\u{2212}" || scalar == "\u{2010}" ? UInt8(ascii: "-") : UInt8(clamping: scalar.value)))
        }
      }
    }
    return tokens
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return (scalar.value | 0x20) &- 0x61 < 26 }
    return scalar.properties.isAlphabetic || scalar.properties.generalCategory == .nonspacingMark
  }

  /// Digits of any script: Arabic feeds write ٢٠٢٤.
  private static func digit(_ scalar: Unicode.Scalar) -> Int? {
    if scalar.isASCII { return scalar.value &- 0x30 < 10 ? Int(scalar.value) - 0x30 : nil }
    guard scalar.properties.numericType == .decimal, let value = scalar.properties.numericValue else { return nil }
    return Int(value)
  }
}
