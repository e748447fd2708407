import Archiving
import Cataloguing
import FoundationEssentials
import Model

/// What the commands of the archive's care stand on: the state folder, held alone while they write.
struct CareState {
  let settings: Settings
  let reader: ArchiveReader

  init(_ common: CommonOptions) throws(CommandFailure) {
    settings = try common.settings()
    reader = ArchiveReader(folder: settings.archivePath)
  }

  /// The configuration's digest, as segments and exports name it.
  var configurationDigest: String { PayloadDigest(of: Array("\(settings)".utf8)).description }

  /// Takes the state folder for writing; a daemon that runs on it must be stopped first.
  func lock() throws(CommandFailure) -> StateLock {
    guard FileManager.default.fileExists(atPath: settings.state) else {
      throw CommandFailure(
        .noInput, "\(settings.state): there is no such state folder; `state` of the configuration names it")
    }
    do throws(ArchiveError) {
      return try StateLock.take(folder: settings.state)
    } catch {
      throw CommandFailure(.temporary, error.description)
    }
  }

  /// Opens the archive for writing, after what an earlier run left open was put in order. Take the lock first.
  func openArchive() throws(CommandFailure) -> Archive {
    try CareState.saying {
      try Archive.open(
        folder: settings.archivePath, settings: settings.archive, software: "Salient/\(Version.string)",
        configurationDigest: configurationDigest
      ).archive
    }
  }

  func openCatalogue(_ access: Catalogue.Access = .readWrite) throws(CommandFailure) -> Catalogue {
    try CareState.saying { try Catalogue(file: settings.cataloguePath, access: access) }
  }

  /// Runs `body`; what the rooms throw comes out as a failure with its status.
  static func saying<Answer>(_ body: () throws -> Answer) throws(CommandFailure) -> Answer {
    do {
      return try body()
    } catch {
      throw CommandFailure(of: error)
    }
  }

  static func saying<Answer>(_ body: () async throws -> Answer) async throws(CommandFailure) -> Answer {
    do {
      return try await body()
    } catch {
      throw CommandFailure(of: error)
    }
  }
}

extension CommandFailure {
  /// What one of the rooms could not do.
  init(of error: any Error) {
    switch error {
    case let failure as CommandFailure: self = failure
    case let error as ArchiveError: self.init(.io, error.description)
    case let error as CatalogueError: self.init(.unavailable, error.description)
    default: self.init(.io, "\(error)")
    }
  }
}
