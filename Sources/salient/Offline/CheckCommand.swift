internal import ArgumentParser
import Cataloguing
import FoundationEssentials
import Glibc
import Model
import Naming
import Polling

/// `salient check`
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Check the configuration, the feed list, the data, permissions and the disk.")

  @OptionGroup var common: CommonOptions

  func run() throws {
    try Command.run {
      var faults: [String] = []
      /// Runs one check; its failure does not keep the others from being made.
      func check(_ name: String, _ body: () throws -> String) throws {
        do {
          try Output.standard.line("ok      \(name): \(try body())")
        } catch let failure as CommandFailure where failure.status != .io || !failure.message.isEmpty {
          faults.append(name)
          try Output.standard.line("NOT OK  \(name): \(failure.message)")
        }
      }
      let settings = try common.settings()
      try check("configuration") { common.file ?? "defaults" }
      try check("feeds") { "\(try FeedList.read(settings.feeds).count) feeds in \(settings.feeds.count) files" }
      try check("state") { try stateFolder(settings.state) }
      try check("contact") {
        guard let contact = settings.fetching.contact else {
          throw CommandFailure(.configuration, "fetching.contact is not set; servers cannot tell you what bothers them")
        }
        return contact
      }
      let resources = try common.resources(settings)
      try check("data") { resources.data.path }
      try check("gazetteer") { "\(try resources.names().gazetteer.placeCount) places" }
      try check("article extraction") {
        _ = try resources.articleExtractor(); return "word lists read"
      }
      try check("report extraction") { "version \(try resources.analyst().version)" }
      try check("alerts") {
        let alerts = Alerts(settings: settings, resources: resources)
        _ = try alerts.placeKind()
        let found = alerts.faults()
        guard found.isEmpty else { throw CommandFailure(.configuration, found.joined(separator: "; ")) }
        return settings.alerts.isEmpty ? "none" : Text.count(settings.alerts.count, "rule")
      }
      if !faults.isEmpty { throw CommandFailure(.no, "not all is well: \(faults.joined(separator: ", "))") }
    }
  }

  private func stateFolder(_ path: String) throws(CommandFailure) -> String {
    guard FileManager.default.fileExists(atPath: path) else {
      return "\(path) will be made at the first start"
    }
    guard unsafe access(path, R_OK | W_OK | X_OK) == 0 else {
      throw CommandFailure(.io, "\(path) may not be read and written by this user: \(systemMessage(errno))")
    }
    var status = statvfs()
    guard unsafe statvfs(path, &status) == 0 else {
      throw CommandFailure(.io, "\(path): \(systemMessage(errno))")
    }
    let free = Int(status.f_bavail) * Int(status.f_frsize)
    return "\(path), \(free >> 20) MiB free"
  }
}
