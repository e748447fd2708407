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
      if json { return try JSONLines.write(status) }
      for line in lines(status) { try Output.standard.line(line) }
    }
  }

  private func lines(_ status: StatusDocument) -> [String] {
    var lines: [String] = []
    if let process = status.process {
      lines.append("Salient \(status.version), started \(Text.relative(process.started))")
      lines.append("polls      \(process.polls), \(process.failedPolls) failed, \(process.active) under way")
      for check in process.checks {
        lines.append(
          "\(check.ok ? "ok        " : "NOT OK    ") \(check.name): \(check.value) (asked for: \(check.limit))")
      }
    } else {
      lines.append("no daemon runs; this is what the catalogue holds (salient \(status.version))")
    }
    lines.append("feeds      " + counts(status.feeds))
    lines.append("last polls " + counts(status.results))
    lines.append(
      "articles   \(status.articles) in \(status.stories) stories, \(status.revisions) revisions, \(status.items) items"
    )
    lines.append("reports    \(status.reports), \(status.withdrawnReports) withdrawn")
    lines.append("not analysed for want of a language pack: \(status.notAnalysed)")
    return lines
  }

  private func counts(_ counts: [String: Int]) -> String {
    let shown = counts.filter { $0.value > 0 }.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
    return shown.isEmpty ? "none" : shown.joined(separator: ", ")
  }
}
