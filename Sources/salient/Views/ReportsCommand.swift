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
      try await source.each(ReportDocument.self, "/reports", query, limit: limit ?? (json ? nil : 50)) { report in
        if json {
          try JSONLines.write(report)
        } else {
          for line in ReportText.lines(report) { try Output.standard.line(line) }
        }
      }
    }
  }
}

/// A report for people: what and where on one line, the sentence and the source below it.
enum ReportText {
  static func lines(_ document: ReportDocument) -> [String] {
    let paint = Paint.standard
    let report = document.report
    let width = Output.standard.columns ?? 100
    var head = paint.bold(Text.plain(report.place.name))
    if let country = report.place.country { head += " (\(country))" }
    head += "  " + report.kind.rawValue.replacing("_", with: " ")
    if let to = report.to { head += "  by " + name(to) }
    if let from = report.from { head += "  from " + name(from) }
    if let start = report.date.start, let end = report.date.end {
      head += "  " + (start == end ? "\(start)" : "\(start) to \(end)")
    }
    head += "  " + paint.certainty(report.certainty, report.certainty.rawValue) + ", \(report.status.rawValue)"
    var lines = [head]
    lines += Text.wrap("“\(document.quote)”", at: width, indent: "    ")
    var source = document.article.title ?? document.article.url ?? document.article.feed
    if !report.sources.isEmpty { source += " — says \(report.sources.joined(separator: ", "))" }
    lines.append(paint.dim("    \(document.id)  \(Text.cut(Text.plain(source), to: max(20, width - 22)))"))
    return lines
  }

  private static func name(_ actor: ReportedActor) -> String {
    switch actor {
    case .listed(let id): String(id.dropFirst("actor:".count))
    case .named(let name): Text.plain(name)
    }
  }
}
