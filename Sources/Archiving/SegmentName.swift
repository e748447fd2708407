internal import FoundationEssentials
internal import Model

/// The name of a segment below the archive's folder: `2026/11/24/salient-20261124T101500Z-0001.warc.gz`.
enum SegmentName {
  /// What an unsealed segment's name ends in besides.
  static let openEnding = ".open"
  static let ending = ".warc.gz"

  /// - Parameter serial: tells segments of one second apart; four digits, or more when needed.
  static func sealed(at time: Date, serial: Int) -> String {
    let stamp = time.rfc3339.filter { $0 != "-" && $0 != ":" }
    let number = String(serial)
    let padded = String(repeating: "0", count: max(0, 4 - number.count)) + number
    return "\(folder(of: time.day))/salient-\(stamp)-\(padded)\(ending)"
  }

  /// The name of a segment that was written anew without some records: it sorts right before the old one's.
  static func pruned(_ name: String) -> String {
    let bare = name.hasSuffix(ending) ? String(name.dropLast(ending.count)) : name
    guard let mark = bare.lastIndex(of: "-"), bare[mark...].hasPrefix("-p"),
      let turn = Int(bare[mark...].dropFirst(2))
    else { return bare + "-p1" + ending }
    return "\(bare[..<mark])-p\(turn + 1)\(ending)"
  }

  /// `2026/11/24`.
  static func folder(of day: Day) -> String { day.description.split(separator: "-").joined(separator: "/") }

  /// The last part of the name.
  static func file(of name: String) -> String {
    guard let slash = name.lastIndex(of: "/") else { return name }
    return String(name[name.index(after: slash)...])
  }
}
