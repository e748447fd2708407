import FoundationEssentials
import Glibc
import Model

/// How texts are laid out for people at a terminal.
enum Text {
  /// Foreign text on one line: control characters shown as spaces, so that no article can move the cursor.
  static func plain(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
  }

  /// Columns that a text takes on a terminal.
  static func width(_ text: String) -> Int { text.reduce(0) { $0 + width(of: $1) } }

  /// Two columns for East Asian wide characters and pictures (UAX #11), one for all else.
  private static func width(of character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    if scalar.properties.isEmojiPresentation { return 2 }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }

  /// Cuts to a width in columns.
  static func cut(_ text: String, to columns: Int) -> String {
    guard width(text) > columns else { return text }
    var kept = ""
    var used = 0
    for character in text {
      used += width(of: character)
      if used > max(1, columns) - 1 { break }
      kept.append(character)
    }
    return kept + "…"
  }

  /// Pads or cuts to a width.
  static func column(_ text: String, _ columns: Int) -> String {
    let text = cut(plain(text), to: columns)
    return text + String(repeating: " ", count: max(0, columns - width(text)))
  }

  /// Wraps a paragraph at spaces.
  static func wrap(_ text: String, at columns: Int, indent: String = "") -> [String] {
    var lines: [String] = []
    var line = indent
    var used = indent.count
    for word in plain(text).split(separator: " ") {
      let size = width(String(word))
      if used > indent.count, used + 1 + size > columns {
        lines.append(line)
        (line, used) = (indent, indent.count)
      }
      if used > indent.count {
        line += " "
        used += 1
      }
      line += word
      used += size
    }
    if used > indent.count { lines.append(line) }
    return lines
  }

  /// Joins parts by two spaces, and goes on in the next line, indented, where they would not fit.
  static func flow(_ parts: [Painted], at columns: Int, indent: String = "    ") -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    for part in parts {
      if used > 0, used + 2 + part.columns > columns {
        lines.append(line)
        (line, used) = (indent, indent.count)
      } else if used > 0 {
        line += "  "
        used += 2
      }
      line += part.text
      used += part.columns
    }
    return lines + (line.isEmpty ? [] : [line])
  }

  /// "3 min ago", "in 2 h".
  static func relative(_ date: Date, to now: Date = Date()) -> String {
    let seconds = Int(date.timeIntervalSince(now))
    return seconds < 0 ? "\(span(-seconds)) ago" : "in \(span(seconds))"
  }

  private static func span(_ seconds: Int) -> String {
    switch seconds {
    case ..<60: "\(seconds) s"
    case ..<3600: "\(seconds / 60) min"
    case ..<(2 * 86_400): "\(seconds / 3600) h"
    default: "\(seconds / 86_400) d"
    }
  }

  /// The hour by the clock of this machine; with the day when it is not today's.
  static func clock(_ date: Date, now: Date = Date()) -> String {
    let (then, today) = (local(date), local(now))
    return then.day == today.day ? then.hour : "\(then.day) \(then.hour)"
  }

  private static func local(_ date: Date) -> (day: String, hour: String) {
    var seconds = time_t(date.timeIntervalSince1970)
    var parts = unsafe tm()
    // SAFETY: localtime_r reads one integer and fills the structure that it is given; no pointer of it is followed.
    unsafe localtime_r(&seconds, &parts)
    let (year, month, day) = unsafe (parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday)
    let (hour, minute, second) = unsafe (parts.tm_hour, parts.tm_min, parts.tm_sec)
    return ("\(year)-\(two(month))-\(two(day))", "\(two(hour)):\(two(minute)):\(two(second))")
  }

  private static func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// "640 KiB", "1.5 GiB".
  static func size(_ bytes: Int64) -> String {
    var size = Double(bytes)
    for unit in ["bytes", "KiB", "MiB"] {
      if size < 1024 { return unit == "bytes" ? "\(bytes) bytes" : "\((size * 10).rounded() / 10) \(unit)" }
      size /= 1024
    }
    return "\((size * 10).rounded() / 10) GiB"
  }

  /// "1 report", "2 reports".
  static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

  /// A share in hundredths, as `0.85`.
  static func hundredths(_ share: Double) -> String { "\((share * 100).rounded() / 100)" }
}
