internal import ArgumentParser
import Archiving
import FoundationEssentials
import Model
import Polling

extension ArchiveCommand {
  /// `salient archive prune`
  struct Prune: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take out what is older than you want to keep; reports and their evidence stay.",
      discussion: """
        The daemon must not run. Articles seen only before that time go, with their texts and the bytes that they were made \
        of, unless a report came of them or another article's story begins with them. Make a backup first: what is pruned is \
        gone. A feed that still shows such an article brings it again as new.
        """)

    @OptionGroup var common: CommonOptions
    @Option(help: "Days: what was last seen longer ago goes.")
    var olderThan: Int
    @Flag(help: "Reports and their evidence go as well.")
    var reports = false

    func validate() throws {
      if olderThan < 1 { throw ValidationError("--older-than is a number of days, 1 or more") }
    }

    func run() async throws {
      try await Command.run {
        let state = try CareState(common)
        let lock = try state.lock()
        defer { withExtendedLifetime(lock) {} }
        let figures = try await CareState.saying {
          let archive = try state.openArchive()
          await archive.close()
          let pruning = Pruning(
            reader: state.reader, catalogue: try state.openCatalogue(), software: "Salient/\(Version.string)",
            configurationDigest: state.configurationDigest)
          var bar = ProgressBar("pruning")
          let now = Date()
          return try await pruning.run(
            before: now - Double(olderThan) * 86_400, includingReports: reports, at: now
          ) { done, all in
            try? bar.show(done, of: all)  // A terminal that has gone needs no bar.
          }
        }
        try Output.standard.line(
          "\(figures.articles) articles and \(figures.reports) reports went; "
            + "\(figures.segments) segments written anew without \(figures.records) records, \(figures.bytes >> 10) KiB less"
        )
      }
    }
  }
}
