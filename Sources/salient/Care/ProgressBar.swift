/// How far a long command has come, on standard error when that is a terminal, and nothing elsewhere.
struct ProgressBar {
  private let what: String
  private let errors = Output(descriptor: 2)
  private var shown = -1
  private static let width = 40

  init(_ what: String) { self.what = what }

  /// Shows the share that is done, once for each percent.
  mutating func show(_ done: Int64, of all: Int64) throws(CommandFailure) {
    guard errors.isTerminal, all > 0 else { return }
    let percent = Int(min(done, all) * 100 / all)
    guard percent != shown else { return }
    shown = percent
    let filled = percent * ProgressBar.width / 100
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: ProgressBar.width - filled)
    try errors.write("\r\(what) \(bar) \(percent) %\(percent == 100 ? "\n" : "")".utf8)
    try errors.flush()
  }
}
