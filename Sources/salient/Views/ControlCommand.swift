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
      for state in page.items { try Output.standard.show(state, json: json) { lines(state) } }
      if page.items.isEmpty, !json { Messages.say("no report tells who holds a place then") }
    }
  }

  private func lines(_ state: ControlState) -> [String] {
    let place = Text.plain(state.place.name) + (state.place.country.map { " (\($0))" } ?? "")
    var lines = [Paint.standard.bold(Text.column(place, 44)) + state.standing.rawValue]
    for claim in state.claims {
      var line = claim.holder.map(ReportText.name) ?? "nobody"
      if let since = claim.since { line += claim.sinceIsBound ? ", since \(since)" : ", seen since \(since)" }
      line +=
        ", last told \(claim.asOf), confidence \(Text.hundredths(claim.confidence)), "
        + Text.count(claim.reports.count, "report")
      lines += Text.wrap(line, at: Output.standard.width, indent: "    ")
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
        try Output.standard.show(change, json: json) { lines(change) }
      }
    }
  }

  private func lines(_ change: ControlChange) -> [String] {
    let place = Text.plain(change.place.name) + (change.place.country.map { " (\($0))" } ?? "")
    var parts = [
      Painted(Text.column("\(change.by)", 11)), Painted(Text.column(change.kind.rawValue, 12)),
      Painted(place, Paint.standard.bold),
    ]
    if let to = change.to { parts.append(Painted("to \(ReportText.name(to))")) }
    if let from = change.from { parts.append(Painted("from \(ReportText.name(from))")) }
    parts.append(Painted("confidence \(Text.hundredths(change.confidence))"))
    parts.append(
      Painted(
        "\(Text.count(change.voiceCount, "voice")), \(Text.count(change.reports.count, "report"))", Paint.standard.dim))
    if !change.contradictedBy.isEmpty { parts.append(Painted("contradicted", Paint.standard.warning)) }
    if change.supersededBy != nil { parts.append(Painted("superseded", Paint.standard.dim)) }
    return Text.flow(parts, at: Output.standard.width, indent: String(repeating: " ", count: 12))
  }
}
