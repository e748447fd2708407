internal import ArgumentParser
import Configuring
import FoundationEssentials
import Model

/// What every command that touches the daemon's state takes.
struct CommonOptions: ParsableArguments {
  @Option(name: [.short, .long], help: "The configuration file; /etc/salient/salient.yaml when it is there.")
  var config: String?

  private static let installed = "/etc/salient/salient.yaml"

  /// The file in use; nil means that the defaults hold.
  var file: String? {
    config ?? (FileManager.default.fileExists(atPath: CommonOptions.installed) ? CommonOptions.installed : nil)
  }

  func settings() throws(CommandFailure) -> Settings {
    guard let file else { return Settings() }
    do throws(ConfigurationError) {
      return try Configuration.load(file)
    } catch {
      throw CommandFailure(.configuration, error.description)
    }
  }

  func resources(_ settings: Settings) throws(CommandFailure) -> Resources {
    Resources(data: try DataFolder.find(configuration: file), settings: settings)
  }
}

extension Settings {
  /// Path of the status socket.
  var socketPath: String { status.socket ?? state + "/status.sock" }
  /// Path of the catalogue.
  var cataloguePath: String { state + "/catalogue.sqlite" }
  /// Folder of the archive's segments.
  var archivePath: String { state + "/archive" }
}
