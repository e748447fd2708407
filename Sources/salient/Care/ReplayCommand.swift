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
    abstract: "Draw the reports anew from everything that is archived, and show what is different.",
    discussion: """
      Nothing is changed without --apply. With it the new reports are written to the archive beside the old ones, and stand \
      from then on; those that appear and those that vanish are published. The daemon must not run then.
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

  private struct Line: Encodable {
    /// `appears`, `vanishes` or `changes`.
    let difference: String
    let article: String
    let revision: Int
    let id: String
    /// As today's rules have it; in `vanishes` as it stood.
    let report: TerritorialReport
    let quote: String
    /// In `changes`: as it stood.
    let before: TerritorialReport?
  }

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
      let took = Double((ContinuousClock.now - began) / .milliseconds(1)) / 1000
      Messages.say(
        "\(figures.revisions) revisions in \(String(took.rounded(.up))) s, \(Int(Double(figures.revisions) / max(took, 0.001))) a second: "
          + "\(figures.appearing) reports appear, \(figures.vanishing) vanish, \(figures.changing) change"
          + (apply ? "; adopted" : ""))
      if figures.unreadable > 0 {
        throw CommandFailure(.no, "\(figures.unreadable) revisions could not be read: \(figures.firstFault ?? "")")
      }
    }
  }

  private func replay(_ state: CareState, since: Date?) async throws -> Replay.Figures {
    let archive = apply ? try state.openArchive() : nil
    let catalogue = try state.openCatalogue(apply ? .readWrite : .readOnly)
    let replay = Replay(
      reader: state.reader, catalogue: catalogue, analyst: try common.resources(state.settings).analyst(),
      comments: state.settings.territory.comments)
    var waiting: [Replay.Difference] = []
    let figures = try await replay.run(since: since) { difference in
      try show(difference)
      guard let archive else { return }
      waiting.append(difference)
      if waiting.count == ReplayCommand.adoptedAtOnce {
        _ = try await replay.adopt(waiting, into: archive, at: Date())
        waiting = []
      }
    }
    if let archive {
      if !waiting.isEmpty { _ = try await replay.adopt(waiting, into: archive, at: Date()) }
      await archive.close()
      try catalogue.close()
    }
    return figures
  }

  private func show(_ difference: Replay.Difference) throws {
    for report in difference.appearing { try show("appears", "+", report, difference, before: nil) }
    for report in difference.vanishing { try show("vanishes", "-", report, difference, before: nil) }
    for (before, now) in difference.changing { try show("changes", "~", now, difference, before: before.report) }
  }

  private func show(
    _ what: String, _ sign: String, _ report: IdentifiedReport, _ difference: Replay.Difference,
    before: TerritorialReport?
  ) throws {
    let records = difference.records
    if json {
      try JSONLines.write(
        Line(
          difference: what, article: records.article.rawValue, revision: records.revision, id: report.id.rawValue,
          report: report.report, quote: report.quote, before: before))
    } else {
      try Output.standard.line(
        "\(sign) \(report.id)  \(Text.plain(report.report.line))  (\(records.article), revision \(records.revision))")
      if let before { try Output.standard.line("             was: \(Text.plain(before.line))") }
    }
  }
}
