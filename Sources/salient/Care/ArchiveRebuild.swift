internal import ArgumentParser
import Archiving
import Cataloguing
import FoundationEssentials
import Model
import Polling

extension ArchiveCommand {
  /// `salient archive rebuild`
  struct Rebuild: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make the catalogue anew from the archive alone.",
      discussion: """
        The daemon must not run. The catalogue that is there is kept beside the new one, as catalogue.sqlite.old, until the \
        next rebuild. Exit status 1 when stretches of the archive could not be read.
        """)

    @OptionGroup var common: CommonOptions

    func run() async throws {
      try await Command.run {
        let state = try CareState(common)
        let lock = try state.lock()
        defer { withExtendedLifetime(lock) {} }
        let taken = try await CareState.saying { try await rebuild(state) }
        try Output.standard.line(
          "\(taken.commits) commits of \(taken.segments) segments: \(taken.revisions) revisions, \(taken.reports) reports"
        )
        if taken.uncited > 0 {
          try Output.standard.line("\(taken.uncited) revisions that no commit names were left out")
        }
        if taken.missing > 0 { try Output.standard.line("\(taken.missing) records that commits name are not there") }
        if taken.damage > 0 {
          throw CommandFailure(
            .no, "\(taken.damage) stretches of the archive are damaged; `salient archive verify` shows where")
        }
      }
    }

    private func rebuild(_ state: CareState) async throws -> Intake.Taken {
      let archive = try state.openArchive()
      await archive.close()
      let file = state.settings.cataloguePath
      let new = file + ".new"
      try CatalogueFiles.remove(new)
      let catalogue = try Catalogue(file: new)
      _ = try await catalogue.subscribe(try FeedList.read(state.settings.feeds), at: Date())
      let intake = Intake(
        reader: state.reader, catalogue: catalogue, stories: try common.resources(state.settings).storyDesk(),
        watch: WatchTimes(state.settings.articles))
      var bar = ProgressBar("reading")
      let taken = try await intake.catchUp { done, all in
        try? bar.show(done, of: all)  // A terminal that has gone needs no bar.
      }
      try catalogue.close()
      try CatalogueFiles.replace(file, by: new)
      return taken
    }
  }
}

/// The files of a SQLite database: itself, its write-ahead log and that log's index.
enum CatalogueFiles {
  private static let endings = ["", "-wal", "-shm"]

  static func remove(_ path: String) throws {
    for ending in endings where FileManager.default.fileExists(atPath: path + ending) {
      try FileManager.default.removeItem(atPath: path + ending)
    }
  }

  /// Puts a closed database in the place of another, which is kept with `.old` behind its name.
  static func replace(_ path: String, by new: String) throws {
    let old = path + ".old"
    try remove(old)
    // The log goes first: a database without its log is whole as of its last checkpoint, a log alone is nothing.
    for ending in endings.reversed() where FileManager.default.fileExists(atPath: path + ending) {
      try FileManager.default.moveItem(atPath: path + ending, toPath: old + ending)
    }
    for ending in endings where FileManager.default.fileExists(atPath: new + ending) {
      try FileManager.default.moveItem(atPath: new + ending, toPath: path + ending)
    }
  }
}
