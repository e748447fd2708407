import FoundationEssentials
import Model

/// Writes log records for a person at a terminal: the time, the level by colour, the message.
struct TextLine {
  let colour: Bool

  /// The line, with its line feed, in UTF-8. Control characters of foreign texts are shown as spaces, so that
  /// no feed can move the cursor or recolour the terminal.
  func bytes(of record: LogRecord) -> [UInt8] {
    let time = record.time.rfc3339.dropFirst(11).prefix(8)
    let message = String(
      String.UnicodeScalarView(
        record.message.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
    let label = record.event == .reportNew ? "report" : record.level.word
    let padded = label + String(repeating: " ", count: max(0, 8 - label.count))
    guard colour else { return Array("\(time) \(padded)\(message)\n".utf8) }
    return Array("\u{1B}[2m\(time)\u{1B}[0m \(paint(record))\(padded)\u{1B}[0m\(message)\n".utf8)
  }

  private func paint(_ record: LogRecord) -> String {
    if record.event == .reportNew { return "\u{1B}[1;36m" }
    return switch record.level {
    case .debug: "\u{1B}[2m"
    case .info: "\u{1B}[32m"
    case .notice: "\u{1B}[1;32m"
    case .warning: "\u{1B}[33m"
    case .error: "\u{1B}[1;31m"
    }
  }
}
