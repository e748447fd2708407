internal import ArgumentParser
import Archiving
import Model

extension ArchiveCommand {
  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check structure and digests of every record; exit status 1 when something is damaged.")

    @OptionGroup var common: CommonOptions

    func run() throws {
      try Command.run {
        let reader = ArchiveReader(folder: try common.settings().archivePath)
        var records = 0
        var damaged = 0
        do {
          for segment in try reader.segments() {
            let result = try reader.verify(segment.name)
            records += result.records
            damaged += result.findings.count
            for finding in result.findings {
              try Output.standard.line(
                "\(segment.name) at byte \(finding.offset): \(finding.fault) \(finding.recordID ?? "")")
            }
          }
        } catch let error as ArchiveError {
          throw CommandFailure(.io, error.description)
        }
        try Output.standard.line("\(records) records, \(damaged) damaged")
        if damaged > 0 { throw CommandFailure(.no, "the archive is damaged") }
      }
    }
  }
}
