import FoundationEssentials
import Model

/// How texts are laid out for people at a terminal.
enum Text {
  /// Foreign text on one line: control characters shown as spaces, so that no article can move the cursor.
  static func plain(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
  }

  /// Cuts to a width in characters.
  static func cut(_ text: String, to width: Int) -> String {
    text.count <= width ? text : text.prefix(max(1, width - 1)) + "…"
  }

  /// Pads or cuts to a width.
  static func column(_ text: String, _ width: Int) -> String {
    let text = cut(plain(text), to: width)
    return text + String(repeating: " ", count: width - text.count)
  }

  /// Wraps a paragraph at spaces.
  static func wrap(_ text: String, at width: Int, indent: String = "") -> [String] {
    var lines: [String] = []
    var line = indent
    for word in plain(text).split(separator: " ") {
      if line.count > indent.count, line.count + 1 + word.count > width {
        lines.append(line)
        line = indent
      }
      line += (line.count > indent.count ? " " : "") + word
    }
    if line.count > indent.count { lines.append(line) }
    return lines
  }

  /// "3 minutes ago", "in 2 hours".
  static func relative(_ date: Date, to now: Date = Date()) -> String {
    let seconds = Int(date.timeIntervalSince(now))
    let size = abs(seconds)
    let amount: String =
      switch size {
      case ..<60: "\(size) s"
      case ..<3600: "\(size / 60) min"
      case ..<86_400: "\(size / 3600) h"
      default: "\(size / 86_400) d"
      }
    return seconds < 0 ? "\(amount) ago" : "in \(amount)"
  }
}

/// Colours of a terminal, or none.
struct Paint {
  let isOn: Bool

  static var standard: Paint { Paint(isOn: Output.standard.takesColour) }

  func bold(_ text: String) -> String { painted(text, "1") }
  func dim(_ text: String) -> String { painted(text, "2") }

  func certainty(_ certainty: Certainty, _ text: String) -> String {
    switch certainty {
    case .asserted: painted(text, "1;32")
    case .reported: painted(text, "32")
    case .claimed: painted(text, "33")
    case .rumoured, .predicted, .hypothetical: painted(text, "2")
    case .denied: painted(text, "31")
    }
  }

  /// Red and struck through, or green.
  func change(_ fate: WordDiff.Piece.Fate, _ text: String) -> String {
    switch fate {
    case .same: text
    case .removed: painted(text, "9;31")
    case .added: painted(text, "32")
    }
  }

  private func painted(_ text: String, _ code: String) -> String { isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }
}
