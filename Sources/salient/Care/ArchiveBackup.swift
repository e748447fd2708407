internal import ArgumentParser
import Archiving
import Cataloguing
import FoundationEssentials
import Model

extension ArchiveCommand {
  /// `salient archive backup`
  struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Copy catalogue and archive into a folder; the daemon may run.",
      discussion: """
        The catalogue is copied first: everything that it cites is in the archive by then. Segments that the folder holds \
        already are left alone, so that a later backup copies what is new. To restore, make the folder the state folder: the \
        next start takes in what the archive has beyond the catalogue.
        """)

    @OptionGroup var common: CommonOptions
    @Argument(help: "The folder; made when it is missing.")
    var folder: String

    func run() async throws {
      try await Command.run {
        let state = try CareState(common)
        let (segments, bytes) = try await CareState.saying { try await copy(state) }
        try Output.standard.line("\(folder): the catalogue and \(segments) segments, \(bytes >> 10) KiB copied")
      }
    }

    private func copy(_ state: CareState) async throws -> (segments: Int, bytes: Int64) {
      let part = folder + "/catalogue.part"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      if FileManager.default.fileExists(atPath: part) { try FileManager.default.removeItem(atPath: part) }
      try FileManager.default.createDirectory(atPath: part, withIntermediateDirectories: false)
      let catalogue = try state.openCatalogue(.readOnly)
      let copy = try await catalogue.backup(to: part)
      var copied: Int64 = 0
      let segments = try state.reader.segments()
      var bar = ProgressBar("copying")
      let all = segments.reduce(0) { $0 + $1.byteCount }
      var seen: Int64 = 0
      for segment in segments {
        copied += try state.reader.copy(segment, to: folder + "/archive") ?? 0
        seen += segment.byteCount
        try bar.show(seen, of: all)
      }
      let target = folder + "/catalogue.sqlite"
      try CatalogueFiles.remove(target)
      try FileManager.default.moveItem(atPath: copy, toPath: target)
      try FileManager.default.removeItem(atPath: part)
      return (segments.count, copied)
    }
  }
}
