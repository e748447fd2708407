import Yams

/// Durations and sizes as people write them.
enum Quantity {
  /// `0s`, `200ms`, `5m`, `12h`, `7d`.
  static func duration(_ text: String) -> Duration? {
    guard let (number, unit) = split(text) else { return nil }
    let seconds: Double
    switch unit {
    case "ms": seconds = number / 1000
    case "s": seconds = number
    case "m": seconds = number * 60
    case "h": seconds = number * 3600
    case "d": seconds = number * 86_400
    default: return nil
    }
    return seconds <= 100 * 365 * 86_400 ? .milliseconds(Int64(seconds * 1000)) : nil
  }

  /// `512KiB`, `16MiB`, `1GiB`, plain bytes.
  static func bytes(_ text: String) -> Int? {
    guard let (number, unit) = split(text) else { return nil }
    let factor: Double
    switch unit {
    case "", "B": factor = 1
    case "KiB": factor = 1024
    case "MiB": factor = 1024 * 1024
    case "GiB": factor = 1024 * 1024 * 1024
    default: return nil
    }
    let value = number * factor
    return value <= 1e15 ? Int(value) : nil
  }

  private static func split(_ text: String) -> (Double, String)? {
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard let number = Double(digits), number >= 0 else { return nil }
    return (number, String(text[digits.endIndex...]))
  }
}

extension Node {
  var text: String? { scalar?.string }

  /// A path, URL or other word; null says that there is none.
  var optionalText: String?? {
    guard let scalar else { return nil }
    return .some(scalar.style == .plain && ["null", "~", ""].contains(scalar.string) ? nil : scalar.string)
  }

  var texts: [String]? {
    guard let sequence else { return nil }
    let texts = sequence.compactMap(\.text)
    return texts.count == sequence.count ? texts : nil
  }
}
