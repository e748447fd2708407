internal import ArgumentParser

/// `salient archive`
struct ArchiveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "archive", abstract: "The care of the archive.",
    subcommands: [Verify.self, Rebuild.self, Backup.self, Export.self, Import.self, Prune.self])
}
