internal import ArgumentParser
import Model

/// The command line of the program: one file a subcommand.
@main
struct Salient: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "salient",
    abstract: "Watches feeds for reports of territorial change, and keeps the evidence.",
    version: Version.string,
    groupedSubcommands: [
      CommandGroup(name: "The daemon", subcommands: [RunCommand.self, CheckCommand.self]),
      CommandGroup(
        name: "Views",
        subcommands: [
          StatusCommand.self, WatchCommand.self, ReportsCommand.self, ControlCommand.self, ChangesCommand.self,
          EvidenceCommand.self, ArticlesCommand.self, SearchCommand.self, FeedsCommand.self, PlacesCommand.self,
          AlertsCommand.self,
        ]),
      CommandGroup(name: "The archive's care", subcommands: [ArchiveCommand.self, ReplayCommand.self]),
      CommandGroup(name: "Stages alone", subcommands: [Parse.self, ExtractCommand.self, DedupeCommand.self]),
      CommandGroup(name: "For its developers", subcommands: [DocsCommand.self]),
    ])
}
