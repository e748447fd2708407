internal import ArgumentParser
import Archiving
import Cataloguing
import Fetching
import FoundationEssentials
import Model
import Observing
import Polling

/// `salient run`
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run the daemon in the foreground until SIGTERM.",
    discussion: "SIGHUP reads the configuration and the feed list again.")

  @OptionGroup var common: CommonOptions
  @Flag(help: "Poll everything that is due once, finish all work, and exit.")
  var once = false

  func run() async throws {
    try await Command.run {
      let settings = try common.settings()
      let sink = LogSink(format: settings.logging.format, environment: ProcessInfo.processInfo.environment)
      let daemon = Daemon(
        settings: settings, configuration: common.file, resources: try common.resources(settings),
        observer: Observer(sink: sink, level: LogLevel(settings.logging.level)), mode: once ? .once : .untilStopped)
      do {
        try await daemon.run()
      } catch let error as FetcherError {
        throw CommandFailure(.configuration, error.description)
      } catch {
        throw CommandFailure(of: error)
      }
    }
  }
}
