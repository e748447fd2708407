internal import ArgumentParser
import FoundationEssentials
import Model
import Publishing

/// `salient status`
struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Show how the daemon does and what is stored.")

  @OptionGroup var common: CommonOptions
  @Flag(help: "One JSON object.")
  var json = false

  func run() async throws {
    try await Command.run {
      let status = try await ViewSource(try common.settings()).document(StatusDocument.self, "/status")
      try Output.standard.show(status, json: json) { lines(status) }
    }
  }

  private static let nameColumns = 14

  private func lines(_ status: StatusDocument) -> [String] {
    let paint = Paint.standard
    var lines: [String] = []
    if let process = status.process {
      let isWell = process.checks.allSatisfy(\.ok)
      lines += Text.flow(
        [
          Painted("Salient \(status.version)", paint.bold), Painted("started \(Text.relative(process.started))"),
          isWell ? Painted("all is well", paint.good) : Painted("not all is well", paint.bad),
        ], at: Output.standard.width)
      lines += row(
        "polls",
        "\(process.polls), \(process.failedPolls) failed, \(process.active) under way, \(Text.count(process.waiting, "feed")) waiting"
      )
      lines.append("")
      for check in process.checks { lines += checkLines(check) }
    } else {
      lines += Text.flow(
        [
          Painted("Salient \(status.version)", paint.bold), Painted("no daemon runs", paint.warning),
          Painted("this is what the catalogue holds"),
        ], at: Output.standard.width)
    }
    lines.append("")
    lines += row("feeds", counts(status.feeds))
    lines += row("last polls", counts(status.results))
    lines += row(
      "articles",
      "\(status.articles) in \(status.stories) stories, \(status.revisions) revisions, \(status.items) items; "
        + "\(status.notAnalysed) not analysed for want of a language pack")
    lines += row("reports", "\(status.reports), \(status.withdrawnReports) withdrawn")
    lines += row("catalogue", Text.size(status.catalogueBytes))
    return lines
  }

  private func checkLines(_ check: HealthCheck) -> [String] {
    let paint = Paint.standard
    let name = check.name.replacing("_", with: " ")
    let text = check.ok ? check.value : "\(check.value); asked for: \(check.limit)"
    return row(name, text, mark: check.ok ? paint.good("ok") + "      " : paint.bad("NOT OK") + "  ", markColumns: 8)
  }

  /// A name and a text, which goes on below itself where it does not fit.
  private func row(_ name: String, _ text: String, mark: String = "", markColumns: Int = 0) -> [String] {
    let indent = markColumns + StatusCommand.nameColumns
    let wrapped = Text.wrap(text, at: Output.standard.width, indent: String(repeating: " ", count: indent))
    let first = mark + Text.column(name, StatusCommand.nameColumns) + (wrapped.first ?? "").dropFirst(indent)
    return [first] + wrapped.dropFirst()
  }

  private func counts(_ counts: [String: Int]) -> String {
    let shown = counts.filter { $0.value > 0 }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    return shown.isEmpty ? "none" : shown.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
  }
}
