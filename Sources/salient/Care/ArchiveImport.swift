internal import ArgumentParser
import Archiving
import Cataloguing
import FoundationEssentials
import Model
import Polling

extension ArchiveCommand {
  /// `salient archive import`
  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take the pages of WARC files that others wrote as sources.",
      discussion: """
        The daemon must not run. Every page (HTML, status 200) becomes an article with reports, dated by its capture; what \
        is known already is passed over.
        """)

    @OptionGroup var common: CommonOptions
    @Argument(help: "WARC files, .warc or .warc.gz.")
    var files: [String]

    func run() async throws {
      try await Command.run {
        let state = try CareState(common)
        let lock = try state.lock()
        defer { withExtendedLifetime(lock) {} }
        let damage = try await CareState.saying { try await take(state) }
        if damage > 0 { throw CommandFailure(.badData, "\(damage) stretches could not be read") }
      }
    }

    private func take(_ state: CareState) async throws -> Int {
      let resources = try common.resources(state.settings)
      let archive = try state.openArchive()
      let catalogue = try state.openCatalogue()
      let importing = WARCImport(
        archive: archive, catalogue: catalogue, stories: try resources.storyDesk(),
        extractor: try resources.articleExtractor(), analyst: try resources.analyst(), settings: state.settings)
      var damage = 0
      for file in files {
        let name = file.split(separator: "/").last.map(String.init) ?? file
        let figures = try await importing.take(file, as: name)
        damage += figures.damage
        try Output.standard.line(
          "\(file): \(figures.pages) pages: \(figures.articles) new articles, \(figures.revisions) revisions, "
            + "\(figures.reports) reports; \(figures.passedOver) passed over")
      }
      await archive.close()
      try catalogue.close()
      return damage
    }
  }
}
