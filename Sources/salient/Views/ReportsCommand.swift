internal import ArgumentParser
import FoundationEssentials
import Model
import Publishing

/// `salient reports`
struct ReportsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reports", abstract: "List reports of territorial change, newest first.")

  @OptionGroup var common: CommonOptions
  @Option(
    help:
      "Kinds, with commas: captured, recaptured, withdrawn, handed_over, contested, advanced, repelled, held, annexed.")
  var kind: String?
  @Option(help: "Certainties, with commas: asserted, reported, claimed, rumoured, predicted, hypothetical, denied.")
  var certainty: String?
  @Option(help: "Statuses, with commas: new, background, standing.")
  var status: String?
  @Option(help: "A place's id or name.")
  var place: String?
  @Option(help: "ISO 3166 alpha-2.")
  var country: String?
  @Option(help: "An actor's id or name, on either side.")
  var actor: String?
  @Option(help: "Known at or after this date.")
  var since: String?
  @Option(help: "Known before this date.")
  var until: String?
  @Option(help: "south,west,north,east in degrees.")
  var bbox: String?
  @Option(help: "Reports of this article only.")
  var article: String?
  @Flag(help: "Show reports that no longer stand, too.")
  var withdrawn = false
  @Option(help: "At most so many.")
  var limit: Int?
  @Flag(help: "Draw where they are, too: a map of the reports that are listed.")
  var map = false
  @Flag(help: "One JSON object a line.")
  var json = false

  func run() async throws {
    try await Command.run {
      let settings = try common.settings()
      let source = ViewSource(settings) { () throws(CommandFailure) in try common.resources(settings) }
      let query: KeyValuePairs<String, String?> = [
        "kind": kind, "certainty": certainty, "status": status, "place": place, "country": country, "actor": actor,
        "since": since, "until": until, "bbox": bbox, "article": article, "withdrawn": withdrawn ? "1" : nil,
      ]
      var shown: [ReportDocument] = []
      try await source.each(ReportDocument.self, "/reports", query, limit: limit ?? (json ? nil : 50)) { report in
        try Output.standard.show(report, json: json) { ReportText.lines(report) }
        if !json { shown.append(report) }
      }
      guard !json else { return }
      if shown.isEmpty, source.hasSomething {
        Messages.say("no report fits; `salient status` says what is stored, and how the polls do")
      }
      if map, !shown.isEmpty { try draw(shown, settings) }
    }
  }

  private func draw(_ reports: [ReportDocument], _ settings: Settings) throws {
    let outlines = try ReportMap.Outlines(readFile("\(try common.resources(settings).data.path)/page/outlines.json"))
    for line in ReportMap(reports).lines(outlines, columns: Output.standard.width) { try Output.standard.line(line) }
  }
}
