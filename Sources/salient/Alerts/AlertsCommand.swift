internal import ArgumentParser
import Alerting
import Cataloguing
import FoundationEssentials
import Model
import Publishing

/// `salient alerts`
struct AlertsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alerts", abstract: "Look at alerts: what a rule would tell, and what nobody took.",
    subcommands: [Test.self, Dead.self])

  struct Test: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show what the rules would have told over the last days; nothing is sent.")

    @OptionGroup var common: CommonOptions
    @Argument(help: "The rule's name; all rules when left out.")
    var rule: String?
    @Option(help: "Over so many days back from now.")
    var days = 7
    @Flag(help: "One JSON object a line.")
    var json = false

    private struct Line: Encodable {
      let alert: String
      let sinks: [String]
      let report: ReportDocument
    }

    func run() async throws {
      try await Command.run {
        let settings = try common.settings()
        let rules = settings.alerts.filter { rule == nil || $0.name == rule }
        guard !rules.isEmpty else {
          let known = settings.alerts.map(\.name).joined(separator: ", ")
          throw CommandFailure(
            .configuration,
            rule.map { "no alert \($0); the configuration has \(known.isEmpty ? "none" : known)" }
              ?? "the configuration has no alerts; docs/alerts.md says how they are written")
        }
        let placeKind = try Alerts(settings: settings, resources: try common.resources(settings)).placeKind()
        let catalogue: Catalogue
        do throws(CatalogueError) {
          catalogue = try Catalogue(file: settings.cataloguePath, access: .readOnly)
        } catch {
          throw CommandFailure(.unavailable, error.description)
        }
        let views = Views(catalogue: catalogue)
        var reports: [ReportDocument] = []
        let since = Date() - Double(max(0, days)) * 86_400
        try catalogue.eachReport(ReportFilter(since: since)) { reports.append(ReportDocument($0)) }
        var count = 0
        for report in reports.reversed() {
          for rule in rules {
            let matcher = AlertMatcher(rule.when, placeKind: placeKind)
            guard matcher.matches(report) else { continue }
            if rule.when.sourcesMin > 1 {
              guard matcher.isReached(try await views.independentSources(of: report.id)) else { continue }
            }
            count += 1
            try show(rule, report)
          }
        }
        Messages.say("\(count) of \(reports.count) reports of the last \(days) days would have been told")
      }
    }

    private func show(_ rule: AlertRule, _ report: ReportDocument) throws {
      let sinks = rule.sinks.map(\.word)
      if json { return try JSONLines.write(Line(alert: rule.name, sinks: sinks, report: report)) }
      try Output.standard.line("\(report.knownAt.rfc3339)  \(rule.name) by \(sinks.joined(separator: ", "))")
      for line in ReportText.lines(report) { try Output.standard.line(line) }
    }
  }

  struct Dead: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show alerts that were given up; exit status 1 when there are some.")

    @OptionGroup var common: CommonOptions
    @Flag(help: "One JSON object a line.")
    var json = false

    func run() throws {
      try Command.run {
        let letters: [DeadLetters.Letter]
        let dead = DeadLetters(state: try common.settings().state)
        do {
          letters = try dead.all()
        } catch {
          throw CommandFailure(.io, "\(dead.path): \(error)")
        }
        for letter in letters {
          if json {
            try JSONLines.write(letter)
          } else {
            try Output.standard.line(
              "\(letter.at.rfc3339)  \(letter.alert) by \(letter.sink), \(letter.attempts) attempts: \(Text.plain(letter.error))"
            )
            for line in ReportText.lines(letter.event.report) { try Output.standard.line(line) }
          }
        }
        if !letters.isEmpty { throw CommandFailure(.no, "\(letters.count) given up; they stand in \(dead.path)") }
      }
    }
  }
}
