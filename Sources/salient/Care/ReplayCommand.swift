internal import ArgumentParser
import Archiving
import Cataloguing
import FoundationEssentials
import Model
import Polling

/// `salient replay`
struct ReplayCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Read everything that is archived anew by today's rules, and show what is different.",
    discussion: """
      Feeds, pages and texts are read by today's feed parser, article extraction and extraction of reports. Shown are reports \
      that appear (+), vanish (-) and change (~), articles that read otherwise (=), and items of feeds that were never taken in \
      (?).

      Nothing is changed without --apply. With it new articles' texts and reports are written to the archive beside the old ones, \
      and stand from then on; reports that appear and that vanish are published. Items that were never taken in are shown alone. \
      The daemon must not run then.
      """)

  @OptionGroup var common: CommonOptions
  @Option(help: "Only revisions seen at or after this date.")
  var since: String?
  @Flag(help: "Adopt what is different.")
  var apply = false
  @Flag(help: "One JSON object a line.")
  var json = false

  /// Revisions that one commit adopts.
  private static let adoptedAtOnce = 200

  func run() async throws {
    try await Command.run {
      let state = try CareState(common)
      let first = try since.map { text in
        guard let date = Date(rfc3339: text) else {
          throw CommandFailure(.usage, "--since is a date such as 2026-11-24; found \"\(text)\"")
        }
        return date
      }
      let lock = apply ? try state.lock() : nil
      defer { withExtendedLifetime(lock) {} }
      let began = ContinuousClock.now
      let figures = try await CareState.saying { try await replay(state, since: first) }
      say(figures, took: Double((ContinuousClock.now - began) / .milliseconds(1)) / 1000)
      if figures.unreadable > 0 {
        throw CommandFailure(.no, "\(figures.unreadable) revisions could not be read: \(figures.firstFault ?? "")")
      }
    }
  }

  private func say(_ figures: Replay.Figures, took: Double) {
    Messages.say(
      "\(figures.revisions) revisions in \(String(took.rounded(.up))) s, \(Int(Double(figures.revisions) / max(took, 0.001))) a second: "
        + "\(figures.appearing) reports appear, \(figures.vanishing) vanish, \(figures.changing) change; "
        + "\(figures.retold) articles read otherwise" + (apply ? "; adopted" : ""))
    if figures.appearingItems > 0 {
      Messages.say("\(figures.appearingItems) items of archived feeds were never taken in")
    }
    if figures.notKept > 0 { Messages.say("\(figures.notKept) texts stand as archived: their bytes are not kept") }
    if figures.notFound > 0 {
      Messages.say(
        "\(figures.notFound) texts stand as archived: today's rules do not find them; the first is \(figures.firstNotFound ?? "")"
      )
    }
  }

  private func replay(_ state: CareState, since: Date?) async throws -> Replay.Figures {
    let archive = apply ? try state.openArchive() : nil
    let catalogue = try state.openCatalogue(apply ? .readWrite : .readOnly)
    let resources = try common.resources(state.settings)
    let replay = Replay(
      reader: state.reader, catalogue: catalogue, extractor: try resources.articleExtractor(),
      analyst: try resources.analyst(), comments: state.settings.territory.comments)
    let adoption = try archive.map {
      ReplayAdoption(archive: $0, catalogue: catalogue, stories: try resources.storyDesk())
    }
    let lines = ReplayLines(json: json)
    var waiting: [ReplayDifference] = []
    let figures = try await replay.run(since: since, appearing: lines.show) { difference in
      try lines.show(difference)
      guard let adoption else { return }
      waiting.append(difference)
      if waiting.count == ReplayCommand.adoptedAtOnce {
        _ = try await adoption.adopt(waiting, at: Date())
        waiting = []
      }
    }
    if let adoption, !waiting.isEmpty { _ = try await adoption.adopt(waiting, at: Date()) }
    if let archive {
      await archive.close()
      try catalogue.close()
    }
    return figures
  }
}
