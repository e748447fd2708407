internal import ArgumentParser
import Fetching
import Foundation
import Model
import Publishing

/// `salient watch`
struct WatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch", abstract: "Follow new reports as they come; resumes where it was after a break.")

  @OptionGroup var common: CommonOptions
  @Option(help: "Begin after the event with this id; 0 for all that is kept.")
  var after: Int64?
  @Flag(help: "Follow the log's events instead.")
  var events = false
  @Flag(help: "One JSON object a line.")
  var json = false

  /// Seconds between two tries while no daemon answers.
  private static let retryAfter = 2.0

  func run() async throws {
    try await Command.run {
      let socket = try common.settings().socketPath
      let client = SocketClient(socket: socket)
      let follower = Follower(isEvents: events, isJSON: json, last: after)
      var toldOfBreak = false
      if Output.standard.isTerminal, !json {
        Messages.say("following \(events ? "events" : "new reports") on \(socket); Ctrl-C ends")
      }
      while true {
        do throws(SocketClient.Failure) {
          let headers = follower.last.map { ["Last-Event-ID: \($0)"] } ?? []
          _ = try client.follow(events ? "/events/stream" : "/reports/stream", headers: headers) { follower.take($0) }
          toldOfBreak = false
        } catch {
          if !toldOfBreak {
            Messages.say(
              "salient: \(error.description); waiting for it (`salient run` or systemctl start salient starts it)")
          }
          toldOfBreak = true
        }
        if let failure = follower.failure { throw failure }
        try await Task.sleep(for: .seconds(WatchCommand.retryAfter))
      }
    }
  }
}

/// Takes server-sent events apart as their bytes come, and prints each.
private final class Follower {
  private let isEvents: Bool
  private let isJSON: Bool
  private(set) var last: Int64?
  /// Why printing ended.
  private(set) var failure: CommandFailure?
  private var buffer: [UInt8] = []

  init(isEvents: Bool, isJSON: Bool, last: Int64?) {
    self.isEvents = isEvents
    self.isJSON = isJSON
    self.last = last
  }

  /// - Returns: false when nothing more is wanted.
  func take(_ bytes: [UInt8]) -> Bool {
    buffer += bytes
    do throws(CommandFailure) {
      while let end = buffer.indices.first(where: { $0 > 0 && buffer[$0] == 0x0A && buffer[$0 - 1] == 0x0A }) {
        try show(String(decoding: buffer[..<end], as: UTF8.self))
        buffer.removeFirst(end + 1)
      }
      try Output.standard.flush()
      return true
    } catch {
      failure = error
      return false
    }
  }

  private func show(_ event: String) throws(CommandFailure) {
    var id: Int64?
    var data: String?
    for line in event.split(separator: "\n") {
      if line.hasPrefix("id: ") { id = Int64(line.dropFirst(4)) }
      if line.hasPrefix("data: ") { data = String(line.dropFirst(6)) }
    }
    guard let data else { return }
    if isJSON {
      try Output.standard.line(data)
    } else if isEvents {
      try showLogLine(data)
    } else {
      try showReport(data)
    }
    last = id ?? last
  }

  private struct LogLine: Decodable {
    let ts: String
    let level: String
    let message: String
  }

  private func showLogLine(_ data: String) throws(CommandFailure) {
    guard let line = try? JSONDecoder().decode(LogLine.self, from: Data(data.utf8)) else {
      return try Output.standard.line(data)  // An event of a later version is shown as it is.
    }
    let time = Date(rfc3339: line.ts).map { Text.clock($0) } ?? line.ts
    let head = "\(time) \(Text.column(line.level, 8))"
    let wrapped = Text.wrap(
      line.message, at: Output.standard.width, indent: String(repeating: " ", count: Text.width(head)))
    let paint = Paint.standard
    try Output.standard.line(
      paint.dim(time) + " " + paint.level(line.level, Text.column(line.level, 8))
        + (wrapped.first ?? "").dropFirst(Text.width(head)))
    for more in wrapped.dropFirst() { try Output.standard.line(more) }
  }

  private func showReport(_ data: String) throws(CommandFailure) {
    guard let event = try? Documents.decoder().decode(ReportEvent.self, from: Data(data.utf8)) else {
      return try Output.standard.line(data)  // An event of a later version is shown as it is.
    }
    let paint = Paint.standard
    if event.event == "report.withdrawn" { try Output.standard.line(paint.bad("Withdrawn by its source:")) }
    if event.event == "report.restated" { try Output.standard.line(paint.warning("Said again by its source:")) }
    let time = Painted(Text.clock(event.at), paint.dim)
    for line in ReportText.lines(event.report, first: time) { try Output.standard.line(line) }
    if Output.standard.isTerminal { try Output.standard.line("") }
  }
}
