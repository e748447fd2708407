import FoundationEssentials
import Model

/// The two forms that nearly all feeds write: `Mon, 06 Jan 2025 10:00:00 +0000` and `2025-01-06T10:00:00Z`.
///
/// Anything else, down to an unknown zone, is left to `DateReading`.
enum CommonDate {
  static func parse(_ text: Span<UInt8>) -> Date? {
    guard var cursor = Cursor(text), let first = cursor.peek else { return nil }
    return first &- 0x30 < 10 ? cursor.readISO() : cursor.readRFC822()
  }
}

/// Where in a text the reading stands.
private struct Cursor {
  private static let bytesMax = 48

  /// A copy: it is short, and needs no memory of its own.
  private var text = InlineArray<48, UInt8>(repeating: 0)
  private let count: Int
  private var index = 0

  /// - Returns: nil when the text is too long to be a date of these forms.
  init?(_ text: Span<UInt8>) {
    let text = text.extracting(text.trimmedRange)
    guard text.count <= Self.bytesMax else { return nil }
    count = text.count
    for place in text.indices { self.text[place] = text[place] }
  }

  var peek: UInt8? { index < count ? text[index] : nil }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    index += 1
    return true
  }

  /// A number of at least and at most so many digits.
  private mutating func number(_ least: Int, _ most: Int) -> Int? {
    var value = 0
    let start = index
    while index < count, index - start <= most, text[index] &- 0x30 < 10 {
      value = value * 10 + Int(text[index] - 0x30)
      index += 1
    }
    return index - start >= least && index - start <= most ? value : nil
  }

  mutating func readISO() -> Date? {
    guard let year = number(4, 4), take(UInt8(ascii: "-")), let month = number(2, 2), take(UInt8(ascii: "-")),
      let day = number(2, 2), take(UInt8(ascii: "T")), let time = time()
    else { return nil }
    if take(UInt8(ascii: ".")), number(1, 9) == nil { return nil }
    var offset = 0
    if !take(UInt8(ascii: "Z")) {
      guard let sign = sign(), let hours = number(2, 2), hours < 24, take(UInt8(ascii: ":")),
        let minutes = number(2, 2), minutes < 60
      else {
        return nil
      }
      offset = sign * (hours * 3600 + minutes * 60)
    }
    return date(year, month, day, time - offset)
  }

  mutating func readRFC822() -> Date? {
    guard word() != nil, take(UInt8(ascii: ",")), take(0x20), let day = number(1, 2), take(0x20), let name = word(),
      let month = Self.month(name), take(0x20), let year = number(4, 4), take(0x20), let time = time(), take(0x20)
    else { return nil }
    var offset = 0
    if let sign = sign() {
      guard let zone = number(4, 4), zone < 2400, zone % 100 < 60 else { return nil }
      offset = sign * (zone / 100 * 3600 + zone % 100 * 60)
    } else {
      guard let zone = word(), zone == Self.gmt || zone == Self.utc else { return nil }
    }
    return date(year, month, day, time - offset)
  }

  /// Three letters as one number.
  private mutating func word() -> UInt32? {
    guard index + 3 <= count else { return nil }
    var value: UInt32 = 0
    for place in index..<(index + 3) {
      let byte = text[place]
      guard (byte | 0x20) &- 0x61 < 26 else { return nil }
      value = value << 8 | UInt32(byte | 0x20)
    }
    index += 3
    return value
  }

  private mutating func sign() -> Int? { take(UInt8(ascii: "+")) ? 1 : take(UInt8(ascii: "-")) ? -1 : nil }

  private mutating func time() -> Int? {
    guard let hour = number(2, 2), hour < 24, take(UInt8(ascii: ":")), let minute = number(2, 2), minute < 60,
      take(UInt8(ascii: ":")), let second = number(2, 2), second < 60
    else { return nil }
    return hour * 3600 + minute * 60 + second
  }

  private mutating func date(_ year: Int, _ month: Int, _ day: Int, _ seconds: Int) -> Date? {
    guard index == count, year > 0, let day = Day(year: year, month: month, day: day) else { return nil }
    return Date(timeIntervalSince1970: Double(day.daysSinceEpoch * 86_400 + seconds))
  }

  private static func packed(_ first: Unicode.Scalar, _ second: Unicode.Scalar, _ third: Unicode.Scalar) -> UInt32 {
    first.value << 16 | second.value << 8 | third.value
  }

  private static let gmt = packed("g", "m", "t")
  private static let utc = packed("u", "t", "c")

  private static func month(_ name: UInt32) -> Int? {
    switch name {
    case packed("j", "a", "n"): 1
    case packed("f", "e", "b"): 2
    case packed("m", "a", "r"): 3
    case packed("a", "p", "r"): 4
    case packed("m", "a", "y"): 5
    case packed("j", "u", "n"): 6
    case packed("j", "u", "l"): 7
    case packed("a", "u", "g"): 8
    case packed("s", "e", "p"): 9
    case packed("o", "c", "t"): 10
    case packed("n", "o", "v"): 11
    case packed("d", "e", "c"): 12
    default: nil
    }
  }
}
