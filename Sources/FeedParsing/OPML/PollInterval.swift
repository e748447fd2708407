/// Intervals as people write them: `90s`, `5m`, `1h30m`, `2d`, and ISO 8601's `PT5M`.
enum PollInterval {
  /// Longer ones are slips.
  private static let secondsMax = 366 * 86_400

  static func parse(_ text: String) -> Duration? {
    var rest = text.lowercased().filter { !$0.isWhitespace }[...]
    if rest.hasPrefix("p") { rest = rest.dropFirst() }
    var seconds = 0
    var hasPart = false
    while let first = rest.first {
      if first == "t" {
        rest = rest.dropFirst()
        continue
      }
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      guard let number = Int(digits), number <= secondsMax, let unit = rest.dropFirst(digits.count).first,
        let length = length(of: unit)
      else { return nil }
      seconds += number * length
      guard seconds <= secondsMax else { return nil }
      hasPart = true
      rest = rest.dropFirst(digits.count + 1)
    }
    return hasPart ? .seconds(seconds) : nil
  }

  private static func length(of unit: Character) -> Int? {
    switch unit {
    case "s": 1
    case "m": 60
    case "h": 3600
    case "d": 86_400
    case "w": 7 * 86_400
    default: nil
    }
  }
}
