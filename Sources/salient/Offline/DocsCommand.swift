internal import ArgumentParser
import FoundationEssentials
import Observing
import Publishing

/// `salient docs`: the pages of docs/ that are written from catalogues in the code.
struct DocsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "docs", abstract: "Print a page of the documentation that is made from the program itself.",
    shouldDisplay: false)

  enum Page: String, ExpressibleByArgument, CaseIterable {
    case events, metrics, api, openapi
    case reportSchema = "report-schema"
  }

  @Argument(help: "events, metrics, api, openapi or report-schema.")
  var page: Page

  func run() throws {
    try Command.run {
      switch page {
      case .events: try Output.standard.write(DocsCommand.events().utf8)
      case .metrics: try Output.standard.write(DocsCommand.metrics().utf8)
      case .api: try Output.standard.write(InterfaceDocuments.page().utf8)
      case .openapi: try write(InterfaceDocuments.openAPI())
      case .reportSchema: try write(InterfaceDocuments.reportSchema())
      }
    }
  }

  /// For people to read changes in: a member a line.
  private func write(_ document: JSONNode) throws {
    let encoder = Documents.encoder()
    encoder.outputFormatting.insert(.prettyPrinted)
    try Output.standard.write(Array(try encoder.encode(document)) + [0x0A])
  }

  private static func events() -> String {
    var text = """
      # Events

      Each line of the log is one event. Every line has `ts` (RFC 3339, UTC, milliseconds), `level`, `event` and `message`; then \
      come the event's own fields, left out where there is no value. Under systemd the journal has the same fields in \
      capitals: `journalctl -u salient EVENT=report.new -o json -f`.

      This page is written by `make docs` from the catalogue in the code.

      | event | what it says | fields |
      | --- | --- | --- |

      """
    for event in EventName.allCases {
      let fields = event.fields.map { "`\($0)`" }.joined(separator: ", ")
      text += "| `\(event.rawValue)` | \(event.summary) | \(fields) |\n"
    }
    return text
  }

  private static func metrics() -> String {
    var text = """
      # Metrics

      Served at `/metrics` as Prometheus text, or as OpenMetrics where a scraper asks for it. Labels take words of closed lists \
      alone, never a URL.

      This page is written by `make docs` from the catalogue in the code.

      | metric | type | labels | what it says |
      | --- | --- | --- | --- |

      """
    for metric in Metric.allCases {
      let labels = metric.labels.map { "`\($0)`" }.joined(separator: ", ")
      text += "| `\(metric.rawValue)` | \(metric.kind.rawValue) | \(labels) | \(metric.help) |\n"
    }
    return text
  }
}
