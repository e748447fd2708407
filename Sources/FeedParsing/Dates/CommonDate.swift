import FoundationEssentials
import Model

/// The two forms that nearly all feeds write: `Mon, 06 Jan 2025 10:00:00 +0000` and `2025-01-06T10:00:00Z`.
///
/// Anything else, down to an unknown zone, is left to `DateReading`.
enum CommonDate {
  static func parse(_ text: [UInt8]) -> Date? {
    var cursor = Cursor(text)
    cursor.skipSpace()
    guard let first = cursor.peek else { return nil }
    return first &- 0x30 < 10 ? cursor.readISO() : cursor.readRFC822()
  }
}

private struct Cursor {
  private let text: [UInt8]
  private var index = 0

  init(_ text: [UInt8]) { self.text = text }

  var peek: UInt8? { index < text.count ? text[index] : nil }

  mutating func skipSpace() { while index < text.count, text[index].isSpace { index += 1 } }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    index += 1
    return true
  }

  /// A number of at least and at most so many digits.
  private mutating func number(_ least: Int, _ most: Int) -> Int? {
    var value = 0
    let start = index
    while index < text.count, index - start <= most, text[index] &- 0x30 < 10 {
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
      let month = Self.months[name], take(0x20), let year = number(4, 4), take(0x20), let time = time(), take(0x20)
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
    guard index + 3 <= text.count else { return nil }
    var value: UInt32 = 0
    for byte in text[index..<(index + 3)] {
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
    skipSpace()
    guard index == text.count, year > 0, let day = Day(year: year, month: month, day: day) else { return nil }
    return Date(timeIntervalSince1970: Double(day.daysSinceEpoch * 86_400 + seconds))
  }

  private static func packed(_ word: StaticString) -> UInt32 {
    word.withUTF8Buffer { letters in
      var value: UInt32 = 0
      for index in 0..<3 { value = value << 8 | UInt32(unsafe letters[index]) }
      return value
    }
  }

  private static let gmt = packed("gmt")
  private static let utc = packed("utc")
  private static let months: [UInt32: Int] = [
    packed("jan"): 1, packed("feb"): 2, packed("mar"): 3, packed("apr"): 4, packed("may"): 5, packed("jun"): 6,
    packed("jul"): 7, packed("aug"): 8, packed("sep"): 9, packed("oct"): 10, packed("nov"): 11, packed("dec"): 12,
  ]
}
