internal import ArgumentParser
import Model
import TerritoryExtraction

/// `salient extract reports`
struct ExtractReports: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reports", abstract: "Draw the reports of territorial change from texts.",
    discussion: """
      Texts are JSON lines {"id", "text", "title", "published", "url", "section"} on standard input; each is answered, in \
      order, by one line {"id", "reports"}. docs/territory.md describes the record.
      """)

  @OptionGroup var common: CommonOptions
  @Flag(help: "Print every step on the way instead, for people.")
  var trace = false

  private struct Request: Decodable {
    let id: String
    let text: String
    let title: String?
    let published: Day
    let url: String?
    let section: TerritoryText.Section?
  }

  private struct Answer: Encodable {
    let id: String
    let reports: [TerritorialReport]
  }

  func run() throws {
    try Command.run {
      let extractor = try common.resources(try common.settings()).territoryExtractor()
      try JSONLines.read(Request.self) { (request) throws(CommandFailure) in
        let text = TerritoryText(
          text: request.text, title: request.title, published: request.published, section: request.section ?? .article,
          url: request.url)
        if trace {
          try Output.standard.line("=== \(request.id)\n\(extractor.trace(text))")
        } else {
          try JSONLines.write(Answer(id: request.id, reports: extractor.reports(in: text)))
        }
      }
    }
  }
}
