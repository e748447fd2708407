internal import ArgumentParser
import Archiving
import Cataloguing
import FoundationEssentials
import Model
import Polling

extension ArchiveCommand {
  /// `salient archive verify`
  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check structure and digests of every record, and that archive and catalogue agree.",
      discussion: """
        Exit status 1 when something is damaged or missing. While the daemon runs, segments that are still open are passed \
        over, and the catalogue is not compared.
        """)

    @OptionGroup var common: CommonOptions
    @Flag(help: "Look at the archive alone.")
    var archiveOnly = false

    func run() async throws {
      try await Command.run {
        let state = try CareState(common)
        let segments = try CareState.saying { try state.reader.segments() }
        let check = ArchiveCheck(reader: state.reader)
        var bar = ProgressBar("verifying")
        var found = ArchiveCheck.Findings()
        try await CareState.saying {
          found = try await check.run(over: segments) { done, all in
            try? bar.show(done, of: all)  // A terminal that has gone needs no bar.
          }
        }
        for line in found.lines { try Output.standard.line(line) }
        if !archiveOnly, let faults = try await CareState.saying({ try await compare(state, found) }) {
          for line in faults { try Output.standard.line(line) }
          found.lines += faults
        }
        try Output.standard.line("\(found.records) records, \(found.lines.count) faults")
        if !found.lines.isEmpty {
          throw CommandFailure(.no, "the archive is damaged, or the catalogue does not agree with it")
        }
      }
    }

    /// nil where there is no catalogue, or a daemon writes to it meanwhile.
    private func compare(_ state: CareState, _ found: ArchiveCheck.Findings) async throws -> [String]? {
      guard FileManager.default.fileExists(atPath: state.settings.cataloguePath) else { return nil }
      guard let lock = try? state.lock() else {  // A daemon holds it, and what it keeps meanwhile is no fault.
        Messages.say("a daemon runs: the catalogue was not compared")
        return nil
      }
      defer { withExtendedLifetime(lock) {} }
      let catalogue = try state.openCatalogue()
      return try await ArchiveCheck.differences(of: catalogue, from: found)
    }
  }
}
