internal import ArgumentParser

/// `salient extract`
struct ExtractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract", abstract: "Run one stage of extraction over JSON lines.",
    subcommands: [ExtractArticle.self, ExtractReports.self])
}
