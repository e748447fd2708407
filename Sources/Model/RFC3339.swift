public import FoundationEssentials

extension Date {
  /// Seconds since 1970, cut to the whole second below.
  public var wholeSeconds: Int64 { Int64(timeIntervalSince1970.rounded(.down)) }

  /// `2015-05-22T01:14:09Z` (RFC 3339, UTC, whole seconds).
  public var rfc3339: String { Date.rfc3339(seconds: wholeSeconds, milliseconds: nil) }

  /// `2015-05-22T01:14:09.250Z` (RFC 3339, UTC, milliseconds).
  ///
  /// Rounded to the nearest millisecond, so that a date read back from its own text gives the same text again.
  public var rfc3339Milliseconds: String {
    let total = Int64((timeIntervalSince1970 * 1000).rounded())
    let seconds = total >= 0 ? total / 1000 : (total - 999) / 1000
    return Date.rfc3339(seconds: seconds, milliseconds: Int(total - seconds * 1000))
  }

  /// The day in UTC.
  public var day: Day {
    let seconds = wholeSeconds
    return Day(daysSinceEpoch: Int(seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400))
  }

  /// Reads RFC 3339 and what ISO 8601 dates are commonly cut to: `2015-05-22`, `2015-05-22T01:14Z`,
  /// `2015-05-22 01:14:09.5+02:00`. Without a zone UTC is meant.
  public init?(rfc3339 text: some StringProtocol) {
    guard let day = Day(iso: text) else { return nil }
    var seconds = Double(day.daysSinceEpoch) * 86_400
    var rest = Array(text.utf8.dropFirst(10))[...]
    guard !rest.isEmpty else {
      self.init(timeIntervalSince1970: seconds)
      return
    }
    rest = rest.dropFirst()
    guard let hour = rest.takeTwoDigits(max: 24), rest.take(0x3A), let minute = rest.takeTwoDigits(max: 59) else {
      return nil
    }
    seconds += Double(hour * 3600 + minute * 60)
    if rest.take(0x3A) {
      guard let second = rest.takeTwoDigits(max: 60) else { return nil }
      seconds += Double(second)
      if rest.take(0x2E) {
        var scale = 0.1
        while let digit = rest.first, (0x30...0x39).contains(digit) {
          seconds += Double(digit - 0x30) * scale
          scale /= 10
          rest = rest.dropFirst()
        }
      }
    }
    guard let offset = rest.takeZoneOffset(), rest.isEmpty else { return nil }
    self.init(timeIntervalSince1970: seconds - Double(offset))
  }

  private static func rfc3339(seconds: Int64, milliseconds: Int?) -> String {
    let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    let ofDay = Int(seconds - days * 86_400)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let time = "\(two(ofDay / 3600)):\(two(ofDay / 60 % 60)):\(two(ofDay % 60))"
    guard let milliseconds else { return "\(Day(daysSinceEpoch: Int(days)))T\(time)Z" }
    let fraction = milliseconds < 10 ? "00\(milliseconds)" : milliseconds < 100 ? "0\(milliseconds)" : "\(milliseconds)"
    return "\(Day(daysSinceEpoch: Int(days)))T\(time).\(fraction)Z"
  }
}

extension ArraySlice<UInt8> {
  fileprivate mutating func take(_ byte: UInt8) -> Bool {
    guard first == byte else { return false }
    self = dropFirst()
    return true
  }

  fileprivate mutating func takeTwoDigits(max: Int) -> Int? {
    guard count >= 2, let tens = first, (0x30...0x39).contains(tens) else { return nil }
    let ones = self[startIndex + 1]
    guard (0x30...0x39).contains(ones) else { return nil }
    let value = Int(tens - 0x30) * 10 + Int(ones - 0x30)
    guard value <= max else { return nil }
    self = dropFirst(2)
    return value
  }

  /// Seconds east of UTC; 0 when nothing is left.
  fileprivate mutating func takeZoneOffset() -> Int? {
    guard let sign = first else { return 0 }
    self = dropFirst()
    if sign == 0x5A || sign == 0x7A { return 0 }
    guard sign == 0x2B || sign == 0x2D, let hours = takeTwoDigits(max: 23) else { return nil }
    _ = take(0x3A)
    let minutes = isEmpty ? 0 : takeTwoDigits(max: 59)
    guard let minutes else { return nil }
    return (hours * 3600 + minutes * 60) * (sign == 0x2B ? 1 : -1)
  }
}
