internal import ArgumentParser
import ControlTracking
import FoundationEssentials
import Model
import Publishing

/// `salient control`
struct ControlCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "control", abstract: "Show who holds a place, as far as the reports say.",
    discussion: "docs/control.md tells how conflicting and doubtful reports are weighed.")

  @OptionGroup var common: CommonOptions
  @Argument(help: "A place's id or name; without one, all places that reports tell of.")
  var place: String?
  @Option(help: "ISO 3166 alpha-2: the places of this country.")
  var country: String?
  @Option(help: "On this day; today when not said.")
  var at: String?
  @Option(help: "As known by this date.")
  var known: String?
  @Option(help: "geojson or csv instead of text.")
  var format: String?
  @Flag(help: "One JSON object a line.")
  var json = false

  func run() async throws {
    try await Command.run {
      let settings = try common.settings()
      let source = ViewSource(settings) { () throws(CommandFailure) in try common.resources(settings) }
      let query: KeyValuePairs<String, String?> = [
        "place": place, "country": country, "at": at, "known": known, "format": format,
      ]
      if format != nil { return try Output.standard.write(try await source.bytes("/control", query)) }
      let page = try await source.document(PageDocument<ControlState>.self, "/control", query)
      for state in page.items {
        if json { try JSONLines.write(state) } else { for line in lines(state) { try Output.standard.line(line) } }
      }
    }
  }

  private func lines(_ state: ControlState) -> [String] {
    let place = Text.plain(state.place.name) + (state.place.country.map { " (\($0))" } ?? "")
    var lines = [Text.column(place, 44) + state.standing.rawValue]
    for claim in state.claims {
      var line = "    " + (claim.holder?.description ?? "nobody")
      if let since = claim.since { line += claim.sinceIsBound ? ", since \(since)" : ", seen since \(since)" }
      line +=
        ", last told \(claim.asOf), confidence \((claim.confidence * 100).rounded() / 100), "
        + "\(claim.reports.count) reports"
      lines.append(line)
    }
    return lines
  }
}

/// `salient changes`
struct ChangesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "changes", abstract: "List what the reports come to, event by event, latest first.")

  @OptionGroup var common: CommonOptions
  @Option(help: "Happened on or after this day.")
  var since: String?
  @Option(help: "ISO 3166 alpha-2.")
  var country: String?
  @Option(help: "A place's id or name.")
  var place: String?
  @Option(help: "At most so many.")
  var limit: Int?
  @Flag(help: "One JSON object a line.")
  var json = false

  func run() async throws {
    try await Command.run {
      let query: KeyValuePairs<String, String?> = [
        "since": since, "country": country, "place": place, "limit": limit.map(String.init),
      ]
      let settings = try common.settings()
      let source = ViewSource(settings) { () throws(CommandFailure) in try common.resources(settings) }
      let page = try await source.document(PageDocument<ControlChange>.self, "/changes", query)
      for change in page.items {
        if json { try JSONLines.write(change) } else { try Output.standard.line(line(change)) }
      }
    }
  }

  private func line(_ change: ControlChange) -> String {
    var line =
      Text.column("\(change.by)", 12) + Text.column(change.kind.rawValue, 13)
      + Text.plain(change.place.name) + (change.place.country.map { " (\($0))" } ?? "")
    if let to = change.to { line += ", to \(to)" }
    if let from = change.from { line += ", from \(from)" }
    line +=
      "; confidence \((change.confidence * 100).rounded() / 100), \(change.voiceCount) voices, \(change.reports.count) reports"
    if !change.contradictedBy.isEmpty { line += ", contradicted" }
    if change.supersededBy != nil { line += ", superseded" }
    return line
  }
}
